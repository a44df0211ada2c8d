/** The front page of an edition: findings, key figures, the map, growth, and the ways in. */

import { growthBars } from "../charts/growth-bars.ts";
import type { Atlas } from "../model/atlas.ts";
import type { Cluster } from "../model/cluster.ts";
import { cellIndex } from "../model/dataset.ts";
import type { GrowthRow } from "../model/growth.ts";
import type { Speech } from "../words/speech.ts";
import { chartFrame, comparedGrowth } from "./chart-data.ts";
import { clusterNames, type NarrativeLink } from "./cluster.ts";
import { clusterTable } from "./clusters.ts";
import { type EditionContext, editionSheet, linkTo } from "./context.ts";
import { downloadTables } from "./downloads.ts";
import { lastClusterYear, previousClusterYear, yearIndex } from "./edition-years.ts";
import { editionMap } from "./maps.ts";
import { paths } from "./urls.ts";
import type { ChartView, KeyFigureView, LinkView, NumberView, Sheet, TableView } from "./view.ts";

/** Clusters of one group of sectors, and what they weigh. */
export interface GroupFinding {
  readonly name: string;
  readonly count: NumberView;
  readonly jobs: NumberView;
  /** Of the country's jobs in the group. */
  readonly share: NumberView;
}

/** Growth of clusters against the same sectors nationally over one period. */
export interface GrowthFinding {
  readonly period: string;
  readonly name: string;
  readonly change: NumberView;
  readonly clusters: NumberView;
  readonly nation: NumberView;
  /** "better" and so on, from the gap between the two. */
  readonly verdict: "better" | "worse" | "the same" | "not known";
  /** Branches (or sectors, where there are no branches) that did better in clusters, of all compared. */
  /** Clearly better: by more than a few points. */
  readonly branchesBetter: NumberView;
  /** About the same in clusters as nationally. */
  readonly branchesSimilar: NumberView;
  readonly branches: NumberView;
  readonly branchWord: "branches" | "sectors";
  readonly acrossBreak: boolean;
}

export interface StatusFinding {
  readonly stable: NumberView;
  readonly new: NumberView;
  readonly ex: NumberView;
}

export interface ClusterFinding {
  readonly link: LinkView;
  readonly figure: NumberView;
}

export interface EditionView {
  readonly year: number;
  readonly previousYear: number | undefined;
  readonly jobsUnit: string;
  readonly regionCount: NumberView;
  readonly sectorCount: NumberView;
  readonly clusterCount: NumberView;
  readonly clusterJobs: NumberView;
  readonly groups: readonly GroupFinding[];
  /** Of the period between the last two cluster years; undefined where there is one cluster year. */
  readonly status: StatusFinding | undefined;
  readonly growth: readonly GrowthFinding[];
  readonly largest: ClusterFinding | undefined;
  readonly mostSpecialised: ClusterFinding | undefined;
  readonly keyFigures: readonly KeyFigureView[];
  readonly map: ChartView | undefined;
  readonly growthCharts: readonly ChartView[];
  readonly topClusters: TableView;
  readonly cases: readonly NarrativeLink[];
  readonly argument: readonly NarrativeLink[];
  readonly notes: readonly string[];
  readonly ways: {
    readonly clusters: LinkView;
    readonly sectors: LinkView;
    readonly regions: LinkView;
    readonly growth: LinkView;
    readonly method: LinkView;
    readonly data: LinkView;
    readonly reproduction: LinkView | undefined;
    /** The whole edition as one PDF; undefined where none is made. */
    readonly report: LinkView | undefined;
  };
}

