/** One example of each chart kind: fixture of the tests and a gallery to look at. Names and figures are made up unless real. */

import type { Chart } from "../../src/charts/chart.ts";
import { clusterLife } from "../../src/charts/cluster-life.ts";
import { clusterTrend } from "../../src/charts/cluster-trend.ts";
import { growthBars } from "../../src/charts/growth-bars.ts";
import { knowledgeMatrix } from "../../src/charts/knowledge-matrix.ts";
import { lqSizeScatter } from "../../src/charts/lq-size-scatter.ts";
import { regionProfile } from "../../src/charts/region-profile.ts";
import { sectorRegions } from "../../src/charts/sector-regions.ts";
import { symbolMap } from "../../src/charts/symbol-map.ts";
import { thresholdHeat } from "../../src/charts/threshold-heat.ts";
import { timeline } from "../../src/charts/timeline.ts";
import type { Speech } from "../../src/words/speech.ts";
import { SPEECH } from "../speech.ts";

const SECTORS = [
  "Furniture",
  "Chemical-technical products",
  "Beverage and tobacco product manufacturing",
  "Fish processing",
  "Electronics",
  "Shipbuilding",
  "Mining",
  "Textiles",
  "Graphics",
  "Business services",
  "Wood products",
  "Machinery",
  "Mineral products",
] as const;

const REGIONS = [
  "Asker/Bærum",
  "Horten",
  "Arendal",
  "Youngstown-Warren-Boardman, OH-PA",
  "Ålesund",
  "Stranda",
  "Ulsteinvik",
  "Drammen",
  "Bergen",
  "Oslo",
  "Stavanger",
  "Jæren",
  "Kongsberg",
  "Brønnøysund",
] as const;

/** Towns with their coordinates, rounded. */
const PLACES: readonly (readonly [string, number | undefined, number | undefined])[] = [
  ["Oslo", 10.75, 59.91],
  ["Bergen", 5.32, 60.39],
  ["Stavanger", 5.73, 58.97],
  ["Ålesund", 6.15, 62.47],
  ["Horten", 10.48, 59.42],
  ["Arendal", 8.77, 58.46],
  ["Kongsberg", 9.65, 59.67],
  ["Tromsø", 18.96, 69.65],
  ["Vadsø", 29.75, 70.07],
  ["Mo i Rana", 14.14, 66.31],
  ["Nowhere in particular", undefined, undefined],
];

type Samples = Readonly<Record<string, () => Chart | undefined>>;

