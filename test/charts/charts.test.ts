import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parseDocument } from "htmlparser2";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.ts";
import { chartCsv } from "../../src/charts/chart-csv.ts";
import { compactMarkup } from "../../src/charts/compact-svg.ts";
import { renderChart } from "../../src/charts/render.ts";
import { COLOUR } from "../../src/charts/theme.ts";
import { NORWEGIAN } from "../speech.ts";
import { samples, samplesIn } from "./samples.ts";

const schema = JSON.parse(
  readFileSync(
    new URL("../../node_modules/vega-lite/build/vega-lite-schema.json", import.meta.url),
    "utf8",
  ),
);
const validate = new Ajv({ strict: false, allErrors: false, validateFormats: false }).compile(
  schema,
);

const kinds = Object.keys(samples);

function sample(kind: string): Chart {
  const chart = samples[kind]?.();
  if (chart === undefined) throw new Error(`no sample of ${kind}`);
  return chart;
}

/** A spec as it is published. */
function published(chart: Chart): Record<string, unknown> {
  return JSON.parse(JSON.stringify(chart.spec));
}

/** Every object and array inside a value, with the key that holds it. */
function* walk(value: unknown, key = ""): Generator<readonly [string, unknown]> {
  yield [key, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, item] of Object.entries(value)) yield* walk(item, name);
}

