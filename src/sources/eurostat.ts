/**
 * Data sets of Eurostat through its API Statistics, which answers in JSON-stat 2.0
 * (ec.europa.eu/eurostat, user guides, “API Statistics”).
 */

import { codesInUse, noteOfUnused } from "./codes-in-use.ts";
import { type EurostatQuery, eurostatQuery } from "./eurostat-query.ts";
import { HttpFailure } from "./http-failure.ts";
import { fetchText, type TextAnswer } from "./http-text.ts";
import { saidBy } from "./http-words.ts";
import { type JsonStat, JsonStatFault, parseJsonStat } from "./json-stat.ts";
import { own } from "./own.ts";
import { halve, type Selection } from "./pxweb-parts.ts";
import type { Receipt } from "./receipt.ts";
import { together } from "./receipt-of.ts";
import { type Delivery, type Source, SourceFailure, type SourceTask } from "./source.ts";
import { eurostatFlag } from "./status-flags.ts";

export const eurostat: Source<EurostatQuery> = {
  name: "eurostat",
  schema: eurostatQuery,
  read,
};

type Task = SourceTask<EurostatQuery>;

interface Answer {
  readonly text: TextAnswer;
  readonly data: JsonStat;
}

/** Eurostat's help warns that longer addresses are refused on the way (“Frequently asked questions”, HTTP 400). */
const LONGEST_URL = 2000;
const SHOWN = 12;

async function read(task: Task): Promise<Delivery> {
  const { query } = task;
  task.progress(`Asking ${new URL(query.base).host} for ${query.dataset}.`);
  const answers = await fetchPart(filtersOf(task), task);
  if (!checkDimensions(answers, task)) return nothing();
  const notes = deliver(answers, task);
  return {
    regionNames: namesOf(query.variables.region, answers),
    sectorNames: namesOf(query.variables.sector, answers),
    receipts: [receiptOf(answers, task)],
    notes,
    crosswalk: [],
  };
}

function nothing(): Delivery {
  return {
    regionNames: new Map(),
    sectorNames: new Map(),
    receipts: [],
    notes: [],
    crosswalk: [],
  };
}

/** What is sent: measures, years, and the filters of the query. */
function filtersOf({ query, years }: Task): Selection {
  const { variables, measures, filters } = query;
  const chosen = new Map<string, readonly string[]>();
  if (typeof measures !== "string" && variables.measure !== undefined)
    chosen.set(variables.measure, Object.keys(measures));
  if (years !== undefined) chosen.set(variables.time, years.map(String));
  for (const [dimension, codes] of Object.entries(filters)) chosen.set(dimension, codes);
  return [...chosen].map(([variable, codes]) => ({ variable, codes }));
}

function urlOf(part: Selection, { query }: Task): string {
  const parameters = [
    ["format", "JSON"],
    ["lang", query.language],
    ...(query.level === undefined ? [] : [["geoLevel", query.level]]),
    ...part.flatMap(({ variable, codes }) => codes.map((code) => [variable, code])),
  ];
  return `${query.base}/${encodeURIComponent(query.dataset)}?${parameters
    .map((pair) => pair.map((text) => encodeURIComponent(text)).join("="))
    .join("&")}`;
}

/** A part of the query; where its address is too long or its answer too large, its halves. */
async function fetchPart(part: Selection, task: Task): Promise<readonly Answer[]> {
  const url = urlOf(part, task);
  const halves = halve(part);
  if (url.length > LONGEST_URL && halves !== undefined) return fetchParts(halves, task);
  try {
    const text = await fetchText(task.web, {
      url,
      accept: ["application/json"],
      refuse: reported,
    });
    return [{ text, data: openAnswer(text) }];
  } catch (error) {
    if (!(error instanceof HttpFailure) || !isTooLarge(error)) throw error;
    if (halves === undefined) throw stillTooLarge(error, task);
    task.progress(
      `${task.query.dataset}: the query is too large for one answer; asking in halves.`,
    );
    return fetchParts(halves, task);
  }
}

async function fetchParts(parts: readonly Selection[], task: Task): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const part of parts) answers.push(...(await fetchPart(part, task)));
  return answers;
}

