/** The network, against a server on this machine that breaks every promise a host can make. */

import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HttpFailure } from "../../src/sources/http-failure.ts";
import { broken } from "../../src/sources/http-outcome.ts";
import { createWeb, type WebOptions } from "../../src/sources/http-web.ts";
import { SourceFailure } from "../../src/sources/source.ts";
import type { Web, WebRequest, WebResponse } from "../../src/sources/web.ts";
import { type Clock, createClock } from "./servers/clock.ts";
import {
  type Answer,
  JSON_TYPE,
  jsonAnswer,
  type LocalServer,
  startServer,
} from "./servers/local-server.ts";

const DATA = { note: "MADE for a test", figures: Array.from({ length: 500 }, (_, i) => i) };
const TEXT = JSON.stringify(DATA);

let server: LocalServer;
let clock: Clock;
let answer: () => Answer;
let told: string[];

beforeEach(async () => {
  answer = () => jsonAnswer(DATA);
  server = await startServer(() => answer());
  clock = createClock();
  told = [];
});
afterEach(() => server.close());

function webWith(options: WebOptions = {}): Web {
  return createWeb({
    now: clock.now,
    sleep: clock.sleep,
    progress: (text) => told.push(text),
    ...options,
  });
}

function ask(web: Web, request: Partial<WebRequest> = {}): Promise<WebResponse> {
  return web.fetch({ url: `${server.url}/data`, accept: ["application/json"], ...request });
}

async function textOf(response: WebResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function failureOf(promise: Promise<unknown>): Promise<SourceFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SourceFailure) return error;
  throw new Error(`expected a SourceFailure, got ${String(error)}`);
}

