/** The record of several answers to one question that was asked in parts. */

import { createHash } from "node:crypto";
import type { Receipt } from "./receipt.ts";
import type { WebResponse } from "./web.ts";

type Received = Awaited<WebResponse["received"]>;

/** Hash, size and time of the answers together, as a receipt gives them: the time is that of the last. */
export function together(
  answers: readonly Received[],
): Pick<Receipt, "retrieved" | "sha256" | "bytes"> {
  const [only] = answers;
  const times = answers.map(({ retrieved }) => retrieved).sort();
  return {
    retrieved: times.at(-1) ?? "",
    sha256:
      only !== undefined && answers.length === 1
        ? only.sha256
        : createHash("sha256")
            .update(answers.map(({ sha256 }) => sha256).join("\n"))
            .digest("hex"),
    bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
