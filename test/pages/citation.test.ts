import { describe, expect, it } from "vitest";
import type { Descriptor } from "../../src/model/dataset.ts";
import { authorsOf, invertedName } from "../../src/pages/authors.ts";
import {
  bibtex,
  citationText,
  citeEditionPage,
  citeSitePage,
  cslJson,
  ris,
} from "../../src/pages/citation.ts";
import { SPEECH } from "../speech.ts";

const descriptor: Descriptor = {
  name: "edition",
  title: "Clusters & regions 1990_2000",
  created: "1998-04-01",
  published: "1998-04-01",
  status: "modelled",
  jobsUnit: "jobs",
  firmsUnit: "firms",
  criteria: { locationQuotient: { above: 3 }, jobs: { atLeast: 200 }, firms: { atLeast: 10 } },
  clusterYears: [1990],
  periods: [],
  breaks: [],
  notes: [],
  licences: [],
  sources: [],
  contributors: [{ title: "Statistics {Office}" }],
  keywords: [],
  receipts: [],
  decisions: [],
};

const page = {
  path: "/1998/clusters/horten/electronics/",
  title: "Horten: Electronics 100 %",
  url: "https://atlas.example/1998/clusters/horten/electronics/",
  language: "en",
};

const item = citeEditionPage(page, descriptor, SPEECH);

describe("the citation of a page", () => {
  it("carries the word modelled in every form", () => {
    for (const text of [citationText(item), bibtex(item), ris(item), cslJson(item)]) {
      expect(text).toContain("odelled");
    }
  });

  it("reads as a sentence, author and year first, address last", () => {
    expect(citationText(item)).toBe(
      "Statistics {Office} (1998). Horten: Electronics 100 %. Clusters & regions 1990_2000. [Modelled data]. https://atlas.example/1998/clusters/horten/electronics/",
    );
  });

  it("escapes TeX's own characters in BibTeX and leaves the address alone", () => {
    const text = bibtex(item);
    expect(text).toContain("title = {{Horten: Electronics 100 \\%}}");
    expect(text).toContain("howpublished = {Clusters \\& regions 1990\\_2000}");
    expect(text).toContain("author = {{Statistics \\{Office\\}}}");
    expect(text).toContain(`url = {${page.url}}`);
    expect(text).toContain("date = {1998-04-01}");
    expect(text.startsWith("@misc{klyngeatlas-1998-clusters-horten-electronics,\n")).toBe(true);
    expect(text.split("{").length).toBe(text.split("}").length);
  });

  it("is one RIS record of two-letter tags, with CRLF line ends", () => {
    const lines = ris(item).split("\r\n");
    expect(lines.at(0)).toBe("TY  - ELEC");
    expect(lines.at(-2)).toBe("ER  - ");
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /);
    expect(lines).toContain("DA  - 1998/04/01/");
  });

  it("is CSL-JSON with the date in parts", () => {
    expect(JSON.parse(cslJson(item))).toEqual([
      {
        id: "klyngeatlas-1998-clusters-horten-electronics",
        type: "webpage",
        title: page.title,
        "container-title": descriptor.title,
        URL: page.url,
        language: "en",
        author: [{ literal: "Statistics {Office}" }],
        issued: { "date-parts": [[1998, 4, 1]] },
        genre: "Modelled data",
        note: "Modelled figures, not observations; data made 1998-04-01.",
      },
    ]);
  });

  it("names authors before publishers, and nobody who only contributed", () => {
    const named = (roles: readonly (string | undefined)[]) =>
      authorsOf({
        ...descriptor,
        contributors: roles.map((role, n) => ({ title: `Name ${n}`, role })),
      }).map(({ title }) => title);
    expect(named(["contributor", "author", "publisher"])).toEqual(["Name 1"]);
    expect(named(["publisher", "contributor", "publisher"])).toEqual(["Name 0", "Name 2"]);
    expect(named([undefined, "contributor"])).toEqual(["Name 0", "Name 1"]);
  });

  it("turns the names of persons, and of nobody else", () => {
    expect(invertedName({ title: "Arne Isaksen", givenName: "Arne", familyName: "Isaksen" })).toBe(
      "Isaksen, Arne",
    );
    expect(invertedName({ title: "Statistics Office, Unit 2" })).toBe("Statistics Office, Unit 2");
    expect(invertedName({ title: "Plato", familyName: "Plato" })).toBe("Plato");
  });

  it("says nothing of author, date or status where they are not known", () => {
    const plain = citeSitePage({ ...page, path: "/changes/" }, "Atlas");
    expect(citationText(plain)).toBe(`${page.title}. Atlas. ${page.url}`);
    expect(bibtex(plain)).not.toMatch(/author|year|date|note/);
    expect(ris(plain)).not.toMatch(/^(AU|PY|DA|N1)/m);
  });

  it("keeps a line break in a name from breaking the record", () => {
    const broken = { ...item, title: "Two\nlines" };
    expect(ris(broken)).toContain("TI  - Two lines\r\n");
    expect(bibtex(broken)).toContain("{{Two lines}}");
  });
});
