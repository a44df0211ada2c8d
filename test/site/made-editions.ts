/** Small editions for tests, written as files: a coast whose regions merge, divide and are given up. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface MadeEdition {
  readonly id: string;
  readonly published: string;
  readonly title?: string;
  readonly jobsUnit?: string;
  readonly clusterYears: readonly number[];
  readonly breaks?: readonly { readonly year: number; readonly note: string }[];
  /** Ids and names. */
  readonly regions: Readonly<Record<string, string>>;
  readonly sectors: Readonly<Record<string, string>>;
  /** "year,region,sector,jobs,firms,flag". */
  readonly employment: readonly string[];
  /** "kind,from,to,since,note". */
  readonly crosswalk?: readonly string[];
}

/** Writes an edition below a data folder; criteria: more than 2, at least 200 jobs, at least 10 firms. */
export function writeEdition(data: string, edition: MadeEdition): void {
  const folder = join(data, edition.id);
  mkdirSync(folder, { recursive: true });
  const table = (name: string, rows: readonly string[]): void =>
    writeFileSync(join(folder, name), `${rows.join("\n")}\n`);
  const { regions, sectors, crosswalk } = edition;
  table("regions.csv", [
    "region,name,longitude,latitude",
    ...Object.entries(regions).map(([id, name]) => `${id},${name},,`),
  ]);
  table("sectors.csv", [
    "sector,name,group",
    ...Object.entries(sectors).map(([id, name]) => `${id},${name},Industry`),
  ]);
  table("employment.csv", ["year,region,sector,jobs,firms,flag", ...edition.employment]);
  if (crosswalk !== undefined) table("crosswalk.csv", ["kind,from,to,since,note", ...crosswalk]);
  const descriptor = {
    name: `coast-${edition.id}`,
    title: edition.title ?? `The Coast ${edition.id}`,
    created: edition.published,
    klyngeatlas: {
      published: edition.published,
      status: "observed",
      jobsUnit: edition.jobsUnit ?? "jobs",
      firmsUnit: "firms",
      criteria: { locationQuotient: { above: 2 }, jobs: { atLeast: 200 }, firms: { atLeast: 10 } },
      clusterYears: edition.clusterYears,
      periods: [],
      breaks: edition.breaks ?? [],
      notes: [],
    },
  };
  writeFileSync(join(folder, "datapackage.json"), `${JSON.stringify(descriptor, null, 2)}\n`);
}

const SECTORS = { boats: "Boat building", fish: "Fish processing", services: "Services" } as const;
const CAPITAL = { capital: "Capital" } as const;

/** Rows of a year: region → [jobs in boats, firms in boats, jobs in fish, firms in fish]; services everywhere. */
function year(
  of: number,
  rows: Readonly<Record<string, readonly [number, number | "", number, number]>>,
): readonly string[] {
  return [
    ...Object.entries(rows).flatMap(([region, [boats, boatFirms, fish, fishFirms]]) => [
      `${of},${region},boats,${boats},${boatFirms},${boatFirms === "" ? "c" : ""}`,
      `${of},${region},fish,${fish},${fishFirms},`,
      `${of},${region},services,2000,150,`,
    ]),
    `${of},capital,boats,300,30,`,
    `${of},capital,fish,300,30,`,
    `${of},capital,services,60000,4000,`,
  ];
}

/**
 * Four editions. Finnøy and Rennesøy merge into Stavanger in 2020; Ålesund is divided into Ålesund and Haram in 2024;
 * Røst is given up in 2022; Vardø's boats are a cluster in 2015, not in 2018, withheld in 2021, and again in 2024;
 * jobs are counted in another unit from 2021 on.
 */
export const COAST: readonly MadeEdition[] = [
  {
    id: "2015",
    published: "2016-03-01",
    clusterYears: [2010, 2015],
    jobsUnit: "full-time equivalents",
    regions: {
      ...CAPITAL,
      alesund: "Ålesund",
      finnoy: "Finnøy",
      rennesoy: "Rennesøy",
      rost: "Røst",
      stavanger: "Stavanger",
      vardo: "Vardø",
    },
    sectors: SECTORS,
    employment: [2010, 2015].flatMap((of) =>
      year(of, {
        alesund: [900, 40, 300, 12],
        finnoy: [260, 12, 20, 2],
        rennesoy: [90, 5, 20, 2],
        rost: [30, 2, of === 2010 ? 250 : 240, 11],
        stavanger: [300, 20, 150, 9],
        vardo: [of === 2010 ? 150 : 220, 10, 100, 5],
      }),
    ),
  },
  {
    id: "2018",
    published: "2019-03-01",
    clusterYears: [2015, 2018],
    jobsUnit: "full-time equivalents",
    regions: {
      ...CAPITAL,
      alesund: "Ålesund",
      finnoy: "Finnøy",
      rennesoy: "Rennesøy",
      rost: "Røst",
      stavanger: "Stavanger",
      vardo: "Vardø",
    },
    sectors: SECTORS,
    employment: [2015, 2018].flatMap((of) =>
      year(of, {
        alesund: [of === 2015 ? 900 : 950, 40, 300, 12],
        finnoy: [270, 12, 20, 2],
        rennesoy: [95, 5, 20, 2],
        rost: [30, 2, 230, 11],
        stavanger: [310, 20, 150, 9],
        vardo: [of === 2015 ? 225 : 180, 10, 100, 5],
      }),
    ),
  },
  {
    id: "2021",
    published: "2022-03-01",
    clusterYears: [2021],
    breaks: [{ year: 2020, note: "Firms are counted by their main activity." }],
    regions: {
      ...CAPITAL,
      alesund: "Ålesund",
      rost: "Røst",
      stavanger: "Stavanger",
      vardo: "Vardø",
    },
    sectors: SECTORS,
    employment: year(2021, {
      alesund: [1000, 42, 310, 12],
      rost: [25, 2, 225, 11],
      stavanger: [720, 30, 400, 20],
      vardo: [230, "", 100, 5],
    }),
    crosswalk: [
      "region,finnoy,stavanger,2020,Finnøy and Rennesøy merged into Stavanger",
      "region,rennesoy,stavanger,2020,Finnøy and Rennesøy merged into Stavanger",
    ],
  },
  {
    id: "2024",
    published: "2025-03-01",
    clusterYears: [2024],
    regions: {
      ...CAPITAL,
      alesund: "Ålesund",
      haram: "Haram",
      stavanger: "Greater Stavanger",
      vardo: "Vardø",
    },
    sectors: SECTORS,
    employment: year(2024, {
      alesund: [600, 25, 180, 8],
      haram: [450, 15, 150, 6],
      stavanger: [760, 31, 150, 20],
      vardo: [240, 11, 100, 5],
    }),
    crosswalk: [
      "region,alesund,haram,2024,Haram was divided from Ålesund",
      "region,rost,,2022,Nobody lives there",
    ],
  },
];
