/** Input files: their bytes, and what problems call them. */

import { constants } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { createLog, type ProblemLog } from "./problem-log.ts";

/** A file is decoded as one text, and the engine holds none that is longer. */
const LARGEST_FILE = constants.MAX_STRING_LENGTH;

/** A file of an edition and the log of what is wrong with it. */
export interface InputFile {
  readonly name: string;
  readonly log: ProblemLog;
  /** Undefined where there is no such file, or it cannot be read (the log says why). */
  readonly bytes: Uint8Array | undefined;
}

/** Reads a file of an edition whole; a file that is not there is a problem only where it is required. */
export async function openInput(
  folder: string,
  name: string,
  presence: "required" | "optional",
): Promise<InputFile> {
  const path = join(folder, name);
  const log = createLog(shownPath(path));
  try {
    const { size } = await stat(path);
    if (size <= LARGEST_FILE) return { name, log, bytes: await readFile(path) };
    log.error({
      rule: "file-too-large",
      message: `The file has ${size} bytes; at most ${LARGEST_FILE} can be read.`,
      remedy: "Divide the edition, or leave rows without jobs out of its tables.",
    });
    return { name, log, bytes: undefined };
  } catch (error) {
    const code = errorCode(error);
    if (code !== "ENOENT") {
      log.error({
        rule: "unreadable-file",
        message: `The file cannot be read (${code}).`,
        remedy: "Make sure that it is a plain file, and that you may read it.",
      });
    } else if (presence === "required") {
      log.error({
        rule: "missing-file",
        message: `The edition lacks the file ${name}.`,
        remedy: `Add ${name} to the folder; docs/input.md says what it holds.`,
      });
    }
    return { name, log, bytes: undefined };
  }
}

/** The path relative to the current folder where it lies below it, else as given. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), resolve(path));
  const outside = below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below);
  return (outside || below === "" ? path : below).split(sep).join("/");
}

/** The system's code of an error, such as ENOENT. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
