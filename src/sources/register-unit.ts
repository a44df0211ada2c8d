/**
 * A sub-unit of the Norwegian register (Enhetsregisteret), as far as statistics need it. The register's own
 * names of fields: https://data.brreg.no/enhetsregisteret/api/dokumentasjon/no/index.html
 */

export interface SubUnit {
  /** Four digits, `beliggenhetsadresse.kommunenummer`: where the unit lies, not where its post goes. */
  readonly municipality: string | undefined;
  /** Two letters, `beliggenhetsadresse.landkode`. */
  readonly country: string | undefined;
  /** Two digits, a dot and three digits, `naeringskode1.kode`. */
  readonly industry: string | undefined;
  /** `antallAnsatte`; undefined where the register keeps it to itself, or knows none. */
  readonly employees: number | undefined;
  /** `harRegistrertAntallAnsatte`; undefined where the register does not say. */
  readonly hasEmployees: boolean | undefined;
  /** Has a `nedleggelsesdato` or a `slettedato`. */
  readonly closed: boolean;
}

/** Names of the columns of the register's CSV, which are the paths of the fields of its JSON. */
const FIELD = {
  municipality: "beliggenhetsadresse.kommunenummer",
  country: "beliggenhetsadresse.landkode",
  industry: "naeringskode1.kode",
  employees: "antallAnsatte",
  hasEmployees: "harRegistrertAntallAnsatte",
  closed: "nedleggelsesdato",
} as const;

/** Columns that the register's CSV must have. */
export const REQUIRED_COLUMNS: readonly string[] = [
  FIELD.municipality,
  FIELD.industry,
  FIELD.employees,
  FIELD.hasEmployees,
];

/** A unit from an element of the register's JSON; undefined where the element is no object. */
export function unitOfJson(element: unknown): SubUnit | undefined {
  if (!isRecord(element)) return undefined;
  const address = isRecord(element.beliggenhetsadresse) ? element.beliggenhetsadresse : {};
  const industry = isRecord(element.naeringskode1) ? element.naeringskode1 : {};
  const { antallAnsatte, harRegistrertAntallAnsatte, nedleggelsesdato, slettedato } = element;
  return {
    municipality: textOf(address.kommunenummer),
    country: textOf(address.landkode),
    industry: textOf(industry.kode),
    employees: countOf(antallAnsatte),
    hasEmployees:
      typeof harRegistrertAntallAnsatte === "boolean" ? harRegistrertAntallAnsatte : undefined,
    closed: textOf(nedleggelsesdato) !== undefined || textOf(slettedato) !== undefined,
  };
}

/** What reads the units of the register's CSV, by its header; undefined where it is not that of the register. */
export function unitOfCsv(
  header: readonly string[],
): ((cells: readonly string[]) => SubUnit) | undefined {
  if (REQUIRED_COLUMNS.some((column) => !header.includes(column))) return undefined;
  const at = (column: string): number => header.indexOf(column);
  const [municipality, country, industry, employees, hasEmployees, closed] = [
    at(FIELD.municipality),
    at(FIELD.country),
    at(FIELD.industry),
    at(FIELD.employees),
    at(FIELD.hasEmployees),
    at(FIELD.closed),
  ];
  return (cells) => ({
    municipality: textOf(cells[municipality]),
    country: textOf(cells[country]),
    industry: textOf(cells[industry]),
    employees: countOf(cells[employees]),
    hasEmployees: truthOf(cells[hasEmployees]),
    closed: textOf(cells[closed]) !== undefined,
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function countOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined;
}

function truthOf(text: string | undefined): boolean | undefined {
  const small = text?.toLowerCase();
  return small === "true" ? true : small === "false" ? false : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
