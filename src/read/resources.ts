/** Whether the files that the description lists are there. */

import { statSync } from "node:fs";
import { join } from "node:path";
import type { DescriptorReading } from "./descriptor.ts";
import { REQUIRED_FILES } from "./edition-files.ts";
import { formatPath } from "./json.ts";
import type { ProblemLog } from "./problem-log.ts";

const ON_THE_WEB = /^https?:\/\//i;

/** Frictionless Data Package 1, "Data Location": no absolute path, and none that leaves the folder. */
const OUTSIDE = /^(?:[/\\~]|[a-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/i;

/** Says in the log which listed files are not there. Files on the web are not looked up. */
export function checkResources(
  folder: string,
  { resources, lineOf }: DescriptorReading,
  log: ProblemLog,
): void {
  for (const { path, at } of resources) {
    if (ON_THE_WEB.test(path)) continue;
    const place = { line: lineOf(at), column: formatPath(at), value: path };
    if (OUTSIDE.test(path)) {
      log.error({
        rule: "resource-path",
        ...place,
        message: "The path leads out of the edition's folder.",
        remedy: "Put the file into the folder, and give its path from there.",
      });
    } else if (!isRequired(path) && !isFile(join(folder, path))) {
      log.error({
        rule: "missing-resource",
        ...place,
        message: "The description lists a file that is not there.",
        remedy: "Add the file, correct the path, or remove the resource.",
      });
    }
  }
}

/** Required files are reported by themselves where they are missing. */
function isRequired(path: string): boolean {
  return REQUIRED_FILES.some((name) => name === path);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
