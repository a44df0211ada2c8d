/** MADE tables for the PxWeb host: three municipalities and two years of a country that does not exist. */

import type { MadeCodelist, MadeFigure, MadeTable } from "./pxweb-server.ts";

export const MUNICIPALITIES: Readonly<Record<string, string>> = {
  "9001": "Øvre Prøve",
  "9002": "Nedre Prøve",
  "9003": "Prøveøy",
};
export const INDUSTRIES: Readonly<Record<string, string>> = {
  "10": "Næringsmidler",
  "26": "Elektronikk",
  "62": "Programvare",
};

/** Employed persons by municipality, industry, sex and year; one is confidential, one not applicable. */
export const JOBS: MadeTable = {
  title: "MADE employed persons, by region, industry, sex, contents and year",
  variables: [
    {
      code: "Region",
      label: "region",
      values: { "0": "Hele landet", ...MUNICIPALITIES },
      role: "geo",
      codelists: ["agg_KommSummer"],
    },
    { code: "NACE2007", label: "næring (SN2007)", values: INDUSTRIES },
    { code: "Kjonn", label: "kjønn", values: { "1": "Menn", "2": "Kvinner" }, elimination: true },
    {
      code: "ContentsCode",
      label: "statistikkvariabel",
      values: { Sysselsatte: "Sysselsatte personer", Bedrifter: "Bedrifter" },
      role: "metric",
    },
    { code: "Tid", label: "år", values: { "2024": "2024", "2025": "2025" }, role: "time" },
  ],
  figure: madeJobs,
};

/** What the host knows of a cell; other tests compare with it. */
export function madeJobs(codes: Readonly<Record<string, string>>): MadeFigure {
  const { Region = "", NACE2007 = "", Kjonn, ContentsCode, Tid = "" } = codes;
  if (Region === "9002" && NACE2007 === "26") return ":";
  if (Region === "9003" && NACE2007 === "62") return Tid === "2024" ? "." : "..";
  const size = Number(Region.slice(-1)) * 100 + Number(NACE2007) + (Tid === "2025" ? 7 : 0);
  const half = Kjonn === undefined ? size : Math.floor(size / 2);
  return ContentsCode === "Bedrifter" ? Math.floor(half / 10) : half;
}

/** Quarterly jobs of the country, without regions. */
export const QUARTERLY: MadeTable = {
  title: "MADE jobs, by industry, contents and quarter",
  variables: [
    { code: "NACE2007", label: "næring (SN2007)", values: INDUSTRIES },
    {
      code: "ContentsCode",
      label: "statistikkvariabel",
      values: { Jobber: "Jobber" },
      role: "metric",
    },
    {
      code: "Tid",
      label: "kvartal",
      values: { "2024K3": "2024K3", "2024K4": "2024K4", "2025K3": "2025K3", "2025K4": "2025K4" },
      role: "time",
    },
  ],
  figure: ({ NACE2007 = "", Tid = "" }) => Number(NACE2007) * 1000 + Number(Tid.slice(-1)),
};

/** Two municipalities became one. */
export const MERGED: MadeCodelist = {
  label: "Kommuner 2025, sammenslåtte tidsserier (MADE)",
  type: "Aggregation",
  values: {
    "K-9001": { label: "Prøve", members: ["9001", "9002"] },
    "K-9003": { label: "Prøveøy", members: ["9003"] },
  },
};

/** A query for the made table, but for `base`: municipalities by industry, jobs and establishments. */
export const MADE_QUERY = {
  table: "90001",
  language: "no",
  variables: { region: "Region", sector: "NACE2007", time: "Tid", measure: "ContentsCode" },
  measures: { Sysselsatte: "jobs", Bedrifter: "firms" },
  selection: { Region: ["????"] },
} as const;