export async function editionFrontSheet(context: EditionContext): Promise<Sheet<EditionView>> {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const path = paths.edition(id);
  const year = lastClusterYear(atlas);
  const groups = groupFindings(context, year);
  const growth = growthFindings(context);
  const clusterCount = numbers.figure(`count:clusters/*:${year}`, { unmarked: true });
  const clusterJobs = numbers.figure(`jobs:clusters/*:${year}`, { unmarked: true });
  return editionSheet(context, {
    kind: "edition",
    path,
    title: descriptor.title,
    description:
      descriptor.description ?? say("edition.front-description", { edition: descriptor.title }),
    trail: [],
    work: {
      kind: "report",
      pdf: site.reports ? paths.report(id) : undefined,
      items: downloadTables(atlas).map(({ name }) => ({
        path: `${paths.data(id)}${name}.csv`,
        mediatype: "text/csv",
      })),
    },
    view: {
      year,
      previousYear: previousClusterYear(atlas),
      jobsUnit: descriptor.jobsUnit,
      regionCount: numbers.figure("regions:edition", { unmarked: true }),
      sectorCount: numbers.figure("sectors:edition", { unmarked: true }),
      clusterCount,
      clusterJobs,
      groups,
      status: statusFinding(context),
      growth,
      largest: extreme(context, "jobs"),
      mostSpecialised: extreme(context, "lq"),
      keyFigures: keyFigures(site.speech, year, clusterCount, clusterJobs, groups, growth),
      map: await editionMap(context, path),
      growthCharts: await growthCharts(context, path),
      topClusters: clusterTable(
        context,
        largestClusters(atlas, 10),
        "largest",
        say("edition.largest-by-jobs"),
      ),
      cases: narrativeList(context, "case"),
      argument: narrativeList(context, "argument"),
      notes: descriptor.notes,
      ways: ways(context),
    },
  });
}

/** Narratives of a kind as links; the section's own page is not among them. */
export function narrativeList(
  { atlas, narratives, site }: EditionContext,
  kind: "case" | "argument",
): readonly NarrativeLink[] {
  const { id } = atlas.dataset;
  return narratives
    .filter((narrative) => narrative.kind === kind && narrative.slug !== "index")
    .map(({ slug, title, summary }) => ({
      ...linkTo(
        site,
        kind === "case" ? paths.caseStudy(id, slug) : paths.argumentPage(id, slug),
        title,
      ),
      summary,
    }));
}

function ways({ atlas, site }: EditionContext): EditionView["ways"] {
  const { id, published } = atlas.dataset;
  const { say } = site.speech;
  return {
    clusters: linkTo(site, paths.clusters(id), say("edition.all-clusters")),
    sectors: linkTo(site, paths.sectors(id), say("edition.by-sector")),
    regions: linkTo(site, paths.regions(id), say("edition.by-region")),
    growth: linkTo(site, paths.growth(id), say("edition.growth")),
    method: linkTo(site, paths.method(id), say("edition.method")),
    data: linkTo(site, paths.data(id), say("edition.data")),
    report: site.reports ? linkTo(site, paths.report(id), say("print.report-link")) : undefined,
    reproduction:
      published.length === 0
        ? undefined
        : linkTo(site, paths.reproduction(id), say("edition.reproduction")),
  };
}

/** Groups that have clusters, the one with most first. */
function groupFindings(context: EditionContext, year: number): readonly GroupFinding[] {
  const { atlas, numbers } = context;
  const counted = atlas.groups
    .map(({ id, name }) => ({
      id,
      name,
      size: numbers.value(`count:clusters/group=${id}:${year}`) ?? 0,
    }))
    .filter(({ size }) => size > 0);
  return counted
    .sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1))
    .map(({ id, name }) => ({
      name,
      count: numbers.figure(`count:clusters/group=${id}:${year}`, { unmarked: true }),
      jobs: numbers.figure(`jobs:clusters/group=${id}:${year}`, { unmarked: true }),
      share: numbers.figure(`share:clusters/group=${id}:${year}`, { unmarked: true }),
    }));
}

function growthFindings(context: EditionContext): readonly GrowthFinding[] {
  return context.atlas.dataset.descriptor.periods.flatMap((period) => {
    const rows = context.atlas.growth.filter((row) => samePeriod(row.period, period));
    const main = mainGroup(rows);
    return main === undefined ? [] : [growthFinding(context, main)];
  });
}

/** The group with most clusters in the period stands for the whole in the findings. */
function mainGroup(rows: readonly GrowthRow[]): GrowthRow | undefined {
  return rows
    .filter(({ level }) => level === "group")
    .reduce<GrowthRow | undefined>(
      (best, row) =>
        best === undefined || row.clusters.length > best.clusters.length ? row : best,
      undefined,
    );
}

function growthFinding({ atlas, numbers, site }: EditionContext, main: GrowthRow): GrowthFinding {
  const [from, to] = main.period;
  const years = `${from}-${to}`;
  const scope = `group=${main.id}:${years}`;
  const level = atlas.branches.length > 0 ? "branches" : "sectors";
  const style = { unmarked: true };
  return {
    period: site.speech.period(from, to),
    name: main.name,
    change: numbers.figure(`change:clusters/${scope}`, style),
    clusters: numbers.figure(`change-percent:clusters/${scope}`, style),
    nation: numbers.figure(`change-percent:same/${scope}`, style),
    verdict: gapWord(main.gap),
    branchesBetter: numbers.figure(`clearly-better:${level}:${years}`, style),
    branchesSimilar: numbers.figure(`similar:${level}:${years}`, style),
    branches: numbers.figure(`compared:${level}:${years}`, style),
    branchWord: level,
    acrossBreak: atlas.dataset.descriptor.breaks.some(({ year }) => year > from && year <= to),
  };
}

