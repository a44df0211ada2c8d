/** Asks a thread, which answers each request in the order they come. */

import type { Worker } from "node:worker_threads";

/** Rejects where the thread fails or ends before it answers. */
export type Line<Request, Answer> = (request: Request) => Promise<Answer>;

export function createLine<Request, Answer>(worker: Worker): Line<Request, Answer> {
  const waiting: Waiting<Answer>[] = [];
  let ended: { readonly error: unknown } | undefined;
  const end = (error: unknown): void => {
    ended ??= { error };
    for (const { reject } of waiting.splice(0)) reject(ended.error);
  };
  worker.on("message", (answer: Answer) => waiting.shift()?.resolve(answer));
  worker.on("error", end);
  worker.on("exit", () => end(new Error("The thread has ended.")));
  return (request) => {
    const answered = new Promise<Answer>((resolve, reject) => {
      if (ended !== undefined) reject(ended.error);
      else waiting.push({ resolve, reject });
    });
    // Whoever asked may be busy when it fails; it is told when it waits for the answer.
    answered.catch(() => {});
    worker.postMessage(request);
    return answered;
  };
}

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}
