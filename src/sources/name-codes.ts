/** Names, groups and places of the regions and sectors of a harvest, from the best that is known of each. */

import type { Dataset } from "../model/dataset.ts";
import type { HarvestRow } from "./assembly.ts";
import type { CodeFacts, CodeKind } from "./code-mapping.ts";
import { codesOf, type Harvest, type NamedCode } from "./edition-files.ts";

/** Stands where no source says to which group a sector belongs. */
const ALL_SECTORS = "all sectors";

/**
 * Regions and sectors that have rows, ascending by id. What is said of an id: first by tables that were given, then by
 * code lists and sources, then by the edition before; a name that nobody gives is the id itself.
 */
export function nameCodes(
  {
    cells,
    nation,
  }: { readonly cells: readonly HarvestRow[]; readonly nation: readonly HarvestRow[] },
  given: Pick<Harvest, "regions" | "sectors">,
  facts: Readonly<Record<CodeKind, ReadonlyMap<string, CodeFacts>>>,
  before: Dataset | undefined,
  heirs: Readonly<Record<CodeKind, ReadonlyMap<string, string>>> | undefined,
): Pick<Harvest, "regions" | "sectors"> {
  const earlier = before === undefined ? undefined : codesOf(before);
  const regionIds = ids(cells.flatMap(({ region }) => region ?? []));
  const sectorIds = ids([...cells, ...nation].map(({ sector }) => sector));
  const known = (
    id: string,
    own: readonly NamedCode[],
    kind: CodeKind,
    old: readonly NamedCode[] | undefined,
  ): readonly (CodeFacts | undefined)[] => [
    own.find((entry) => entry.id === id),
    facts[kind].get(id),
    old?.find((entry) => entry.id === id),
    old?.find(
      (entry) => entry.id !== id && heirs?.[kind].get(entry.id) === id && onlyHeir(heirs[kind], id),
    ),
  ];
  return {
    regions: regionIds.map((id) => {
      const all = known(id, given.regions, "region", earlier?.regions);
      // Coordinates go together, and with the place that bears the name.
      const placed = all.find((one) => one?.longitude !== undefined && one.latitude !== undefined);
      return {
        id,
        name: first(all, "name") ?? id,
        longitude: placed?.longitude,
        latitude: placed?.latitude,
        extra: extraOf(all),
      };
    }),
    sectors: sectorIds.map((id) => {
      const all = known(id, given.sectors, "sector", earlier?.sectors);
      return {
        id,
        name: first(all, "name") ?? id,
        group: first(all, "group") ?? ALL_SECTORS,
        branch: first(all, "branch"),
        extra: extraOf(all),
      };
    }),
  };
}

/** Of several that merged, none speaks for the whole. */
function onlyHeir(heirs: ReadonlyMap<string, string>, id: string): boolean {
  return [...heirs.values()].filter((heir) => heir === id).length === 1;
}

function first(
  all: readonly (CodeFacts | undefined)[],
  what: "name" | "group" | "branch",
): string | undefined {
  return all.map((one) => one?.[what]).find((text) => text !== undefined && text !== "");
}

function extraOf(all: readonly (CodeFacts | undefined)[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.toReversed().flatMap((one) => Object.entries(one?.extra ?? {})));
}

function ids(all: readonly string[]): readonly string[] {
  return [...new Set(all)].sort();
}
