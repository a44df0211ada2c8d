/** add: a new edition from new statistics, checked and set against the edition before. */

import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import { isDay } from "../read/address.ts";
import { errorCode } from "../read/file.ts";
import { Failure } from "../site/failure.ts";
import { isAlive, onInterruption } from "../site/interruption.ts";
import { EDITION_ID, percentOption, periodsOption, yearsOption } from "./add-options.ts";
import { report } from "./add-report.ts";
import { statisticsOf } from "./add-statistics.ts";
import { type Command, type OptionValues, UsageError } from "./command.ts";
import { countText } from "./numbers.ts";
import { CONTENT_OPTION, DATA_OPTION, outputFolder, textOption } from "./site-options.ts";

export const addCommand: Command = {
  name: "add",
  summary: "makes a new edition from files, registers or statistical APIs, and tells what changed",
  details: [
    "Statistics come from tables in an edition’s own form (--from employment.csv regions.csv …), from any other CSV that a query file describes (--from jobs.csv --mapping jobs.yaml), or from query files that ask a register or an API (--from-api). --like asks again what an earlier edition asked.",
    "Before anything is written, the new figures are set against the edition before. What is remarkable stops the work, until --accept says why it may stand; findings and reason are then kept with the edition.",
  ],
  operands: [{ name: "EDITION", description: "id of the new edition: the name of its folder" }],
  further: "from",
  options: {
    from: {
      value: "FILE",
      several: true,
      description: "a table, or a folder with tables; more may follow, divided by spaces",
    },
    mapping: { value: "QUERY", description: "query file that describes the files of --from" },
    "from-api": {
      value: "SOURCE",
      several: true,
      description:
        "a recipe of the program (such as norway), a folder with query files, or one query file; several divided by commas",
    },
    like: { value: "OLD", description: "ask what this edition asked, for the new one" },
    regions: {
      value: "FILE",
      description: "own list of regions (queries/codes/regions.csv), in place of the one asked for",
    },
    years: { value: "YEARS", description: "years that are wanted, such as 2000 or 1990,2000" },
    carry: { description: "take the edition’s other years over from the edition before" },
    title: { value: "TEXT", description: "title of the edition" },
    published: {
      value: "YYYY-MM-DD",
      description: "day of its publication (default: that of a datapackage.json, or today)",
    },
    "jobs-unit": { value: "TEXT", description: "what jobs are counted in, such as employees" },
    "firms-unit": { value: "TEXT", description: "what firms are, such as establishments" },
    "cluster-years": { value: "YEARS", description: "years in which clusters are found" },
    periods: { value: "PERIODS", description: "periods of growth, such as 1990-2000,2000-2005" },
    threshold: {
      value: "PERCENT",
      description:
        "change of all jobs a year beyond which the guard speaks (default: 5; for regions and sectors three times as much)",
    },
    accept: { value: "REASON", description: "let the guard’s findings stand, for this reason" },
    "dry-run": { description: "do everything but put the edition in place" },
    cache: { value: "DIR", description: "folder for answers that were received" },
    offline: { description: "take answers from the cache alone" },
    refresh: { description: "ask anew even where the cache has an answer" },
    data: DATA_OPTION,
    content: CONTENT_OPTION,
  },
  run: async (values, terminal) => {
    const edition = editionOption(values);
    const dataDir = outputFolder(values, "data", "data");
    if (existsSync(join(dataDir, edition)))
      throw new UsageError(
        `Edition ${edition} is there already (${join(dataDir, edition)}); editions are added, never overwritten.`,
      );
    // Loaded only now: help and wrong usage need not wait for it.
    const [{ addEdition }, { createWeb }, { SourceFailure }, { DEFAULT_THRESHOLD }, inputs] =
      await Promise.all([
        import("../sources/add-edition.ts"),
        import("../sources/http-web.ts"),
        import("../sources/source.ts"),
        import("../sources/guard.ts"),
        import("../site/inputs.ts"),
      ]);
    terminal.progress("Reading editions");
    const now = clock();
    const statistics = await statisticsOf(values, dataDir);
    const before = await editionBefore(values, dataDir);
    if (values.carry === true && before === undefined)
      throw new UsageError("--carry: there is no edition before, from which years could be taken.");
    const task = {
      dataDir,
      edition,
      before,
      ...statistics,
      years: yearsOption(values, "years"),
      carry: values.carry === true,
      accept: textOption(values, "accept"),
      threshold: percentOption(values, "threshold") ?? DEFAULT_THRESHOLD,
      dryRun: values["dry-run"] === true,
      like: textOption(values, "like") !== undefined,
      title: textOption(values, "title"),
      published: publishedOption(values),
      jobsUnit: textOption(values, "jobs-unit"),
      firmsUnit: textOption(values, "firms-unit"),
      clusterYears: yearsOption(values, "cluster-years"),
      periods: periodsOption(values, "periods"),
      web: createWeb({
        cache: textOption(values, "cache") ?? cacheFolder(),
        offline: values.offline === true,
        refresh: values.refresh === true,
        progress: terminal.progress,
      }),
      now,
      progress: terminal.progress,
    };
    const isNew = makeFolder(dataDir);
    removeWorkshops(dataDir, (pid) => !isAlive(pid));
    const forget = onInterruption(() => removeWorkshops(dataDir, (pid) => pid === process.pid));
    try {
      const outcome = await addEdition(task);
      if (!outcome.ok && "problems" in outcome)
        throw new Failure(
          `The edition ${edition} is not added: ${countText(outcome.total, "problem")} in what came in.`,
          outcome.problems.map(inputs.diagnosticOf),
          outcome.total,
        );
      if (!outcome.ok)
        throw new Failure(
          `The edition ${edition} is not added: look at what is remarkable against edition ${before?.id ?? ""}; then mend it, or say with --accept why it may stand.`,
          outcome.findings.map(({ rule, message, remedy }) => ({ rule, message, remedy })),
        );
      terminal.progress("Comparing");
      return await report(values, edition, before, outcome);
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      const { from, message, remedy } = error;
      throw new Failure(`The edition ${edition} is not added.`, [{ file: from, message, remedy }]);
    } finally {
      forget();
      // Where nothing came of it, there is no data folder as there was none before.
      if (isNew && readdirSync(dataDir).length === 0) rmdirSync(dataDir);
    }
  },
};