function samePeriod(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function gapWord(gap: number | undefined): GrowthFinding["verdict"] {
  if (gap === undefined) return "not known";
  return gap > 0 ? "better" : gap < 0 ? "worse" : "the same";
}

function statusFinding({ atlas, numbers }: EditionContext): StatusFinding | undefined {
  const before = previousClusterYear(atlas);
  if (before === undefined) return undefined;
  const scope = `clusters/*:${before}-${lastClusterYear(atlas)}`;
  const style = { unmarked: true };
  return {
    stable: numbers.figure(`count-stable:${scope}`, style),
    new: numbers.figure(`count-new:${scope}`, style),
    ex: numbers.figure(`count-ex:${scope}`, style),
  };
}

/** Present clusters (not ex), largest first. */
function largestClusters(atlas: Atlas, limit: number): readonly Cluster[] {
  return presentClusters(atlas)
    .toSorted((a, b) => measureOf(atlas, "jobs", b) - measureOf(atlas, "jobs", a))
    .slice(0, limit);
}

function presentClusters(atlas: Atlas): readonly Cluster[] {
  return atlas.clusters.filter(({ status }) => status !== "ex");
}

function measureOf(atlas: Atlas, measure: "jobs" | "lq", { r, s }: Cluster): number {
  const index = cellIndex(atlas.dataset, yearIndex(atlas, lastClusterYear(atlas)), r, s);
  return (measure === "jobs" ? atlas.dataset.jobs[index] : atlas.lq[index]) ?? Number.NaN;
}

function extreme(context: EditionContext, measure: "jobs" | "lq"): ClusterFinding | undefined {
  const { atlas, numbers, site } = context;
  const top = presentClusters(atlas).toSorted(
    (a, b) => measureOf(atlas, measure, b) - measureOf(atlas, measure, a),
  )[0];
  if (top === undefined) return undefined;
  const y = yearIndex(atlas, lastClusterYear(atlas));
  const path = paths.cluster(atlas.dataset.id, top.region, top.sector);
  return {
    link: linkTo(site, path, clusterNames(atlas, top).title),
    figure: measure === "jobs" ? numbers.jobs(y, top.r, top.s) : numbers.quotient(y, top.r, top.s),
  };
}

function keyFigures(
  { say }: Speech,
  year: number,
  count: NumberView,
  jobs: NumberView,
  groups: readonly GroupFinding[],
  growth: readonly GrowthFinding[],
): readonly KeyFigureView[] {
  const main = groups[0];
  const first = growth[0];
  return [
    {
      label: say("edition.key-clusters"),
      number: count,
      note: say("edition.key-in-year", { year }),
    },
    {
      label: say("edition.key-jobs"),
      number: jobs,
      note: say("edition.key-jobs-note", { year }),
    },
    ...(main === undefined
      ? []
      : [
          {
            label: say("edition.key-share", { group: main.name }),
            number: main.share,
            note: say("edition.key-share-note", { group: main.name, year }),
          },
        ]),
    ...(first === undefined
      ? []
      : [
          {
            label: say("edition.key-growth", { group: first.name }),
            number: first.clusters,
            note: say("edition.key-growth-note", { period: first.period }),
            against: first.nation,
          },
        ]),
  ];
}

/** One chart of growth bars for each period (the paper's figures 1 and 2). */
export async function growthCharts(
  context: EditionContext,
  path: string,
): Promise<readonly ChartView[]> {
  const views: ChartView[] = [];
  for (const period of context.atlas.dataset.descriptor.periods) {
    const compared = comparedGrowth(context.atlas, period);
    const [from, to] = period;
    const chart = growthBars({
      ...chartFrame(context, `growth-${from}-${to}`),
      period,
      level: compared[0]?.level === "branch" ? "branches" : "sectors",
      rows: compared.map(({ id, name, changePercent, nationalChangePercent }) => ({
        id,
        name,
        clustersPercent: changePercent,
        nationPercent: nationalChangePercent,
      })),
    });
    if (chart !== undefined) views.push(await context.placeChart(path, chart));
  }
  return views;
}
