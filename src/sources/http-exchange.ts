/**
 * One request and its answer. Node's `http` rather than `fetch`, since `fetch` unpacks a compressed body
 * leniently: one that was cut off looks whole.
 */

import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Unpacked; throws where the answer ends before its time. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface Call {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | undefined;
  /** Longest silence, in milliseconds, before the host is given up. */
  readonly timeout: number;
}

/** The host was silent for too long. */
export class SilentHost extends Error {
  override readonly name = "SilentHost";
}

/** Sends a request; settles when the head of the answer is there. */
export function exchange(url: URL, call: Call): Promise<Exchange> {
  const open = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const content = call.content === undefined ? undefined : Buffer.from(call.content, "utf8");
    const headers =
      content === undefined
        ? call.headers
        : { ...call.headers, "content-length": String(content.length) };
    const request = open(url, { method: call.method, headers, agent: false }, (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: unpacked(response),
      });
    });
    request.setTimeout(call.timeout, () => {
      request.destroy(new SilentHost(`silent for ${call.timeout / 1000} seconds`));
    });
    request.on("error", reject);
    request.end(content);
  });
}

/**
 * Unpacks as it is read, so that no fault of the body comes before someone listens. A pipeline hands on that
 * the connection was cut, also where that was before the first byte is read; a pipe would wait for ever.
 */
async function* unpacked(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  const unpack = unpackerOf(response.headers["content-encoding"]);
  if (unpack === undefined) {
    yield* response;
    return;
  }
  pipeline(response, unpack, () => undefined);
  yield* unpack;
}

function unpackerOf(encoding: string | undefined) {
  switch (encoding?.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
