/** Earlier years of the edition before, carried over into a new one through its crosswalk. */

import { cellIndex, type Dataset, FLAG, type FlagCode } from "../model/dataset.ts";
import type { HarvestRow } from "./assembly.ts";
import type { CodeKind } from "./code-mapping.ts";
import type { CrosswalkEntry } from "./source.ts";

export interface Carried {
  readonly years: readonly number[];
  readonly rows: readonly HarvestRow[];
  /** Sentences about what could not be carried over. */
  readonly notes: readonly string[];
  /** Ids of the edition before that live on in an id of the new one, by kind: names and places are taken from them. */
  readonly heirs: Readonly<Record<CodeKind, ReadonlyMap<string, string>>>;
}

/**
 * Rows of the earlier edition's years that the new one does not have. What merged is added together. What split,
 * or gave a part away, cannot be carried: its cells are left out, and a note says so.
 */
export function carryYears(
  before: Dataset,
  crosswalk: readonly CrosswalkEntry[],
  has: {
    readonly years: ReadonlySet<number>;
    readonly regions: ReadonlySet<string>;
    readonly sectors: ReadonlySet<string>;
  },
): Carried {
  const regions = heirsOf("region", before.regions, crosswalk, has.regions);
  const sectors = heirsOf("sector", before.sectors, crosswalk, has.sectors);
  const years = before.years.filter((year) => !has.years.has(year));
  const rows: HarvestRow[] = [];
  for (const year of years) {
    const y = before.years.indexOf(year);
    for (const [r, { id: region }] of before.regions.entries())
      for (const [s, { id: sector }] of before.sectors.entries()) {
        const [toRegion, toSector] = [regions.heirs.get(region), sectors.heirs.get(sector)];
        const i = cellIndex(before, y, r, s);
        if (toRegion === undefined || toSector === undefined || before.lines[i] === 0) continue;
        rows.push(
          rowOf(year, toRegion, toSector, before.jobs[i], before.firms[i], before.flags[i]),
        );
      }
    if (before.national === undefined) continue;
    for (const [s, { id: sector }] of before.sectors.entries()) {
      const toSector = sectors.heirs.get(sector);
      const i = y * before.sectors.length + s;
      const jobs = before.national.jobs[i];
      if (toSector === undefined || jobs === undefined || Number.isNaN(jobs)) continue;
      rows.push(rowOf(year, undefined, toSector, jobs, before.national.firms[i], 0));
    }
  }
  return {
    years,
    rows,
    notes: years.length === 0 ? [] : [...regions.notes, ...sectors.notes],
    heirs: { region: regions.heirs, sector: sectors.heirs },
  };
}

const LETTERS: readonly FlagCode[] = ["c", "x", "e", "m", "r", "b"];

function rowOf(
  year: number,
  region: string | undefined,
  sector: string,
  jobs: number | undefined,
  firms: number | undefined,
  flags = 0,
): HarvestRow {
  const known = (value: number | undefined): number | undefined =>
    value === undefined || Number.isNaN(value) ? undefined : value;
  const letters = LETTERS.filter((letter) => (flags & FLAG[letter]) !== 0).join("");
  return { year, region, sector, jobs: known(jobs), firms: known(firms), flags: letters };
}

interface Heirs {
  readonly heirs: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

function heirsOf(
  kind: CodeKind,
  entries: readonly { readonly id: string; readonly name: string }[],
  crosswalk: readonly CrosswalkEntry[],
  known: ReadonlySet<string>,
): Heirs {
  const heirs = new Map<string, string>();
  const notes: string[] = [];
  for (const { id, name } of entries) {
    const to = [
      ...new Set(
        crosswalk.filter((row) => row.kind === kind && row.from === id).map((row) => row.to),
      ),
    ];
    const own = known.has(id) ? [id] : [];
    const parts = [...new Set([...own, ...to])];
    // What the crosswalk does not speak of, and the new statistics do not have, keeps its id.
    if (parts.length === 0) heirs.set(id, id);
    else if (parts.length === 1) heirs.set(id, parts[0] ?? id);
    else
      notes.push(
        `Earlier years of the ${kind} ${name} (${id}) are left out: it was divided between ${parts.join(" and ")}, and its figures cannot be.`,
      );
  }
  return { heirs, notes };
}
