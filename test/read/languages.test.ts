import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readLanguages } from "../../src/read/languages.ts";

const root = mkdtempSync(join(tmpdir(), "klyngeatlas-languages-"));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;

function languages(files: Readonly<Record<string, string>>): string {
  const folder = join(root, String(folders++));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const ENGLISH = '{\n  "name": "English",\n  "in": "{count} in {region}"\n}\n';

async function problemsOf(files: Readonly<Record<string, string>>) {
  const reading = await readLanguages(languages({ "en/a.json": ENGLISH, ...files }));
  return reading.ok ? [] : reading.problems.map(({ rule, line, column }) => [rule, line, column]);
}

describe("languages", () => {
  it("are read with English first, messages by area and key", async () => {
    const reading = await readLanguages(
      languages({
        "en/a.json": ENGLISH,
        "de/a.json": '{"name": "Deutsch", "in": "{count} in {region}"}',
      }),
    );
    expect(reading.ok && reading.value).toEqual([
      { code: "en", messages: { "a.name": "English", "a.in": "{count} in {region}" } },
      { code: "de", messages: { "a.name": "Deutsch", "a.in": "{count} in {region}" } },
    ]);
  });

  it("must have every message", async () => {
    expect(await problemsOf({ "nb/a.json": '{"name": "norsk"}' })).toEqual([
      ["language-missing", undefined, "a.in"],
    ]);
  });

  it("must have a code that can be part of an address", async () => {
    expect(await problemsOf({ "nb-NO/a.json": ENGLISH })).toEqual([
      ["language-code", undefined, undefined],
    ]);
    expect(await problemsOf({ "pt-br/a.json": ENGLISH })).toEqual([]);
  });

  it("must have the same places", async () => {
    expect(
      await problemsOf({ "nb/a.json": '{\n"name": "norsk",\n"in": "{count} i {regionen}"}' }),
    ).toEqual([["language-places", 3, "in"]]);
  });

  it("must have no further messages", async () => {
    const text = '{"name": "norsk", "in": "{count} i {region}",\n"further": "x"}';
    expect(await problemsOf({ "nb/a.json": text })).toEqual([["language-unknown", 2, "further"]]);
  });

  it("must be well-formed", async () => {
    expect(
      await problemsOf({ "nb/a.json": '{"name": "norsk",\n"in": "{count i {region}"}' }),
    ).toContainEqual(["language-message", 2, "in"]);
    expect(await problemsOf({ "nb/a.json": '{"name": "norsk",\n"in": 3}' })).toContainEqual([
      "language-message",
      2,
      "in",
    ]);
    expect(await problemsOf({ "nb/a.json": '{"name": "norsk",\n}' })).toContainEqual([
      "language-json",
      2,
      undefined,
    ]);
    expect(await problemsOf({ "nb/a.json": "[]" })).toContainEqual(["language-json", 1, undefined]);
  });
});
