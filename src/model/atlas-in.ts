/**
 * An atlas in the words that its data give for a language: names of regions, sectors, groups and branches, and what the
 * edition says of itself. Where they give none, their own words stay. Ids, figures and order are the same.
 */

import type { Atlas } from "./atlas.ts";
import type {
  Dataset,
  Descriptor,
  DescriptorTranslation,
  PublishedFigure,
  Sector,
} from "./dataset.ts";
import type { GrowthRow } from "./growth.ts";
import type { SectorClass } from "./sector-class.ts";

/** `code` as in the data's columns: "nb" for `name_nb`. The large arrays are those of the atlas given. */
export function atlasIn(atlas: Atlas, code: string): Atlas {
  const dataset = datasetIn(atlas.dataset, code);
  const groups = atlas.groups.map((group) => classIn(group, dataset, ({ group: name }) => name));
  const branches = atlas.branches.map((branch) =>
    classIn(branch, dataset, ({ branch: name }) => name),
  );
  const names = {
    sector: nameById(dataset.sectors),
    branch: nameById(branches),
    group: nameById(groups),
    all: new Map<string, string>(),
  };
  const growth = atlas.growth.map(
    (row): GrowthRow => ({ ...row, name: names[row.level].get(row.id) ?? row.name }),
  );
  return { ...atlas, dataset, groups, branches, growth };
}

function nameById(
  named: readonly { readonly id: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  return new Map(named.map(({ id, name }) => [id, name]));
}

/** A class is called as its sectors say, which agree; the first that has a translation speaks for all. */
function classIn(
  sectorClass: SectorClass,
  { sectors }: Dataset,
  nameOf: (sector: Sector) => string | undefined,
): SectorClass {
  const names = sectorClass.sectors.flatMap((s) => {
    const sector = sectors[s];
    return (sector && nameOf(sector)) ?? [];
  });
  return {
    ...sectorClass,
    name: names.find((name) => name !== sectorClass.name) ?? sectorClass.name,
  };
}

function datasetIn(dataset: Dataset, code: string): Dataset {
  const { descriptor, regions, sectors, published } = dataset;
  const translated = (extra: Readonly<Record<string, string>>, column: string, own: string) =>
    extra[`${column}_${code}`] || own;
  return {
    ...dataset,
    descriptor: descriptorIn(descriptor, descriptor.translations?.[code]),
    published: published.map((figure) => publishedIn(figure, code)),
    regions: regions.map((region) => ({
      ...region,
      name: translated(region.extra, "name", region.name),
    })),
    sectors: sectors.map((sector) => ({
      ...sector,
      name: translated(sector.extra, "name", sector.name),
      group: translated(sector.extra, "group", sector.group),
      branch:
        sector.branch === undefined ? undefined : translated(sector.extra, "branch", sector.branch),
    })),
  };
}

function publishedIn(figure: PublishedFigure, code: string): PublishedFigure {
  const { section, subject, measure, note, reason, translations = {} } = figure;
  const words = { section, subject, measure, note, reason };
  const own = Object.entries(words).map(([column, text]) => [
    column,
    translations[`${column}_${code}`] || text,
  ]);
  return { ...figure, ...Object.fromEntries(own) };
}

function descriptorIn(
  descriptor: Descriptor,
  translation: DescriptorTranslation | undefined,
): Descriptor {
  if (translation === undefined) return descriptor;
  const {
    title,
    description,
    jobsUnit,
    firmsUnit,
    notes,
    breaks = [],
    sources,
    place,
  } = translation;
  const noteOf = new Map(breaks.map(({ year, note }) => [year, note]));
  return {
    ...descriptor,
    title: title ?? descriptor.title,
    description: description ?? descriptor.description,
    jobsUnit: jobsUnit ?? descriptor.jobsUnit,
    firmsUnit: firmsUnit ?? descriptor.firmsUnit,
    place: descriptor.place && { ...descriptor.place, name: place ?? descriptor.place.name },
    notes: notes ?? descriptor.notes,
    breaks: descriptor.breaks.map(({ year, note }) => ({ year, note: noteOf.get(year) ?? note })),
    sources: descriptor.sources.map((source, position) => ({
      ...source,
      title: sources?.[position] ?? source.title,
    })),
  };
}
