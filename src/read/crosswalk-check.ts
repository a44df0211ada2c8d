/** What the rows of an edition's crosswalk say together, and beside the edition's own regions and sectors. */

import type { CrosswalkRow } from "../model/dataset.ts";
import type { Axis } from "./axis.ts";
import type { Employment } from "./lay-out.ts";
import type { ProblemLog } from "./problem-log.ts";

/** What the edition has beside its crosswalk; undefined where its file cannot be read. */
export interface CrosswalkEdition {
  readonly regions: Axis | undefined;
  readonly sectors: Axis | undefined;
  readonly employment: Employment | undefined;
  /** ISO date. */
  readonly published: string | undefined;
}

/** Says in the log which rows contradict each other, or the edition that holds them. */
export function checkCrosswalk(
  rows: readonly CrosswalkRow[],
  edition: CrosswalkEdition,
  log: ProblemLog,
): void {
  for (const kind of ["region", "sector"] as const) {
    const own = rows.filter((row) => row.kind === kind);
    const sound = withoutRepeated(withoutSelf(own, log), log);
    const onward = byOrigin(sound);
    const round = reportCycles(sound, log);
    reportEnds(sound, onward, edition, log);
    reportUnknown(sound, onward, edition, log);
    // In a circle some row comes before the one it follows: one fault is reported once.
    if (!round) reportOrder(sound, onward, edition, log);
  }
  reportFuture(rows, edition, log);
}

type Onward = ReadonlyMap<string, readonly CrosswalkRow[]>;

function byOrigin(rows: readonly CrosswalkRow[]): Onward {
  const groups = new Map<string, CrosswalkRow[]>();
  for (const row of rows) {
    const group = groups.get(row.from);
    if (group === undefined) groups.set(row.from, [row]);
    else group.push(row);
  }
  return groups;
}

function withoutSelf(rows: readonly CrosswalkRow[], log: ProblemLog): readonly CrosswalkRow[] {
  return rows.filter(({ kind, from, to, line }) => {
    if (from !== to) return true;
    log.error({
      rule: "crosswalk-self",
      line,
      column: "to",
      value: from,
      message: `The ${kind} is said to become itself.`,
      remedy: `Remove the row: a ${kind} that keeps its id goes on without one, also where it gave or took a part.`,
    });
    return false;
  });
}

function withoutRepeated(rows: readonly CrosswalkRow[], log: ProblemLog): readonly CrosswalkRow[] {
  const first = new Map<string, CrosswalkRow>();
  return rows.filter((row) => {
    const { from, to, since, line } = row;
    const key = `${from} ${to ?? ""}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, row);
      return true;
    }
    const same = before.since === since;
    log.error({
      rule: "crosswalk-repeated",
      line,
      column: same ? "to" : "since",
      value: same ? (to ?? "") : String(since),
      message: same
        ? `Line ${before.line} says the same of ${from}.`
        : `Line ${before.line} says that ${from} became ${to ?? "nothing"} in ${before.since}, this one in ${since}.`,
      remedy: same ? "Remove one of the two rows." : "Keep the row with the right year.",
    });
    return false;
  });
}

/** Reports each row that closes a circle with rows above it; answers whether there is one. */
function reportCycles(rows: readonly CrosswalkRow[], log: ProblemLog): boolean {
  const above = new Map<string, string[]>();
  let found = false;
  for (const { kind, from, to, line } of rows) {
    if (to === undefined) continue;
    const path = pathBetween(above, to, from);
    if (path !== undefined) {
      found = true;
      log.error({
        rule: "crosswalk-cycle",
        line,
        column: "to",
        value: to,
        message: `The rows lead round in a circle: ${[from, ...path].join(" → ")}.`,
        remedy: `Remove one of these rows; a ${kind} that has its old id again was never another.`,
      });
    }
    const known = above.get(from);
    if (known === undefined) above.set(from, [to]);
    else known.push(to);
  }
  return found;
}

/** The ids on a way from one to the other, both included; undefined where there is none. */
function pathBetween(
  edges: ReadonlyMap<string, readonly string[]>,
  start: string,
  end: string,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  // A Map that grows while it is walked is a queue that takes each id once.
  for (const [id] of cameFrom) {
    if (id === end) return backFrom(cameFrom, id);
    for (const next of edges.get(id) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, id);
  }
  return undefined;
}

function backFrom(cameFrom: ReadonlyMap<string, string | undefined>, end: string): string[] {
  const path: string[] = [];
  for (let id: string | undefined = end; id !== undefined; id = cameFrom.get(id)) path.unshift(id);
  return path;
}

/** What ended does not go on, neither under another id nor under its own. */
function reportEnds(
  rows: readonly CrosswalkRow[],
  onward: Onward,
  edition: CrosswalkEdition,
  log: ProblemLog,
): void {
  for (const { kind, from, to, since, line } of rows) {
    if (to !== undefined) continue;
    const other = onward.get(from)?.find((row) => row.to !== undefined);
    const finding = { rule: "crosswalk-ended", line, column: "to", value: "" };
    if (other !== undefined) {
      log.error({
        ...finding,
        message: `The row says that ${from} ended, line ${other.line} that it became ${other.to}.`,
        remedy: "Keep one of the two.",
      });
    } else if (hasJobsSince(edition, kind, from, since)) {
      log.error({
        ...finding,
        message: `The row says that ${from} ended in ${since}, and employment.csv gives it jobs after that.`,
        remedy: `Remove the row, or the ${kind}'s rows in employment.csv.`,
      });
    }
  }
}

