/**
 * A small Norway on this machine: register, KLASS and data bank, with made figures in real codes. Its two
 * economic regions have four municipalities; Kongsberg has a cluster of electronics.
 */

import type { MadeKlass } from "./klass-server.ts";
import type { MadeTable } from "./pxweb-server.ts";
import type { MadeUnit } from "./register-server.ts";

const DIVISIONS: readonly (readonly [string, string])[] = [
  ["10", "Næringsmiddelindustri"],
  ["26", "Datamaskiner, elektroniske og optiske produkter"],
  ["46", "Agentur- og engroshandel"],
  ["47", "Detaljhandel"],
  ["62", "Programmering, konsulentvirksomhet"],
  ["95", "Reparasjon"],
];

export const MADE_NORWAY: MadeKlass = {
  codes: {
    "6": [["C", "Industri", 1], ...DIVISIONS.map(([code, name]) => [code, name, 2] as const)],
    "131": [
      ["3303", "Kongsberg", 1],
      ["3334", "Flesberg", 1],
      ["3301", "Drammen", 1],
      ["3312", "Lier", 1],
    ],
  },
  changes: {
    "131": [
      ["3006", "Kongsberg", "3303", "Kongsberg", "2024-01-01"],
      ["3050", "Flesberg", "3334", "Flesberg", "2024-01-01"],
      ["3005", "Drammen", "3301", "Drammen", "2024-01-01"],
      ["3049", "Lier", "3312", "Lier", "2024-01-01"],
    ],
  },
  // KLASS keeps this table by economic region.
  pairs: {
    "108 131": [
      ["33003", "Kongsberg", "3303", "Kongsberg"],
      ["33003", "Kongsberg", "3334", "Flesberg"],
      ["33002", "Drammen", "3301", "Drammen"],
      ["33002", "Drammen", "3312", "Lier"],
    ],
  },
};

/** So many units in a municipality and industry, each of a size. */
function units(
  count: number,
  municipality: string,
  industry: string,
  employees: number | "some",
): readonly MadeUnit[] {
  return Array.from({ length: count }, () => ({ municipality, industry, employees }));
}

export const MADE_UNITS: readonly MadeUnit[] = [
  ...units(12, "3303", "26.110", 30),
  ...units(3, "3303", "47.110", 20),
  ...units(2, "3334", "26.510", "some"),
  ...units(4, "3334", "10.110", 5),
  ...units(30, "3301", "47.110", 40),
  ...units(20, "3301", "62.100", 25),
  ...units(10, "3312", "46.710", 50),
  ...units(6, "3312", "95.310", "some"),
  ...units(1, "3312", "26.110", 8),
  ...units(5, "2100", "05.100", 60),
  { municipality: "3301", industry: "00.000", employees: 7 },
  { municipality: "3301", industry: "62.100" },
];

/** Table 11656 in small: jobs of the country by division, by SN2007, which has 45. */
export function madeTable(divisions: readonly string[]): MadeTable {
  return {
    title: "11656: Lønnstakere og jobber (MADE)",
    variables: [
      { code: "Kjonn", label: "kjønn", values: { "0": "Begge kjønn", "1": "Menn" } },
      { code: "Alder", label: "alder", values: { "999A": "Alle aldre", "15-24": "15-24 år" } },
      {
        code: "NACE2007",
        label: "næring (SN2007)",
        values: Object.fromEntries(["00-99", ...divisions].map((code) => [code, `Næring ${code}`])),
      },
      {
        code: "ContentsCode",
        label: "statistikkvariabel",
        values: { AntArbForhold: "Antall jobber (arbeidsforhold)" },
        role: "metric",
      },
      {
        code: "Tid",
        label: "kvartal",
        values: { "2025K3": "2025K3", "2025K4": "2025K4", "2026K1": "2026K1" },
        role: "time",
      },
    ],
    figure: ({ NACE2007 = "", Tid = "" }) => Number(NACE2007) * 100 + (Tid === "2025K4" ? 4 : 0),
  };
}
