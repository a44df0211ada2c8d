/**
 * What each chart is made from. Every maker is a function of one such object and returns a Chart,
 * or undefined where the rows leave nothing to show. A number that is not defined is undefined, never 0.
 *
 *     growthBars(GrowthBarsInput)            growth-bars.ts
 *     clusterTrend(ClusterTrendInput)        cluster-trend.ts
 *     regionProfile(QuotientBarsInput)       region-profile.ts
 *     sectorRegions(QuotientBarsInput)       sector-regions.ts
 *     lqSizeScatter(LqSizeScatterInput)      lq-size-scatter.ts
 *     symbolMap(SymbolMapInput)              symbol-map.ts
 *     thresholdHeat(ThresholdHeatInput)      threshold-heat.ts
 *     knowledgeMatrix(KnowledgeMatrixInput)  knowledge-matrix.ts
 *     timeline(TimelineInput)                timeline.ts
 *     clusterLife(ClusterLifeInput)          cluster-life.ts
 */

import type { Geometry } from "geojson";
import type { Status } from "../model/cluster.ts";
import type { Criteria, Criterion, SeriesBreak } from "../model/dataset.ts";
import type { Verdict } from "../model/verdict.ts";
import type { ChartBasics } from "./chart.ts";

export interface GrowthBarsRow {
  readonly id: string;
  readonly name: string;
  /** Change in percent of the first year. */
  readonly clustersPercent: number | undefined;
  readonly nationPercent: number | undefined;
}

export interface GrowthBarsInput extends ChartBasics {
  readonly period: readonly [number, number];
  /** What a row is, in the plural: "branches", "sectors". */
  readonly level: string;
  readonly rows: readonly GrowthBarsRow[];
}

export interface ClusterTrendRow {
  readonly year: number;
  readonly jobs: number | undefined;
  /** Jobs of the same sector in the country. */
  readonly nationJobs: number | undefined;
}

export interface ClusterTrendInput extends ChartBasics {
  /** The cluster as a reader knows it: "Electronics in Horten". */
  readonly name: string;
  readonly rows: readonly ClusterTrendRow[];
  readonly breaks: readonly SeriesBreak[];
}

export interface QuotientBarsRow {
  readonly id: string;
  readonly name: string;
  readonly lq: number | undefined;
  readonly jobs: number | undefined;
  readonly verdict: Verdict;
}

export interface QuotientBarsInput extends ChartBasics {
  /** The region whose sectors, or the sector whose regions, the rows are. */
  readonly name: string;
  readonly year: number;
  /** The threshold of the location quotient. */
  readonly criterion: Criterion;
  readonly rows: readonly QuotientBarsRow[];
}

export interface LqSizeScatterRow {
  /** `region/sector`. */
  readonly id: string;
  readonly region: string;
  readonly sector: string;
  readonly jobs: number | undefined;
  readonly lq: number | undefined;
  /** Undefined for a cell that is no cluster. */
  readonly status: Status | undefined;
}

export interface LqSizeScatterInput extends ChartBasics {
  readonly year: number;
  readonly criteria: Criteria;
  readonly rows: readonly LqSizeScatterRow[];
}

export interface SymbolMapRow {
  readonly id: string;
  readonly name: string;
  readonly longitude: number | undefined;
  readonly latitude: number | undefined;
  /** What the symbol's area stands for; undefined gives a symbol of fixed size. */
  readonly value: number | undefined;
  /** Colour and shape; undefined for a plain point. */
  readonly status: Status | undefined;
  /** Shown in the table and tooltip, such as the sectors behind the symbol. */
  readonly note?: string;
  /** `region/sector`: the mark is then found by it in the page (`data-cluster`), and marks of one place stand beside each other. */
  readonly cell?: string | undefined;
}

export interface SymbolMapInput extends ChartBasics {
  readonly headline: string;
  /** Measure, unit, year; the number of unplaced rows is added. */
  readonly subtitle: string;
  /** Names `value` in the table: "Jobs", "Location quotient". */
  readonly valueLabel: string;
  readonly rows: readonly SymbolMapRow[];
  /** Names `note` in the table; "Note" where absent. */
  readonly noteLabel?: string | undefined;
  /** Boundaries by region id, drawn where given. */
  readonly boundaries?: ReadonlyMap<string, Geometry> | undefined;
  /** Draws no land but the rows' own countries, and that with fewer points. */
  readonly isLight?: boolean | undefined;
  /** Points that set the extent; all rows where absent. Give the edition's regions, so that its maps agree. */
  readonly extent?: readonly (readonly [number, number])[] | undefined;
}

export interface ThresholdHeatCell {
  readonly quotient: number;
  readonly jobs: number;
  readonly clusters: number;
}

export interface ThresholdHeatInput extends ChartBasics {
  readonly year: number;
  readonly cells: readonly ThresholdHeatCell[];
  /** The edition's own thresholds: their cell is outlined. */
  readonly own: { readonly quotient: number; readonly jobs: number };
}

export type Reach = "national" | "global" | "both";

export interface KnowledgeMatrixRow {
  readonly industry: string;
  readonly rd: Reach;
  readonly rdNote: string;
  readonly suppliers: Reach;
  readonly suppliersNote: string;
}

export interface KnowledgeMatrixInput extends ChartBasics {
  readonly rows: readonly KnowledgeMatrixRow[];
}

export interface TimelineRow {
  /** Year, or month and year, as text: "February 1997". Rows are in the caller's order. */
  readonly when: string;
  readonly label: string;
}

export interface TimelineInput extends ChartBasics {
  /** What the events belong to, as a headline. */
  readonly headline: string;
  readonly rows: readonly TimelineRow[];
}

export interface ClusterLifeRow {
  readonly edition: string;
  readonly year: number;
  readonly jobs: number | undefined;
  readonly lq: number | undefined;
  readonly verdict: Verdict;
  /** Given where the row is the sum of several pairs, of which the cluster was made later: how many they are. */
  readonly sumOf?: number | undefined;
  /** What stands between this row and the one before: breaks in the series, other units, joins; one sentence each. */
  readonly marks?: readonly string[] | undefined;
}

export interface ClusterLifeInput extends ChartBasics {
  readonly name: string;
  /** What stands below the last row, such as where the cluster went on; one sentence each. */
  readonly closing?: readonly string[] | undefined;
  readonly rows: readonly ClusterLifeRow[];
}