describe.each(kinds)("the %s chart", (kind) => {
  it("is valid by Vega-Lite's own schema", () => {
    const spec = published(sample(kind));
    const valid = validate(spec);
    expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("compiles without a warning as published, title and all", () => {
    const warnings: string[] = [];
    const complain = (...words: unknown[]): unknown => {
      warnings.push(words.join(" "));
      return logger;
    };
    const quiet = (): unknown => logger;
    const logger: object = {
      level: quiet,
      error: complain,
      warn: complain,
      info: quiet,
      debug: quiet,
    };
    compile(published(sample(kind)) as unknown as TopLevelSpec, { logger: logger as never });
    expect(warnings).toEqual([]);
  });

  it("has its keys in the agreed order, its words and its status", () => {
    const chart = sample(kind);
    const spec = published(chart);
    const order = ["$schema", "title", "description", "data", "transform", "mark", "encoding"];
    const present = Object.keys(spec).filter((key) => order.includes(key));
    expect(present).toEqual(order.filter((key) => key in spec));
    expect(spec.title).toMatchObject({
      text: chart.headline,
      subtitle: [chart.subtitle, `Modelled figures. ${chart.source}`],
    });
    expect(spec.usermeta).toMatchObject({ status: chart.status });
    expect(chart.kind).toBe(kind);
  });

  it("uses no temporal type, no link, no address but the schema's and only plain words as fields", () => {
    const spec = published(sample(kind));
    for (const [key, value] of walk(spec)) {
      expect(key).not.toBe("href");
      expect(key).not.toBe("url");
      expect(value).not.toBe("temporal");
      if (key === "field") expect(value).toMatch(/^[a-z][a-zA-Z]*$/);
    }
    const { $schema, ...rest } = spec;
    expect(JSON.stringify(rest)).not.toContain("://");
    expect($schema).toBe("https://vega.github.io/schema/vega-lite/v6.json");
  });

  it("draws the same bytes from a shared plan, from a plan of its own and in Vega's asynchronous way", async () => {
    const chart = sample(kind);
    const first = renderChart(chart, "a");
    // Another chart of the kind in between leaves no trace.
    renderChart({ ...chart, spec: chart.spec }, "b");
    expect(renderChart(sample(kind), "a")).toEqual(first);

    const { title, ...untitled } = chart.spec as TopLevelSpec & { title?: unknown };
    const view = new View(parse(compile({ ...untitled, autosize: "none" } as TopLevelSpec).spec), {
      renderer: "none",
    });
    const fresh = compactMarkup(await view.toSVG());
    view.finalize();
    const drawn = first.standalone.replace(/^[\s\S]*<g transform="translate\(14,\d+\)">/, "");
    expect(withoutIds(drawn).startsWith(withoutIds(fresh))).toBe(true);
    expect(fresh.length).toBeGreaterThan(300);
  });

  it("is an inline picture without title, style or foreign ids, in colours a style sheet can change", () => {
    const chart = sample(kind);
    const { inline } = renderChart(chart, "chart-x");
    expect(inline).not.toMatch(/<style|style=|<script|href=|NaN|undefined|Infinity/);
    expect(inline).toContain('role="img"');
    expect(inline).toContain('viewBox="0 0 360 ');
    for (const [, id = ""] of inline.matchAll(/ id="([^"]*)"/g)) expect(id).toMatch(/^chart-x-/);
    for (const [, colour = ""] of inline.matchAll(/(?:fill|stroke)="(#[^"]*)"/g))
      expect(colour).toBe("none");
    const texts = [...inline.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);
    expect(texts).not.toContain(chart.headline);
    expect(inline).toMatch(
      /<title id="chart-x-title">[^<]+<\/title><desc id="chart-x-desc">[^<]+<\/desc>/,
    );
  });

  it("stands alone as well-formed XML that says what it shows, its source and its status", () => {
    const chart = sample(kind);
    const { standalone } = renderChart(chart, "x");
    expect(unbalanced(standalone)).toEqual([]);
    expect(standalone).not.toContain("var(");
    const words = [...standalone.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text).join(" ");
    for (const word of chart.headline.replace(/[&<>]/g, "").split(" "))
      expect(words).toContain(word);
    expect(words).toContain("Modelled figures");
    expect(words).toContain("Source: example figures");
  });

  it("keeps its text inside the picture", () => {
    const { inline } = renderChart(sample(kind), "x");
    const height = Number(/viewBox="0 0 360 ([\d.]+)"/.exec(inline)?.[1]);
    expect(height).toBeGreaterThan(50);
    expect(height).toBeLessThan(800);
    expect(inline.length).toBeLessThan(25_000);
  });

  it("gives its data as a table and as CSV with their status", () => {
    const chart = sample(kind);
    const keys = chart.columns.map(({ key }) => key);
    for (const row of chart.rows)
      expect(keys).toEqual(
        expect.arrayContaining(Object.keys(row).filter((key) => row[key] !== undefined)),
      );
    const lines = chartCsv(chart).trimEnd().split("\n");
    expect(lines[0]).toBe([...keys, "data_status"].join(","));
    expect(lines).toHaveLength(chart.rows.length + 1);
    for (const line of lines.slice(1)) expect(line).toMatch(/,modelled$/);
  });

  it("has marks that lead to the rows of its table, in the page and not in the file", () => {
    const chart = sample(kind);
    const { inline, standalone } = renderChart(chart, "x");
    const rows = [...inline.matchAll(/ data-row="(\d+)"/g)].map(([, row]) => Number(row));
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(chart.rows[row]).toBeDefined();
    // What has no figure, or no place on the map, has no mark.
    const drawable = chart.rows.filter(
      ({ jobs, longitude }) =>
        (kind !== "cluster-life" || jobs !== undefined) &&
        (kind !== "symbol-map" || longitude !== undefined),
    );
    expect(new Set(rows).size).toBe(drawable.length);
    expect(standalone).not.toContain("data-row");
  });

  it("says the same in bokmål, with its numbers, and nothing of it in English", () => {
    const english = sample(kind);
    const norwegian = samplesIn(NORWEGIAN)[kind]?.();
    expect(norwegian?.description).not.toBe(english.description);
    // The subtitle of a map and the dates of a timeline are the caller's, English in the example.
    if (kind !== "symbol-map" && kind !== "timeline")
      expect(norwegian?.subtitle).not.toMatch(/\b(?:the|and|of|by|jobs|share)\b/);
    expect(norwegian?.statusWords).toBe("Modellerte tall");
    expect(norwegian?.columns.map(({ key }) => key)).toEqual(english.columns.map(({ key }) => key));
    expect(norwegian?.rows.length).toBe(english.rows.length);
    const once = norwegian === undefined ? undefined : renderChart(norwegian, "x");
    const again = samplesIn(NORWEGIAN)[kind]?.();
    expect(again === undefined ? undefined : renderChart(again, "x")).toEqual(once);
    // A decimal comma stands in every number that has decimals; a thousand is parted by a space.
    for (const [, text = ""] of (once?.inline ?? "").matchAll(/<text[^>]*>([^<]*)/g))
      expect(text).not.toMatch(/\d\.\d|\d,\d{3}\b/);
  });

  it("changes with its data", () => {
    const chart = sample(kind);
    const datasets = (chart.spec as { datasets?: Record<string, unknown[]> }).datasets ?? {};
    const less = {
      ...chart,
      spec: {
        ...chart.spec,
        datasets: { ...datasets, rows: datasets.rows?.slice(1) },
      } as TopLevelSpec,
    };
    expect(renderChart(less, "x").inline).not.toBe(renderChart(chart, "x").inline);
  });
});

describe("hostile names", () => {
  const names = [
    "Fjord & <b>Vik</b> {{ 7*7 }}",
    "__proto__",
    "constructor",
    "datum.lq' || alert(1) || '",
    'fill="#0f5c6e" id="x" url(#clip1)',
    "a\u0007b\ud800c",
    "]]><script>1</script>",
  ];

  it.each(names)("shows %j literally", (name) => {
    const { kind, ...rest } = sample("region-profile");
    const spec = published({ kind, ...rest });
    const { datasets } = spec as { datasets: { rows: Record<string, unknown>[] } };
    const rows = datasets.rows.map((row, index) =>
      index === 0 ? { ...row, name, label: name } : row,
    );
    const chart: Chart = {
      ...rest,
      kind,
      headline: name,
      description: name,
      spec: { ...spec, datasets: { ...datasets, rows } } as unknown as TopLevelSpec,
    };
    const { inline, standalone } = renderChart(chart, "x");
    expect(unbalanced(standalone)).toEqual([]);
    const shown = escaped(name);
    expect(inline).toContain(`>${shown}</text>`);
    expect(inline).toContain(`<title id="x-title">${escaped(name, true)}</title>`);
    expect(inline).not.toMatch(/<b>|<script|>49</);
  });
});

describe("chartCsv", () => {
  it("quotes commas, quotation marks and line breaks, and leaves what is undefined empty", () => {
    const chart: Chart = {
      ...sample("growth-bars"),
      status: "observed",
      columns: [
        { key: "name", label: "Name", numeric: false },
        { key: "value", label: "Value", numeric: true },
      ],
      rows: [
        { name: 'a, "b"\nc', value: 1.5 },
        { name: "d", value: undefined },
        { name: "e", value: Number.NaN },
      ],
    };
    expect(chartCsv(chart)).toBe(
      'name,value,data_status\n"a, ""b""\nc",1.5,observed\nd,,observed\ne,,observed\n',
    );
  });
});

describe("colours", () => {
  it("are all different, so that each can be handed to the style sheet by name", () => {
    const values = Object.values(COLOUR);
    expect(new Set(values).size).toBe(values.length);
  });

  it("each have a custom property in the style sheet, in light and in dark", () => {
    const css = readFileSync(
      new URL("../../content/assets/css/tokens.css", import.meta.url),
      "utf8",
    );
    for (const name of Object.keys(COLOUR)) {
      const defined = css.match(new RegExp(`--chart-${name}:`, "g")) ?? [];
      expect(defined.length, name).toBeGreaterThanOrEqual(2);
    }
  });
});

/** Ids count within a picture; a plan of its own may count from another number. */
const withoutIds = (markup: string): string => markup.replace(/clip\d+/g, "clip");

/** All but what XML 1.0 allows as a character. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escaped(text: string, quotes = false): string {
  const safe = text
    .replace(FORBIDDEN, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
  return quotes ? safe.replace(/"/g, "&quot;").replace(/'/g, "&#39;") : safe;
}

/** What makes a text ill-formed as XML: open or crossed elements, bare ampersands, doubled attributes, forbidden characters. */
function unbalanced(xml: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_tag, end, name, attributes, empty) => {
      const names = [...String(attributes).matchAll(/([\w:-]+)="/g)].map(
        ([, attribute]) => attribute,
      );
      if (new Set(names).size < names.length) problems.push(`${name} has an attribute twice`);
      if (end === "/") {
        if (open.pop() !== name) problems.push(`</${name}> crosses`);
      } else if (empty === "") open.push(name);
      return "";
    },
  );
  if (open.length > 0) problems.push(`open: ${open.join(" ")}`);
  if (/[<]/.test(rest)) problems.push("bare <");
  if (/&(?!(?:amp|lt|gt|quot|#39|#\d+);)/.test(xml)) problems.push("bare &");
  if (xml.match(FORBIDDEN) !== null) problems.push("forbidden character");
  if (parseDocument(xml, { xmlMode: true }).children.length === 0) problems.push("empty");
  return problems;
}
