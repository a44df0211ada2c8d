/** A published spec made ready for the page that shows it. */

type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
export type Spec = Readonly<Record<string, Json | undefined>>;

/**
 * Without its title, which the page prints, laid out as the static picture is, in the page's colours,
 * with the row behind a mark as its tooltip. `colours` are the page's, by the colour in the spec.
 */
export function liveSpec(spec: Spec, colours: ReadonlyMap<string, string>): Spec {
  const { title, datasets, config, ...rest } = spec;
  const marked = { ...(isObject(config) ? config : {}), mark: { tooltip: { content: "data" } } };
  return {
    ...(recoloured({ ...rest, config: marked }, colours) as Spec),
    autosize: "none",
    datasets,
  };
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recoloured(
  value: Json | undefined,
  colours: ReadonlyMap<string, string>,
): Json | undefined {
  if (typeof value === "string")
    return value.replace(/#[0-9a-f]{6}\b/g, (hex) => colours.get(hex) ?? hex);
  if (Array.isArray(value)) return value.map((item) => recoloured(item, colours) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, recoloured(item, colours)]),
  );
}

/** Custom properties and the colours they stand for, as the static picture's markup names them. */
export function colourNames(markup: string): ReadonlyMap<string, string> {
  return new Map(
    [...markup.matchAll(/var\((--chart-[\w-]+), (#[0-9a-f]{6})\)/g)].map(
      ([, name = "", hex = ""]) => [hex, name],
    ),
  );
}

/** A colour that may stand in a spec; anything else a style sheet might hold is left alone. */
export function safeColour(value: string): string | undefined {
  const colour = value.trim();
  return /^(?:#[0-9a-f]{3,8}|(?:rgb|hsl|oklch|oklab)a?\([\d\s.,%/a-z-]+\))$/i.test(colour)
    ? colour
    : undefined;
}

export interface RowLine {
  readonly label: string;
  readonly value: string;
}

/** The lines that tell a row, in the order of the chart's columns; columns the row does not have are left out. */
export function rowLines(spec: Spec, row: unknown): readonly RowLine[] {
  const { usermeta } = spec;
  const columns =
    isObject(usermeta) && Array.isArray(usermeta.columns)
      ? (usermeta.columns as readonly Json[])
      : [];
  if (typeof row !== "object" || row === null) return [];
  const marks = marksOf(isObject(usermeta) ? usermeta.marks : undefined);
  const values = new Map<string, unknown>(Object.entries(row));
  return columns.flatMap((column) => {
    if (!isObject(column) || typeof column.key !== "string" || typeof column.label !== "string")
      return [];
    const text = valueText(values.get(column.key), column.key, marks);
    return text === undefined ? [] : [{ label: column.label, value: text }];
  });
}

interface Marks {
  readonly group: string;
  readonly decimal: string;
}

/** The marks of numbers in the chart's language, which the spec carries. */
function marksOf(marks: Json | undefined): Marks {
  const text = (name: string, fallback: string): string =>
    isObject(marks) && typeof marks[name] === "string" ? marks[name] : fallback;
  return { group: text("group", ","), decimal: text("decimal", ".") };
}

function valueText(value: unknown, key: string, { group, decimal }: Marks): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (key === "year") return String(value);
  const [whole = "0", fraction] = Math.abs(value)
    .toFixed(Number.isInteger(value) ? 0 : 2)
    .split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${value < 0 ? "\u2212" : ""}${grouped}${fraction === undefined ? "" : `${decimal}${fraction}`}`;
}
