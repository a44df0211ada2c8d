/**
 * A thread that renders pages and notes them for the checks, while this one goes on making charts and the pages to
 * come. What is published does not depend on it: batches are the same, and are rendered in the same order.
 */

import { Worker } from "node:worker_threads";
import type { SiteCheck } from "./check-site.ts";
import { Failure } from "./failure.ts";
import type { SiteAddress } from "./link-check.ts";
import type { Answer, Handover, Reply, Request } from "./page-service.ts";
import { type Pages, type RenderBatch, type RenderOptions, renderSheets } from "./render-sheets.ts";
import { createLine } from "./thread-line.ts";

/** Megabytes for objects that live for moments only, of which a page has many. */
const YOUNG_GENERATION_MB = 96;

export interface PageThread {
  /** As renderSheets: once for a site. */
  readonly render: (pages: Pages, options: RenderOptions) => Promise<number>;
  /** Once all pages are made: writes the search index, and answers as checkSite. `latest` is the latest edition. */
  readonly check: (latest: string | undefined) => Promise<SiteCheck>;
}

/** Has `work` make one site with a thread. */
export type WithPageThread = <T>(
  address: SiteAddress,
  work: (thread: PageThread) => Promise<T>,
) => Promise<T>;

/** Has `work` use a thread of its own, and ends that thread whatever comes of it. */
export const withPageThread: WithPageThread = async (address, work) => {
  const worker = startWorker();
  try {
    return await work(createPageThread(createPageLine(worker), address, false));
  } finally {
    await worker.terminate();
  }
};

/** A thread for one site after the other, which remembers what it has read of their pages. */
export interface LastingPageThread {
  /**
   * A thread for one site, whose templates have a name that changes with them. Eleventy keeps every template it has
   * read: where the name is another than before, a new thread takes over what the former one remembers.
   */
  readonly withTemplates: (templates: string) => WithPageThread;
  readonly end: () => Promise<void>;
}

interface Connection {
  readonly templates: string;
  readonly worker: Worker;
  readonly ask: Line;
}

/** The thread is started when it is first needed, and anew where it has ended by itself. */
export function createLastingPageThread(): LastingPageThread {
  let current: Connection | undefined;
  const start = (templates: string, handover: Handover | undefined): Connection => {
    const worker = startWorker(handover);
    const connection = { templates, worker, ask: createPageLine(worker) };
    worker.on("exit", () => {
      if (current === connection) current = undefined;
    });
    return connection;
  };
  const connect = async (templates: string): Promise<Connection> => {
    const before = current;
    if (before?.templates === templates) return before;
    const reply = await before?.ask({ kind: "handover" }).catch(() => undefined);
    current = start(templates, reply?.handover);
    await before?.worker.terminate();
    return current;
  };
  return {
    withTemplates: (templates) => async (address, work) => {
      const { ask } = await connect(templates);
      try {
        return await work(createPageThread(ask, address, true));
      } finally {
        // Where the work failed, the thread may still be writing pages; whoever removes them waits for it.
        await ask({ kind: "close" }).catch(() => {});
      }
    },
    end: async () => {
      await current?.worker.terminate();
    },
  };
}

function startWorker(handover?: Handover): Worker {
  return new Worker(new URL("./page-thread.js", import.meta.url), {
    workerData: handover ?? null,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
}

function createPageThread(ask: Line, address: SiteAddress, remember: boolean): PageThread {
  return {
    render: async (pages, { contentDir, outputDir, shared, batchSize, onPages }) => {
      const options = { contentDir, outputDir, shared };
      let last = ask({ kind: "open", options, address, remember });
      const render: RenderBatch = async (batch) => {
        const before = last;
        last = ask({ kind: "render", batch });
        // One batch is rendered while the next is made, and no more: pages waiting would fill the memory.
        await before;
      };
      const count = await renderSheets(pages, { ...options, batchSize, onPages }, render);
      await last;
      return count;
    },
    check: async (latest) => {
      const { check } = await ask({ kind: "check", latest });
      if (check === undefined) throw new Error("The page thread gave no verdict.");
      return check;
    },
  };
}

type Line = (request: Request) => Promise<Reply>;

/** Asks the thread; it answers in the order it is asked. */
function createPageLine(worker: Worker): Line {
  const ask = createLine<Request, Answer>(worker);
  return (request) => {
    const reply = ask(request).then(replyOf);
    // Whoever asked may be busy when it fails; it is told when it waits for the answer.
    reply.catch(() => {});
    return reply;
  };
}

function replyOf(answer: Answer): Reply {
  if ("reply" in answer) return answer.reply;
  if ("error" in answer) throw answer.error;
  const { message, diagnostics, total } = answer.failure;
  throw new Failure(message, diagnostics, total);
}
