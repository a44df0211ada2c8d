/** datapackage.json against the JSON Schema of Data Package 2.0. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import {
  BARELY_DESCRIBED,
  changed,
  FULLY_DESCRIBED,
  type Json,
  type PublishedEdition,
  publish,
} from "./published.ts";

const SCHEMA: Json = JSON.parse(
  readFileSync(
    join(import.meta.dirname, "../fixtures/standards/frictionless/datapackage-2.0.json"),
    "utf8",
  ),
);

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
ajv.addFormat("email", /^[^@\s]+@[^@\s]+$/);
ajv.addFormat("uri", { validate: (text: string) => URL.canParse(text) });
const validate = ajv.compile(SCHEMA);

const judge = (text: string): readonly string[] => {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const tiny = await publish("tiny");
const full = await publish("tiny", {
  baseUrl: "https://atlas.example.org",
  descriptor: FULLY_DESCRIBED,
});
const bare = await publish("tiny", {
  descriptor: {
    ...BARELY_DESCRIBED,
    created: "2001-03-01",
    licences: [{ title: "A licence without a name or path" }],
  },
});
const bundled = await publish("bundled", { baseUrl: "https://atlas.example.org" });

const packageOf = (edition: PublishedEdition): Json =>
  JSON.parse(edition.text("data/datapackage.json"));

describe.each([
  ["an edition that says little of itself", bare],
  ["the tiny edition", tiny],
  ["an edition that says all of itself", full],
  ["the bundled edition", bundled],
])("the data package of %s", (_, edition) => {
  it("satisfies the profile", () => {
    expect(judge(edition.text("data/datapackage.json"))).toEqual([]);
  });

  it("has a resource for each file of the data, input files too, with size and hash", () => {
    const { resources } = packageOf(edition);
    const files = [...edition.files.keys()].filter(
      (file) =>
        /^data\/(?:source\/.*|[^/]+\.(?:csv|json))$/.test(file) &&
        !/data\/(?:cite\.csl|datapackage|csv-metadata)\.json$/.test(file),
    );
    expect(resources.map(({ path }: Json) => `data/${path}`).sort()).toEqual(files.sort());
    expect(new Set(resources.map(({ name }: Json) => name)).size).toBe(resources.length);
    for (const { path, bytes, hash } of resources) {
      const content = edition.files.get(`data/${path}`) ?? Buffer.from("");
      expect(bytes).toBe(content.length);
      expect(hash).toBe(`sha256:${createHash("sha256").update(content).digest("hex")}`);
    }
  });

  it("names the fields and keys of its tables as the tables have them", () => {
    const tables = packageOf(edition).resources.filter(({ type }: Json) => type === "table");
    expect(tables).toHaveLength(3);
    for (const { path, schema } of tables) {
      const [header = []]: string[][] = parse(edition.text(`data/${path}`), { to: 1 });
      const names = schema.fields.map(({ name }: Json) => name);
      expect(names).toEqual(header);
      expect(names).toEqual(expect.arrayContaining(schema.primaryKey));
    }
  });
});

it("says what is known and nothing else", () => {
  const optional = ["id", "homepage", "version", "created", "keywords", "licenses"];
  for (const property of [...optional, "sources", "contributors"]) {
    expect(packageOf(full)).toHaveProperty(property);
    expect(packageOf(bare)).not.toHaveProperty(property);
  }
  expect(packageOf(full).id).toBe("https://doi.org/10.5281/zenodo.1234567");
  expect(packageOf(full).homepage).toBe("https://atlas.example.org/2001/");
  expect(packageOf(full).contributors[0]).toMatchObject({
    familyName: "Nordmann",
    roles: ["author"],
  });
  expect(packageOf(tiny).klyngeatlas.status).toBe("modelled");
  expect(packageOf(tiny).description).toContain("modelled, not observed");
});

describe("the profile objects", () => {
  it.each<[string, string, (json: Json) => void]>([
    ["to a package without resources", "resources", (json) => delete json.resources],
    ["to a resource without a name", "/resources/0", (json) => delete json.resources[0].name],
    [
      "to a path that leads out",
      "/resources/0/path",
      (json) => {
        json.resources[0].path = "../clusters.csv";
      },
    ],
    [
      "to a field of no type",
      "/resources/0/schema/fields/0",
      (json) => {
        json.resources[0].schema.fields[0].type = "date-of-birth";
      },
    ],
    [
      "to a constraint that is none",
      "/resources/0/schema/fields/6",
      (json) => {
        json.resources[0].schema.fields[6].constraints.minimum = [];
      },
    ],
    [
      "to a key that is no field",
      "/resources/0/schema/primaryKey",
      (json) => {
        json.resources[0].schema.primaryKey = 1;
      },
    ],
    [
      "to a foreign key without a reference",
      "/resources/0/schema/foreignKeys/0",
      (json) => {
        delete json.resources[0].schema.foreignKeys[0].reference;
      },
    ],
    [
      "to a hash that is none",
      "/resources/0/hash",
      (json) => {
        json.resources[0].hash = "sha256:xyz";
      },
    ],
    [
      "to a licence without name and path",
      "/licenses/0",
      (json) => {
        json.licenses = [{ title: "Free" }];
      },
    ],
    [
      "to a home page that is no address",
      "/homepage",
      (json) => {
        json.homepage = "atlas";
      },
    ],
    [
      "to a day for a time",
      "/created",
      (json) => {
        json.created = "2001-03-01";
      },
    ],
    [
      "to keywords in one text",
      "/keywords",
      (json) => {
        json.keywords = "clusters, regions";
      },
    ],
  ])("%s", (_, where, change) => {
    const errors = judge(changed(full.text("data/datapackage.json"), change));
    expect(
      errors.some((error) => error.includes(where)),
      errors.join("\n"),
    ).toBe(true);
  });
});
