/** Ids of regions and sectors from edition to edition: one that stands for something else now breaks what was cited. */

import { join } from "node:path";
import type { Dataset, Region, Sector } from "../model/dataset.ts";
import { openInput, shownPath } from "./file.ts";
import { createLog, type ProblemLog } from "./problem-log.ts";
import { readRegions } from "./regions.ts";
import { readSectors } from "./sectors.ts";

/** A region further away than this is another one; borders that move do not move its middle so far. */
const FAR_KM = 100;

/** Columns of codes, by the classification at the beginning of their name; digits after it are its version. */
export const CODE_COLUMN =
  /^(?:isic|nace|sn|naics|nuts|lau|iso_?3166(?:_2)?|ssb|ba(?:_region)?|cbsa)(?:_?\d+)?$/;

/** Why an id seems to be another's: where that is seen, and in which words. */
interface Sign {
  readonly column: string;
  readonly value: string;
  readonly words: string;
}

interface Reuse {
  readonly kind: "region" | "sector";
  readonly id: string;
  readonly before: { readonly edition: string; readonly name: string };
  readonly sign: Sign;
}

/**
 * Warnings, in logs of the tables concerned. `editions` in the order of publication; each id is compared with the last
 * edition before that has it. What the edition's crosswalk tells of an id is taken as its explanation.
 */
export async function checkIds(
  editions: readonly Dataset[],
  folderOf: (edition: string) => string,
): Promise<readonly ProblemLog[]> {
  const regions = new Map<string, Known<Region>>();
  const sectors = new Map<string, Known<Sector>>();
  const logs: ProblemLog[] = [];
  for (const edition of editions) {
    const found = [
      ...reused("region", edition.regions, regions, edition, regionSigns),
      ...reused("sector", edition.sectors, sectors, edition, commonSigns),
    ];
    for (const kind of ["region", "sector"] as const) {
      const own = found.filter((reuse) => reuse.kind === kind);
      if (own.length > 0) logs.push(await report(own, kind, folderOf(edition.id)));
    }
  }
  return logs;
}

interface Known<Item> {
  readonly edition: string;
  readonly item: Item;
}

function reused<Item extends Region | Sector>(
  kind: Reuse["kind"],
  items: readonly Item[],
  known: Map<string, Known<Item>>,
  { id: edition, crosswalk }: Dataset,
  signsOf: (before: Item, after: Item) => readonly Sign[],
): readonly Reuse[] {
  const explained = new Set(
    crosswalk.filter((row) => row.kind === kind).flatMap(({ from, to }) => [from, to]),
  );
  return items.flatMap((item): readonly Reuse[] => {
    const before = known.get(item.id);
    known.set(item.id, { edition, item });
    if (before === undefined || explained.has(item.id)) return [];
    const [sign] = signsOf(before.item, item);
    if (sign === undefined) return [];
    const { name } = before.item;
    return [{ kind, id: item.id, before: { edition: before.edition, name }, sign }];
  });
}

function regionSigns(before: Region, after: Region): readonly Sign[] {
  const away = kilometres(before, after);
  const moved =
    away > FAR_KM
      ? [
          {
            column: "longitude",
            value: String(after.longitude),
            words: `it lay ${Math.round(away)} km away`,
          },
        ]
      : [];
  return [...commonSigns(before, after), ...moved];
}

function commonSigns(before: Region | Sector, after: Region | Sector): readonly Sign[] {
  return [...otherAddresses(before, after), ...otherCodes(before, after)];
}

/** Both say what they are elsewhere, and nothing of it is the same. */
function otherAddresses(
  { sameAs: before = [] }: Region | Sector,
  { sameAs: after = [] }: Region | Sector,
): readonly Sign[] {
  const [first] = before;
  if (first === undefined || after.length === 0) return [];
  if (after.some((address) => before.includes(address))) return [];
  return [{ column: "same_as", value: after.join("; "), words: `it was the same as ${first}` }];
}

/** Another code and another name: a code alone may have been renumbered, a name alone rewritten. */
function otherCodes(before: Region | Sector, after: Region | Sector): readonly Sign[] {
  if (plain(before.name) === plain(after.name)) return [];
  return Object.entries(after.extra).flatMap(([column, code]) => {
    const then = before.extra[column] ?? "";
    return CODE_COLUMN.test(column) && code !== "" && then !== "" && then !== code
      ? [{ column, value: code, words: `its ${column} was ${then}` }]
      : [];
  });
}

function plain(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

/** Along a great circle; NaN where either has no coordinates. */
function kilometres(a: Region, b: Region): number {
  const radians = (degrees = Number.NaN): number => (degrees * Math.PI) / 180;
  const [north, south] = [radians(a.latitude), radians(b.latitude)];
  const high = Math.sin((south - north) / 2) ** 2;
  const wide = Math.sin((radians(b.longitude) - radians(a.longitude)) / 2) ** 2;
  const EARTH_RADIUS_KM = 6371;
  return (
    2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(high + Math.cos(north) * Math.cos(south) * wide))
  );
}

async function report(
  found: readonly Reuse[],
  kind: Reuse["kind"],
  folder: string,
): Promise<ProblemLog> {
  const { lineOf, log } = await table(kind, folder);
  for (const { id, before, sign } of found)
    log.warning({
      rule: "id-reused",
      line: lineOf(id),
      column: sign.column,
      value: sign.value,
      message: `The id ${id} seems to stand for another ${kind} than in ${before.edition}: there it was ${before.name}, and ${sign.words}.`,
      remedy: `Where it is another ${kind}, give it an id of its own, and say in crosswalk.csv what became of ${id}; else correct the ${sign.column} here or there. Nothing is needed where both are right.`,
    });
  return log;
}

/** Lines are looked up only where they are needed. The table was found sound when the edition was read. */
async function table(
  kind: Reuse["kind"],
  folder: string,
): Promise<{ readonly lineOf: (id: string) => number | undefined; readonly log: ProblemLog }> {
  const name = `${kind}s.csv`;
  const file = await openInput(folder, name, "required");
  const read = kind === "region" ? await readRegions(file) : await readSectors(file);
  return {
    lineOf: (id) => read?.register.lineOf(id),
    // What reading says of the file has been said.
    log: createLog(shownPath(join(folder, name))),
  };
}
