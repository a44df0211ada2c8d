/** What came of one attempt to get an answer, and whether another may do better. */

import { errorCode } from "../read/file.ts";
import { beginningOf } from "./http-beginning.ts";
import type { KeptAnswer } from "./http-cache.ts";
import { type Exchange, SilentHost } from "./http-exchange.ts";
import { HttpFailure } from "./http-failure.ts";
import { mayPass, retryAfter } from "./http-wait.ts";
import { decodeBody, saidBy } from "./http-words.ts";
import { SourceFailure } from "./source.ts";

/** Milliseconds before each repetition: doubled each time, and the same in every run. */
export const BACK_OFF = [1000, 2000, 4000, 8000] as const;
/** A host that cannot be reached at all is asked once more: most often there is no network. */
const UNREACHABLE_REPETITIONS = 1;
const UNREACHABLE = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/;
const OF_TRUST = /^(?:CERT_|ERR_TLS_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_(?:GET|VERIFY)_)/;
const OF_THE_DISK = /^(?:ENOSPC|EDQUOT|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EMFILE)$/;

export type Outcome =
  | { readonly kept: KeptAnswer }
  | {
      /** The failure, should there be no further attempt. */
      readonly failure: SourceFailure;
      /** How the failure reads in the middle of a sentence. */
      readonly because: string;
      /** Milliseconds that the host asks to wait. */
      readonly wait?: number | undefined;
      readonly repetitions: number;
    };

/** An answer that is whole as a message, but not in what it holds. */
export class CutShort extends Error {}

/** A refusal: for good, or until the host can do better. */
export async function refused(at: URL, answer: Exchange, now: number): Promise<Outcome> {
  const { status, headers } = answer;
  const said = saidBy(decodeBody(await beginningOf(answer.body), headers["content-type"] ?? ""));
  const words = said === "" ? "" : ` It says: “${said}”.`;
  const failure = new HttpFailure(
    at.href,
    status,
    said,
    `${at.host} refused the request with status ${status}.${words}`,
    remedyFor(status, at),
  );
  return {
    failure,
    because: `status ${status}${said === "" ? "" : ` (${said})`}`,
    wait: retryAfter(headers["retry-after"], now),
    repetitions: mayPass(status) ? BACK_OFF.length : 0,
  };
}

function remedyFor(status: number, { host }: URL): string {
  if (status === 429) return "Too many requests were made; wait some minutes and run it again.";
  if (mayPass(status))
    return `${host} is out of order or busy. Try again later, or work from the cache with --offline.`;
  if (status === 404 || status === 410)
    return "Check the table, dataset and address in the query file; tables are moved and renamed.";
  if (status === 401 || status === 403)
    return "Check the query: hosts answer so to queries that are too large, and to tables that are closed.";
  return "Check the query file against the table's variables and codes.";
}

/** What the network's errors mean. Throws where it is the disk, or the trust in the host, that failed. */
export function broken(url: URL, error: unknown): Outcome {
  const code = errorCode(error);
  if (OF_THE_DISK.test(code))
    throw new SourceFailure(
      url.href,
      `The answer of ${url.host} cannot be kept on the disk (${code}).`,
      "Make room, or name a folder for the cache in which you may write.",
    );
  if (OF_TRUST.test(code))
    throw new SourceFailure(
      url.href,
      `The connection to ${url.host} is not trusted (${code}).`,
      "Where your organisation looks into its connections, name its certificate in NODE_EXTRA_CA_CERTS; otherwise the host's certificate is at fault, and nothing should be read from it.",
    );
  if (UNREACHABLE.test(code)) {
    return {
      failure: new SourceFailure(
        url.href,
        `Cannot reach ${url.host} (${code}).`,
        "Check the network connection and try again, or work from the cache with --offline.",
      ),
      because: `it cannot be reached (${code})`,
      repetitions: UNREACHABLE_REPETITIONS,
    };
  }
  const what =
    error instanceof SilentHost
      ? `was ${error.message}`
      : `broke the answer off (${error instanceof CutShort ? error.message : code})`;
  return {
    failure: new SourceFailure(
      url.href,
      `${url.host} ${what}.`,
      "Try again later; where it stays so, ask for less at a time, or work from the cache with --offline.",
    ),
    because: `it ${what}`,
    repetitions: BACK_OFF.length,
  };
}
