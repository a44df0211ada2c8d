/** csv-metadata.json and the tables it describes, by the rules of CSV on the Web. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judgeTables } from "./csvw-validator.ts";
import {
  BARELY_DESCRIBED,
  changed,
  FULLY_DESCRIBED,
  type Json,
  type PublishedEdition,
  publish,
} from "./published.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/standards/csvw");

const tiny = await publish("tiny");
const full = await publish("tiny", {
  baseUrl: "https://atlas.example.org",
  descriptor: FULLY_DESCRIBED,
});
const bare = await publish("tiny", { descriptor: BARELY_DESCRIBED });
const bundled = await publish("bundled", { baseUrl: "https://atlas.example.org" });

const METADATA = "data/csv-metadata.json";

const judge = (
  edition: PublishedEdition,
  text = edition.text(METADATA),
  replaced: Readonly<Record<string, string>> = {},
): readonly string[] =>
  judgeTables(text, (url) => replaced[url] ?? edition.files.get(`data/${url}`)?.toString("utf8"));

describe.each([
  ["an edition that says little of itself", bare],
  ["the tiny edition", tiny],
  ["an edition that says all of itself", full],
  ["the bundled edition", bundled],
])("the tables of %s", (_, edition) => {
  it("are as their metadata say", () => {
    expect(judge(edition)).toEqual([]);
  });

  it("are all described, and no other", () => {
    const described = JSON.parse(edition.text(METADATA)).tables.map(({ url }: Json) => url);
    const files = [...edition.files.keys()].filter((file) => /^data\/[^/]+\.csv$/.test(file));
    expect(files.sort()).toEqual(described.map((url: string) => `data/${url}`).sort());
  });
});

it("says what is known and nothing else", () => {
  const optional = ["dc:identifier", "dcat:landingPage", "schema:version", "dcat:keyword"];
  const json = (edition: PublishedEdition): Json => JSON.parse(edition.text(METADATA));
  for (const name of [...optional, "dc:spatial", "dc:license", "dc:creator", "dc:publisher"]) {
    expect(json(full)).toHaveProperty([name]);
    expect(json(bare)).not.toHaveProperty([name]);
  }
  expect(json(tiny).notes[0]["schema:text"]).toContain("modelled, not observed");
  expect(json(bare).notes).toHaveLength(1);
});

describe("the rules object", () => {
  const quotients = tiny.text("data/location-quotients.csv");
  const [header = "", row = ""] = quotients.split("\n");

  it.each<[string, RegExp, (json: Json) => void]>([
    [
      "to another context",
      /@context/,
      (json) => {
        json["@context"] = "http://www.w3.org/ns/csvm";
      },
    ],
    [
      "to a property of no vocabulary",
      /license: is no property/,
      (json) => {
        json.license = "CC0";
      },
    ],
    [
      "to a property of one that is not known",
      /dct:title: is no property/,
      (json) => {
        json["dct:title"] = "Title";
      },
    ],
    [
      "to a table that is not there",
      /there is no none.csv/,
      (json) => {
        json.tables[0].url = "none.csv";
      },
    ],
    [
      "to a title that the header lacks",
      /the header has year for Year/,
      (json) => {
        json.tables[0].tableSchema.columns[0].titles = "Year";
      },
    ],
    [
      "to a column that is missing",
      /cells, and not/,
      (json) => json.tables[0].tableSchema.columns.pop(),
    ],
    [
      "to a name that is none",
      /is no name of a variable/,
      (json) => {
        json.tables[0].tableSchema.columns[0].name = "year of";
      },
    ],
    [
      "to a datatype that is none",
      /is no datatype/,
      (json) => {
        json.tables[0].tableSchema.columns[0].datatype = "year";
      },
    ],
    [
      "to cells of another datatype",
      /is no integer/,
      (json) => {
        json.tables[0].tableSchema.columns[1].datatype = "integer";
      },
    ],
    [
      "to a primary key that is no column",
      /no column has the name id/,
      (json) => {
        json.tables[0].tableSchema.primaryKey = ["id"];
      },
    ],
    [
      "to a primary key that occurs twice",
      /its primary key was there/,
      (json) => {
        json.tables[1].tableSchema.primaryKey = ["region"];
      },
    ],
    [
      "to a foreign key to no table",
      /there is no table/,
      (json) => {
        json.tables[0].tableSchema.foreignKeys[0].reference.resource = "none.csv";
      },
    ],
    [
      "to a dialect that is none",
      /is no text/,
      (json) => {
        json.dialect.delimiter = 1;
      },
    ],
    [
      "to another delimiter",
      /cells, and not/,
      (json) => {
        json.dialect.delimiter = ";";
      },
    ],
    [
      "to a value with a type of no vocabulary",
      /has no known type/,
      (json) => {
        json["dc:issued"]["@type"] = "date";
      },
    ],
  ])("%s", (_, objection, change) => {
    const found = judge(tiny, changed(tiny.text(METADATA), change));
    expect(
      found.some((one) => objection.test(one)),
      found.join("\n"),
    ).toBe(true);
  });

  it.each<[string, RegExp, string]>([
    ["to a year that is none", /is no gYear/, row.replace(/^\d+/, "the year")],
    ["to an empty id", /region: is required/, row.replace(/^(\d+),[^,]*/, "$1,")],
    ["to fewer jobs than none", /less than 0/, row.replace(/^((?:[^,]*,){3})[^,]*/, "$1-5")],
    ["to a verdict that is none", /is not \^/, row.replace(/[^,]*,([^,]*)$/, "perhaps,$1")],
    ["to a row that is too long", /cells, and not/, `${row},more`],
    ["to a row that is there twice", /its primary key was there/, `${row}\n${row}`],
  ])("%s", (_, objection, rows) => {
    const text = [header, rows, ""].join("\n");
    const found = judge(tiny, undefined, { "location-quotients.csv": text });
    expect(
      found.some((one) => objection.test(one)),
      found.join("\n"),
    ).toBe(true);
    // A cluster without its quotient is noticed, too.
    expect(found.some((one) => /refers to 0 rows/.test(one))).toBe(true);
  });
});

