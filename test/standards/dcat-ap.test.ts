/** The entry for data catalogues against the SHACL shapes of DCAT-AP 3 by SEMIC. */

import { createHash } from "node:crypto";
import type { Quad } from "@rdfjs/types";
import { describe, expect, it } from "vitest";
import {
  BARELY_DESCRIBED,
  changed,
  FULLY_DESCRIBED,
  type Json,
  type PublishedEdition,
  publish,
} from "./published.ts";
import { canonical, objections, quadsOfJsonLd, quadsOfTurtle, shapes } from "./rdf.ts";

const BASE = "https://where-it-was-read.example/2001/data/dcat.jsonld";
const SHAPES = shapes("dcat-ap/shapes.ttl", "dcat-ap/ranges.ttl");
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const DCAT = "http://www.w3.org/ns/dcat#";
const DCT = "http://purl.org/dc/terms/";

const tiny = await publish("tiny");
const full = await publish("tiny", {
  baseUrl: "https://atlas.example.org",
  descriptor: FULLY_DESCRIBED,
});
const bare = await publish("tiny", { descriptor: BARELY_DESCRIBED });
const bundled = await publish("bundled", { baseUrl: "https://atlas.example.org" });

const entry = (edition: PublishedEdition): Promise<readonly Quad[]> =>
  quadsOfJsonLd(edition.text("data/dcat.jsonld"), BASE);

const valuesOf = (quads: readonly Quad[], property: string): readonly string[] =>
  quads.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);

describe.each([
  ["an edition that says little of itself", bare],
  ["the tiny edition", tiny],
  ["an edition that says all of itself", full],
  ["the bundled edition", bundled],
])("%s", (_, edition) => {
  it("satisfies every shape of DCAT-AP 3", async () => {
    const quads = await entry(edition);
    expect(quads.length).toBeGreaterThan(100);
    expect(await objections(quads, SHAPES)).toEqual([]);
  });

  it("has no thing of a class whose shapes are left out", async () => {
    const types = new Set(valuesOf(await entry(edition), RDF_TYPE));
    for (const name of ["CatalogRecord", "DataService", "DatasetSeries"])
      expect(types).not.toContain(DCAT + name);
  });

  it("says the same as JSON-LD and as Turtle", async () => {
    const turtle = quadsOfTurtle(edition.text("data/dcat.ttl"), BASE);
    expect(await canonical(turtle)).toBe(await canonical(await entry(edition)));
  });

  it("gives size and hash of each file of the edition's data", async () => {
    const quads = await entry(edition);
    const hashes = valuesOf(quads, "http://spdx.org/rdf/terms#checksumValue");
    const sizes = valuesOf(quads, `${DCAT}byteSize`);
    const described = valuesOf(quads, `${DCAT}downloadURL`).filter((url) => !url.endsWith(".zip"));
    const files = [...edition.files].filter(
      ([file]) =>
        /^data\/(?:clusters|location-quotients|growth|claims|figures|source\/.*)\./.test(file) ||
        file.startsWith("data/source/"),
    );
    expect(described.map((url) => url.replace(/^.*\/2001\/|^.*\/1998\//, "")).sort()).toEqual(
      files.map(([file]) => file).sort(),
    );
    for (const [, content] of files) {
      expect(hashes).toContain(createHash("sha256").update(content).digest("hex"));
      expect(sizes).toContain(String(content.length));
    }
  });

  it("says whether the figures are observations", async () => {
    const statements = valuesOf(await entry(edition), "http://www.w3.org/2000/01/rdf-schema#label");
    const status = edition === bare ? "observed, as the sources publish" : "modelled, not observed";
    expect(statements.some((statement) => statement.includes(status))).toBe(true);
  });
});

it("stands at its own address where that is known, and else where it is read", async () => {
  const pages = async (edition: PublishedEdition) =>
    valuesOf(await entry(edition), `${DCAT}landingPage`);
  expect(await pages(full)).toEqual(["https://atlas.example.org/2001/"]);
  expect(await pages(bare)).toEqual(["https://where-it-was-read.example/2001/"]);
});

it("names the archive where its address is known", async () => {
  const archives = async (edition: PublishedEdition) =>
    valuesOf(await entry(edition), `${DCAT}downloadURL`).filter((url) => url.endsWith(".zip"));
  expect(await archives(full)).toEqual(["https://atlas.example.org/2001/archive.zip"]);
  expect(await archives(bare)).toEqual([]);
});

it("says nothing that is not known", async () => {
  const quads = await entry(bare);
  for (const property of ["creator", "publisher", "spatial", "license", "identifier", "relation"])
    expect(valuesOf(quads, DCT + property)).toEqual([]);
  expect(valuesOf(quads, `${DCAT}version`)).toEqual(["9.8.7"]);
  for (const property of ["creator", "publisher", "spatial", "license", "identifier", "relation"])
    expect(valuesOf(await entry(full), DCT + property)).not.toEqual([]);
});

const dataset = (json: Json): Json => json["@graph"][0];
const first = (json: Json, type: string): Json =>
  json["@graph"].find((node: Json) => [node["@type"]].flat().includes(type));

describe("the shapes object", () => {
  it.each<[string, (json: Json) => void]>([
    ["to a dataset without a title", (json) => delete dataset(json)["dct:title"]],
    [
      "to a description that is no text",
      (json) => {
        dataset(json)["dct:description"] = { "@id": "https://example.org/" };
      },
    ],
    [
      "to a day that is none",
      (json) => {
        dataset(json)["dct:issued"] = "1998-04-01";
      },
    ],
    [
      "to two publishers",
      (json) => {
        dataset(json)["dct:publisher"] = [1, 2].map((n) => ({
          "@type": "foaf:Agent",
          "foaf:name": `P${n}`,
        }));
      },
    ],
    [
      "to a publisher without a name",
      (json) => {
        dataset(json)["dct:publisher"] = { "@type": "foaf:Agent" };
      },
    ],
    [
      "to a creator that is no agent",
      (json) => {
        dataset(json)["dct:creator"] = { "@type": "dct:Standard" };
      },
    ],
    [
      "to a distribution without an address",
      (json) => delete first(json, "dcat:Distribution")["dcat:accessURL"],
    ],
    [
      "to a size that is no number",
      (json) => {
        first(json, "dcat:Distribution")["dcat:byteSize"] = "14 kB";
      },
    ],
    [
      "to a checksum without its algorithm",
      (json) => {
        delete first(json, "dcat:Distribution")["spdx:checksum"]["spdx:algorithm"];
      },
    ],
    [
      "to a format that is none",
      (json) => {
        first(json, "dcat:Distribution")["dct:format"] = { "@id": "https://example.org/csv" };
      },
    ],
    ["to a theme without a name", (json) => delete first(json, "skos:Concept")["skos:prefLabel"]],
  ])("%s", async (_, change) => {
    const text = changed(full.text("data/dcat.jsonld"), change);
    const found = await objections(await quadsOfJsonLd(text, BASE), SHAPES);
    expect(found.filter(({ severity }) => severity === "Violation")).not.toEqual([]);
  });

  it("to no property that has no address: reading stops there", async () => {
    const text = changed(full.text("data/dcat.jsonld"), (json) => {
      dataset(json).undeclared = "x";
    });
    await expect(quadsOfJsonLd(text, BASE)).rejects.toThrow();
  });
});
