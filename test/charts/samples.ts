/** One example of each chart kind: fixture of the tests and a gallery to look at. Names and figures are made up unless real. */

import type { Chart } from "../../src/charts/chart.ts";
import { clusterTrend } from "../../src/charts/cluster-trend.ts";
import { growthBars } from "../../src/charts/growth-bars.ts";
import { regionProfile } from "../../src/charts/region-profile.ts";
import { sectorRegions } from "../../src/charts/sector-regions.ts";

const basics = { source: "Source: example figures made for tests", status: "modelled" } as const;

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

export const samples: Readonly<Record<string, () => Chart | undefined>> = {
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
};
