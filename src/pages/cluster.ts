/** The page of one cluster: the verdict and why, its years, its growth, its neighbours. */

import { clusterTrend } from "../charts/cluster-trend.ts";
import type { Atlas } from "../model/atlas.ts";
import type { Cluster } from "../model/cluster.ts";
import { holds, threshold } from "../model/criterion.ts";
import { type Criterion, cellIndex } from "../model/dataset.ts";
import { type Verdict, verdictAt } from "../model/verdict.ts";
import type { Speech } from "../words/speech.ts";
import { MOST_CARDS } from "./card.ts";
import { cellJobs, chartFrame, nationalJobs } from "./chart-data.ts";
import { clusterTable, tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet, linkTo } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { placeThing, termThing } from "./identifiers.ts";
import { regionLocator } from "./maps.ts";
import { badgeCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { ChartView, LinkView, NumberView, Sheet, TableView } from "./view.ts";

export interface CriterionView {
  readonly name: string;
  readonly value: NumberView;
  /** "above 3", "at least 200". */
  readonly rule: string;
  /** How far above or below the threshold, in percent of it. */
  readonly margin: NumberView;
  readonly holds: "yes" | "no" | "open";
}

export interface NarrativeLink extends LinkView {
  readonly summary: string;
}

export interface ClusterView {
  readonly region: LinkView;
  readonly sector: LinkView;
  readonly status: Cluster["status"];
  readonly year: number;
  readonly previousYear: number | undefined;
  readonly verdict: Verdict;
  readonly jobs: NumberView;
  readonly firms: NumberView;
  readonly quotient: NumberView;
  readonly share: NumberView;
  readonly localShare: NumberView;
  readonly jobsUnit: string;
  readonly firmsUnit: string;
  readonly criteria: readonly CriterionView[];
  readonly years: TableView;
  readonly trend: ChartView | undefined;
  readonly growth: TableView | undefined;
  readonly breaks: readonly string[];
  readonly inRegion: TableView | undefined;
  readonly inSector: TableView | undefined;
  readonly narratives: readonly NarrativeLink[];
  readonly lifeHref: string;
  /** Markup of a picture of where the region lies, safe to print as it is. */
  readonly locator: string | undefined;
  readonly methodHref: string;
}

/** The page of one cluster; `at` is its place in the list, for previous and next. */
export async function clusterSheet(
  context: EditionContext,
  cluster: Cluster,
  at: number,
): Promise<Sheet<ClusterView>> {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { dataset, clusters } = atlas;
  const { id, descriptor } = dataset;
  const { r, s, region, sector } = cluster;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const cell = `${region}/${sector}`;
  const path = paths.cluster(id, region, sector);
  const { title, regionName, sectorName } = clusterNames(atlas, cluster);
  return editionSheet(context, {
    kind: "cluster",
    path,
    title,
    description: say("places.cluster-description", { title }),
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      { path: paths.clusters(id), text: say("places.clusters") },
    ],
    previous: neighbour(context, clusters[at - 1]),
    next: neighbour(context, clusters[at + 1]),
    about: [
      ...dataset.regions.slice(r, r + 1).map(placeThing),
      ...dataset.sectors.slice(s, s + 1).map(termThing),
    ],
    card: {
      facts: [
        {
          value: numbers.jobs(y, r, s).text,
          label: say("frame.card-fact", { what: say("frame.measured-jobs"), year: String(year) }),
        },
        {
          value: numbers.firms(y, r, s).text,
          label: say("frame.card-fact", { what: say("frame.measured-firms"), year: String(year) }),
        },
        { value: numbers.quotient(y, r, s).text, label: say("frame.measured-quotient") },
      ],
      sharedWith: clusters.length > MOST_CARDS ? paths.edition(id) : undefined,
    },
    view: {
      region: linkTo(site, paths.region(id, region), regionName),
      sector: linkTo(site, paths.sector(id, sector), sectorName),
      status: cluster.status,
      year,
      previousYear: descriptor.clusterYears.at(-2),
      verdict: verdictAt(atlas.verdicts, cellIndex(dataset, y, r, s)),
      jobs: numbers.jobs(y, r, s),
      firms: numbers.firms(y, r, s),
      quotient: numbers.quotient(y, r, s),
      share: numbers.figure(`share:${cell}:${year}`, { unmarked: true }),
      localShare: numbers.figure(`local-share:${cell}:${year}`, { unmarked: true }),
      jobsUnit: descriptor.jobsUnit,
      firmsUnit: descriptor.firmsUnit,
      criteria: criteriaViews(context, y, r, s),
      years: yearsTable(context, cluster),
      trend: await trend(context, cluster, path, title),
      growth: growthTable(context, cluster),
      breaks: descriptor.breaks.map(({ year: at_, note }) => `${at_}: ${note}`),
      inRegion: neighbours(context, cluster, "region"),
      inSector: neighbours(context, cluster, "sector"),
      narratives: narrativeLinks(context, cluster),
      locator: regionLocator(context, r),
      lifeHref: href(site.pathPrefix, paths.life(region, sector)),
      methodHref: href(site.pathPrefix, paths.method(id)),
    },
  });
}

