/** The chart of a cluster through all editions: its counts, what it was made of, and what lies between. */

import type { Chart } from "../charts/chart.ts";
import { clusterLife } from "../charts/cluster-life.ts";
import type { ClusterLifeRow } from "../charts/inputs.ts";
import type { Atlas } from "../model/atlas.ts";
import { heirPlaces } from "../model/cluster-change.ts";
import { type CodeListEntry, codeListMove } from "../model/code-list-change.ts";
import { cellIndex } from "../model/dataset.ts";
import type { History, Life, Place } from "../model/life.ts";
import { pairOf } from "../model/pair.ts";
import { verdictAt } from "../model/verdict.ts";
import type { Speech } from "../words/speech.ts";
import { cellJobs, cellQuotient, sourceLine } from "./chart-data.ts";
import { pairName } from "./cluster-change-words.ts";
import { originClause } from "./crosswalk-words.ts";

/** A row and the edition, by its place in the history, from which it is taken. */
interface Taken {
  readonly edition: number;
  readonly row: ClusterLifeRow;
}

/**
 * Editions give the same year again when figures are revised: the later edition's figure stands. Undefined where no
 * year of the pair has jobs that are known.
 */
export function lifeChart(
  life: Life,
  history: History,
  name: string,
  speech: Speech,
): Chart | undefined {
  const byYear = new Map<number, readonly Taken[]>();
  for (const n of life.steps.keys()) {
    for (const [year, taken] of takenFrom(n, life, history)) byYear.set(year, taken);
  }
  const rows = [...byYear].sort(([a], [b]) => a - b).flatMap(([, taken]) => taken);
  const latest = history.atlases[rows.at(-1)?.edition ?? -1];
  if (latest === undefined) return undefined;
  return clusterLife({
    id: "life",
    source: sourceLine(latest, speech),
    status: life.steps.some(({ atlas }) => atlas.dataset.descriptor.status === "modelled")
      ? "modelled"
      : "observed",
    speech,
    name,
    rows: rows.map(({ row }, n) => ({
      ...row,
      marks: marksBetween(life, rows[n - 1], rows[n], history, speech),
    })),
    closing: closingWords(life, history, speech),
  });
}

/** The rows of each year of an edition: the pair's own, and the sum of what it was made of later. */
function takenFrom(n: number, life: Life, history: History): ReadonlyMap<number, readonly Taken[]> {
  const step = life.steps[n];
  if (step === undefined) return new Map();
  const { dataset } = step.atlas;
  const sum = wholeParts(n, life, history);
  const rows = dataset.years.map((year, y) => {
    const own = ownRow(life, step.atlas, y);
    const together = sum.length === 0 ? undefined : sumRow(sum, step.atlas, y);
    const taken = [own, together].flatMap((row) => row ?? []).map((row) => ({ edition: n, row }));
    return [year, taken] as const;
  });
  return new Map(rows.filter(([, taken]) => taken.length > 0));
}

function ownRow(place: Place, atlas: Atlas, y: number): ClusterLifeRow | undefined {
  const at = positions(place, atlas);
  const year = atlas.dataset.years[y];
  if (at === undefined || year === undefined) return undefined;
  return {
    edition: atlas.dataset.id,
    year,
    jobs: cellJobs(atlas, y, at.r, at.s),
    lq: cellQuotient(atlas, y, at.r, at.s),
    verdict: verdictAt(atlas.verdicts, cellIndex(atlas.dataset, y, at.r, at.s)),
  };
}

function positions(
  { region, sector }: Place,
  { regionIndex, sectorIndex }: Atlas,
): { readonly r: number; readonly s: number } | undefined {
  const [r, s] = [regionIndex.get(region), sectorIndex.get(sector)];
  return r === undefined || s === undefined ? undefined : { r, s };
}

/** The pairs of an edition that together are the pair of the last edition that has it; empty where a part went elsewhere. */
function wholeParts(n: number, life: Life, history: History): readonly Place[] {
  const step = life.steps[n];
  if (step === undefined || step.parts.length === 0) return [];
  const last = life.steps.findLastIndex(({ status }) => status !== "absent");
  const own = step.status === "absent" ? [] : [{ region: life.region, sector: life.sector }];
  const all = [...own, ...step.parts];
  const lines = history.between(n, last);
  return all.every((part) => heirPlaces(lines, part).length === 1) ? all : [];
}

function sumRow(places: readonly Place[], atlas: Atlas, y: number): ClusterLifeRow | undefined {
  const year = atlas.dataset.years[y];
  if (year === undefined) return undefined;
  const jobs = places.map((place) => {
    const at = positions(place, atlas);
    return at === undefined ? undefined : cellJobs(atlas, y, at.r, at.s);
  });
  const sum = jobs.reduce<number | undefined>(
    (total, each) => (total === undefined || each === undefined ? undefined : total + each),
    0,
  );
  return {
    edition: atlas.dataset.id,
    year,
    jobs: sum,
    lq: undefined,
    verdict: "none",
    sumOf: places.length,
  };
}

/** What makes a row not strictly comparable with the one before. */
function marksBetween(
  life: Life,
  before: Taken | undefined,
  after: Taken | undefined,
  history: History,
  speech: Speech,
): readonly string[] {
  const { say } = speech;
  if (before === undefined || after === undefined) return [];
  const [was, is] = [before, after].map(({ edition }) => history.atlases[edition]?.dataset);
  if (was === undefined || is === undefined) return [];
  const breaks = is.descriptor.breaks
    .filter(({ year }) => before.row.year < year && year <= after.row.year)
    .map(({ year, note }) => say("charts.life-break", { year, note: note.replace(/\.$/, "") }));
  const [unit, unitBefore] = [is.descriptor.jobsUnit, was.descriptor.jobsUnit];
  return [
    ...breaks,
    ...(unit === unitBefore ? [] : [say("charts.life-unit", { unit, before: unitBefore })]),
    ...joins(life, before.edition, after.edition, history, speech),
  ];
}

/** How the region and the sector came to be what they are, between two editions. */
function joins(
  life: Life,
  from: number,
  to: number,
  history: History,
  speech: Speech,
): readonly string[] {
  const [was, is] = [history.atlases[from]?.dataset, history.atlases[to]?.dataset];
  if (from >= to || was === undefined || is === undefined) return [];
  const lines = history.between(from, to);
  const changes = [
    ["region", lines.region.changeInto(life.region), was.regions, is.regions, life.region],
    ["sector", lines.sector.changeInto(life.sector), was.sectors, is.sectors, life.sector],
  ] as const;
  return changes.flatMap(([kind, change, before, after, id]) => {
    if (change === undefined) return [];
    const move = codeListMove(change, byId(before), byId(after));
    return [speech.sentence(originClause(kind, move, id, speech))];
  });
}

function byId(entries: readonly CodeListEntry[]): ReadonlyMap<string, CodeListEntry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** Where a pair went on that the latest edition no longer has. */
function closingWords(
  { steps }: Life,
  { atlases }: History,
  { list, say }: Speech,
): readonly string[] {
  const last = steps.at(-1);
  if (last === undefined || last.status !== "absent" || last.heirs.length === 0) return [];
  const newestFirst = atlases.toReversed();
  const names = last.heirs.map((place) =>
    pairName(pairOf(newestFirst, place.region, place.sector)),
  );
  return [say("charts.life-went-on", { names: list(names) })];
}
