/** What a page thread does: renders batches of pages and notes each for the checks, in the order they are asked for. */

import { createHash } from "node:crypto";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { inspectSite, type SiteCheck, type SiteInspection } from "./check-site.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import type { SiteAddress } from "./link-check.ts";
import { type PageScan, scanHtml } from "./page-scan.ts";
import { createRecall } from "./recall.ts";
import {
  createRenderer,
  type Page,
  type RenderBatch,
  type TemplateOptions,
} from "./render-sheets.ts";
import { createSearchWriter, type SearchWriter } from "./write-search.ts";

/** What the thread is asked. Each request has one answer, in the same order. */
export type Request =
  | {
      readonly kind: "open";
      readonly options: TemplateOptions;
      readonly address: SiteAddress;
      /** Whether sites will follow that have many pages in common with this one. */
      readonly remember: boolean;
    }
  | { readonly kind: "render"; readonly batch: readonly Page[] }
  /** Writes the search index, then judges the site. */
  | { readonly kind: "check"; readonly latest: string | undefined }
  /** Ends work on the site that is open, if one is. */
  | { readonly kind: "close" }
  /** Asks for what is remembered, for a thread that is to follow this one. */
  | { readonly kind: "handover" };

/** What a thread may be given to begin with: notes of pages, as another one remembered them. */
export interface Handover {
  readonly scans: ReadonlyMap<string, Uint8Array>;
}

/** Only what was asked for is there. */
export interface Reply {
  readonly check?: SiteCheck;
  readonly handover?: Handover;
}

export type Answer =
  | { readonly reply: Reply }
  | {
      readonly failure: {
        readonly message: string;
        readonly diagnostics: readonly Diagnostic[];
        readonly total: number;
      };
    }
  | { readonly error: unknown };

/** Answers the requests of the thread that started this one. */
export function servePages(): void {
  if (parentPort === null) throw new Error("Pages are served by a thread of their own.");
  const port: MessagePort = parentPort;
  const answer = createService(workerData as Handover | null);
  let last: Promise<void> = Promise.resolve();
  port.on("message", (request: Request) => {
    last = last.then(async () => port.postMessage(await answer(request)));
  });
}

function createService(handover: Handover | null): (request: Request) => Promise<Answer> {
  let open:
    | {
        readonly render: RenderBatch;
        readonly inspection: SiteInspection;
        readonly search: SearchWriter;
      }
    | undefined;
  const scans = createRecall<PageScan>(handover?.scans);
  const recallScan = (html: Buffer): PageScan =>
    scans.recall(createHash("sha256").update(html).digest("base64"), () => scanHtml(html));
  const serve = async (request: Request): Promise<Reply> => {
    if (request.kind === "handover") return { handover: { scans: scans.all() } };
    if (request.kind === "close") {
      open = undefined;
      return {};
    }
    if (request.kind === "open") {
      const { options, address, remember } = request;
      const scan = remember ? recallScan : scanHtml;
      open = {
        render: createRenderer(options),
        inspection: inspectSite(options.outputDir, address, scan),
        search: createSearchWriter(options.outputDir, address, scan),
      };
      return {};
    }
    if (open === undefined) throw new Error("No site is open.");
    if (request.kind === "check") {
      open.search.finish(request.latest);
      const check = open.inspection.finish();
      scans.sweep();
      return { check };
    }
    await open.render(request.batch);
    for (const { file } of request.batch) open.search.add(file, open.inspection.add(file));
    return {};
  };
  return (request) => serve(request).then((reply) => ({ reply }), answerOfError);
}

/** A class does not survive the way between threads. */
function answerOfError(error: unknown): Answer {
  if (!(error instanceof Failure)) return { error };
  const { message, diagnostics, total } = error;
  return { failure: { message, diagnostics, total } };
}
