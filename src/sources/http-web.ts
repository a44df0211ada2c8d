/**
 * The network as sources see it: asks again where that may help, waits as hosts ask, keeps what came in a
 * cache, and says in plain words what went wrong.
 */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorCode } from "../read/file.ts";
import { createCache, type HttpCache, type KeptAnswer } from "./http-cache.ts";
import { type Exchange, exchange, SilentHost } from "./http-exchange.ts";
import { HttpFailure } from "./http-failure.ts";
import { createJsonEnd } from "./http-json-end.ts";
import { announcedSpacing, createTurns, mayPass, retryAfter } from "./http-wait.ts";
import { decodeBody, isJson, mediaType, pageTitle, saidBy } from "./http-words.ts";
import { SourceFailure } from "./source.ts";
import type { Web, WebRequest, WebResponse } from "./web.ts";

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

/** Milliseconds before each repetition: doubled each time, and the same in every run. */
const BACK_OFF = [1000, 2000, 4000, 8000] as const;
/** A host that cannot be reached at all is asked once more: most often there is no network. */
const UNREACHABLE_REPETITIONS = 1;
const MOST_REDIRECTS = 5;
const BEGINNING = 4096;
const USER_AGENT = "klyngeatlas (statistics of regional clusters; Node.js)";
const UNREACHABLE = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/;
const OF_THE_DISK = /^(?:ENOSPC|EDQUOT|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EMFILE)$/;

/** The real network over HTTPS; plain HTTP is taken on this machine alone, where tests run their servers. */
export function createWeb(options: WebOptions = {}): Web {
  const settings = settle(options);
  return {
    fetch: async (request) => {
      const { cache } = settings;
      if (cache === undefined) {
        if (settings.offline) throw notKept(request.url, "There is no cache to read from.");
        return fetchOnce(request, settings);
      }
      const kept = await cache.find(askedBy(request));
      if (kept === "damaged" && settings.offline)
        throw notKept(request.url, "The kept answer is damaged: its bytes are not those received.");
      if (kept === "damaged")
        settings.progress(`The kept answer of ${request.url} is damaged; asking again.`);
      else if (kept !== undefined && (settings.offline || isRecent(kept, settings)))
        return responseOf(kept);
      if (settings.offline) throw notKept(request.url, "The cache has no answer to this request.");
      return responseOf(await download(request, cache, settings));
    },
  };
}

type Settings = ReturnType<typeof settle>;

function settle(options: WebOptions) {
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

function askedBy({ url, post, accept }: WebRequest) {
  return { url, posted: post === undefined ? undefined : JSON.stringify(post), accept };
}

function isRecent(kept: KeptAnswer, { refresh, keepFor, now }: Settings): boolean {
  return !refresh && now() - Date.parse(kept.facts.retrieved) < keepFor;
}

function notKept(url: string, message: string): SourceFailure {
  return new SourceFailure(
    url,
    message,
    "Run the same command once with a network connection and without --offline; its answers are then kept.",
  );
}

/** Without a cache the answer lies in a folder of its own, which goes when it has been read. */
async function fetchOnce(request: WebRequest, settings: Settings): Promise<WebResponse> {
  const folder = await mkdtemp(join(settings.temporary, "klyngeatlas-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return responseOf(await download(request, createCache(folder), settings), remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** An answer from its file. `close` is called when it has been read, to its end or not. */
function responseOf(
  { facts, path }: KeptAnswer,
  close: () => Promise<void> = async () => undefined,
): WebResponse {
  let settleReceived: (received: Awaited<WebResponse["received"]>) => void = () => undefined;
  const received = new Promise<Awaited<WebResponse["received"]>>((resolve) => {
    settleReceived = resolve;
  });
  return {
    url: facts.url,
    status: facts.status,
    contentType: facts.contentType,
    lastModified: facts.lastModified,
    body: (async function* (): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of createReadStream(path)) yield chunk;
      } finally {
        await close();
      }
      const { sha256, bytes, retrieved } = facts;
      settleReceived({ sha256, bytes, retrieved });
    })(),
    received,
  };
}

/** What came of one attempt. */
type Outcome =
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

async function download(
  request: WebRequest,
  cache: HttpCache,
  settings: Settings,
): Promise<KeptAnswer> {
  const url = checkedUrl(request.url);
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await settings.turns.take(url.host, request.spacing ?? 0, () =>
      attemptOnce(url, request, cache, settings),
    );
    if ("kept" in outcome) return outcome.kept;
    if (attempt >= outcome.repetitions) throw outcome.failure;
    const wait = Math.max(BACK_OFF[attempt] ?? 0, outcome.wait ?? 0);
    if (wait > settings.longestWait) throw asksForMore(url, wait, outcome.failure);
    settings.progress(
      `${url.host}: ${outcome.because}; asking again in ${seconds(wait)} (attempt ${attempt + 2} of ${outcome.repetitions + 1}).`,
    );
    await settings.sleep(wait);
  }
}

function seconds(milliseconds: number): string {
  const whole = Math.ceil(milliseconds / 1000);
  return whole === 1 ? "1 second" : `${whole} seconds`;
}

