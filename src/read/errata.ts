/** Errata: Markdown files in `content/errata/`, each about one published page. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Erratum } from "../model/erratum.ts";
import { isAddress, isDay, isPageAddress } from "./address.ts";
import { checkText } from "./cell.ts";
import { readFrontMatter } from "./front-matter.ts";
import { firstOfEachKind, type Problem, type Reading } from "./problem.ts";
import { createLog, type ProblemLog } from "./problem-log.ts";

const FOLDER = "errata";
const PROPERTIES = ["page", "date", "title"] as const;
type Property = (typeof PROPERTIES)[number];

/**
 * Reads every erratum of a content folder, latest first, then by file. A folder that is not there holds none.
 * `shown` is how the content folder is named in problems; `language` is what they are written in. Whether the pages exist is for the caller to say.
 */
export async function readErrata(
  contentDir: string,
  shown: string,
  language: string,
): Promise<Reading<readonly Erratum[]>> {
  const folder = join(contentDir, FOLDER);
  const names = await readdir(folder).catch(() => []);
  const errata: Erratum[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const name of names.filter((each) => each.endsWith(".md") && each !== "README.md").sort()) {
    const log = createLog(`${shown}/${FOLDER}/${name}`);
    const erratum = parseErratum(name, await readFile(join(folder, name)), language, log);
    if (erratum !== undefined) errata.push(erratum);
    problems.push(...log.errors());
    warnings.push(...log.warnings());
  }
  if (problems.length > 0)
    return {
      ok: false,
      problems: firstOfEachKind([...problems, ...warnings]),
      total: problems.length + warnings.length,
    };
  return { ok: true, value: errata.sort(byDate), warnings };
}

function byDate(a: Erratum, b: Erratum): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.file < b.file ? -1 : 1;
}

/** One erratum from its bytes; undefined, with the reasons in the log, where something is wrong with it. */
export function parseErratum(
  name: string,
  bytes: Uint8Array,
  language: string,
  log: ProblemLog,
): Erratum | undefined {
  const slug = name.replace(/\.md$/, "");
  if (!/^[a-z0-9-]+$/.test(slug))
    log.error({
      rule: "erratum-name",
      value: name,
      message: "The file's name becomes part of an address.",
      remedy: "Rename it with small letters a to z, digits and hyphens, such as 1998-horten.md.",
    });
  const matter = readFrontMatter(bytes, log);
  if (matter === undefined) return undefined;
  const text = (property: Property): string => {
    const value = matter.properties[property];
    return typeof value === "string" ? value : "";
  };
  const [page, date, title] = PROPERTIES.map(text);
  const place = (column: Property) => ({ line: matter.lineOf(column), column });
  if (page === undefined || date === undefined || title === undefined) return undefined;
  if (!isAddress(page) || !isPageAddress(page) || page === "/")
    log.error({
      rule: "erratum-page",
      ...place("page"),
      value: page,
      message: "The erratum does not say which page of an edition it is about.",
      remedy:
        "Give the page's address from the site's root, such as page: /1998/clusters/horten/electronics/.",
    });
  if (!isDay(date))
    log.error({
      rule: "bad-date",
      ...place("date"),
      value: date,
      message: "The erratum does not say on which day it was published.",
      remedy: 'Write a day of the calendar, such as date: "2027-01-31".',
    });
  if (title === "")
    log.error({
      rule: "erratum-title",
      ...place("title"),
      value: title,
      message: "The erratum has no title.",
      remedy: "Say in a few words what was wrong, such as title: Jobs in Horten in 1990.",
    });
  else checkText(title, place("title"), log);
  if (matter.body.trim() === "")
    log.error({
      rule: "erratum-text",
      message: "The erratum says nothing.",
      remedy: "Write below the properties what the page says, and what is right.",
    });
  warnOfUnknown(Object.keys(matter.properties), matter.lineOf, log);
  if (log.total() > 0) return undefined;
  const [, edition = ""] = page.split("/");
  return {
    file: log.file,
    line: matter.lineOf("page"),
    page,
    edition,
    date,
    title,
    language,
    slug,
    body: matter.body,
  };
}

function warnOfUnknown(
  names: readonly string[],
  lineOf: (name: string) => number,
  log: ProblemLog,
): void {
  for (const name of names.filter((each) => !PROPERTIES.some((known) => known === each)))
    log.warning({
      rule: "unknown-property",
      line: lineOf(name),
      column: name,
      value: name,
      message: "An erratum has no such property; it is not used.",
      remedy: `Remove it, or correct its name; known are ${PROPERTIES.join(", ")}.`,
    });
}
