/**
 * cite.bib, cite.ris and cite.csl.json as reference managers read them: citation-js makes of each the item that was
 * written. CSL-JSON is also held against the schema of the Citation Style Language.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bibtex } from "../../src/pages/bibtex.ts";
import {
  type CslItem,
  type CslName,
  citeSitePage,
  cslJson,
  isLiteral,
} from "../../src/pages/citation.ts";
import { ris } from "../../src/pages/ris.ts";
import { type ReadItem, readBibtex, readCslJson, readRis } from "./citation-js.ts";
import { BARELY_DESCRIBED, FULLY_DESCRIBED, publish } from "./published.ts";

const baseUrl = "https://atlas.example.org";
const EDITIONS = {
  "that says little of itself": await publish("tiny", { descriptor: BARELY_DESCRIBED }),
  "by organisations": await publish("tiny", {
    baseUrl,
    descriptor: {
      contributors: [
        { title: "Statistics & Maps Office", role: "author" },
        { title: "Institute for Clusters", role: "author" },
      ],
    },
  }),
  "that says all of itself": await publish("tiny", { baseUrl, descriptor: FULLY_DESCRIBED }),
  "that is bundled": await publish("bundled", { baseUrl }),
};

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/standards/csl/csl-data.json"), "utf8"),
);
const isCslJson = new Ajv({ strict: true, strictTypes: false }).compile(SCHEMA);

/** Only what is given, as a reader gives it back. */
const given = (fields: Readonly<Record<string, unknown>>): ReadItem =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** BibTeX: every type of ours is @misc, and a braced name comes back as a family name. */
function asBibtex(item: CslItem): ReadItem {
  const { "container-title": container, genre, note, publisher, ...rest } = item;
  return given({
    ...rest,
    type: "document",
    author: item.author?.map((name) => (isLiteral(name) ? { family: name.literal } : name)),
    // `howpublished` is what every style of BibTeX prints of @misc; citation-js has only one place for it.
    publisher: publisher ?? container,
    note: note ?? genre,
  });
}

/** RIS: tags mean other fields for other types, and what citation-js has no field for is left out. */
function asRis(item: CslItem): ReadItem {
  const { "container-title": container, genre, version, ...rest } = item;
  const named = item.author?.map((name) =>
    isLiteral(name) && !name.literal.includes(" ") ? { family: name.literal } : name,
  );
  const fields = {
    webpage: { "collection-title": container, edition: version, medium: genre },
    report: { "collection-title": container, edition: version, genre },
    dataset: { version },
  };
  return given({ ...rest, author: named, ...fields[item.type] });
}

function expectSame(item: CslItem, texts: { bib: string; ris: string; json: string }): void {
  expect(readCslJson(texts.json)).toEqual(item);
  expect(readBibtex(texts.bib)).toEqual(asBibtex(item));
  expect(readRis(texts.ris)).toEqual(asRis(item));
}

describe.each(Object.entries(EDITIONS))("each page of an edition %s", (_, edition) => {
  const folders = [...edition.files.keys()]
    .filter((file) => file.endsWith("cite.csl.json"))
    .map((file) => file.slice(0, -"cite.csl.json".length));

  it("has the same item in CSL-JSON, BibTeX and RIS", () => {
    expect(folders).toContain("");
    expect(folders).toContain("data/");
    expect(folders.length).toBeGreaterThan(10);
    for (const folder of folders) {
      const json = edition.text(`${folder}cite.csl.json`);
      const [item] = JSON.parse(json) as [CslItem];
      expectSame(item, {
        json,
        bib: edition.text(`${folder}cite.bib`),
        ris: edition.text(`${folder}cite.ris`),
      });
    }
  });

  it("has CSL-JSON by its schema", () => {
    for (const folder of folders) {
      isCslJson(JSON.parse(edition.text(`${folder}cite.csl.json`)));
      expect(isCslJson.errors).toBeNull();
    }
  });
});

describe("the schema of CSL-JSON", () => {
  it("refuses what is none", () => {
    expect(isCslJson([{ id: "a", type: "web page" }])).toBe(false);
    expect(isCslJson([{ id: "a", type: "webpage", published: "1998" }])).toBe(false);
    expect(isCslJson([{ id: "a", type: "webpage", author: [{ name: "A" }] }])).toBe(false);
  });
});

const SIGNS =
  "abcæøåÆØÅéß Ωж日😀0123456789.,;:!?-–—_'\"`´“”«»‘’()[]{}<>/\\|@#$%^&*+=~\n\t\u00a0".match(
    /./gsu,
  ) ?? [];
const text = fc
  .array(fc.constantFrom(...SIGNS, "--", "''", "``", "\\&", "{\\o}", "\\textbf{", "$x_1$"), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts) => parts.join("").replace(/\s+/g, " ").trim())
  .filter((each) => each !== "");

/** With the line breaks and double spaces that no format keeps. */
const rough = text.map((each) => each.replaceAll(" ", " \r\n\t "));

/** Names as people and offices have them: O'Ñedø, Åse-Marie, more than one word. */
const plainWord = fc
  .tuple(
    fc.constantFrom("N", "Å", "Ø", "É", "Ž"),
    fc.array(fc.constantFrom(..."abcdefæøåéßžłñü"), { minLength: 1, maxLength: 8 }),
  )
  .map(([capital, letters]) => capital + letters.join(""));
const word = fc.oneof(
  plainWord,
  fc
    .tuple(plainWord, fc.constantFrom("-", "'"), plainWord)
    .map(([first, sign, last]) => first + sign + last),
);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((each) => each.join(" "));
const name: fc.Arbitrary<CslName> = fc.oneof(
  fc.record({ family: words, given: words }),
  fc.record({ family: words }),
  fc.record({ literal: fc.tuple(words, words).map((parts) => parts.join(" and ")) }),
);

/** A particle is told by its small letter, and belongs to the family name. */
const namesOf = ({ author }: ReadItem): readonly (readonly unknown[])[] =>
  (author as readonly Readonly<Record<string, string>>[]).map((each) => [
    [each["non-dropping-particle"], each.family].filter(Boolean).join(" "),
    each.given,
  ]);

describe("any text", () => {
  it("comes back from each format as it was, but for white space", () => {
    fc.assert(
      fc.property(rough, rough, rough, (title, container, note) => {
        const item: CslItem = {
          ...citeSitePage(
            { path: "/about/", title, url: `${baseUrl}/about/`, language: "nb" },
            container,
          ),
          note,
        };
        const calm = (each: string): string => each.replace(/\s+/g, " ");
        expect(readBibtex(bibtex(item))).toMatchObject({
          title: calm(title),
          publisher: calm(container),
          note: calm(note),
        });
        expect(readRis(ris(item))).toMatchObject({
          title: calm(title),
          "collection-title": calm(container),
          note: calm(note),
        });
        expect(readCslJson(cslJson(item))).toEqual(item);
      }),
    );
  });

  it("keeps the names of persons and organisations apart", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (author) => {
        const item: CslItem = {
          ...citeSitePage(
            { path: "/a/", title: "A", url: `${baseUrl}/a/`, language: "en" },
            "Atlas",
          ),
          author,
        };
        expect(namesOf(readBibtex(bibtex(item)))).toEqual(namesOf(asBibtex(item)));
        expect(readRis(ris(item)).author).toHaveLength(author.length);
        expect(readCslJson(cslJson(item))).toEqual(item);
      }),
    );
  });
});
