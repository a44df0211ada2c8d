/**
 * What became of regions: from changes of codes (municipalities merged, split, renumbered) and the regions to
 * which the codes belong before and after them, the rows of crosswalk.csv.
 */

import type { CrosswalkEntry } from "./source.ts";

/** One code became another, wholly or in part, from a year on. */
export interface CodeStep {
  /** Undefined where the new code came into being without a predecessor. */
  readonly from: string | undefined;
  /** Undefined where the old code ended without a successor. */
  readonly to: string | undefined;
  readonly since: number;
  readonly fromName: string;
  readonly toName: string;
}

/** Regions by the codes that belong to them. */
export type Membership = ReadonlyMap<string, { readonly id: string; readonly name: string }>;

export interface RegionMoves {
  /** For regions that ended or came into being: merged, split or of another id. */
  readonly entries: readonly CrosswalkEntry[];
  /** Codes that went from one region that goes on to another: no row, since each region keeps its id. In sentences. */
  readonly exchanges: readonly string[];
  /** Codes of `before` that no change and no region of `after` accounts for. */
  readonly lost: readonly string[];
}

/**
 * Rows in the codes themselves: for each code that became another. A step that changes the name alone has no
 * row. A code that split and goes on has a row for each code it gave to: its own goes on without one.
 */
export function codeCrosswalk(
  kind: CrosswalkEntry["kind"],
  steps: readonly CodeStep[],
): readonly CrosswalkEntry[] {
  const entries = steps.flatMap(({ from, to, since, fromName, toName }) =>
    from === undefined || to === undefined || from === to
      ? []
      : [{ kind, from, to, since, note: `${fromName} → ${toName}` }],
  );
  return sorted(withoutRepeated(entries));
}

/**
 * Rows in regions. Each code of `before` is followed through the steps, in the order of their years, to the
 * codes it is in the end; where these lie in another region of `after`, the region moved. A region that keeps
 * its id and its codes, and a change of codes within a region, give no row. `year` is that of the later list:
 * from it on a code is in another region that has not changed itself.
 */
export function regionCrosswalk(
  steps: readonly CodeStep[],
  before: Membership,
  after: Membership,
  year: number,
): RegionMoves {
  const ordered = [...steps].sort((a, b) => a.since - b.since);
  const gone = regionIds(before);
  const come = regionIds(after);
  const moves = new Map<string, Move>();
  const lost: string[] = [];
  for (const [code, region] of [...before].sort(([a], [b]) => byCodePoint(a, b))) {
    const ends = successors(code, ordered, (end) => after.has(end)).filter(({ code: end }) =>
      after.has(end),
    );
    if (ends.length === 0) lost.push(code);
    for (const { code: end, since, fromName, toName } of ends) {
      const target = after.get(end);
      if (target === undefined || target.id === region.id) continue;
      const key = `${region.id} ${target.id}`;
      const known = moves.get(key);
      const part = fromName === "" || fromName === toName ? toName : `${fromName} → ${toName}`;
      moves.set(key, {
        from: region,
        to: target,
        since: Math.max(known?.since ?? 0, since ?? year),
        parts: [...(known?.parts ?? []), part === "" ? code : part],
      });
    }
  }
  const all = [...moves.values()];
  const lives = ({ from, to }: Move): boolean => come.has(from.id) && gone.has(to.id);
  return {
    entries: sorted(all.filter((move) => !lives(move)).map(entryOf)),
    exchanges: all
      .filter(lives)
      .map(
        ({ from, to, since, parts }) =>
          `From ${from.name} to ${to.name} in ${since}: ${parts.join(", ")}.`,
      )
      .sort(byCodePoint),
    lost,
  };
}

export interface CarriedList {
  /** Regions by the codes that are valid in the end. */
  readonly membership: Membership;
  /** Codes whose predecessors belonged to several regions, with the ids of these: someone must decide. */
  readonly divided: ReadonlyMap<string, readonly string[]>;
  /** Valid codes without a predecessor in the list. */
  readonly open: readonly string[];
}

