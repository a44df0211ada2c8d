/** When a host may be asked again. */

import type { IncomingHttpHeaders } from "node:http";

/** Statuses after which the same request may succeed (RFC 9110, section 15; RFC 6585 for 429). */
const PASSING: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

export function mayPass(status: number): boolean {
  return PASSING.includes(status);
}

/** Milliseconds that a host asks to wait (RFC 9110, section 10.2.3: seconds, or a date); undefined where it does not. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds between two requests that a host's headers ask for: a policy of so many calls in a window,
 * as Statistics Norway sends it (`x-ratelimit-policy: 40;w=60s`) and the IETF's draft of `RateLimit-Policy`.
 */
export function announcedSpacing(headers: IncomingHttpHeaders): number | undefined {
  const policy = headers["x-ratelimit-policy"] ?? headers["ratelimit-policy"];
  if (typeof policy !== "string") return undefined;
  const calls = /(?:^|[;,\s]|q=)(\d+)\s*(?:;|$)/.exec(policy)?.[1];
  const window = /;\s*w=(\d+)s?/.exec(policy)?.[1];
  if (calls === undefined || window === undefined || Number(calls) === 0) return undefined;
  return (Number(window) * 1000) / Number(calls);
}

/** Keeps requests to one host one after the other, and apart. */
export interface Turns {
  /** Runs the task when the host's turn has come, at least `spacing` milliseconds after the last one began. */
  readonly take: <T>(host: string, spacing: number, task: () => Promise<T>) => Promise<T>;
  /** Makes the host's least spacing known. */
  readonly space: (host: string, spacing: number) => void;
}

export function createTurns(now: () => number, sleep: (ms: number) => Promise<void>): Turns {
  const queues = new Map<string, Promise<unknown>>();
  const began = new Map<string, number>();
  const learned = new Map<string, number>();
  return {
    take: (host, spacing, task) => {
      const turn = (queues.get(host) ?? Promise.resolve()).then(async () => {
        const last = began.get(host);
        const apart = Math.max(spacing, learned.get(host) ?? 0);
        const wait = last === undefined ? 0 : last + apart - now();
        if (wait > 0) await sleep(wait);
        began.set(host, now());
        return task();
      });
      queues.set(
        host,
        turn.catch(() => undefined),
      );
      return turn;
    },
    space: (host, spacing) => {
      learned.set(host, spacing);
    },
  };
}