describe("the validator and metadata of W3C's own tests", () => {
  const TREES = "GID,On Street,Species,Trim Cycle,Inventory Date\n1,A street,An elm,Yearly,today\n";
  const COUNTRIES =
    "countryCode,latitude,longitude,name\nAD,42.5,1.6,Andorra\nAF,33.9,67.7,Afghanistan\n";

  it.each<[string, string, Readonly<Record<string, string>>, RegExp | undefined]>([
    ["test093", "undefined properties", { "tree-ops.csv": TREES }, /foo: is no property/],
    ["test096", "a column that is none", { "tree-ops.csv": TREES }, /columns\[5\]: is no object/],
    [
      "test104",
      "a reference to a column without a name",
      {
        "countries.csv": COUNTRIES,
        "country_slice.csv": "countryRef,year,population\nAF,1960,9616353\n",
      },
      /no column has the name countryRef/,
    ],
    [
      "test232",
      "a primary key of one column that occurs twice",
      { "test232.csv": "PK\n1\n1\n" },
      /its primary key was there/,
    ],
    ["test232", "the same, which occurs once", { "test232.csv": "PK\n1\n2\n" }, undefined],
    [
      "test234",
      "a primary key of two columns that occurs twice",
      { "test234.csv": "PK1,PK2\n1,2\n1,2\n" },
      /its primary key was there/,
    ],
    ["test234", "the same, which occurs once", { "test234.csv": "PK1,PK2\n1,1\n1,2\n" }, undefined],
    [
      "test256",
      "a foreign key of two columns",
      { "test256.csv": "countryCode,name\nAF,Afghanistan\n", "countries.csv": COUNTRIES },
      undefined,
    ],
    ["test257", "a foreign key to no row", { "test257.csv": "foo,bar\n1,2\n" }, /refers to 0 rows/],
    [
      "test258",
      "a foreign key to two rows",
      { "test258.csv": "foo,bar\n1,1\n1,1\n" },
      /refers to 2 rows/,
    ],
  ])("%s: %s", (test, _, tables, objection) => {
    const text = readFileSync(join(FIXTURES, `${test}-metadata.json`), "utf8");
    const found = judgeTables(text, (url) => tables[url]);
    if (objection === undefined) expect(found).toEqual([]);
    else
      expect(
        found.some((one) => objection.test(one)),
        found.join("\n"),
      ).toBe(true);
  });
});
