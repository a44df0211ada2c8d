/** The index as it is published, and queries over it as a reader's browser answers them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPages, isOneAway, type Shard, shardsOf } from "../../src/client/search-query.ts";
import { scanPage } from "../../src/site/page-scan.ts";
import { createSearchIndex, type SearchFile } from "../../src/site/search-index.ts";
import { termsOf } from "../../src/words/search-terms.ts";

interface MadePage {
  readonly title: string;
  readonly body?: string;
  readonly lang?: string;
}

function indexOf(
  pages: Readonly<Record<string, MadePage>>,
  latest?: string,
): readonly SearchFile[] {
  const index = createSearchIndex("/p/");
  for (const [address, { title, body = "", lang = "en" }] of Object.entries(pages))
    index.add(
      address,
      scanPage(
        `<html lang="${lang}"><nav>menu words</nav><main id="main"><h1>${title}</h1>${body}</main></html>`,
      ),
    );
  return index.files(latest);
}

function contentOf<T>(files: readonly SearchFile[], name: string): T {
  const file = files.find((each) => each.file === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return JSON.parse(file.content) as T;
}

interface Manifest {
  readonly pages: number;
  readonly part: number;
  readonly kinds: readonly string[];
  readonly kind: string;
}

/** Titles that a query finds, best first; of one kind, where it is given. */
function find(
  files: readonly SearchFile[],
  query: string,
  folder = "search/",
  wanted?: string,
): readonly string[] {
  const { pages, part, kinds, kind } = contentOf<Manifest>(files, `${folder}index.json`);
  const shards = new Map(
    shardsOf(query).flatMap((name): [string, Shard][] =>
      files.some(({ file }) => file === `${folder}words/${name}.json`)
        ? [[name, contentOf<Shard>(files, `${folder}words/${name}.json`)]]
        : [],
    ),
  );
  const rows = Array.from({ length: Math.ceil(pages / part) }, (_, n) =>
    contentOf<readonly (readonly string[])[]>(files, `${folder}pages/${n}.json`),
  ).flat();
  const isWanted = (n: number): boolean =>
    wanted === undefined || kinds[Number.parseInt(kind[n] ?? "", 36)] === wanted;
  return findPages(query, shards, pages, isWanted).pages.map((n) => rows[n]?.[0] ?? "");
}

const ATLAS: Readonly<Record<string, MadePage>> = {
  "/1998/clusters/horten/electronics/": {
    title: "Horten: Electronics",
    body: '<p class="lede">A potential cluster.</p><figure id="figure-trend" data-chart="trend"><h3>Jobs grew in Horten</h3><svg><text>hidden words</text></svg></figure>',
  },
  "/1998/regions/horten/": { title: "Horten", body: "<p>Electronics and machinery.</p>" },
  "/1998/cases/jaeren/": { title: "Jæren", body: "<p>Learning networks among firms.</p>" },
  "/2001/regions/horten/": { title: "Horten again" },
  "/clusters/horten/electronics/": { title: "Horten: Electronics, all editions" },
  "/nb/1998/cases/jaeren/": { title: "Jæren på norsk", lang: "nb" },
  "/404.html": { title: "Nothing here" },
};

