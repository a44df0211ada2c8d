/** CITATION.cff against the JSON Schema of the Citation File Format 1.2.0. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Descriptor } from "../../src/model/dataset.ts";
import { BARELY_DESCRIBED, FULLY_DESCRIBED, type Json, publish } from "./published.ts";

const SCHEMA: Json = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/standards/cff/schema-1.2.0.json"), "utf8"),
);
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
ajv.addFormat("uri", { validate: (text: string) => URL.canParse(text) });
const validate = ajv.compile(SCHEMA);

const judge = (file: Json): readonly string[] => {
  validate(file);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const baseUrl = "https://atlas.example.org";
const published = async (descriptor?: Partial<Descriptor>): Promise<Json> =>
  parse(
    (await publish("tiny", { baseUrl, ...(descriptor && { descriptor }) })).text("CITATION.cff"),
  );

const full = await published(FULLY_DESCRIBED);
const bundled = parse((await publish("bundled", { baseUrl })).text("CITATION.cff"));
const unplaced = parse((await publish("tiny")).text("CITATION.cff"));

describe("CITATION.cff", () => {
  it.each([
    ["the bundled edition", bundled],
    ["an edition that says all of itself", full],
    ["an edition without an address", unplaced],
  ])("of %s satisfies the schema", (_, file) => {
    expect(judge(file)).toEqual([]);
  });

  it("names persons, version, DOI and address", () => {
    expect(full).toMatchObject({
      authors: [{ "family-names": "Nordmann", "given-names": "Kari" }],
      doi: "10.5281/zenodo.1234567",
      version: "2.1",
      url: `${baseUrl}/2001/`,
    });
  });

  it("gives a DOI that the format does not take, and a licence younger than its list, by address", async () => {
    const file = await published({
      ...FULLY_DESCRIBED,
      doi: "10.1234/(a)+b~c",
      licences: [{ name: "NLOD-2.0", path: "https://data.norge.no/nlod/no/2.0" }],
    });
    expect(judge(file)).toEqual([]);
    expect(file).not.toHaveProperty("doi");
    expect(file).not.toHaveProperty("license");
    expect(file["license-url"]).toBe("https://data.norge.no/nlod/no/2.0");
    expect(file.identifiers[0]).toMatchObject({
      type: "url",
      value: "https://doi.org/10.1234/(a)+b~c",
    });
  });

  it.each([
    "CC-BY-4.0",
    "CC-BY-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "NLOD-1.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "OGL-UK-3.0",
    "PDDL-1.0",
  ])("names the licence %s", async (name) => {
    const file = await published({ ...FULLY_DESCRIBED, licences: [{ name }] });
    expect(file.license).toBe(name);
    expect(judge(file)).toEqual([]);
  });

  it("is not there where nobody is named", async () => {
    const bare = await publish("tiny", { baseUrl, descriptor: BARELY_DESCRIBED });
    expect([...bare.files.keys()]).not.toContain("CITATION.cff");
  });

  it.each([
    ["a licence that SPDX does not know", { license: "US-PD" }],
    ["no author", { authors: [] }],
    ["an author without a name", { authors: [{ title: "A" }] }],
    ["a day that is none", { "date-released": "1998" }],
    ["a DOI as an address", { doi: "https://doi.org/10.5281/zenodo.1" }],
    ["a field of ours", { status: "modelled" }],
  ])("with %s does not satisfy the schema", (_, change) => {
    expect(judge({ ...full, ...change })).not.toEqual([]);
  });
});