function editionOption(values: OptionValues): string {
  const edition = textOption(values, "EDITION") ?? "";
  if (EDITION_ID.test(edition)) return edition;
  throw new UsageError(
    `EDITION must have small letters a to z, digits and hyphens only, such as 2000, not "${edition}".`,
  );
}

/** Whether the folder was not there before. */
function makeFolder(dataDir: string): boolean {
  try {
    return mkdirSync(dataDir, { recursive: true }) !== undefined;
  } catch (error) {
    throw new Failure(`The data folder ${dataDir} cannot be made (${errorCode(error)}).`);
  }
}

/** Removes folders in which editions were being made, by the processes that made them. */
function removeWorkshops(dataDir: string, isMeant: (pid: number) => boolean): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^\.adding-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && isMeant(Number(pid)))
      rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** The edition named by --like, else the one published last; undefined where there is none. */
async function editionBefore(values: OptionValues, dataDir: string): Promise<Dataset | undefined> {
  const like = textOption(values, "like");
  const [{ readEdition }, { readEditions }, { inputFailure }] = await Promise.all([
    import("../read/edition.ts"),
    import("../read/editions.ts"),
    import("../site/inputs.ts"),
  ]);
  if (like !== undefined) {
    const reading = await readEdition(join(dataDir, like));
    if (!reading.ok) throw inputFailure(reading);
    return reading.value;
  }
  if (!existsSync(dataDir)) return undefined;
  const all = await readEditions(dataDir);
  if (all.ok) return all.value.at(-1);
  // A folder without any edition is where the first one goes.
  if (all.problems.every(({ rule }) => rule === "no-edition")) return undefined;
  throw inputFailure(all);
}

/** The time for records and dates: the clock's, or that of SOURCE_DATE_EPOCH (reproducible-builds.org). */
function clock(): () => string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const fixed = epoch !== undefined && /^\d+$/.test(epoch) ? Number(epoch) * 1000 : undefined;
  return () => `${new Date(fixed ?? Date.now()).toISOString().slice(0, 19)}Z`;
}

function publishedOption(values: OptionValues): string | undefined {
  const given = textOption(values, "published");
  if (given === undefined || isDay(given)) return given;
  throw new UsageError(`--published must be a day such as 2027-01-31, not "${given}".`);
}

/** Where the system keeps what can be fetched again (XDG Base Directory Specification). */
function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "klyngeatlas");
}
