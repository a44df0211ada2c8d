/** Whether a folder may be replaced by a new site. Everything that is not plainly ours is refused. */

import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, parse, resolve, sep } from "node:path";
import { Failure } from "./failure.ts";

/** At the root of every folder this program has made: by it a later build knows that it may replace the folder. */
export const MARKER_FILE = ".klyngeatlas";

/** Folders that a site must not be published over. */
export interface Guarded {
  /** What the site is made from: the output neither holds them nor lies in them. */
  readonly sources: readonly string[];
  /** Folders that may hold the output, such as the project's own, but must not be replaced by it. */
  readonly hosts?: readonly string[] | undefined;
}

/**
 * The folder's real path, links resolved. Throws where publishing there would endanger anything else:
 * the root or home folder, a source or host, a folder of other making.
 */
export function resolveOutputFolder(output: string, { sources, hosts = [] }: Guarded): string {
  const folder = realPath(resolve(output));
  const refuse = (why: string): never => {
    throw new Failure(`Refusing to publish into ${output}: ${why}`);
  };
  if (folder === parse(folder).root) refuse("it is the root of the file system.");
  const home = realPath(homedir());
  if (folder === home) refuse("it is your home folder.");
  if (contains(folder, home)) refuse("it holds your home folder.");
  const real = (path: string): string => realPath(resolve(path));
  for (const source of [...sources, ...hosts].map(real)) {
    if (folder === source) refuse("it is a folder the site is made from.");
    if (contains(folder, source)) refuse(`it holds ${source}, which the site is made from.`);
  }
  for (const source of sources.map(real))
    if (contains(source, folder)) refuse(`it lies in ${source}, which the site is made from.`);
  refuseForeign(folder, refuse);
  return folder;
}

function refuseForeign(folder: string, refuse: (why: string) => never): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) refuse("it is a file.");
  if (existsSync(join(folder, MARKER_FILE))) return;
  if (readdirSync(folder).length > 0)
    refuse(
      `it is not empty and was not made by klyngeatlas (it has no file ${MARKER_FILE}). Empty it, or name another folder.`,
    );
}

function contains(outer: string, inner: string): boolean {
  return inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** As realpath, for paths of which only the beginning exists. */
function realPath(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    try {
      return realpathSync(path);
    } catch {
      throw new Failure(`${path} is a link that leads nowhere.`);
    }
  }
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}
