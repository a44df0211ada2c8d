/**
 * The network as sources see it: asks again where that may help, waits as hosts ask, keeps what came in a
 * cache, and says in plain words what went wrong.
 */

import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { askedBy } from "./http-asked.ts";
import { createCache, type HttpCache, type KeptAnswer } from "./http-cache.ts";
import { NotKeptFailure } from "./http-failure.ts";
import { BACK_OFF, broken, type Outcome, refused } from "./http-outcome.ts";
import { checkedUrl, send } from "./http-send.ts";
import { settle, type WebOptions, type WebSettings } from "./http-settings.ts";
import { takeIn } from "./http-take-in.ts";
import { announcedSpacing } from "./http-wait.ts";
import { SourceFailure } from "./source.ts";
import type { Web, WebRequest, WebResponse } from "./web.ts";

export type { WebOptions } from "./http-settings.ts";

/** The real network over HTTPS; plain HTTP is taken on this machine alone, where tests run their servers. */
export function createWeb(options: WebOptions = {}): Web {
  const settings = settle(options);
  return {
    fetch: async (request) => {
      const { cache } = settings;
      if (cache === undefined) {
        if (settings.offline)
          throw new NotKeptFailure(request.url, "There is no cache to read from.");
        return fetchOnce(request, settings);
      }
      const kept = await cache.find(askedBy(request));
      if (kept === "damaged" && settings.offline)
        throw new NotKeptFailure(
          request.url,
          "The kept answer is damaged: its bytes are not those received.",
        );
      if (kept === "damaged")
        settings.progress(`The kept answer of ${request.url} is damaged; asking again.`);
      else if (kept !== undefined && (settings.offline || isRecent(kept, settings)))
        return responseOf(kept);
      if (settings.offline)
        throw new NotKeptFailure(request.url, "The cache has no answer to this request.");
      return responseOf(await download(request, cache, settings));
    },
  };
}

function isRecent(kept: KeptAnswer, { refresh, keepFor, now }: WebSettings): boolean {
  return !refresh && now() - Date.parse(kept.facts.retrieved) < keepFor;
}

/** Without a cache the answer lies in a folder of its own, which goes when it has been read. */
async function fetchOnce(request: WebRequest, settings: WebSettings): Promise<WebResponse> {
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

async function download(
  request: WebRequest,
  cache: HttpCache,
  settings: WebSettings,
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

/** Sends the request, follows redirects, and takes the answer in. */
async function attemptOnce(
  url: URL,
  request: WebRequest,
  cache: HttpCache,
  settings: WebSettings,
): Promise<Outcome> {
  try {
    const { answer, at } = await send(url, request, settings.timeout);
    const spacing = announcedSpacing(answer.headers);
    if (spacing !== undefined) settings.turns.space(url.host, spacing);
    if (answer.status < 200 || answer.status > 299)
      return await refused(at, answer, settings.now());
    return { kept: await takeIn(at, answer, request, cache, settings) };
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    return broken(url, error);
  }
}
