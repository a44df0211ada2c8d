/** What a thread that draws cards does: one after the other, each into its file. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { createCardPainter } from "./card-painter.ts";

/** A card that is to be drawn; `path` is absolute. */
export interface CardOrder {
  readonly path: string;
  readonly svg: string;
}

export async function serveCards(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("Cards are drawn in a thread of their own.");
  const paint = await createCardPainter(String(workerData));
  port.on("message", ({ path, svg }: CardOrder) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, paint(svg));
    port.postMessage(path);
  });
}
