/**
 * Tells of changes below a folder. Each folder is watched by itself: Node's own watching of whole trees loses sight of a
 * file on Linux once an editor has put a new one in its place, which is how many editors save.
 */

import { existsSync, type FSWatcher, readdirSync, realpathSync, watch } from "node:fs";
import { basename, join, sep } from "node:path";
import { Failure } from "../site/failure.ts";

export interface FolderWatcher {
  readonly close: () => void;
}

/** `changed` is given the path of what changed, from the folder's own name on: "content/cases/horten.md". */
export function watchFolder(root: string, changed: (name: string) => void): FolderWatcher {
  const watchers = new Map<string, FSWatcher>();
  const leave = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };
  /** `above`: real paths of the folders on the way, so that a link to one of them is not followed for ever. */
  const enter = (folder: string, name: string, above: ReadonlySet<string>): void => {
    const found = readFolder(folder);
    if (found === undefined || above.has(found.real)) return;
    const way = new Set([...above, found.real]);
    const watcher = watchOne(folder, (event, child) => {
      if (child !== null && isPassing(child)) return;
      // A folder that is removed tells so itself, under its own name.
      if (!existsSync(folder)) {
        leave(folder);
        return changed(name);
      }
      if (child !== null && event === "rename") {
        // It came, went, or was put in the place of another, in which case the one that was watched is gone.
        leave(join(folder, child));
        enter(join(folder, child), `${name}/${child}`, way);
      }
      changed(child === null ? name : `${name}/${child}`);
    });
    watcher.on("error", () => leave(folder));
    watchers.set(folder, watcher);
    for (const child of found.folders) enter(join(folder, child), `${name}/${child}`, way);
  };
  enter(root, basename(root), new Set());
  return { close: () => leave(root) };
}

function watchOne(
  folder: string,
  listener: (event: string, child: string | null) => void,
): FSWatcher {
  try {
    return watch(folder, listener);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new Failure(
      `The folder ${folder} cannot be watched${code}. Build it with klyngeatlas build, or raise the system’s limit of watched folders.`,
    );
  }
}

interface FoundFolder {
  readonly real: string;
  /** Names of what may be folders in it: links too. */
  readonly folders: readonly string[];
}

/** Undefined where there is no such folder. */
function readFolder(folder: string): FoundFolder | undefined {
  try {
    const folders = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isFile() && !isPassing(entry.name))
      .map(({ name }) => name);
    return { real: realpathSync(folder), folders };
  } catch {
    return undefined;
  }
}

/** Files that editors keep for themselves, and packages. */
function isPassing(name: string): boolean {
  return /^[.#]|~$|\.sw[a-z]$|^4913$|^node_modules$/.test(name);
}