/** Where no year is that late, the last is taken: figures of earlier years may be given by later boundaries. */
function hasJobsSince(
  edition: CrosswalkEdition,
  kind: CrosswalkRow["kind"],
  id: string,
  since: number,
): boolean {
  const { regions, sectors, employment } = edition;
  if (employment === undefined || regions === undefined || sectors === undefined) return false;
  const at = (kind === "region" ? regions : sectors).ids.indexOf(id);
  if (at < 0) return false;
  const last = employment.years.length - 1;
  return employment.years.some(
    (year, y) =>
      (year >= since || y === last) &&
      (kind === "region" ? sectors : regions).ids.some((_, other) => {
        const [r, s] = kind === "region" ? [at, other] : [other, at];
        return employment.jobs[(y * regions.ids.length + r) * sectors.ids.length + s] !== 0;
      }),
  );
}

function reportUnknown(
  rows: readonly CrosswalkRow[],
  onward: Onward,
  edition: CrosswalkEdition,
  log: ProblemLog,
): void {
  for (const { kind, to, line } of rows) {
    const axis = axisOf(edition, kind);
    if (to === undefined || axis === undefined) continue;
    if (axis.register.has(to) || onward.has(to)) continue;
    const alike = axis.register.nearly(to);
    log.error({
      rule: "crosswalk-to-unknown",
      line,
      column: "to",
      value: to,
      message: `${kind}s.csv of this edition has no ${kind} of this id${alike === undefined ? "" : `, but ${alike}`}, and no other row leads on from it.`,
      remedy:
        alike === undefined
          ? `Write the id of a ${kind} of this edition; leave the cell empty where nothing took the place of what ended.`
          : `Write ${alike}.`,
    });
  }
}

/** What is not of this edition must go on from its row, and so not before it. */
function reportOrder(
  rows: readonly CrosswalkRow[],
  onward: Onward,
  edition: CrosswalkEdition,
  log: ProblemLog,
): void {
  for (const { kind, from, to, since, line } of rows) {
    const axis = axisOf(edition, kind);
    if (to === undefined || axis === undefined || axis.register.has(to)) continue;
    const next = onward.get(to) ?? [];
    const latest = next.reduce<CrosswalkRow | undefined>(
      (best, row) => (best === undefined || row.since > best.since ? row : best),
      undefined,
    );
    if (latest === undefined || latest.since >= since) continue;
    log.error({
      rule: "crosswalk-order",
      line,
      column: "since",
      value: String(since),
      message: `By line ${latest.line}, ${to} was ${latest.to ?? "gone"} from ${latest.since} on, and ${from} cannot have become it after that.`,
      remedy: "Correct one of the two years.",
    });
  }
}

function reportFuture(
  rows: readonly CrosswalkRow[],
  { published }: CrosswalkEdition,
  log: ProblemLog,
): void {
  const year = Number(published?.slice(0, 4) ?? Number.NaN);
  for (const { since, line } of rows) {
    if (!(since > year)) continue;
    log.warning({
      rule: "crosswalk-future",
      line,
      column: "since",
      value: String(since),
      message: `The change is later than the edition, which was published in ${year}.`,
      remedy: "Correct the year, unless the edition uses tomorrow's boundaries.",
    });
  }
}

function axisOf(
  { regions, sectors }: CrosswalkEdition,
  kind: CrosswalkRow["kind"],
): Axis | undefined {
  return kind === "region" ? regions : sectors;
}
