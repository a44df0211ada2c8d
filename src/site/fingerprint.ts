/** Names for data and folders by what they hold, so that what was made from them can be found again. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * A hash of plain data: texts, numbers, truth values, lists and objects of these. Two values have the same one only
 * where they are alike in every part, the order of properties and what is undefined included. Throws on anything else
 * (a map, a function, an array of bytes), whose content it would otherwise pass over.
 */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(encode(value)).digest("hex");
}

/** Each value says its kind and, where it has parts, how many: no two values have the same text. */
function encode(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `"${value.length}:${value}`;
    case "number":
      return Object.is(value, -0) ? "#-0;" : `#${value};`;
    case "boolean":
      return value ? "t" : "f";
    case "undefined":
      return "u";
    case "object":
      return value === null ? "n" : encodeParts(value);
    default:
      throw new TypeError(`A ${typeof value} has no fingerprint.`);
  }
}

function encodeParts(value: object): string {
  if (Array.isArray(value)) {
    let text = `[${value.length}:`;
    for (const item of value) text += encode(item);
    return text;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError(`A ${value.constructor.name} has no fingerprint: it is no plain object.`);
  const entries = Object.entries(value);
  let text = `{${entries.length}:`;
  for (const [name, item] of entries) text += `${name.length}:${name}${encode(item)}`;
  return text;
}

/**
 * A hash of the files below a folder, their names and contents; links are followed. `includes` is asked for the name
 * of each file and folder below the root, "/" between its parts. A folder that is not there holds no files.
 */
export function folderFingerprint(
  root: string,
  includes: (name: string) => boolean = () => true,
): string {
  const hash = createHash("sha256");
  for (const { name, path } of filesBelow(root, "", includes, new Set())) {
    const content = contentOf(path);
    if (content !== undefined) hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Tells whether anybody has written below a folder: the names of the same files, with when and where they were written
 * last. Other than the fingerprint it also tells of a change that has been taken back.
 */
export function folderStamp(
  root: string,
  includes: (name: string) => boolean = () => true,
): string {
  const hash = createHash("sha256");
  for (const { name, path } of filesBelow(root, "", includes, new Set()))
    hash.update(`${name}\0${fileStamp(path)}\0`);
  return hash.digest("hex");
}

/** The same of one file; undefined where there is none. */
export function fileStamp(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? `${found.ino} ${found.size} ${found.mtimeMs}` : undefined;
}

interface FoundFile {
  readonly name: string;
  readonly path: string;
}

/** `entered`: real paths of folders on the way, so that a link to one of them is not followed for ever. */
function* filesBelow(
  folder: string,
  prefix: string,
  includes: (name: string) => boolean,
  entered: ReadonlySet<string>,
): Generator<FoundFile> {
  const real = existing(() => realpathSync(folder));
  if (real === undefined || entered.has(real)) return;
  for (const entry of (existing(() => readdirSync(folder)) ?? []).sort()) {
    const name = `${prefix}${entry}`;
    if (!includes(name)) continue;
    const path = join(folder, entry);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true)
      yield* filesBelow(path, `${name}/`, includes, new Set([...entered, real]));
    else if (found?.isFile() === true) yield { name, path };
  }
}

function contentOf(path: string): Buffer | undefined {
  return existing(() => readFileSync(path));
}

/** Undefined where what is read went away in the meantime. */
function existing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
