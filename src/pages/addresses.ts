/** Addresses of an edition's pages, known before any of them is made. */

import type { Atlas } from "../model/atlas.ts";
import { belongsTo, type Narrative } from "../model/narrative.ts";
import { narrativePath } from "./narrative-path.ts";
import { paths } from "./urls.ts";

/** The address of every page that plan.ts makes for an edition. */
export function editionAddresses(
  { dataset, clusters }: Atlas,
  narratives: readonly Narrative[],
): readonly string[] {
  const { id, regions, sectors, published } = dataset;
  const own = narratives.filter((narrative) => belongsTo(narrative, id));
  const hasArgument = own.some(({ kind }) => kind === "argument");
  return [
    paths.edition(id),
    paths.clusters(id),
    ...clusters.map(({ region, sector }) => paths.cluster(id, region, sector)),
    paths.sectors(id),
    ...sectors.map((sector) => paths.sector(id, sector.id)),
    paths.regions(id),
    ...regions.map((region) => paths.region(id, region.id)),
    paths.growth(id),
    paths.method(id),
    paths.sensitivity(id),
    paths.nearMisses(id),
    ...(published.length > 0 ? [paths.reproduction(id)] : []),
    paths.cases(id),
    ...(hasArgument ? [paths.argument(id)] : []),
    ...own.flatMap((narrative) => narrativePath(id, narrative) ?? []),
    paths.data(id),
  ];
}
