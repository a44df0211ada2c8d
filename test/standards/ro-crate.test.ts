/** Every edition's folder is an RO-Crate 1.2; see ro-crate.ts for by which rules. */

import { describe, expect, it } from "vitest";
import {
  BARELY_DESCRIBED,
  changed,
  FULLY_DESCRIBED,
  type Json,
  type PublishedEdition,
  publish,
} from "./published.ts";
import { CONTEXT, judgeCrate } from "./ro-crate.ts";

const tiny = await publish("tiny");
const full = await publish("tiny", {
  baseUrl: "https://atlas.example.org",
  descriptor: FULLY_DESCRIBED,
});
const bare = await publish("tiny", { descriptor: BARELY_DESCRIBED });
const bundled = await publish("bundled", { baseUrl: "https://atlas.example.org" });

const METADATA = "ro-crate-metadata.json";

const entity = (edition: PublishedEdition, id: string): Json =>
  JSON.parse(edition.text(METADATA))["@graph"].find((one: Json) => one["@id"] === id);

it("is held against the context of RO-Crate 1.2", () => {
  expect(CONTEXT["@id"]).toBe("https://w3id.org/ro/crate/1.2/context");
  expect(Object.keys(CONTEXT["@context"]).length).toBeGreaterThan(2000);
});

describe.each([
  ["an edition that says little of itself", bare, ["license", "author", "publisher"]],
  ["the tiny edition", tiny, ["publisher"]],
  ["an edition that says all of itself", full, []],
  ["the bundled edition", bundled, ["publisher"]],
])("the folder of %s", (_, edition, unknown) => {
  it("is a crate that breaks no rule; only what is not known is recommended in vain", async () => {
    const { errors, warnings } = await judgeCrate(edition.files);
    expect(errors).toEqual([]);
    for (const warning of warnings)
      expect(unknown.some((property) => warning.includes(property))).toBe(true);
  });

  it("says what computed which files from which", () => {
    const parts = entity(edition, "./").hasPart.map((part: Json) => part["@id"]);
    const action = entity(edition, "#computation");
    const made = action.result.map((one: Json) => one["@id"]);
    const given = action.object.map((one: Json) => one["@id"]);
    expect(made).toContain("data/clusters.csv");
    expect(given).toContain("data/source/employment.csv");
    expect(given).not.toContain("data/source/sha256.txt");
    expect(parts).toEqual(expect.arrayContaining([...made, ...given]));
    expect(parts).toEqual(
      expect.arrayContaining([
        "index.html",
        "clusters/index.html",
        "data/index.html",
        "data/source/sha256.txt",
        "data/datapackage.json",
        "data/csv-metadata.json",
        "data/dcat.jsonld",
        "data/dcat.ttl",
        ...(edition === bare ? [] : ["CITATION.cff"]),
      ]),
    );
    expect(entity(edition, action.instrument["@id"])).toMatchObject({
      "@type": "SoftwareApplication",
      softwareVersion: "9.8.7",
    });
    for (const when of ["startTime", "endTime"]) expect(action).not.toHaveProperty(when);
  });
});

it("says whether the figures are observations", () => {
  expect(entity(tiny, "./").creativeWorkStatus).toBe("Modelled data");
  expect(entity(tiny, "#data-status").value).toBe("modelled");
  expect(entity(bare, "./")).not.toHaveProperty("creativeWorkStatus");
  expect(entity(bare, "#data-status").value).toBe("observed");
});

it("says nothing that is not known", () => {
  const properties = [
    "author",
    "publisher",
    "identifier",
    "cite-as",
    "url",
    "version",
    "distribution",
  ];
  for (const property of [...properties, "keywords", "spatialCoverage", "isBasedOn"]) {
    expect(entity(bare, "./")).not.toHaveProperty(property);
    expect(entity(full, "./")).toHaveProperty(property);
  }
  expect(entity(bare, "./").license).toBe("No licence is stated.");
});

it("knows persons from organisations, and its DOI", () => {
  expect(entity(full, "#contributor-1")).toMatchObject({
    "@type": "Person",
    familyName: "Nordmann",
  });
  expect(entity(full, "https://example.org/bureau")["@type"]).toBe("Organization");
  expect(entity(full, "./")["cite-as"]).toBe("https://doi.org/10.5281/zenodo.1234567");
});

const root = (json: Json): Json => json["@graph"][1];

describe("the rules object", () => {
  it.each<[string, RegExp, (json: Json) => void]>([
    [
      "to another context",
      /did not result in a valid JSON-LD object/,
      (json) => {
        json["@context"] = "https://w3id.org/ro/crate/1.1/context";
      },
    ],
    [
      "to a metadata file that describes nothing",
      /can not parse this JSON/,
      (json) => delete json["@graph"][0].about,
    ],
    ["to a root without a name", /MUST have a `name`/, (json) => delete root(json).name],
    ["to a root without a licence", /MUST have a `license`/, (json) => delete root(json).license],
    [
      "to a root without a day of publication",
      /MUST have a `datePublished`/,
      (json) => delete root(json).datePublished,
    ],
    [
      "to a day of publication that is none",
      /valid ISO 8601 date/,
      (json) => {
        root(json).datePublished = "last spring";
      },
    ],
    [
      "to a root that is no data set",
      /MUST be a `Dataset`/,
      (json) => {
        root(json)["@type"] = "CreativeWork";
      },
    ],
    [
      "to a publisher that is a place",
      /`publisher` property of type/,
      (json) => {
        root(json).publisher = root(json).spatialCoverage;
      },
    ],
    [
      "to a file that no part of the crate is",
      /clusters.csv: A Data Entity MUST be/,
      (json) => root(json).hasPart.shift(),
    ],
    [
      "to a file that is not there",
      /does not exist data.none.csv/,
      (json) => {
        json["@graph"].push({ "@id": "data/none.csv", "@type": "File", name: "None" });
        root(json).hasPart.push({ "@id": "data/none.csv" });
      },
    ],
    [
      "to another hash",
      /clusters.csv has another hash/,
      (json) => {
        json["@graph"][2].sha256 = "0".repeat(64);
      },
    ],
    [
      "to another size",
      /clusters.csv has another size/,
      (json) => {
        json["@graph"][2].contentSize = "1";
      },
    ],
    [
      "to an entity that is described within another",
      /spatialCoverage is nested/,
      (json) => {
        root(json).spatialCoverage = { "@id": "#place", "@type": "Place", name: "Norge" };
      },
    ],
    [
      "to a reference to nothing",
      /#nothing is not described/,
      (json) => {
        root(json).mentions = { "@id": "#nothing" };
      },
    ],
    [
      "to something that nothing refers to",
      /#lonely is not referred to/,
      (json) => {
        json["@graph"].push({ "@id": "#lonely", "@type": "Thing", name: "Lonely" });
      },
    ],
  ])("%s", async (_, objection, change) => {
    const files = new Map(full.files);
    files.set(METADATA, Buffer.from(changed(full.text(METADATA), change)));
    const { errors } = await judgeCrate(files).catch((error: unknown) => ({
      errors: [String(error)],
    }));
    expect(
      errors.some((error) => objection.test(error)),
      errors.join("\n"),
    ).toBe(true);
  });

  it("to a term that the context lacks: reading stops there", async () => {
    const files = new Map(full.files);
    const text = changed(full.text(METADATA), (json) => {
      root(json).undeclared = "x";
    });
    files.set(METADATA, Buffer.from(text));
    await expect(judgeCrate(files)).rejects.toThrow();
  });
});
