/**
 * The id of a figure: `measure:scope:years`, as an author writes it in prose, as `data-figure` carries it and as
 * `figures.json` resolves it. The grammar, with examples, is in docs/figure-ids.md.
 */

import { unknown } from "./nearest.ts";
import { byCodePoint } from "./slug.ts";

/** What is measured, on what kinds of scope, over how many years, in what unit ("as scope": in sectors, branches or groups). */
export const MEASURES = {
  jobs: { scopes: ["region", "nation", "clusters", "same"], years: [1], unit: "jobs" },
  firms: { scopes: ["region", "nation", "clusters", "same"], years: [1], unit: "firms" },
  lq: { scopes: ["region"], years: [1], unit: "ratio" },
  share: { scopes: ["region", "clusters"], years: [1], unit: "percent" },
  "local-share": { scopes: ["region", "clusters"], years: [1], unit: "percent" },
  "jobs-from": { scopes: ["region", "nation", "clusters", "same"], years: [2], unit: "jobs" },
  "jobs-to": { scopes: ["region", "nation", "clusters", "same"], years: [2], unit: "jobs" },
  change: { scopes: ["region", "nation", "clusters", "same"], years: [2], unit: "jobs" },
  "change-percent": {
    scopes: ["region", "nation", "clusters", "same"],
    years: [2],
    unit: "percent",
  },
  "growth-gap": { scopes: ["region", "clusters"], years: [2], unit: "percentage points" },
  count: { scopes: ["clusters"], years: [1, 2], unit: "clusters" },
  "count-stable": { scopes: ["clusters"], years: [2], unit: "clusters" },
  "count-new": { scopes: ["clusters"], years: [2], unit: "clusters" },
  "count-ex": { scopes: ["clusters"], years: [2], unit: "clusters" },
  "count-possible": { scopes: ["clusters"], years: [1], unit: "clusters" },
  compared: { scopes: ["levels"], years: [2], unit: "as scope" },
  better: { scopes: ["levels"], years: [2], unit: "as scope" },
  worse: { scopes: ["levels"], years: [2], unit: "as scope" },
  "clearly-better": { scopes: ["levels"], years: [2], unit: "as scope" },
  similar: { scopes: ["levels"], years: [2], unit: "as scope" },
  "clearly-worse": { scopes: ["levels"], years: [2], unit: "as scope" },
  "margin-lq": { scopes: ["region"], years: [1], unit: "percent" },
  "margin-jobs": { scopes: ["region"], years: [1], unit: "percent" },
  "margin-firms": { scopes: ["region"], years: [1], unit: "percent" },
  regions: { scopes: ["edition"], years: [0], unit: "regions" },
  sectors: { scopes: ["edition"], years: [0], unit: "sectors" },
  branches: { scopes: ["edition"], years: [0], unit: "branches" },
  groups: { scopes: ["edition"], years: [0], unit: "groups" },
  "threshold-lq": { scopes: ["edition"], years: [0], unit: "ratio" },
  "threshold-jobs": { scopes: ["edition"], years: [0], unit: "jobs" },
  "threshold-firms": { scopes: ["edition"], years: [0], unit: "firms" },
  ratio: { scopes: ["literals"], years: [0], unit: "ratio" },
} as const satisfies Record<string, MeasureForm>;

interface MeasureForm {
  readonly scopes: readonly Scope["kind"][];
  readonly years: readonly (0 | 1 | 2)[];
  readonly unit: string;
}

export type Measure = keyof typeof MEASURES;
/** The unit of a figure; "jobs" and "firms" are counted in the edition's own units, `descriptor.jobsUnit` and `firmsUnit`. */
export type FigureUnit = Exclude<(typeof MEASURES)[Measure]["unit"], "as scope">;

/** An id within a figure's id, and where it stands: 1-based column. */
export interface Name {
  readonly text: string;
  readonly column: number;
}

/** What part of the economy: one sector, the sectors of a branch or group, or all. */
export type Part =
  | { readonly kind: "sector"; readonly sector: Name }
  | { readonly kind: "branch" | "group"; readonly sectorClass: Name }
  | { readonly kind: "all" };

export interface NamedCell {
  readonly region: Name;
  readonly sector: Name;
}

/** Clusters by part of the economy, those of a region, or cells named one by one. */
export type ClusterSet =
  | Part
  | { readonly kind: "region"; readonly region: Name }
  | { readonly kind: "cells"; readonly cells: readonly NamedCell[] };

export type Level = "sectors" | "branches" | "groups";

export type Scope =
  | { readonly kind: "region"; readonly region: Name; readonly part: Part }
  | { readonly kind: "nation"; readonly part: Part }
  | { readonly kind: "clusters"; readonly set: ClusterSet }
  | { readonly kind: "same"; readonly set: ClusterSet }
  | { readonly kind: "levels"; readonly level: Level }
  | { readonly kind: "edition" }
  | { readonly kind: "literals"; readonly numerator: string; readonly denominator: string };

