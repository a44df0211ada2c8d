/** Names of the files of an edition. */

/** Files without which a folder is no edition. */
export const REQUIRED_FILES = [
  "datapackage.json",
  "regions.csv",
  "sectors.csv",
  "employment.csv",
] as const;

/** All files that an edition may have. */
export const EDITION_FILES: readonly string[] = [
  ...REQUIRED_FILES,
  "national.csv",
  "regions.geojson",
  "regions.topojson",
  "published-figures.csv",
  "crosswalk.csv",
];
