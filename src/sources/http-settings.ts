/** How the network is used, with what is usual filled in. */

import { tmpdir } from "node:os";
import { createCache } from "./http-cache.ts";
import { createTurns } from "./http-wait.ts";

export interface WebOptions {
  /** Folder of the cache; without it, answers are kept only until they are read. */
  readonly cache?: string | undefined;
  /** Folder for answers on their way where there is no cache; default the system's for temporary files. */
  readonly temporary?: string | undefined;
  /** Answers come from the cache alone; nothing is sent. */
  readonly offline?: boolean | undefined;
  /** Asks again even where the cache has an answer. */
  readonly refresh?: boolean | undefined;
  /** Milliseconds for which a kept answer is used instead of asking again; default a day. */
  readonly keepFor?: number | undefined;
  /** Told of waits and repetitions, for people who wait. */
  readonly progress?: ((text: string) => void) | undefined;
  /** Milliseconds of silence after which a host is given up; default two minutes. */
  readonly timeout?: number | undefined;
  /** Longest wait that a host may ask for before the request is given up, in milliseconds; default two minutes. */
  readonly longestWait?: number | undefined;
  /** Largest body in bytes, unpacked; default 1 GiB. */
  readonly largest?: number | undefined;
  /** The time now in milliseconds since 1970, and how to wait; tests give their own. */
  readonly now?: (() => number) | undefined;
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

export type WebSettings = ReturnType<typeof settle>;

/** The options, completed. */
export function settle(options: WebOptions) {
  const now = options.now ?? Date.now;
  const sleep =
    options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  return {
    cache: options.cache === undefined ? undefined : createCache(options.cache),
    temporary: options.temporary ?? tmpdir(),
    offline: options.offline === true,
    refresh: options.refresh === true,
    keepFor: options.keepFor ?? 24 * 3600 * 1000,
    progress: options.progress ?? (() => undefined),
    timeout: options.timeout ?? 120_000,
    longestWait: options.longestWait ?? 120_000,
    largest: options.largest ?? 2 ** 30,
    now,
    sleep,
    turns: createTurns(now, sleep),
  } as const;
}
