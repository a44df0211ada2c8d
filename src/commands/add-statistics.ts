/** Where add finds its statistics: tables and queries, from the options that name them. */

import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { AddTask } from "../sources/add-edition.ts";
import { REGION_LIST } from "../sources/query.ts";
import { EDITION_ID } from "./add-options.ts";
import { type OptionValues, UsageError } from "./command.ts";
import { listOption, PROJECT_DIR, textOption } from "./site-options.ts";

/** Recipes: folders of query files that come with the program. */
const RECIPES = join(PROJECT_DIR, "src", "sources", "recipes");

/** Tables that have a name of their own in an edition. */
const TABLES = [
  "regions.csv",
  "sectors.csv",
  "employment.csv",
  "national.csv",
  "crosswalk.csv",
  "regions.geojson",
  "regions.topojson",
  "published-figures.csv",
  "datapackage.json",
];

type Statistics = Pick<AddTask, "queries" | "files" | "regionList">;

/** Tables and queries, from the options that name them. Throws `UsageError` where one of them would not be used. */
export async function statisticsOf(values: OptionValues, dataDir: string): Promise<Statistics> {
  const given = listOption(values, "from").flatMap(expandFolder);
  const { asksFor, isQuery, untaken, withFiles } = await import("../sources/query-folder.ts");
  const queries = await queriesOf(values, dataDir);
  // A table with the name of one of an edition's own may be something else, if a query says so.
  const isOther = (path: string): boolean =>
    !TABLES.includes(basename(path)) ||
    queries.some((query) => isQuery(query) && asksFor(query, basename(path)));
  const others = given.filter(isOther);
  const files = given.filter((path) => !isOther(path));
  refuseRepeated("--from", files);
  if (others.length > 0 && queries.length === 0)
    throw new UsageError(
      `${names(others)}: no table of an edition has this name; rename it if it is one (${TABLES.slice(0, 4).join(", ")}), or describe it with --mapping.`,
    );
  const left = untaken(queries, others);
  if (queries.every(isQuery) && left.length > 0)
    throw new UsageError(
      `${names(left)}: no query reads it. Name it in a query file (files), or leave it out.`,
    );
  if (files.length === 0 && queries.length === 0)
    throw new UsageError("Say where the statistics come from: --from, --from-api or --like.");
  return {
    files,
    queries: withFiles(queries, others),
    regionList: regionList(values, queries),
  };
}

async function queriesOf(values: OptionValues, dataDir: string): Promise<AddTask["queries"]> {
  const { isQuery, readNamedQuery, readQueryFolder } = await import("../sources/query-folder.ts");
  const mapping = textOption(values, "mapping");
  const like = textOption(values, "like");
  const fromApi = listOption(values, "from-api").flatMap((text) => text.split(","));
  const all = await Promise.all([
    ...fromApi.map(async (name) => {
      const path = queryPath(name.trim());
      if (!statSync(path).isDirectory()) return [await readNamedQuery(path)];
      const found = await readQueryFolder(path);
      if (found.length > 0) return found;
      throw new UsageError(`--from-api: the folder ${name} holds no query file (.yaml).`);
    }),
    like === undefined ? [] : readQueryFolder(likeFolder(like, dataDir)),
    mapping === undefined ? [] : readNamedQuery(resolve(mapping)).then((query) => [query]),
  ]);
  const queries = all.flat();
  refuseRepeated(
    "The query files",
    queries.filter(isQuery).map(({ name }) => name),
  );
  return queries;
}

/** Two of one name would be added up, or one would be kept in the other's place. */
function refuseRepeated(what: string, paths: readonly string[]): void {
  const all = paths.map((path) => basename(path));
  const twice = all.filter((name, n) => all.indexOf(name) !== n);
  if (twice.length > 0)
    throw new UsageError(
      `${what}: ${names([...new Set(twice)])} is given twice; leave one out, or give it another name.`,
    );
}

/** An own list of regions, if there is a query that would use it. */
function regionList(values: OptionValues, queries: AddTask["queries"]): string | undefined {
  const given = textOption(values, "regions");
  if (given === undefined) return undefined;
  if (!existsSync(given)) throw new UsageError(`--regions: there is no file ${given}.`);
  const uses = queries.some(
    (query) => "reading" in query && query.reading.query.regions?.file === REGION_LIST,
  );
  if (uses) return given;
  throw new UsageError(`--regions: no query has ${REGION_LIST} as its list of regions.`);
}

function names(paths: readonly string[]): string {
  return paths.map((path) => basename(path)).join(", ");
}

/** A folder stands for the tables in it. */
function expandFolder(path: string): readonly string[] {
  const full = resolve(path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`--from: there is no file ${path}.`);
  if (!found.isDirectory()) return [full];
  const tables = readdirSync(full).filter((name) => TABLES.includes(name));
  if (tables.length > 0) return tables.sort().map((name) => join(full, name));
  throw new UsageError(`--from: the folder ${path} holds no table of an edition.`);
}

/** A recipe of the program, or what the analyst wrote. */
function queryPath(name: string): string {
  const recipe = join(RECIPES, name);
  if (EDITION_ID.test(name) && existsSync(recipe)) return recipe;
  const own = resolve(name);
  if (existsSync(own)) return own;
  const known = readdirSync(RECIPES).sort().join(", ");
  throw new UsageError(
    `--from-api: there is neither a recipe nor a file ${name}. Recipes are: ${known}.`,
  );
}

function likeFolder(like: string, dataDir: string): string {
  const folder = join(dataDir, like, "queries");
  if (existsSync(folder)) return folder;
  throw new UsageError(
    existsSync(join(dataDir, like))
      ? `--like: edition ${like} keeps no queries; it was not made by asking anything.`
      : `--like: there is no edition ${like}.`,
  );
}