describe("the search", () => {
  const files = indexOf(ATLAS, "1998");

  it("finds a cluster by the beginnings of its words, before what only speaks of it", () => {
    expect(find(files, "horten elec").slice(0, 2)).toEqual(["Horten: Electronics", "Horten"]);
  });

  it("finds pages by their text, by a misspelt word, by a plural and without Nordic letters", () => {
    expect(find(files, "learning networks")).toEqual(["Jæren"]);
    expect(find(files, "machinary")).toEqual(["Horten"]);
    expect(find(files, "electronicss")[0]).toBe("Horten: Electronics");
    expect(find(files, "jaeren")).toEqual(["Jæren"]);
  });

  it("takes a word with soft hyphens for one word", () => {
    expect(termsOf("Arbeids\u00adplasser i Bærum")).toEqual(["arbeidsplasser", "baerum"]);
  });

  it("finds charts by what they say, and leads to them", () => {
    expect(find(files, "jobs grew")[0]).toBe("Jobs grew in Horten");
    const rows = contentOf<readonly (readonly string[])[]>(files, "search/pages/0.json");
    expect(rows.map((row) => row[1])).toContain(
      "/p/1998/clusters/horten/electronics/#figure-trend",
    );
  });

  it("lists pages of the latest edition before those of others", () => {
    const found = find(files, "horten");
    expect(found.indexOf("Horten")).toBeLessThan(found.indexOf("Horten again"));
  });

  it("keeps languages apart, and knows neither menus nor pictures nor the page that is not found", () => {
    expect(find(files, "norsk")).toEqual([]);
    expect(find(files, "norsk", "nb/search/")).toEqual(["Jæren på norsk"]);
    for (const query of ["menu", "hidden", "nothing"]) expect(find(files, query)).toEqual([]);
  });

  it("falls back to some of the words, and says so", () => {
    const { pages, all } = findPages(
      "machinery zebra",
      new Map([["ma", contentOf<Shard>(files, "search/words/ma.json")]]),
      8,
    );
    expect(all).toBe(false);
    expect(pages.length).toBe(1);
  });

  it("is the same whatever the order of the pages", () => {
    const reversed = indexOf(Object.fromEntries(Object.entries(ATLAS).reverse()), "1998");
    expect(reversed.toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual(
      files.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    );
  });

  it("finds every page by each of its words", () => {
    const word = fc.stringMatching(/^[a-zæøå]{2,9}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        (texts) => {
          const made = indexOf(
            Object.fromEntries(
              texts.map((words, n) => [
                `/e/cases/c${n}/`,
                { title: `T${n}`, body: `<p>${words.join(" ")}</p>` },
              ]),
            ),
          );
          for (const [n, words] of texts.entries())
            for (const each of words.filter((one) => termsOf(one).length > 0))
              expect(find(made, each)).toContain(`T${n}`);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a large site", () => {
  /** Words of which none begins, or is nearly, another; some are on most pages, some on few. */
  const WORDS = ["harbour", "timber", "kiln", "orchard", "velvet", "quarry", "amber", "zinc"];
  const KINDS = { cases: "case", argument: "argument", data: "page" } as const;
  const sections = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

  it("is searched to its last page: all that have the words, of the kind, and no others", () => {
    const corpus = fc.array(fc.nat(2 ** WORDS.length - 1), { minLength: 600, maxLength: 900 });
    fc.assert(
      fc.property(corpus, fc.subarray(WORDS, { minLength: 1, maxLength: 3 }), (pages, query) => {
        // The first word is on nearly every page.
        const texts = pages.map((bits, n) =>
          WORDS.filter((_, at) => (at === 0 ? n % 50 !== 0 : (bits >> at) % 2 === 1)),
        );
        const sectionOf = (n: number) => sections[n % sections.length] ?? "cases";
        const made = indexOf(
          Object.fromEntries(
            texts.map((words, n) => [
              `/e/${sectionOf(n)}/c${n}/`,
              { title: `T${n}`, body: `<p>${words.join(" ")}</p>` },
            ]),
          ),
        );
        const expected = (isWanted: (n: number) => boolean): readonly string[] =>
          texts.flatMap((words, n) =>
            isWanted(n) && query.every((word) => words.includes(word)) ? [`T${n}`] : [],
          );
        const all = expected(() => true);
        if (all.length > 0) expect(find(made, query.join(" ")).toSorted()).toEqual(all.toSorted());
        const cases = expected((n) => sectionOf(n) === "cases");
        if (cases.length > 0)
          expect(find(made, query.join(" "), "search/", "case").toSorted()).toEqual(
            cases.toSorted(),
          );
      }),
      { numRuns: 12 },
    );
  });
});

describe("words that are one letter apart", () => {
  it.each([
    ["electronics", "electronic", true],
    ["electronics", "elektronics", true],
    ["jaeren", "jearen", true],
    ["horten", "hortense", false],
    ["abcd", "badc", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(isOneAway(a, b)).toBe(expected);
    expect(isOneAway(b, a)).toBe(expected);
  });
});