export interface FigureId {
  readonly measure: Measure;
  readonly scope: Scope;
  /** None, one, or the first and last of a period. */
  readonly years: readonly number[];
  /** Columns of the scope and the years in the text that was parsed, 1-based. */
  readonly scopeColumn: number;
  readonly yearsColumn: number;
}

/** What an edition does not have: a name, a year, a cluster year in or within a period, clusters of a status. */
export interface Lack {
  readonly what:
    | "region"
    | "sector"
    | "branch"
    | "group"
    | "year"
    | "clusterYear"
    | "period"
    | "status";
  readonly name: string;
}

/** What is wrong with a figure's id, and in which column of it, 1-based. */
export interface FigureError {
  readonly message: string;
  readonly column: number;
  /** Where the id is well-formed: what the edition lacks of it. */
  readonly lack?: Lack | undefined;
}

export function isFigureError(value: object): value is FigureError {
  return "message" in value && "column" in value;
}

/** Words that are no regions: a region with such an id cannot be named in a figure's id. */
export const RESERVED_REGIONS: readonly string[] = ["nation", "clusters", "same", "edition"];

const LEVELS: readonly Level[] = ["sectors", "branches", "groups"];
const ID = /^[a-z0-9-]+$/;
const EXAMPLES: Readonly<Record<Scope["kind"], string>> = {
  region: "horten/electronics",
  nation: "nation/electronics",
  clusters: "clusters/electronics",
  same: "same/electronics",
  levels: "branches",
  edition: "edition",
  literals: "5/2",
};

/**
 * Reads a figure's id. Whether its regions, sectors and years exist is for `evaluateFigure` to say;
 * here only the form is checked. The error says what is wrong, where, and what is known.
 */
export function parseFigureId(text: string): FigureId | FigureError {
  const space = text.search(/\s/);
  if (space >= 0) return { message: "A figure's id has no spaces.", column: space + 1 };
  const [measureText = "", scopeText, yearsText, ...more] = text.split(":");
  const measure = measureNamed(measureText);
  if (measure === undefined) {
    return { message: unknown("measure", measureText, Object.keys(MEASURES)), column: 1 };
  }
  const form: MeasureForm = MEASURES[measure];
  const scopeColumn = measureText.length + 2;
  if (scopeText === undefined || scopeText === "") {
    const examples = form.scopes.map((kind) => EXAMPLES[kind]).join(", ");
    return {
      message: `After "${measure}:" a scope is missing, such as ${examples}.`,
      column: scopeColumn,
    };
  }
  const scope = parseScope(scopeText, scopeColumn);
  if (isFigureError(scope)) return scope;
  if (!form.scopes.includes(scope.kind)) {
    const examples = form.scopes.map((kind) => EXAMPLES[kind]).join(", ");
    return {
      message: `"${measure}" is not defined for "${scopeText}"; it takes a scope such as ${examples}.`,
      column: scopeColumn,
    };
  }
  const yearsColumn = scopeColumn + scopeText.length + 1;
  if (more.length > 0) {
    const column = yearsColumn + (yearsText ?? "").length;
    return { message: "A figure's id has at most three parts: measure:scope:years.", column };
  }
  const years = parseYears(yearsText, measure, form, yearsColumn);
  if (isFigureError(years)) return years;
  const misfit = partError(measure, scope, scopeColumn);
  return misfit ?? { measure, scope, years, scopeColumn, yearsColumn };
}

function measureNamed(text: string): Measure | undefined {
  return Object.keys(MEASURES).find((known): known is Measure => known === text);
}

/** Measures that are defined only for some parts of a scope. */
function partError(measure: Measure, scope: Scope, column: number): FigureError | undefined {
  const local = scope.kind === "region" && scope.part.kind !== "all";
  if (measure === "lq" && !local) {
    return { message: "A location quotient is that of a sector, branch or group.", column };
  }
  if (measure.startsWith("margin-") && !(local && scope.part.kind === "sector")) {
    return { message: `"${measure}" is that of a region and a sector.`, column };
  }
  if (measure === "local-share" && scope.kind === "clusters" && scope.set.kind !== "region") {
    return {
      message: 'A local share of clusters is that of a region: "clusters/horten/*".',
      column,
    };
  }
  return undefined;
}

function parseScope(text: string, column: number): Scope | FigureError {
  if (text === "edition") return { kind: "edition" };
  const level = LEVELS.find((known) => known === text);
  if (level !== undefined) return { kind: "levels", level };
  const literals = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text);
  if (literals !== null) {
    return { kind: "literals", numerator: literals[1] ?? "", denominator: literals[2] ?? "" };
  }
  const slash = text.indexOf("/");
  if (slash < 0) {
    return {
      message: `The scope "${text}" lacks its second part, such as "${text}/*".`,
      column: column + text.length,
    };
  }
  const place = text.slice(0, slash);
  const rest = text.slice(slash + 1);
  const restColumn = column + slash + 1;
  if (place === "clusters" || place === "same") {
    const set = parseClusterSet(rest, restColumn);
    return isFigureError(set) ? set : { kind: place, set };
  }
  const part = parsePart(rest, restColumn);
  if (isFigureError(part)) return part;
  if (place === "nation") return { kind: "nation", part };
  const region = parseName("region", place, column);
  return isFigureError(region) ? region : { kind: "region", region, part };
}

