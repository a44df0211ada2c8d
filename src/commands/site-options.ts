/** Options that say where things are and where the site will stand; shared by commands. */

import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type OptionSpec, type OptionValues, UsageError } from "./command.ts";

/** The program's own folder: defaults are found in it, whatever folder a command is run from. */
export const PROJECT_DIR = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const DATA_OPTION: OptionSpec = {
  value: "DIR",
  description: "folder with one folder for each edition (default: data)",
};
export const CONTENT_OPTION: OptionSpec = {
  value: "DIR",
  description: "folder with narratives, and templates if it has any (default: content)",
};
export const OUTPUT_OPTION: OptionSpec = {
  value: "DIR",
  description: "folder that is published into (default: _site)",
};
export const BASE_URL_OPTION: OptionSpec = {
  value: "URL",
  description:
    "where the site will stand, such as https://example.org; for citations and the sitemap",
};
export const PATH_PREFIX_OPTION: OptionSpec = {
  value: "/p/",
  description: "folder of that host in which the site will stand (default: /)",
};

export const CLAIMS_OPTION: OptionSpec = {
  value: "warn|fail",
  description:
    "what a claim that does not hold leads to (default: fail; warn marks it on its page)",
};

export const LANGUAGES_OPTION: OptionSpec = {
  value: "CODES",
  description:
    "languages besides English in which pages are made, such as nb; en for none (default: all)",
};

/** The option --languages; all where it is not given. */
export function languageChoice(values: OptionValues): { readonly codes?: readonly string[] } {
  if (textOption(values, "languages") === undefined) return {};
  return { codes: listOption(values, "languages") };
}

/** The option --claims; undefined where it is not given. */
export function claimPolicy(values: OptionValues): "warn" | "fail" | undefined {
  const given = textOption(values, "claims");
  if (given === undefined || given === "warn" || given === "fail") return given;
  throw new UsageError(`--claims must be warn or fail, not "${given}".`);
}

/** An existing folder: the option's, taken from the current folder, or the program's own of that name. */
export function sourceFolder(values: OptionValues, option: string): string {
  const folder = outputFolder(values, option, option);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`--${option}: there is no folder ${folder}.`);
  return folder;
}

/** As sourceFolder, for a folder that need not exist. */
export function outputFolder(values: OptionValues, option: string, fallback: string): string {
  const given = textOption(values, option);
  return given === undefined ? join(PROJECT_DIR, fallback) : resolve(given);
}

/** The option's text; undefined where it is not given. An empty text is refused. */
export function textOption(values: OptionValues, option: string): string | undefined {
  const value = values[option];
  if (value === "") throw new UsageError(`--${option} needs a value.`);
  return typeof value === "string" ? value : undefined;
}

/** The texts of an option that may be given several times, or that divides its value by commas. */
export function listOption(values: OptionValues, option: string): readonly string[] {
  const value = values[option];
  if (Array.isArray(value)) return value;
  const text = textOption(values, option);
  return text === undefined ? [] : text.split(",").map((part) => part.trim());
}

/** Where the site will stand. */
export interface Address {
  /** Origin without a "/" at its end; undefined where it is not given. */
  readonly baseUrl: string | undefined;
  /** "/" or "/p/". */
  readonly pathPrefix: string;
}

/**
 * --base-url and --path-prefix together. A base URL that has a path means the same folder as the
 * prefix would, so one of the two is enough, and two that differ are refused.
 */
export function siteAddress(values: OptionValues): Address {
  const prefix = textOption(values, "path-prefix");
  const base = textOption(values, "base-url");
  const url = base === undefined ? undefined : parseBaseUrl(base);
  const folder = url === undefined || url.pathname === "/" ? undefined : normalPrefix(url.pathname);
  const pathPrefix = prefix === undefined ? (folder ?? "/") : normalPrefix(prefix);
  if (folder !== undefined && folder !== pathPrefix)
    throw new UsageError(
      `--base-url lies in ${folder} and --path-prefix says ${pathPrefix}: give the folder once, or the same twice.`,
    );
  return { baseUrl: url?.origin, pathPrefix };
}

function parseBaseUrl(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new UsageError(
      `--base-url must be an absolute address that begins with https:// or http://, not "${given}".`,
    );
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
    throw new UsageError("--base-url must have no user, query or fragment.");
  return url;
}

const SEGMENTS = /^\/(?:[A-Za-z0-9._~-]+\/)*$/;

/** Begins and ends with "/"; both are added where they lack. */
function normalPrefix(given: string): string {
  const prefix = `/${given}/`.replace(/\/{2,}/g, "/");
  if (!SEGMENTS.test(prefix) || /\/\.{1,2}\//.test(prefix))
    throw new UsageError(
      `--path-prefix must be a path of letters, digits and "-", such as /atlas/, not "${given}".`,
    );
  return prefix;
}
