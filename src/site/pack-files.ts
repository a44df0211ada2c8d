/**
 * Packs the files of an archive, on several threads where they are many. What is packed does not depend on it: each
 * file is compressed by itself, and files are handed on in their order.
 */

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type ArchiveSite, type PackedFile, packFile } from "./archive-file.ts";
import type { Answer } from "./archive-service.ts";
import { createLine, type Line } from "./thread-line.ts";

/** Threads take a while to start: so many files are packed about as fast without them. */
const FEW = 10_000;

/** Further threads would wait for the disk. */
const MOST_THREADS = 4;

/** Files that a thread is asked for at a time. */
const BATCH = 64;

/** Batches that a thread is asked for ahead: one that it works on, and one that waits. */
const AHEAD = 2;

/** How many threads pack so many files on this machine; 0 for none but the one that asks. */
export function threadsFor(files: number): number {
  return files < FEW ? 0 : Math.min(MOST_THREADS, availableParallelism());
}

/** The files in the order of their names. */
export async function* packFiles(
  site: ArchiveSite,
  names: readonly string[],
  threads: number = threadsFor(names.length),
): AsyncGenerator<PackedFile> {
  if (threads === 0) {
    for (const name of names) yield packFile(site, name);
    return;
  }
  const workers = Array.from({ length: threads }, () => startWorker(site));
  try {
    yield* packOn(
      workers.map((worker) => createLine<readonly string[], Answer>(worker)),
      names,
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function* packOn(
  lines: readonly Line<readonly string[], Answer>[],
  names: readonly string[],
): AsyncGenerator<PackedFile> {
  const waiting: Promise<Answer>[] = [];
  let asked = 0;
  const ask = (): void => {
    const line = lines[asked % lines.length];
    const batch = names.slice(asked * BATCH, (asked + 1) * BATCH);
    if (line === undefined || batch.length === 0) return;
    waiting.push(line(batch));
    asked += 1;
  };
  for (let i = 0; i < AHEAD * lines.length; i += 1) ask();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const answer = await next;
    if ("error" in answer) throw answer.error;
    ask();
    yield* answer.packed;
  }
}

function startWorker(site: ArchiveSite): Worker {
  return new Worker(new URL("./archive-thread.js", import.meta.url), { workerData: site });
}