/**
 * A list of regions in later codes: what a code became belongs to the region to which the code belonged. So a
 * list that was made by the municipalities of one year serves for those of another.
 */
export function carryForward(
  steps: readonly CodeStep[],
  before: Membership,
  valid: readonly string[],
): CarriedList {
  const ordered = [...steps].sort((a, b) => a.since - b.since);
  const isValid = new Set(valid);
  const regionsOf = new Map<string, Map<string, string>>();
  for (const [code, { id, name }] of before) {
    for (const { code: end } of successors(code, ordered, (later) => isValid.has(later))) {
      const known = regionsOf.get(end) ?? new Map<string, string>();
      regionsOf.set(end, known.set(id, name));
    }
  }
  const membership = new Map<string, { readonly id: string; readonly name: string }>();
  const divided = new Map<string, readonly string[]>();
  for (const code of valid) {
    const regions = [...(regionsOf.get(code) ?? [])];
    const [only] = regions;
    if (regions.length > 1) divided.set(code, regions.map(([id]) => id).sort(byCodePoint));
    else if (only !== undefined) membership.set(code, { id: only[0], name: only[1] });
  }
  const open = valid.filter((code) => !regionsOf.has(code)).sort(byCodePoint);
  return { membership, divided, open };
}

interface Move {
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  readonly since: number;
  readonly parts: readonly string[];
}

const MOST_PARTS = 6;

function entryOf({ from, to, since, parts }: Move): CrosswalkEntry {
  const shown = parts.slice(0, MOST_PARTS).join(", ");
  const more = parts.length - MOST_PARTS;
  return {
    kind: "region",
    from: from.id,
    to: to.id,
    since,
    note: `${from.name} → ${to.name}: ${shown}${more > 0 ? ` and ${more} more` : ""}`,
  };
}

interface End {
  readonly code: string;
  /** Year of the last step; undefined where there was none. */
  readonly since: number | undefined;
  readonly fromName: string;
  readonly toName: string;
}

/**
 * The codes that a code is in the end. `ordered` is ascending by year. Steps of one year are taken at once, so
 * that a code that is freed and given away anew in the same year is not followed into its new use. A code that
 * gave a part away goes on, where it is still valid in the end and nothing else took it over.
 */
function successors(
  code: string,
  ordered: readonly CodeStep[],
  isValid: (code: string) => boolean,
): readonly End[] {
  let ends: readonly End[] = [{ code, since: undefined, fromName: "", toName: "" }];
  for (const year of new Set(ordered.map(({ since }) => since))) {
    const ofYear = ordered.filter(({ since }) => since === year);
    ends = ends.flatMap((end) => {
      const next = ofYear.filter(({ from }) => from === end.code);
      const onward = next.flatMap(({ to, fromName, toName }) =>
        to === undefined
          ? []
          : [{ code: to, since: year, fromName: end.fromName || fromName, toName }],
      );
      const goesOn = isValid(end.code) && !ofYear.some(({ to }) => to === end.code);
      return next.length === 0 || goesOn ? [end, ...onward] : onward;
    });
  }
  return [...new Map(ends.map((end) => [end.code, end])).values()];
}

function regionIds(membership: Membership): ReadonlySet<string> {
  return new Set([...membership.values()].map(({ id }) => id));
}

function withoutRepeated(entries: readonly CrosswalkEntry[]): readonly CrosswalkEntry[] {
  return [...new Map(entries.map((entry) => [`${entry.from} ${entry.to}`, entry])).values()];
}

function sorted(entries: readonly CrosswalkEntry[]): readonly CrosswalkEntry[] {
  return [...entries].sort(
    (a, b) => a.since - b.since || byCodePoint(a.from, b.from) || byCodePoint(a.to, b.to),
  );
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
