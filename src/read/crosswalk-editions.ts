/** Crosswalks beside the editions before theirs: what they lead on from must have stood somewhere. */

import { join } from "node:path";
import type { CrosswalkRow, Dataset } from "../model/dataset.ts";
import { shownPath } from "./file.ts";
import { createLog, type ProblemLog } from "./problem-log.ts";
import { createRegister, type OpenRegister } from "./register.ts";

type Kind = CrosswalkRow["kind"];

/**
 * Logs, one for each crosswalk, of what is wrong with it beside the editions before. `editions` in the order of
 * publication; `folderOf` answers the folder of an edition.
 */
export function checkCrosswalks(
  editions: readonly Dataset[],
  folderOf: (edition: string) => string,
): readonly ProblemLog[] {
  const known = { region: createRegister(), sector: createRegister() };
  return editions.flatMap((edition, index) => {
    const before = editions[index - 1];
    for (const { kind, to, line } of edition.crosswalk)
      if (to !== undefined) known[kind].add(to, line);
    const log = createLog(shownPath(join(folderOf(edition.id), "crosswalk.csv")));
    for (const row of edition.crosswalk) {
      if (before === undefined) reportFirst(row, log);
      else if (!known[row.kind].has(row.from)) reportUnknown(row, known[row.kind], log);
      else if (isPart(row, before, edition)) reportPart(row, before, log);
    }
    for (const [kind, entries] of [
      ["region", edition.regions],
      ["sector", edition.sectors],
    ] as const)
      for (const { id } of entries) known[kind].add(id, 0);
    return edition.crosswalk.length > 0 ? [log] : [];
  });
}

function reportFirst({ kind, from, line }: CrosswalkRow, log: ProblemLog): void {
  log.warning({
    rule: "crosswalk-first-edition",
    line,
    column: "from",
    value: from,
    message: `No edition is older than this one, so that no ${kind} leads on by this row.`,
    remedy: "None is needed, unless an older edition is missing in the data folder.",
  });
}

function reportUnknown(
  { kind, from, line }: CrosswalkRow,
  register: OpenRegister,
  log: ProblemLog,
): void {
  const alike = register.nearly(from);
  log.error({
    rule: "crosswalk-from-unknown",
    line,
    column: "from",
    value: from,
    message: `No earlier edition has a ${kind} of this id${alike === undefined ? "" : `, but there is ${alike}`}.`,
    remedy: alike === undefined ? "Correct the id, or remove the row." : `Write ${alike}.`,
  });
}

/** Whether both ids stand in both editions, and the change lies between them: then it can only concern a part. */
function isPart(row: CrosswalkRow, before: Dataset, edition: Dataset): boolean {
  const { kind, from, to, since } = row;
  return (
    to !== undefined &&
    since > (before.years.at(-1) ?? since) &&
    [from, to].every((id) => has(before, kind, id) && has(edition, kind, id))
  );
}

function has(edition: Dataset, kind: Kind, id: string): boolean {
  return (kind === "region" ? edition.regions : edition.sectors).some((entry) => entry.id === id);
}

function reportPart(
  { kind, from, to, line }: CrosswalkRow,
  before: Dataset,
  log: ProblemLog,
): void {
  log.warning({
    rule: "crosswalk-part",
    line,
    column: "from",
    value: from,
    message: `Both ${from} and ${to} stand in this edition and in ${before.id}: the row is read as a part of ${from} that went over to ${to}.`,
    remedy: `Where ${from} is ${to} now, remove it from ${kind}s.csv and employment.csv.`,
  });
}