function asksForMore(url: URL, wait: number, failure: SourceFailure): SourceFailure {
  return new SourceFailure(
    failure.from,
    `${failure.message} ${url.host} asks to wait ${seconds(wait)} before the next request.`,
    "Run the command again after that time; what was received so far is in the cache.",
  );
}

function checkedUrl(text: string): URL {
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

/** Sends the request, follows redirects, and takes the answer in. */
async function attemptOnce(
  url: URL,
  request: WebRequest,
  cache: HttpCache,
  settings: Settings,
): Promise<Outcome> {
  try {
    const { answer, at } = await send(url, request, settings);
    const spacing = announcedSpacing(answer.headers);
    if (spacing !== undefined) settings.turns.space(url.host, spacing);
    if (answer.status < 200 || answer.status > 299) return await refused(at, answer, settings);
    return await takeIn(at, answer, request, cache, settings);
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    return broken(url, error);
  }
}

async function send(
  start: URL,
  request: WebRequest,
  { timeout }: Settings,
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

async function refused(at: URL, answer: Exchange, settings: Settings): Promise<Outcome> {
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
    wait: retryAfter(headers["retry-after"], settings.now()),
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

function broken(url: URL, error: unknown): Outcome {
  const code = errorCode(error);
  if (OF_THE_DISK.test(code))
    throw new SourceFailure(
      url.href,
      `The answer of ${url.host} cannot be kept on the disk (${code}).`,
      "Make room, or name a folder for the cache in which you may write.",
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

/** An answer that is whole as a message, but not in what it holds. */
class CutShort extends Error {}

async function takeIn(
  at: URL,
  answer: Exchange,
  request: WebRequest,
  cache: HttpCache,
  settings: Settings,
): Promise<Outcome> {
  const contentType = answer.headers["content-type"] ?? "";
  const accepted = request.accept.some((type) => mediaType(type) === mediaType(contentType));
  if (!accepted) throw otherType(at, contentType, await beginningOf(answer.body), request);
  const part = await cache.part();
  try {
    const { sha256, bytes, beginning } = await spool(at, answer.body, part, contentType, settings);
    const page = isJson(contentType) ? pageTitle(decodeBody(beginning, contentType)) : undefined;
    if (page !== undefined) throw otherType(at, "text/html", beginning, request);
    const report = request.refuse?.(decodeBody(beginning, contentType));
    if (report !== undefined)
      throw new HttpFailure(
        at.href,
        answer.status,
        report,
        `${at.host} gave no figures. It says: “${report}”.`,
        "Ask for less at a time, or try again later.",
      );
    const asked = askedBy(request);
    const lastModified = answer.headers["last-modified"];
    const kept = await cache.keep(asked, part, {
      url: request.url,
      ...(asked.posted === undefined ? {} : { posted: asked.posted }),
      status: answer.status,
      contentType,
      ...(lastModified === undefined ? {} : { lastModified }),
      sha256,
      bytes,
      retrieved: `${new Date(settings.now()).toISOString().slice(0, 19)}Z`,
    });
    return { kept };
  } finally {
    await cache.drop(part);
  }
}

/** Writes a body to a file as it comes, and checks that it is whole. */
async function spool(
  at: URL,
  body: AsyncIterable<Uint8Array>,
  path: string,
  contentType: string,
  { largest }: Settings,
) {
  const hash = createHash("sha256");
  const end = isJson(contentType) ? createJsonEnd() : undefined;
  const first: Uint8Array[] = [];
  let bytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of body) {
      if (bytes < BEGINNING) first.push(chunk.subarray(0, BEGINNING - bytes));
      bytes += chunk.length;
      if (bytes > largest) throw tooLarge(at, largest);
      hash.update(chunk);
      end?.read(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  const beginning = Buffer.concat(first);
  if (end?.reached() === false && pageTitle(decodeBody(beginning, contentType)) === undefined)
    throw new CutShort(`its JSON ends before its time, after ${bytes} bytes`);
  return { sha256: hash.digest("hex"), bytes, beginning };
}

function tooLarge(at: URL, largest: number): SourceFailure {
  return new SourceFailure(
    at.href,
    `The answer of ${at.host} is larger than ${largest} bytes.`,
    "Ask for less: fewer years, regions or sectors.",
  );
}

function otherType(
  at: URL,
  contentType: string,
  beginning: Uint8Array,
  request: WebRequest,
): SourceFailure {
  const text = decodeBody(beginning, contentType);
  const page = pageTitle(text);
  const wanted = request.accept.join(" or ");
  if (page !== undefined)
    return new SourceFailure(
      at.href,
      `${at.host} answered with a web page instead of ${wanted}. The page begins: “${page}”.`,
      "Open the address in a browser: the service may be closed for maintenance, have moved, or need a network that does not ask you to log in.",
    );
  const type = contentType === "" ? "without naming a media type" : `with ${contentType}`;
  return new SourceFailure(
    at.href,
    `${at.host} answered ${type} instead of ${wanted}. The answer begins: “${saidBy(text)}”.`,
    "Check the address and the format in the query file.",
  );
}

/** First bytes of a body, enough for what it says; the rest is let go. */
async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const first: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    first.push(chunk);
    bytes += chunk.length;
    if (bytes >= BEGINNING * 4) break;
  }
  return Buffer.concat(first).subarray(0, BEGINNING * 4);
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) void chunk;
}
