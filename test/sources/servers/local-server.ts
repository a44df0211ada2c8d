/**
 * A server on this machine for tests of the network: it answers as its handler says, and spoils the next
 * answers as it is told.
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** What is wrong with an answer. */
export type Fault =
  /** 429 with `Retry-After` in seconds, or as a date. */
  | { readonly busy: number | string }
  /** 503 with JSON, and perhaps `Retry-After` in seconds. */
  | { readonly unavailable: number | undefined }
  /** 503 with a web page of that title. */
  | { readonly unavailablePage: string }
  /** A whole message whose JSON stops at its half. */
  | "half"
  /** `Content-Length` announces more than comes before the connection is closed. */
  | "short"
  /** The connection is cut in the middle of a chunked body. */
  | "cut"
  /** Half of the body, and then nothing until the asker gives up. */
  | "stall"
  /** The connection is cut before anything is said. */
  | "hang-up"
  /** A whole message whose compressed body stops at its half. */
  | "cut-gzip"
  /** 200 with a web page of that title. */
  | { readonly page: string }
  /** 200 with a web page that calls itself JSON. */
  | { readonly pageAsJson: string }
  /** The right bytes under another media type. */
  | { readonly type: string }
  /** That status, without a word. */
  | { readonly refuse: number }
  /** Nothing at all, until the asker gives up. */
  | "silent"
  /** A redirect. */
  | { readonly redirect: string; readonly status: number };

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface LocalServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Every request so far, spoiled or not. */
  readonly requests: readonly SeenRequest[];
  /** Spoils the next answers, one fault each. */
  readonly fail: (...faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
}

export const JSON_TYPE = "application/json; charset=utf-8";

export function jsonAnswer(data: unknown, status = 200): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(data) };
}

export async function startServer(answer: (request: SeenRequest) => Answer): Promise<LocalServer> {
  const requests: SeenRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer(async (incoming, response) => {
    const request = {
      method: incoming.method ?? "",
      url: new URL(incoming.url ?? "/", "http://127.0.0.1"),
      headers: incoming.headers,
      body: await textOf(incoming),
    };
    requests.push(request);
    const fault = faults.shift();
    if (fault === undefined) send(response, answer(request));
    else spoil(fault, response, () => answer(request));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    fail: (...more) => {
      faults.push(...more);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, type, body, headers }: Answer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  });
  response.end(body);
}

function spoil(fault: Fault, response: ServerResponse, whole: () => Answer): void {
  if (typeof fault === "object") {
    send(response, spoiledAnswer(fault, whole));
    return;
  }
  const { type, body, headers } = whole();
  const bytes = Buffer.from(body);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  switch (fault) {
    case "half":
      send(response, { status: 200, type, body: half });
      return;
    case "short":
      response.writeHead(200, { "content-type": type, "content-length": String(bytes.length) });
      response.write(half, () => response.socket?.end());
      return;
    case "cut":
      response.writeHead(200, { "content-type": type, ...headers });
      response.write(half, () => response.socket?.destroy());
      return;
    case "stall":
      response.writeHead(200, { "content-type": type, ...headers });
      response.write(half);
      return;
    case "hang-up":
      response.socket?.destroy();
      return;
    case "cut-gzip": {
      const packed = gzipSync(bytes);
      send(response, {
        status: 200,
        type,
        body: packed.subarray(0, Math.floor(packed.length / 2)),
        headers: { "content-encoding": "gzip" },
      });
      return;
    }
    case "silent":
      return;
  }
}

function spoiledAnswer(fault: Exclude<Fault, string>, whole: () => Answer): Answer {
  if ("busy" in fault)
    return {
      ...jsonAnswer(
        { title: "Too many requests", status: 429, detail: "30 requests per minute" },
        429,
      ),
      headers: { "retry-after": String(fault.busy) },
    };
  if ("unavailable" in fault)
    return {
      ...jsonAnswer({ title: "Service Unavailable", status: 503 }, 503),
      ...(fault.unavailable === undefined
        ? {}
        : { headers: { "retry-after": String(fault.unavailable) } }),
    };
  if ("unavailablePage" in fault) return { ...page(fault.unavailablePage), status: 503 };
  if ("refuse" in fault) return { status: fault.refuse, type: "text/plain", body: "" };
  if ("page" in fault) return page(fault.page);
  if ("pageAsJson" in fault) return { ...page(fault.pageAsJson), type: JSON_TYPE };
  if ("redirect" in fault)
    return {
      status: fault.status,
      type: "text/plain",
      body: "",
      headers: { location: fault.redirect },
    };
  return { ...whole(), type: fault.type };
}

function page(title: string): Answer {
  return {
    status: 200,
    type: "text/html; charset=utf-8",
    body: `<!doctype html><html><head><title>${title}</title></head><body><p>…</p></body></html>`,
  };
}
