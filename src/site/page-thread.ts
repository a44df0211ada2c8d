/**
 * A thread that renders pages and notes them for the checks, while this one goes on making charts and the pages to
 * come. What is published does not depend on it: batches are the same, and are rendered in the same order.
 */

import { Worker } from "node:worker_threads";
import type { SiteCheck } from "./check-site.ts";
import { Failure } from "./failure.ts";
import type { SiteAddress } from "./link-check.ts";
import type { Answer, Request } from "./page-service.ts";
import {
  type RenderBatch,
  type RenderOptions,
  renderSheets,
  type Sheets,
} from "./render-sheets.ts";

/** Megabytes for objects that live for moments only, of which a page has many. */
const YOUNG_GENERATION_MB = 96;

export interface PageThread {
  /** As renderSheets: once for a thread. */
  readonly render: (sheets: Sheets, options: RenderOptions) => Promise<number>;
  /** As checkSite, once the site is complete. */
  readonly check: () => Promise<SiteCheck>;
}

/** Has `work` use a thread, and ends that thread whatever comes of it. */
export async function withPageThread<T>(
  address: SiteAddress,
  work: (thread: PageThread) => Promise<T>,
): Promise<T> {
  const worker = new Worker(new URL("./page-thread.js", import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  try {
    return await work(createPageThread(createLine(worker), address));
  } finally {
    await worker.terminate();
  }
}

function createPageThread(ask: Line, address: SiteAddress): PageThread {
  return {
    render: async (sheets, { contentDir, outputDir, shared, batchSize, onPages }) => {
      const options = { contentDir, outputDir, shared };
      let last = ask({ kind: "open", options, address });
      const render: RenderBatch = async (batch) => {
        const before = last;
        last = ask({ kind: "render", batch });
        // One batch is rendered while the next is made, and no more: pages waiting would fill the memory.
        await before;
      };
      const pages = await renderSheets(sheets, { ...options, batchSize, onPages }, render);
      await last;
      return pages;
    },
    check: async () => {
      const check = await ask({ kind: "check" });
      if (check === undefined) throw new Error("The page thread gave no verdict.");
      return check;
    },
  };
}

type Line = (request: Request) => Promise<SiteCheck | undefined>;

/** Asks the thread; it answers in the order it is asked. */
function createLine(worker: Worker): Line {
  const waiting: ((answer: Answer) => void)[] = [];
  let ended: Answer | undefined;
  const end = (error: unknown): void => {
    ended ??= { error };
    for (const settle of waiting.splice(0)) settle(ended);
  };
  worker.on("message", (answer: Answer) => waiting.shift()?.(answer));
  worker.on("error", end);
  worker.on("exit", () => end(new Error("The page thread has ended.")));
  return (request) => {
    const answered = new Promise<Answer>((resolve) => {
      if (ended !== undefined) resolve(ended);
      else waiting.push(resolve);
    }).then(resultOf);
    // Whoever asked may be busy when it fails; it is told when it waits for the answer.
    answered.catch(() => {});
    worker.postMessage(request);
    return answered;
  };
}

function resultOf(answer: Answer): SiteCheck | undefined {
  if ("check" in answer) return answer.check;
  if ("error" in answer) throw answer.error;
  const { message, diagnostics, total } = answer.failure;
  throw new Failure(message, diagnostics, total);
}
