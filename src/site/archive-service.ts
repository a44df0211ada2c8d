/** What a thread that packs files of an archive does: packs those it is asked for, in their order. */

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type ArchiveSite, type PackedFile, packFile } from "./archive-file.ts";

/** What has become of some files, by their names. */
export type Answer = { readonly packed: readonly PackedFile[] } | { readonly error: unknown };

/** Answers the requests of the thread that started this one. */
export function serveFiles(): void {
  if (parentPort === null) throw new Error("Files are packed by a thread of their own.");
  const port: MessagePort = parentPort;
  const site = workerData as ArchiveSite;
  port.on("message", (names: readonly string[]) => port.postMessage(answer(site, names)));
}

function answer(site: ArchiveSite, names: readonly string[]): Answer {
  try {
    return { packed: names.map((name) => packFile(site, name)) };
  } catch (error) {
    return { error };
  }
}
