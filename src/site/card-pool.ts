/**
 * Threads that draw the cards of a site while its pages are made. Which thread draws which card changes nothing of what
 * it looks like.
 */

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { CardOrder } from "./card-service.ts";

/** One thread makes charts, another renders pages; the rest may draw, within reason: each takes some 60 MB. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 2));

export interface CardPool {
  /** Has a card drawn some time; `file` is below the site's root. */
  readonly draw: (file: string, svg: string) => void;
  /** Once no more are to come: when all are drawn. Throws what a thread threw. */
  readonly finish: () => Promise<void>;
}

/** Has `work` use threads that draw below `root`, and ends them whatever comes of it. */
export async function withCardPool<T>(
  root: string,
  projectDir: string,
  work: (pool: CardPool) => Promise<T>,
): Promise<T> {
  const threads: CardThread[] = [];
  let next = 0;
  try {
    return await work({
      draw: (file, svg) => {
        const at = next++ % THREADS;
        threads[at] ??= startThread(projectDir);
        threads[at]?.order({ path: join(root, file), svg });
      },
      finish: async () => {
        await Promise.all(threads.map((thread) => thread.settled()));
      },
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

interface CardThread {
  readonly order: (order: CardOrder) => void;
  readonly settled: () => Promise<void>;
  readonly end: () => Promise<number>;
}

function startThread(projectDir: string): CardThread {
  const worker = new Worker(new URL("./card-thread.js", import.meta.url), {
    workerData: projectDir,
  });
  let open = 0;
  let failure: Error | undefined;
  let notice = (): void => {};
  worker.on("message", () => {
    open -= 1;
    notice();
  });
  const fail = (error: Error): void => {
    failure ??= error;
    notice();
  };
  worker.on("error", fail);
  worker.on("exit", () => {
    if (open > 0) fail(new Error("A thread that draws cards has ended."));
  });
  return {
    order: (order) => {
      open += 1;
      worker.postMessage(order);
    },
    settled: () =>
      new Promise((resolve, reject) => {
        notice = () => {
          if (failure !== undefined) reject(failure);
          else if (open === 0) resolve();
        };
        notice();
      }),
    end: () => worker.terminate(),
  };
}
