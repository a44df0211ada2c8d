/** Small parts of the network: whether JSON is whole, what answers say, when to ask again. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonEnd } from "../../src/sources/http-json-end.ts";
import { announcedSpacing, mayPass, retryAfter } from "../../src/sources/http-wait.ts";
import { decodeBody, isJson, mediaType, pageTitle, saidBy } from "../../src/sources/http-words.ts";

function reached(text: string, pieces = 1): boolean {
  const end = createJsonEnd();
  const bytes = Buffer.from(text);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at < bytes.length; at += size) end.read(bytes.subarray(at, at + size));
  return end.reached();
}

describe("the end of JSON", () => {
  it.each([
    ['{"a":[1,2,{"b":"}"}]}', true],
    ['{"a":"\\"}"}', true],
    ['{"a":"\\\\"}', true],
    ['["å{["]\n', true],
    ['"text"', true],
    ['{"a":[1,2', false],
    ['{"a":"}', false],
    ['{"a":"\\"}', false],
    ['{"a":{"b":1}', false],
    ["", false],
    ["  ", false],
  ])("%s", (text, whole) => {
    expect(reached(text)).toBe(whole);
  });

  it("is found in any JSON of an object or list, however it is cut into pieces", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.object(), fc.array(fc.jsonValue())),
        fc.integer({ min: 1, max: 9 }),
        (data, pieces) => {
          expect(reached(JSON.stringify(data), pieces)).toBe(true);
        },
      ),
    );
  });

  it("is missed where any JSON of an object or list stops before it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.object(), fc.array(fc.jsonValue())), fc.nat(), (data, at) => {
        const bytes = Buffer.from(JSON.stringify(data));
        const end = createJsonEnd();
        end.read(bytes.subarray(0, at % bytes.length));
        expect(end.reached()).toBe(false);
      }),
    );
  });
});

describe("media types", () => {
  it.each([
    ["application/json; charset=utf-8", true],
    ["application/vnd.json-stat2+json", true],
    ["APPLICATION/JSON", true],
    ["text/html", false],
    ["application/octet-stream", false],
    ["", false],
  ])("%s", (type, json) => {
    expect(isJson(type)).toBe(json);
  });

  it("are compared without their parameters", () => {
    expect(mediaType("Text/CSV; charset=iso-8859-1")).toBe("text/csv");
  });
});

describe("text of a body", () => {
  it.each([
    ["text/csv; charset=iso-8859-1", Buffer.from("Tromsø", "latin1")],
    ['text/csv; charset="ISO-8859-1"', Buffer.from("Tromsø", "latin1")],
    ["text/csv; charset=utf-8", Buffer.from("Tromsø")],
    ["text/csv", Buffer.from("Tromsø")],
    ["text/csv; charset=none-such", Buffer.from("Tromsø")],
    ["text/csv; charset=utf-8", Buffer.from("\ufeffTromsø")],
  ])("%s", (type, bytes) => {
    expect(decodeBody(bytes, type)).toBe("Tromsø");
  });
});

describe("what an answer says", () => {
  it.each([
    ['{"title":"A","detail":"B"}', "A: B"],
    ['{"error":{"message":"no"}}', "no"],
    ['{"warning":{"status":413,"label":"LATER"}}', "LATER"],
    ['{"message":"bad","other":1}', "bad"],
    ['{"feil":1}', '{"feil":1}'],
    ["<?xml version='1.0'?><Fault><faultstring> TOO\n BIG </faultstring></Fault>", "TOO BIG"],
    ["Bad Request\r\n", "Bad Request"],
    ["", ""],
  ])("%s", (body, said) => {
    expect(saidBy(body)).toBe(said);
  });

  it("is cut where it is long", () => {
    expect(saidBy("x".repeat(900))).toBe(`${"x".repeat(200)}…`);
  });
});

describe("a page", () => {
  it.each([
    ["<!DOCTYPE html><title>Stengt &amp; låst</title>", "Stengt & låst"],
    ["  <html><head><script>var a = 1;</script></head><body><h1>Log in</h1> now", "Log in now"],
    ["<html><title>\n</title></html>", ""],
  ])("%s", (body, title) => {
    expect(pageTitle(body)).toBe(title);
  });

  it.each(['{"a":"<html>"}', "a < b", "<feed/>"])("is not %s", (body) => {
    expect(pageTitle(body)).toBeUndefined();
  });
});

describe("when to ask again", () => {
  const now = Date.parse("2026-09-01T08:00:00Z");

  it.each([
    ["7", 7000],
    [" 0 ", 0],
    ["Tue, 01 Sep 2026 08:00:30 GMT", 30_000],
    ["Tue, 01 Sep 2026 07:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("Retry-After: %s", (header, wait) => {
    expect(retryAfter(header, now)).toBe(wait);
  });

  it.each([
    [408, true],
    [429, true],
    [500, true],
    [503, true],
    [400, false],
    [403, false],
    [404, false],
    [413, false],
    [501, false],
  ])("status %i", (status, passes) => {
    expect(mayPass(status)).toBe(passes);
  });

  it.each([
    [{ "x-ratelimit-policy": "40;w=60s" }, 1500],
    [{ "x-ratelimit-policy": "40;w=60" }, 1500],
    [{ "ratelimit-policy": '"default";q=100;w=10' }, 100],
    [{ "x-ratelimit-policy": "0;w=60s" }, undefined],
    [{ "x-ratelimit-policy": "often" }, undefined],
    [{ "x-rate-limit-limit": "10s" }, undefined],
  ])("spacing by %j", (headers, spacing) => {
    expect(announcedSpacing(headers)).toBe(spacing);
  });
});