function parsePart(text: string, column: number): Part | FigureError {
  if (text === "*") return { kind: "all" };
  const equals = text.indexOf("=");
  if (equals < 0) {
    const sector = parseName("sector", text, column);
    return isFigureError(sector) ? sector : { kind: "sector", sector };
  }
  const kind = text.slice(0, equals);
  if (kind !== "branch" && kind !== "group") {
    return { message: unknown("level", kind, ["branch", "group"]), column };
  }
  const sectorClass = parseName(kind, text.slice(equals + 1), column + equals + 1);
  return isFigureError(sectorClass) ? sectorClass : { kind, sectorClass };
}

function parseClusterSet(text: string, column: number): ClusterSet | FigureError {
  if (!text.includes("/")) return parsePart(text, column);
  const whole = /^([^/]+)\/\*$/.exec(text);
  if (whole !== null) {
    const region = parseName("region", whole[1] ?? "", column);
    return isFigureError(region) ? region : { kind: "region", region };
  }
  const cells: NamedCell[] = [];
  let at = column;
  for (const piece of text.split("+")) {
    const cell = parseCell(piece, at);
    if (isFigureError(cell)) return cell;
    cells.push(cell);
    at += piece.length + 1;
  }
  return { kind: "cells", cells };
}

function parseCell(text: string, column: number): NamedCell | FigureError {
  const [regionText = "", sectorText, ...more] = text.split("/");
  if (sectorText === undefined || more.length > 0) {
    return {
      message: `"${text}" is not a region and a sector, such as horten/electronics.`,
      column,
    };
  }
  const region = parseName("region", regionText, column);
  if (isFigureError(region)) return region;
  const sector = parseName("sector", sectorText, column + regionText.length + 1);
  return isFigureError(sector) ? sector : { region, sector };
}

function parseName(what: string, text: string, column: number): Name | FigureError {
  if (text === "") return { message: `The ${what} is missing.`, column };
  const bad = text.search(/[^a-z0-9-]/);
  if (ID.test(text)) return { text, column };
  return {
    message: `A ${what}'s id has small letters a to z, digits and hyphens only, not "${text.charAt(bad)}".`,
    column: column + bad,
  };
}

function parseYears(
  text: string | undefined,
  measure: Measure,
  { years: allowed }: MeasureForm,
  column: number,
): readonly number[] | FigureError {
  const wanted = allowed.map(
    (n) => ["no year", "a year such as 1990", "years such as 1970-1990"][n],
  );
  const expects = `"${measure}" takes ${wanted.join(" or ")}`;
  if (text === undefined) {
    if (allowed.includes(0)) return [];
    return { message: `${expects}, after a colon.`, column: column - 1 };
  }
  const parts = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (parts === null) return { message: `${expects}, not "${text}".`, column };
  const years = [parts[1], parts[2]].filter((year) => year !== undefined).map(Number);
  if (!allowed.some((n) => n === years.length)) {
    return { message: `${expects}, not "${text}".`, column };
  }
  const [from, to] = years;
  if (from !== undefined && to !== undefined && from >= to) {
    return { message: `A period runs from an earlier year to a later one, not "${text}".`, column };
  }
  return years;
}

/** The unit of the figure that an id names; the comparisons of growth count what their scope names. */
export function unitOfFigure({ measure, scope }: FigureId): FigureUnit {
  const { unit } = MEASURES[measure];
  if (unit !== "as scope") return unit;
  return scope.kind === "levels" ? scope.level : "sectors";
}

/** The one text of a figure's id: cells ordered and each named once. */
export function formatFigureId({ measure, scope, years }: FigureId): string {
  return [measure, formatScope(scope), ...(years.length > 0 ? [years.join("-")] : [])].join(":");
}

export function formatScope(scope: Scope): string {
  switch (scope.kind) {
    case "edition":
      return "edition";
    case "levels":
      return scope.level;
    case "literals":
      return `${scope.numerator}/${scope.denominator}`;
    case "nation":
      return `nation/${formatPart(scope.part)}`;
    case "region":
      return `${scope.region.text}/${formatPart(scope.part)}`;
    case "clusters":
    case "same":
      return `${scope.kind}/${formatClusterSet(scope.set)}`;
  }
}

function formatPart(part: Part): string {
  if (part.kind === "all") return "*";
  return part.kind === "sector" ? part.sector.text : `${part.kind}=${part.sectorClass.text}`;
}

function formatClusterSet(set: ClusterSet): string {
  if (set.kind === "region") return `${set.region.text}/*`;
  if (set.kind !== "cells") return formatPart(set);
  // By the two ids, not by the joined text, in which a hyphen would sort before the slash.
  const cells = set.cells.toSorted(
    (a, b) =>
      byCodePoint(a.region.text, b.region.text) || byCodePoint(a.sector.text, b.sector.text),
  );
  return [...new Set(cells.map(({ region, sector }) => `${region.text}/${sector.text}`))].join("+");
}
