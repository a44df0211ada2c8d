/** What a build process does: builds when it is asked, and tells how it went. It ends when whoever started it has gone. */

import type { BuildOptions } from "./build-site.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { createWorkshop, type WorkshopReport } from "./workshop.ts";

/** What is asked: one build, with options that can go from process to process. One at a time. */
export type BuildRequest = Omit<BuildOptions, "onProgress" | "steps">;

export type BuildMessage =
  | { readonly kind: "progress"; readonly stage: string; readonly count: string | undefined }
  | { readonly kind: "built"; readonly report: WorkshopReport }
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly diagnostics: readonly Diagnostic[];
      readonly total: number;
    }
  /** A mistake of the program, or a part of it that cannot be read. */
  | { readonly kind: "broken"; readonly message: string; readonly stack: string | undefined };

/** Answers the requests of the process that started this one. */
export function serveBuilds(): void {
  const workshop = createWorkshop();
  const tell = (message: BuildMessage): void => {
    process.send?.(message);
  };
  process.on("message", (request: BuildRequest) => {
    const onProgress = (stage: string, count?: string): void =>
      tell({ kind: "progress", stage, count });
    workshop.build({ ...request, onProgress }).then(
      (report) => tell({ kind: "built", report }),
      (error) => tell(messageOf(error)),
    );
  });
  process.on("disconnect", () => process.exit());
}

/** A class does not survive the way between processes. */
function messageOf(error: unknown): BuildMessage {
  if (error instanceof Failure) {
    const { message, diagnostics, total } = error;
    return { kind: "failed", message, diagnostics, total };
  }
  return error instanceof Error
    ? { kind: "broken", message: error.message, stack: error.stack }
    : { kind: "broken", message: String(error), stack: undefined };
}