describe("an answer", () => {
  it("comes whole, with its hash, size and time", async () => {
    const response = await ask(webWith());
    expect(await textOf(response)).toBe(TEXT);
    expect(await response.received).toEqual({
      sha256: createHash("sha256").update(TEXT).digest("hex"),
      bytes: Buffer.byteLength(TEXT),
      retrieved: "2026-09-01T08:00:00Z",
    });
    expect(response).toMatchObject({ status: 200, contentType: JSON_TYPE });
  });

  it("is asked for under the product's name, in the types that are wanted", async () => {
    await ask(webWith());
    expect(server.requests[0]?.headers).toMatchObject({ accept: "application/json" });
    expect(server.requests[0]?.headers["user-agent"]).toMatch(/^klyngeatlas /);
  });

  it("is posted for where there is something to post", async () => {
    await ask(webWith(), { post: { query: [], response: { format: "json-stat2" } } });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      body: '{"query":[],"response":{"format":"json-stat2"}}',
    });
    expect(server.requests[0]?.headers["content-type"]).toBe("application/json");
  });

  it("says when it was last changed, where the host does, from the cache too", async () => {
    const lastModified = "Mon, 31 Aug 2026 05:00:00 GMT";
    answer = () => ({ ...jsonAnswer(DATA), headers: { "last-modified": lastModified } });
    const folder = await mkdtemp(join(tmpdir(), "web-modified-"));
    try {
      const web = webWith({ cache: folder });
      expect((await ask(web)).lastModified).toBe(lastModified);
      expect((await ask(web)).lastModified).toBe(lastModified);
      expect(server.requests).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("is unpacked, and hashed as unpacked", async () => {
    answer = () => ({
      status: 200,
      type: JSON_TYPE,
      body: gzipSync(TEXT),
      headers: { "content-encoding": "gzip" },
    });
    const response = await ask(webWith());
    expect(await textOf(response)).toBe(TEXT);
    expect((await response.received).bytes).toBe(Buffer.byteLength(TEXT));
  });

  it("leaves nothing behind when it has been read, or could not be had", async () => {
    const temporary = await mkdtemp(join(tmpdir(), "web-temporary-"));
    try {
      const web = webWith({ temporary });
      const response = await ask(web);
      expect(await readdir(temporary)).toHaveLength(1);
      await textOf(response);
      server.fail({ page: "Closed" });
      await failureOf(ask(web));
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
});

describe("what may pass is asked for again", () => {
  it.each([
    ["429 with seconds", { busy: 7 }, 7000],
    ["429 with a date", { busy: "Tue, 01 Sep 2026 08:00:30 GMT" }, 30_000],
    ["503 with seconds", { unavailable: 3 }, 3000],
    ["503 without a word", { unavailable: undefined }, 1000],
    ["503 with a web page", { unavailablePage: "Vedlikehold" }, 1000],
    ["JSON that stops at its half", "half", 1000],
    ["fewer bytes than announced", "short", 1000],
    ["a connection that is cut", "cut", 1000],
    ["a host that hangs up", "hang-up", 1000],
    ["a compressed body that stops at its half", "cut-gzip", 1000],
  ] as const)("%s", async (_, fault, wait) => {
    server.fail(fault);
    expect(await textOf(await ask(webWith()))).toBe(TEXT);
    expect(clock.waits).toEqual([wait]);
    expect(server.requests).toHaveLength(2);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("(attempt 2 of 5)");
  });

  it("a connection that is cut within a compressed body", async () => {
    answer = () => ({
      status: 200,
      type: JSON_TYPE,
      body: gzipSync(TEXT),
      headers: { "content-encoding": "gzip" },
    });
    server.fail("cut");
    expect(await textOf(await ask(webWith({ timeout: 2000 })))).toBe(TEXT);
    expect(told[0]).toMatch(/broke the answer off \((?!silent)/);
    expect(server.requests).toHaveLength(2);
  });

  it("a host that stops in the middle", async () => {
    server.fail("stall");
    expect(await textOf(await ask(webWith({ timeout: 50 })))).toBe(TEXT);
    expect(server.requests).toHaveLength(2);
  });

  it("a host that says nothing", async () => {
    server.fail("silent");
    expect(await textOf(await ask(webWith({ timeout: 50 })))).toBe(TEXT);
    expect(told[0]).toContain("it was silent for 0.05 seconds");
  });

  it("with waits that double, and not for ever", async () => {
    server.fail(...new Array(5).fill({ unavailable: undefined }));
    const failure = await failureOf(ask(webWith()));
    expect(clock.waits).toEqual([1000, 2000, 4000, 8000]);
    expect(server.requests).toHaveLength(5);
    expect(failure).toBeInstanceOf(HttpFailure);
    expect(failure.message).toContain("status 503. It says: “Service Unavailable”.");
    expect(failure.remedy).toContain("--offline");
  });

  it("but not after a longer wait than anyone has patience for", async () => {
    server.fail({ busy: 3600 });
    const failure = await failureOf(ask(webWith()));
    expect(clock.waits).toEqual([]);
    expect(failure.message).toContain("asks to wait 3600 seconds");
  });

  it("and says that the answer was broken off where it always is", async () => {
    server.fail(...new Array<"half">(5).fill("half"));
    const failure = await failureOf(ask(webWith()));
    expect(failure.message).toMatch(
      /broke the answer off \(its JSON ends before its time, after \d+ bytes\)/,
    );
  });
});

describe("what does not pass is said in plain words", () => {
  it.each([
    [
      "a problem (PxWebApi 2)",
      { type: "Parameter error", title: "Non-existent variable", status: 400 },
      "Non-existent variable",
    ],
    [
      "a problem with a detail",
      { title: "Too many", detail: "30 per minute" },
      "Too many: 30 per minute",
    ],
    [
      "a detail that repeats the title",
      { title: "Too many cells selected", detail: "Too many cells selected" },
      "Too many cells selected",
    ],
    ["a text (PxWebApi 1)", { error: "Parameter error" }, "Parameter error"],
    [
      "a list (Eurostat)",
      { error: [{ status: 400, id: 150, label: "INVALID_QUERY: x" }] },
      "INVALID_QUERY: x",
    ],
  ])("%s", async (_, body, said) => {
    answer = () => jsonAnswer(body, 400);
    const failure = await failureOf(ask(webWith()));
    expect(failure).toMatchObject({ status: 400, said });
    expect(failure.message).toBe(
      `127.0.0.1:${new URL(server.url).port} refused the request with status 400. It says: “${said}”.`,
    );
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["plain text", "text/plain", "Bad Request", "Bad Request"],
    [
      "a fault in XML",
      "text/xml",
      "<S:Fault><faultcode>413</faultcode><faultstring>TOO_BIG: less</faultstring></S:Fault>",
      "TOO_BIG: less",
    ],
    [
      "a web page",
      "text/html",
      "<html><head><title>403 - Forbidden</title></head></html>",
      "403 - Forbidden",
    ],
    ["nothing", "text/plain", "", ""],
  ])("%s", async (_, type, body, said) => {
    answer = () => ({ status: 403, type, body });
    expect(await failureOf(ask(webWith()))).toMatchObject({ status: 403, said });
  });

  it.each([
    ["as such", { page: "Logg inn på nettet" }],
    ["called JSON", { pageAsJson: "Logg inn på nettet" }],
  ])("a web page in place of JSON, %s", async (_, fault) => {
    server.fail(fault);
    const failure = await failureOf(ask(webWith()));
    expect(failure.message).toContain(
      "answered with a web page instead of application/json. The page begins: “Logg inn på nettet”.",
    );
    expect(server.requests).toHaveLength(1);
  });

  it("another media type", async () => {
    server.fail({ type: "application/octet-stream" });
    const failure = await failureOf(ask(webWith()));
    expect(failure.message).toContain("with application/octet-stream instead of application/json");
  });

  it("no connection", async () => {
    const { url } = server;
    await server.close();
    const failure = await failureOf(ask(webWith(), { url: `${url}/data` }));
    expect(failure.message).toBe(`Cannot reach ${new URL(url).host} (ECONNREFUSED).`);
    expect(failure.remedy).toContain("work from the cache with --offline");
    expect(clock.waits).toEqual([1000]);
  });

  it.each([
    ["SELF_SIGNED_CERT_IN_CHAIN", "is not trusted (SELF_SIGNED_CERT_IN_CHAIN)"],
    ["CERT_HAS_EXPIRED", "is not trusted (CERT_HAS_EXPIRED)"],
    ["ENOSPC", "cannot be kept on the disk (ENOSPC)"],
  ])("what no repetition mends: %s", (code, words) => {
    const error = Object.assign(new Error(code), { code });
    expect(() => broken(new URL("https://example.org/"), error)).toThrow(words);
  });

  it("an answer that the source knows to be none", async () => {
    const failure = await failureOf(
      ask(webWith(), { refuse: (beginning) => /"note":"([^"]*)"/.exec(beginning)?.[1] }),
    );
    expect(failure).toMatchObject({ status: 200, said: "MADE for a test" });
  });

  it("a body that is too large", async () => {
    const failure = await failureOf(ask(webWith({ largest: 1000 })));
    expect(failure.message).toContain("is larger than 1000 bytes");
  });

  it("an address that is not secure, or none", async () => {
    expect((await failureOf(ask(webWith(), { url: "http://example.org/" }))).message).toContain(
      "is not secure",
    );
    expect((await failureOf(ask(webWith(), { url: "data.ssb.no" }))).message).toContain(
      "no web address",
    );
  });
});

describe("a redirect", () => {
  it("is followed within the site", async () => {
    server.fail({ redirect: "/elsewhere", status: 302 });
    expect(await textOf(await ask(webWith()))).toBe(TEXT);
    expect(server.requests.map(({ url }) => url.pathname)).toEqual(["/data", "/elsewhere"]);
  });

  it("keeps what is posted where its status says so", async () => {
    server.fail({ redirect: "/elsewhere", status: 307 });
    await ask(webWith(), { post: { a: 1 } });
    expect(server.requests.map(({ method, body }) => [method, body])).toEqual([
      ["POST", '{"a":1}'],
      ["POST", '{"a":1}'],
    ]);
  });

  it.each([
    ["to another site", "https://example.org/data", 302, undefined, "another site"],
    ["to an address that is not secure", "http://example.org/data", 302, undefined, "not secure"],
    ["that would lose what was posted", "/elsewhere", 302, { a: 1 }, "would lose what was asked"],
  ])("is not followed %s", async (_, redirect, status, post, words) => {
    server.fail({ redirect, status });
    expect((await failureOf(ask(webWith(), { post }))).message).toContain(words);
    expect(server.requests).toHaveLength(1);
  });

  it("is not followed round and round", async () => {
    server.fail(...new Array(6).fill({ redirect: "/data", status: 302 }));
    expect((await failureOf(ask(webWith()))).message).toContain("after 5 further redirects");
  });
});

describe("spacing", () => {
  it("keeps requests to a host apart, as asked", async () => {
    const web = webWith();
    await Promise.all([1, 2, 3].map(() => ask(web, { spacing: 2000 })));
    expect(clock.waits).toEqual([2000, 2000]);
  });

  it("counts the time that passed meanwhile", async () => {
    const web = webWith();
    await ask(web, { spacing: 2000 });
    clock.advance(1500);
    await ask(web, { spacing: 2000 });
    expect(clock.waits).toEqual([500]);
  });

  it("is learned from the host's headers", async () => {
    answer = () => ({ ...jsonAnswer(DATA), headers: { "x-ratelimit-policy": "40;w=60s" } });
    const web = webWith();
    await ask(web);
    await ask(web);
    expect(clock.waits).toEqual([1500]);
  });
});

describe("the cache", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "web-cache-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("answers a second time without asking, with the time of the first", async () => {
    await textOf(await ask(webWith({ cache: folder })));
    clock.advance(3600_000);
    const again = await ask(webWith({ cache: folder }));
    expect(await textOf(again)).toBe(TEXT);
    expect((await again.received).retrieved).toBe("2026-09-01T08:00:00Z");
    expect(server.requests).toHaveLength(1);
  });

  it("asks anew after a day, or when told to", async () => {
    await ask(webWith({ cache: folder }));
    await ask(webWith({ cache: folder, refresh: true }));
    clock.advance(24 * 3600_000);
    await ask(webWith({ cache: folder }));
    expect(server.requests).toHaveLength(3);
  });

  it("answers offline, however old", async () => {
    await ask(webWith({ cache: folder }));
    await server.close();
    clock.advance(400 * 24 * 3600_000);
    expect(await textOf(await ask(webWith({ cache: folder, offline: true })))).toBe(TEXT);
  });

  it("tells one question from another", async () => {
    const web = webWith({ cache: folder });
    await ask(web, { post: { a: 1 } });
    await ask(web, { post: { a: 2 } });
    await ask(web);
    expect(server.requests).toHaveLength(3);
  });

  it("says offline what it lacks, and what to do", async () => {
    const failure = await failureOf(ask(webWith({ cache: folder, offline: true })));
    expect(failure.message).toBe("The cache has no answer to this request.");
    expect(failure.from).toBe(`${server.url}/data`);
    expect(failure.remedy).toContain("without --offline");
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ["bytes", ".body"],
    ["facts", ".json"],
  ])("notices damaged %s and asks again", async (_, ending) => {
    await ask(webWith({ cache: folder }));
    await damage(ending);
    expect(await textOf(await ask(webWith({ cache: folder })))).toBe(TEXT);
    expect(told[0]).toContain("is damaged; asking again");
    expect(server.requests).toHaveLength(2);
    expect(await textOf(await ask(webWith({ cache: folder })))).toBe(TEXT);
    expect(server.requests).toHaveLength(2);
  });

  it("does not give damaged bytes offline", async () => {
    await ask(webWith({ cache: folder }));
    await damage(".body");
    const failure = await failureOf(ask(webWith({ cache: folder, offline: true })));
    expect(failure.message).toContain("damaged");
  });

  it("keeps no refusal and no half answer, nor parts of one", async () => {
    const web = webWith({ cache: folder });
    server.fail(...new Array<"half">(5).fill("half"), { page: "Closed" });
    await failureOf(ask(web));
    await failureOf(ask(web));
    await failureOf(ask(web, { refuse: () => "no figures" }));
    expect(await readdir(folder)).toEqual([]);
  });

  async function damage(ending: string): Promise<void> {
    const name = (await readdir(folder)).find((file) => file.endsWith(ending)) ?? "";
    const path = join(folder, name);
    await writeFile(path, (await readFile(path, "utf8")).slice(0, -9));
  }
});
