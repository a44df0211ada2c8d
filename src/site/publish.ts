/**
 * Publishing in one step. A site is built in a fresh folder beside the output folder, checked there,
 * and put in its place by two renames; whatever fails before that leaves the output as it was.
 *
 *     .<name>-build-<pid>-<n>      being built
 *     .<name>-previous-<pid>-<n>   the former site, between the two renames and until it is removed
 *     .<name>-lock                 held during the renames; holds the process's number
 *
 * A process that is killed leaves such folders behind; the next run removes them, and puts the former
 * site back where the kill fell between the renames.
 */

import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "./failure.ts";
import { isAlive, onInterruption } from "./interruption.ts";

const LOCK_ATTEMPTS = 100;
const LOCK_PAUSE_MS = 100;

let sequence = 0;

/**
 * Has `make` fill a fresh folder and puts it in the place of `output`, an absolute path that
 * `resolveOutputFolder` has let pass. Answers what `make` answers.
 */
export async function publish<T>(output: string, make: (folder: string) => Promise<T>): Promise<T> {
  await recover(output);
  const suffix = `${process.pid}-${sequence++}`;
  const fresh = beside(output, `build-${suffix}`);
  // On an interruption a thread may still be writing there, and fill a folder that was just emptied.
  const discard = (): void => rmSync(fresh, { recursive: true, force: true, maxRetries: 5 });
  createFolder(fresh);
  const forget = onInterruption(discard);
  try {
    const made = await make(fresh);
    await swap(fresh, output, beside(output, `previous-${suffix}`));
    return made;
  } catch (error) {
    discard();
    throw error;
  } finally {
    forget();
  }
}

/** Clears up after runs that were killed: their unfinished folders go, a displaced site comes back. */
export async function recover(output: string): Promise<void> {
  if (!existsSync(dirname(output))) return;
  for (const { path, pid } of siblings(output, "build"))
    if (!isAlive(pid)) rmSync(path, { recursive: true, force: true });
  if (siblings(output, "previous").length === 0) return;
  await withLock(output, () => {
    // Whoever holds the lock knows that nobody is between the renames: what is there was left behind.
    for (const { path } of siblings(output, "previous")) {
      if (existsSync(output)) rmSync(path, { recursive: true, force: true });
      else renameSync(path, output);
    }
  });
}

async function swap(fresh: string, output: string, previous: string): Promise<void> {
  await withLock(output, () => {
    try {
      if (existsSync(output)) renameSync(output, previous);
      renameSync(fresh, output);
    } catch (error) {
      if (existsSync(previous) && !existsSync(output)) renameSync(previous, output);
      throw new Failure(
        `The new site could not be put in place of ${output} (${codeOf(error)}); the former one is as it was.`,
      );
    }
  });
  rmSync(previous, { recursive: true, force: true });
}

function beside(output: string, what: string): string {
  return join(dirname(output), `.${basename(output)}-${what}`);
}

function createFolder(folder: string): void {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder);
  } catch (error) {
    throw new Failure(
      `The folder ${dirname(folder)} cannot be written to (${codeOf(error)}); the site is built there before it is published.`,
    );
  }
}

interface Sibling {
  readonly path: string;
  readonly pid: number;
}

function siblings(output: string, what: "build" | "previous"): readonly Sibling[] {
  const prefix = `${basename(beside(output, what))}-`;
  return readdirSync(dirname(output))
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const pid = /^(\d+)-\d+$/.exec(name.slice(prefix.length))?.[1];
      return pid === undefined ? [] : [{ path: join(dirname(output), name), pid: Number(pid) }];
    });
}

/** Runs `work`, which must not wait for anything, while no other process renames folders of this output. */
async function withLock(output: string, work: () => void): Promise<void> {
  const lock = beside(output, "lock");
  for (let attempt = 0; !tryLock(lock); attempt++) {
    if (attempt >= LOCK_ATTEMPTS)
      throw new Failure(
        `Another build holds ${lock}. If none is running, remove that file and build again.`,
      );
    await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock; a lock whose process is gone is cleared away, to be taken on the next attempt. */
function tryLock(lock: string): boolean {
  const own = `${lock}-${process.pid}-${sequence++}`;
  writeFileSync(own, String(process.pid));
  try {
    // A link appears at once and with its content, or fails because there is one.
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST")
      throw new Failure(`The lock ${lock} cannot be made (${codeOf(error)}).`);
    clearStaleLock(lock);
    return false;
  } finally {
    unlinkSync(own);
  }
}

function clearStaleLock(lock: string): void {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    if (!isAlive(holder)) unlinkSync(lock);
  } catch (error) {
    // Its holder was quicker and removed it itself.
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
