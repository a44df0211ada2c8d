/** Earlier years of the edition before, carried over into a new one through its crosswalk. */

import { type Lineage, lineage, type Standing } from "../model/crosswalk.ts";
import { cellIndex, type Dataset, FLAG, type FlagCode } from "../model/dataset.ts";
import { totals } from "../model/totals.ts";
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
 * Rows of the earlier edition's years that the new one does not have, in the ids that the crosswalk leads to. What
 * merged is added together. What split, or gave a part away, cannot be carried: its cells are left out, and a note
 * says so. What the new statistics and the crosswalk do not know keeps its id. `cells` are those of the new edition;
 * `hasNation` says whether it has the country's own totals: an edition has them for all its years or for none, so the
 * country's figures, as the earlier edition has them, come along or stay behind.
 */
export function carryYears(
  before: Dataset,
  cells: readonly HarvestRow[],
  crosswalk: readonly CrosswalkEntry[],
  hasNation: boolean,
): Carried {
  const after = standingOf(cells);
  const rowsOfCrosswalk = crosswalk.map((row, n) => ({
    ...row,
    to: row.to === "" ? undefined : row.to,
    line: n + 2,
  }));
  const heirs = (kind: CodeKind, entries: readonly Entry[]): Heirs =>
    heirsOf(kind, entries, lineage(kind, before, after, rowsOfCrosswalk));
  const regions = heirs("region", before.regions);
  const sectors = heirs("sector", before.sectors);
  const known = new Set(after.years);
  const years = before.years.filter((year) => !known.has(year));
  const country = totals(before);
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
    if (!hasNation) continue;
    for (const [s, { id: sector }] of before.sectors.entries()) {
      const toSector = sectors.heirs.get(sector);
      const i = y * before.sectors.length + s;
      const [jobs, firms] = [country.sectorJobs[i], country.sectorFirms[i]];
      if (toSector !== undefined && jobs !== 0)
        rows.push(rowOf(year, undefined, toSector, jobs, firms));
    }
  }
  const lost = before.national !== undefined && !hasNation;
  return {
    years,
    rows,
    notes:
      years.length === 0 ? [] : [...regions.notes, ...sectors.notes, ...(lost ? [NO_TOTALS] : [])],
    heirs: { region: regions.heirs, sector: sectors.heirs },
  };
}

const NO_TOTALS =
  "The country’s own totals of earlier years are not carried over, since the new statistics have none: in all years the country is the sum of its regions.";

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

/** The new edition as far as it tells which ids stand in it. */
function standingOf(cells: readonly HarvestRow[]): Standing {
  const ids = (all: readonly string[]) => [...new Set(all)].map((id) => ({ id }));
  const regions = ids(cells.flatMap(({ region }) => region ?? []));
  const sectors = ids(cells.map(({ sector }) => sector));
  const years = [...new Set(cells.map(({ year }) => year))].sort((a, b) => a - b);
  const jobs = new Float64Array(years.length * regions.length * sectors.length);
  const position = (all: readonly { readonly id: string }[]) =>
    new Map(all.map(({ id }, n) => [id, n]));
  const at = { region: position(regions), sector: position(sectors) };
  const yearAt = new Map(years.map((year, y) => [year, y]));
  for (const cell of cells) {
    const [y, r] = [yearAt.get(cell.year), at.region.get(cell.region ?? "")];
    const s = at.sector.get(cell.sector);
    if (y === undefined || r === undefined || s === undefined) continue;
    jobs[cellIndex({ regions, sectors }, y, r, s)] = cell.jobs ?? Number.NaN;
  }
  return { years, regions, sectors, jobs };
}

interface Entry {
  readonly id: string;
  readonly name: string;
}

interface Heirs {
  readonly heirs: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

function heirsOf(
  kind: CodeKind,
  entries: readonly Entry[],
  { heirs: leadTo }: Pick<Lineage, "heirs">,
): Heirs {
  const heirs = new Map<string, string>();
  const notes: string[] = [];
  for (const { id, name } of entries) {
    const [heir = id, ...others] = leadTo(id);
    if (others.length === 0) heirs.set(id, heir);
    else
      notes.push(
        `Earlier years of the ${kind} ${name} (${id}) are left out: it was divided between ${joined([heir, ...others])}, and its figures cannot be.`,
      );
  }
  return { heirs, notes };
}

function joined(ids: readonly string[]): string {
  return `${ids.slice(0, -1).join(", ")} and ${ids.at(-1) ?? ""}`;
}