/** "Horten: Electronics", and its parts. */
export function clusterNames(
  atlas: Atlas,
  { r, s, region, sector }: Cluster,
): { readonly title: string; readonly regionName: string; readonly sectorName: string } {
  const regionName = atlas.dataset.regions[r]?.name ?? region;
  const sectorName = atlas.dataset.sectors[s]?.name ?? sector;
  return { title: `${regionName}: ${sectorName}`, regionName, sectorName };
}

function neighbour(context: EditionContext, cluster: Cluster | undefined): LinkView | undefined {
  if (cluster === undefined) return undefined;
  const { atlas, site } = context;
  const path = paths.cluster(atlas.dataset.id, cluster.region, cluster.sector);
  return linkTo(site, path, clusterNames(atlas, cluster).title);
}

/** "above 3", "at least 200". */
export function ruleText(criterion: Criterion, { number, say }: Speech): string {
  const value = threshold(criterion);
  const text = number(value, Number.isInteger(value) ? 0 : 2);
  return say("above" in criterion ? "places.rule-above" : "places.rule-at-least", {
    threshold: text,
  });
}

function criteriaViews(
  context: EditionContext,
  y: number,
  r: number,
  s: number,
): readonly CriterionView[] {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { dataset } = atlas;
  const { criteria } = dataset.descriptor;
  const index = cellIndex(dataset, y, r, s);
  const cell = `${dataset.regions[r]?.id}/${dataset.sectors[s]?.id}:${dataset.years[y]}`;
  const row = (
    name: string,
    measure: "lq" | "jobs" | "firms",
    criterion: Criterion,
    value: NumberView,
    raw: number,
  ): CriterionView => ({
    name,
    value,
    rule: ruleText(criterion, site.speech),
    margin: numbers.figure(`margin-${measure}:${cell}`, { digits: 0, unmarked: true }),
    holds: Number.isNaN(raw) ? "open" : holds(criterion, raw) ? "yes" : "no",
  });
  return [
    row(
      say("places.col-quotient"),
      "lq",
      criteria.locationQuotient,
      numbers.quotient(y, r, s),
      atlas.lq[index] ?? Number.NaN,
    ),
    row(
      say("places.col-jobs"),
      "jobs",
      criteria.jobs,
      numbers.jobs(y, r, s),
      dataset.jobs[index] ?? Number.NaN,
    ),
    row(
      say("places.col-firms"),
      "firms",
      criteria.firms,
      numbers.firms(y, r, s),
      dataset.firms[index] ?? Number.NaN,
    ),
  ];
}