/** Eurostat sends a warning or an error with status 200 too. */
function reported(beginning: string): string | undefined {
  return /^\s*\{\s*"(?:warning|error)"/.test(beginning) ? saidBy(beginning) : undefined;
}

/**
 * Too large for good (EXTRACTION_TOO_BIG), or so large that the answer is made later (ASYNCHRONOUS_RESPONSE):
 * a smaller query is answered at once.
 */
function isTooLarge({ status, said }: HttpFailure): boolean {
  return status === 413 || /EXTRACTION_TOO_BIG|ASYNCHRONOUS_RESPONSE/i.test(said);
}

function stillTooLarge({ from, said }: HttpFailure, { query }: Task): SourceFailure {
  const sector = query.variables.sector;
  return /ASYNCHRONOUS/i.test(said)
    ? new SourceFailure(
        from,
        `Eurostat makes the answer later (“asynchronous”), although it was asked for one code of each dimension at a time. It says: “${said}”.`,
        `Run the command again in some minutes; or list codes under filters, such as {${sector}: [C10, C11]}, so that each answer is small.`,
      )
    : new SourceFailure(
        from,
        `The query is too large for Eurostat, although it was asked for one code of each dimension at a time. It says: “${said}”.`,
        `List codes under filters, such as {${sector}: [C10, C11]} or {geo: [SE11, SE12]}: what is listed is asked for in parts.`,
      );
}

function openAnswer({ text, url }: TextAnswer): JsonStat {
  try {
    return parseJsonStat(JSON.parse(text));
  } catch (error) {
    if (error instanceof JsonStatFault || error instanceof SyntaxError)
      throw new SourceFailure(
        url,
        `The answer of ${new URL(url).host} cannot be read. ${error.message}`,
        "Check the data set's name in the query file; where it is right, Eurostat may have changed its answers.",
      );
    throw error;
  }
}

/** Every dimension that the query names is there, years are years, and no other dimension divides the figures. */
function checkDimensions(answers: readonly Answer[], { query, log }: Task): boolean {
  const before = log.total();
  const dimensions = answers[0]?.data.dimensions ?? [];
  const listed = dimensions.map(({ id, label }) => `${id} (${label})`).join(", ");
  const roles = Object.values(query.variables).filter((name) => name !== undefined);
  for (const name of new Set([
    ...roles,
    ...Object.keys(query.filters),
    ...Object.keys(query.keep),
  ])) {
    if (dimensions.some(({ id }) => id === name)) continue;
    log.error({
      rule: "eurostat-unknown-dimension",
      value: name,
      message: `The data set ${query.dataset} has no dimension ${name}.`,
      remedy: `Its dimensions are ${listed}.`,
    });
  }
  for (const { id, label, categories } of dimensions) {
    const kept = categories.filter(({ code }) => isKept(id, code, query));
    if (id === query.variables.time) checkYears(id, kept, log);
    else if (kept.length > 1 && !roles.includes(id)) {
      const shown = kept.slice(0, SHOWN).map(({ code, label: name }) => `${code} (${name})`);
      log.error({
        rule: "eurostat-open-dimension",
        value: id,
        message: `The figures are divided by ${id} (${label}), which the query does not mention.`,
        remedy: `Choose one under filters: ${shown.join(", ")}${kept.length > SHOWN ? " …" : ""}.`,
      });
    } else if (kept.length === 0 && categories.length > 0)
      log.error({
        rule: "eurostat-nothing-kept",
        value: own(query.keep, id)?.join(", ") ?? "",
        message: `None of the ${categories.length} codes of ${id} (${label}) is kept.`,
        remedy: `They look like ${categories
          .slice(0, SHOWN)
          .map(({ code }) => code)
          .join(", ")}.`,
      });
  }
  return log.total() === before;
}

function checkYears(
  id: string,
  categories: readonly { readonly code: string }[],
  log: Task["log"],
): void {
  const other = categories.find(({ code }) => !/^\d{4}$/.test(code));
  if (other === undefined) return;
  log.error({
    rule: "eurostat-not-annual",
    value: other.code,
    message: `${id} has ${other.code}, which is no year.`,
    remedy: "Choose annual figures under filters: {freq: [A]}.",
  });
}

function isKept(dimension: string, code: string, { keep }: EurostatQuery): boolean {
  const patterns = own(keep, dimension);
  return patterns === undefined || patterns.some((pattern) => matches(pattern, code));
}

function matches(pattern: string, code: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const body = escaped.replaceAll("*", ".*").replaceAll("?", ".").replaceAll("#", "\\d");
  return new RegExp(`^${body}$`, "su").test(code);
}

/** Gives every figure as an observation; answers the notes. */
function deliver(answers: readonly Answer[], { query, log, take }: Task): readonly string[] {
  const { region, sector, time, measure } = query.variables;
  const ids = answers[0]?.data.dimensions.map(({ id }) => id) ?? [];
  const at = (name: string | undefined): number => (name === undefined ? -1 : ids.indexOf(name));
  const [r, s, t, m] = [at(region), at(sector), at(time), at(measure)];
  const only = typeof query.measures === "string" ? query.measures : undefined;
  const byCode = new Map(typeof query.measures === "string" ? [] : Object.entries(query.measures));
  const forEachCell: JsonStat["forEachCell"] = (each) => {
    for (const { data } of answers)
      data.forEachCell((codes, value, status) => {
        if (ids.every((id, i) => isKept(id, codes[i] ?? "", query))) each(codes, value, status);
      });
  };
  const says = (value: number | undefined, status: string | undefined): boolean =>
    value !== undefined || (status !== undefined && !/^[mz:]$/.test(status));
  const regions = region === undefined ? undefined : codesInUse(forEachCell, r, says);
  const sectors = codesInUse(forEachCell, s, says);
  const remarks = new Map<string, number>();
  const unused = { regions: new Set<string>(), sectors: new Set<string>() };
  let given = 0;
  forEachCell((codes, value, status) => {
    const place = r < 0 ? undefined : (codes[r] ?? "");
    const branch = codes[s] ?? "";
    if (place !== undefined && regions?.has(place) === false) unused.regions.add(place);
    if (!sectors.has(branch)) unused.sectors.add(branch);
    if ((place !== undefined && regions?.has(place) === false) || !sectors.has(branch)) return;
    const counted = only ?? byCode.get(codes[m] ?? "");
    if (counted === undefined) return;
    const { flag, remark } = eurostatFlag(value, status);
    if (remark !== undefined) remarks.set(remark, (remarks.get(remark) ?? 0) + 1);
    given += 1;
    const year = Number(codes[t]);
    take({ year, region: place, sector: branch, measure: counted, value, flag, line: undefined });
  });
  if (given === 0) reportEmpty(query, log);
  else warnOfOverlap([...sectors], query, log);
  return [
    noteOfUnused("region", [...unused.regions].sort(), query.dataset),
    noteOfUnused("sector", [...unused.sectors].sort(), query.dataset),
    ...[...remarks].map(
      ([remark, count]) => `Of the figures of ${query.dataset}, ${count} are ${remark}.`,
    ),
  ].filter((note) => note !== undefined);
}

function reportEmpty({ dataset }: EurostatQuery, log: Task["log"]): void {
  log.error({
    rule: "eurostat-empty",
    value: dataset,
    message: `The data set ${dataset} has no figure for what the query asks.`,
    remedy:
      "Check its codes and years: Eurostat answers a code that does not exist as one that has no figures.",
  });
}

/** Codes of NACE are nested: C10 is within C, and C101 within C10. */
function warnOfOverlap(
  sectors: readonly string[],
  { variables }: EurostatQuery,
  log: Task["log"],
): void {
  const known = new Set(sectors);
  for (const sector of [...sectors].sort()) {
    const outer = Array.from({ length: sector.length - 1 }, (_, i) => sector.slice(0, i + 1)).find(
      (start) => known.has(start),
    );
    if (outer === undefined) continue;
    log.warning({
      rule: "eurostat-overlap",
      value: `${outer}, ${sector}`,
      message: `Sector ${sector} lies within ${outer}, and both are taken: together they count twice.`,
      remedy: `Take one level, such as divisions with keep: {${variables.sector}: ["?##"]}; or leave one out in the mapping.`,
    });
    return;
  }
}

function namesOf(
  dimension: string | undefined,
  answers: readonly Answer[],
): ReadonlyMap<string, string> {
  return new Map(
    answers.flatMap(({ data }) =>
      data.dimensions
        .filter(({ id }) => id === dimension)
        .flatMap(({ categories }) => categories.map(({ code, label }) => [code, label] as const)),
    ),
  );
}

function receiptOf(answers: readonly Answer[], { query, queryName }: Task): Receipt {
  const [first] = answers;
  const addresses = answers.map(({ text }) => new URL(text.url));
  const updates = answers.flatMap(({ data }) => (data.updated === undefined ? [] : [data.updated]));
  return {
    title:
      query.title ??
      `${first?.data.source ?? "Eurostat"}, ${query.dataset}: ${first?.data.label ?? ""}`,
    from: `${query.base}/${query.dataset}`,
    query: queryName,
    request: addresses.map(({ search }) => search.slice(1)).join("\n"),
    ...together(answers.map(({ text }) => text.received)),
    updated: updates.sort().at(-1),
    licence: query.licence,
    notes: [...new Set(answers.flatMap(({ data }) => data.notes))],
  };
}