/** The examples in a language; what is data in them stays English. */
export function samplesIn(speech: Speech): Samples {
  const basics = {
    source: "Source: example figures made for tests",
    status: "modelled",
    speech,
  } as const;
  return {
    "growth-bars": () =>
      growthBars({
        ...basics,
        id: "growth",
        period: [1970, 1990],
        level: "branches",
        rows: SECTORS.map((name, index) => ({
          id: `s${index}`,
          name,
          clustersPercent: ((index * 37) % 150) - 60.4,
          nationPercent: ((index * 53) % 140) - 62.2,
        })),
      }),
    "cluster-trend": () =>
      clusterTrend({
        ...basics,
        id: "trend",
        name: "Electronics in Asker/Bærum",
        breaks: [{ year: 1994, note: "The register changed its unit." }],
        rows: [
          { year: 1970, jobs: 1200, nationJobs: 24000 },
          { year: 1980, jobs: 1500, nationJobs: 25500 },
          { year: 1990, jobs: 1710, nationJobs: 19800 },
          { year: 1994, jobs: 1820, nationJobs: 18900 },
        ],
      }),
    "region-profile": () =>
      regionProfile({
        ...basics,
        id: "profile",
        name: "Horten",
        year: 1990,
        criterion: { above: 3 },
        rows: SECTORS.map((name, index) => ({
          id: `s${index}`,
          name,
          lq: 14 / (1 + index) ** 1.4,
          jobs: index === 2 ? undefined : 2100 - 150 * index,
          verdict: index < 2 ? "cluster" : index === 2 ? "possible" : "none",
        })),
      }),
    "sector-regions": () =>
      sectorRegions({
        ...basics,
        id: "regions",
        name: "Beverage and tobacco product manufacturing",
        year: 2019,
        criterion: { above: 3 },
        rows: REGIONS.map((name, index) => ({
          id: `r${index}`,
          name,
          lq: 212 / (1 + index) ** 1.9,
          jobs: 12100 - 850 * index,
          verdict: index < 5 ? "cluster" : "none",
        })),
      }),
    "lq-size-scatter": () =>
      lqSizeScatter({
        ...basics,
        id: "quotient-and-size",
        year: 1990,
        criteria: {
          locationQuotient: { above: 3 },
          jobs: { atLeast: 200 },
          firms: { atLeast: 10 },
        },
        rows: REGIONS.flatMap((region, r) =>
          SECTORS.map((sector, s) => {
            const jobs = 3 + ((r * 131 + s * 57) % 40) ** 2;
            const lq = 0.05 + ((r * 17 + s * 29) % 41) ** 2 / 90;
            const cluster = jobs >= 200 && lq > 3;
            return {
              id: `r${r}/s${s}`,
              region,
              sector,
              jobs,
              lq,
              status: cluster ? (["stable", "new", "ex"] as const)[(r + s) % 3] : undefined,
            };
          }),
        ),
      }),
    "symbol-map": () =>
      symbolMap({
        ...basics,
        id: "map",
        headline: "Most jobs in clusters lie round Oslo and on the west coast",
        subtitle: "Jobs in potential clusters 1990; area of the symbol",
        valueLabel: "Jobs",
        rows: PLACES.map(([name, longitude, latitude], index) => ({
          id: `r${index}`,
          name,
          longitude,
          latitude,
          value: 12000 / (1 + index),
          status: (["stable", "new", "ex"] as const)[index % 3],
        })),
      }),
    "threshold-heat": () =>
      thresholdHeat({
        ...basics,
        id: "thresholds",
        year: 1990,
        own: { quotient: 3, jobs: 200 },
        cells: [1.5, 2, 2.5, 3, 3.5, 4, 5].flatMap((quotient) =>
          [50, 100, 150, 200, 300, 500, 1000].map((jobs) => ({
            quotient,
            jobs,
            clusters: Math.round(40000 / (quotient ** 1.3 * (jobs + 60))),
          })),
        ),
      }),
    "knowledge-matrix": () =>
      knowledgeMatrix({
        ...basics,
        id: "knowledge",
        rows: [
          {
            industry: "Petroleum extraction",
            rd: "national",
            rdNote: "",
            suppliers: "national",
            suppliersNote: "",
          },
          {
            industry: "Chemical (basic industrial)",
            rd: "national",
            rdNote: "",
            suppliers: "both",
            suppliersNote: "",
          },
          {
            industry: "Pharmaceutical",
            rd: "global",
            rdNote: "",
            suppliers: "global",
            suppliersNote: "",
          },
          {
            industry: "Machinery and equipment",
            rd: "national",
            rdNote: "",
            suppliers: "global",
            suppliersNote: "",
          },
        ],
      }),
    timeline: () =>
      timeline({
        ...basics,
        id: "events",
        headline: "From plan to U-turn within two months",
        rows: [
          { when: "Early 1997", label: "A plan to move the division is made known." },
          {
            when: "February 1997",
            label:
              "The board turns round: a move would succeed only if at least four fifths of the staff agreed to go, and very few are willing.",
          },
          { when: "End of 1997", label: "The management takes up a changed aim." },
        ],
      }),
    "cluster-life": () =>
      clusterLife({
        ...basics,
        id: "life",
        name: "Electronics in Asker/Bærum",
        rows: [
          { edition: "1998", year: 1970, jobs: 1200, lq: 2.4, verdict: "none" },
          { edition: "1998", year: 1990, jobs: 1710, lq: 3.62, verdict: "cluster" },
          { edition: "2005", year: 1994, jobs: undefined, lq: undefined, verdict: "possible" },
          { edition: "2005", year: 1994, jobs: 2100, lq: undefined, verdict: "none", sumOf: 2 },
          {
            edition: "2005",
            year: 2004,
            jobs: 1400,
            lq: 3.1,
            verdict: "cluster",
            marks: [
              "Break in the series in 2000: firms are counted by their main activity, and no longer by each of their places of work.",
              "Its region took in Hole in 2003.",
            ],
          },
        ],
        closing: ["It went on as Electronics in Greater Oslo."],
      }),
  };
}

export const samples = samplesIn(SPEECH);