function yearsTable(context: EditionContext, { r, s, region, sector }: Cluster): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { dataset } = atlas;
  return {
    id: "years",
    caption: say("places.years-caption"),
    columns: [
      textColumn(say("places.col-year")),
      numberColumn(say("places.col-jobs")),
      numberColumn(say("places.col-firms")),
      numberColumn(say("places.col-quotient")),
      numberColumn(say("places.col-share-of-sector")),
      textColumn(say("places.col-criteria")),
    ],
    rows: dataset.years.map((year, y) => ({
      data: { year: String(year) },
      cells: [
        textCell(String(year)),
        numberCell(numbers.jobs(y, r, s)),
        numberCell(numbers.firms(y, r, s)),
        numberCell(numbers.quotient(y, r, s)),
        numberCell(
          numbers.figure(`share:${region}/${sector}:${year}`, { bare: true, unmarked: true }),
        ),
        badgeCell(verdictAt(atlas.verdicts, cellIndex(dataset, y, r, s))),
      ],
    })),
    source: tableSource(context),
    interactive: false,
  };
}

async function trend(
  context: EditionContext,
  { r, s }: Cluster,
  path: string,
  title: string,
): Promise<ChartView | undefined> {
  const { atlas } = context;
  const { dataset } = atlas;
  const chart = clusterTrend({
    ...chartFrame(context, "trend"),
    name: title,
    rows: dataset.years.map((year, y) => ({
      year,
      jobs: cellJobs(atlas, y, r, s),
      nationJobs: nationalJobs(atlas, y, s),
    })),
    breaks: dataset.descriptor.breaks,
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

function growthTable(context: EditionContext, { region, sector }: Cluster): TableView | undefined {
  const { atlas, numbers, site } = context;
  const { say, period } = site.speech;
  const { periods, breaks } = atlas.dataset.descriptor;
  if (periods.length === 0) return undefined;
  const cell = `${region}/${sector}`;
  const style = { bare: true, unmarked: true };
  return {
    id: "growth",
    caption: say("places.growth-caption"),
    columns: [
      textColumn(say("places.col-period")),
      numberColumn(say("places.col-jobs-here")),
      numberColumn(say("places.col-here")),
      numberColumn(say("places.col-nation")),
      textColumn(say("places.col-comparability")),
    ],
    rows: periods.map(([from, to]) => {
      const years = `${from}-${to}`;
      const broken = breaks.some(({ year }) => year > from && year <= to);
      return {
        data: { period: years },
        cells: [
          textCell(period(from, to)),
          numberCell(numbers.figure(`change:${cell}:${years}`, style)),
          numberCell(numbers.figure(`change-percent:${cell}:${years}`, style)),
          numberCell(numbers.figure(`change-percent:nation/${sector}:${years}`, style)),
          textCell(say(broken ? "places.across-break" : "places.same-unit")),
        ],
      };
    }),
    source: tableSource(context),
    interactive: false,
  };
}

function neighbours(
  context: EditionContext,
  cluster: Cluster,
  along: "region" | "sector",
): TableView | undefined {
  const others = context.atlas.clusters.filter((other) =>
    along === "region"
      ? other.r === cluster.r && other.s !== cluster.s
      : other.s === cluster.s && other.r !== cluster.r,
  );
  if (others.length === 0) return undefined;
  const { say } = context.site.speech;
  const { regionName, sectorName } = clusterNames(context.atlas, cluster);
  const caption =
    along === "region"
      ? say("places.others-in", { name: regionName })
      : say("places.others-in-sector", { name: sectorName });
  return clusterTable(context, others, `same-${along}`, caption, along);
}

function narrativeLinks(
  context: EditionContext,
  { region, sector }: Cluster,
): readonly NarrativeLink[] {
  const { atlas, site } = context;
  return context.narratives
    .filter(
      ({ kind, clusters }) =>
        kind === "case" &&
        clusters.some((cell) => cell.region === region && cell.sector === sector),
    )
    .map(({ slug, title, summary }) => ({
      ...linkTo(site, paths.caseStudy(atlas.dataset.id, slug), title),
      summary,
    }));
}
