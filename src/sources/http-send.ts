/** Sends a request, and follows the redirects that may be followed. */

import { askedBy } from "./http-asked.ts";
import { type Exchange, exchange } from "./http-exchange.ts";
import { SourceFailure } from "./source.ts";
import type { WebRequest } from "./web.ts";

const MOST_REDIRECTS = 5;
const USER_AGENT = "klyngeatlas (statistics of regional clusters; Node.js)";

/** The address of a request, where it may be asked. */
export function checkedUrl(text: string): URL {
  if (!URL.canParse(text))
    throw new SourceFailure(
      text,
      "This is no web address.",
      "Write it in full, such as https://data.ssb.no/api/pxwebapi/v2.",
    );
  const url = new URL(text);
  if (url.protocol === "https:" || (url.protocol === "http:" && isThisMachine(url))) return url;
  throw new SourceFailure(
    text,
    `The address begins with ${url.protocol}//, which is not secure.`,
    "Write https://.",
  );
}

function isThisMachine(url: URL): boolean {
  return url.hostname === "127.0.0.1" || url.hostname === "localhost" || url.hostname === "[::1]";
}

/** The first answer that is no redirect, and where it came from. */
export async function send(
  start: URL,
  request: WebRequest,
  timeout: number,
): Promise<{ readonly answer: Exchange; readonly at: URL }> {
  const content = askedBy(request).posted;
  let at = start;
  for (let hops = 0; ; hops += 1) {
    const answer = await exchange(at, {
      method: content === undefined ? "GET" : "POST",
      headers: {
        accept: request.accept.join(", "),
        "accept-encoding": "gzip",
        "user-agent": USER_AGENT,
        ...(content === undefined ? {} : { "content-type": "application/json" }),
      },
      content,
      timeout,
    });
    const location = answer.headers.location;
    if (answer.status < 300 || answer.status > 399 || location === undefined) return { answer, at };
    await drain(answer.body);
    at = redirected(at, location, answer.status, hops, content !== undefined);
  }
}

/** Where a redirect leads; only to a secure address of the same site, and never a POST turned into a GET. */
function redirected(from: URL, location: string, status: number, hops: number, post: boolean): URL {
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const refuse = (why: string): SourceFailure =>
    new SourceFailure(
      from.href,
      `${from.host} sends on to ${target?.href ?? location}, ${why}.`,
      "Look the address up in the source's documentation, and write it in the query file.",
    );
  if (target === undefined) throw refuse("which is no web address");
  if (hops >= MOST_REDIRECTS) throw refuse(`after ${hops} further redirects`);
  const secure =
    target.protocol === "https:" || (target.protocol === from.protocol && isThisMachine(target));
  if (!secure) throw refuse("which is not secure");
  if (siteOf(target) !== siteOf(from)) throw refuse("which is another site");
  if (post && status !== 307 && status !== 308)
    throw refuse(`with status ${status}, which would lose what was asked`);
  return target;
}

/** The last two labels of a host, such as ssb.no; on this machine the address. */
function siteOf(url: URL): string {
  return isThisMachine(url) ? url.hostname : url.hostname.split(".").slice(-2).join(".");
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) void chunk;
}
