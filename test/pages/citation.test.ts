import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Descriptor } from "../../src/model/dataset.ts";
import { authorsOf, invertedName } from "../../src/pages/authors.ts";
import { bibtex } from "../../src/pages/bibtex.ts";
import {
  citedSiteWork,
  citedWork,
  citeEditionPage,
  citeSitePage,
  cslJson,
} from "../../src/pages/citation.ts";
import { citationFile } from "../../src/pages/citation-file.ts";
import { CITATION_STYLES, citationHtml, citationText } from "../../src/pages/citation-style.ts";
import { ris } from "../../src/pages/ris.ts";
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

const HASH = `0123456789ab${"c".repeat(52)}`;
const edition = { descriptor, contentHash: HASH };
const item = citeEditionPage(page, edition, SPEECH);

const PERSONS: Descriptor["contributors"] = [
  {
    title: "Kari Anne-Marie Nordmann",
    givenName: "Kari Anne-Marie",
    familyName: "Nordmann",
    role: "author",
  },
  { title: "Ola Hansen", givenName: "Ola", familyName: "Hansen", role: "author" },
];
const OBSERVED: Descriptor = {
  ...descriptor,
  title: "Clusters of the coast",
  status: "observed",
  contributors: PERSONS,
  version: "2.1",
  doi: "10.5281/zenodo.1234",
};

describe("the citation of a page", () => {
  it("carries the word modelled in every form", () => {
    const texts = CITATION_STYLES.map((style) => citationText(citedWork(page, edition), style));
    for (const text of [...texts, bibtex(item), ris(item), cslJson(item)])
      expect(text).toMatch(/odelle(?:d|rte)/);
  });

  it("carries the hash of the data in every form", () => {
    const texts = CITATION_STYLES.map((style) => citationText(citedWork(page, edition), style));
    for (const text of [...texts, bibtex(item), ris(item), cslJson(item)])
      expect(text).toContain("sha256:0123456789ab");
  });

  it.each([
    [
      "apa",
      "Statistics {Office}. (1998, April 1). Horten: Electronics 100 % [Modelled data, sha256:0123456789ab]. In <i>Clusters &amp; regions 1990_2000</i>. https://atlas.example/1998/clusters/horten/electronics/",
    ],
    [
      "chicago",
      "Statistics {Office}. 1998. “Horten: Electronics 100 %.” In <i>Clusters &amp; regions 1990_2000</i>. Modelled data, sha256:0123456789ab. April 1, 1998. https://atlas.example/1998/clusters/horten/electronics/.",
    ],
    [
      "norsk",
      "Statistics {Office}. (1998, 1. april). Horten: Electronics 100 % [Modellerte data, sha256:0123456789ab]. I <i>Clusters &amp; regions 1990_2000</i>. https://atlas.example/1998/clusters/horten/electronics/",
    ],
  ] as const)("is a part of its edition in %s", (style, expected) => {
    expect(citationHtml(citedWork(page, edition), style)).toBe(expected);
  });

  it("says in every form when its figures were made, where that is another year than it is dated", () => {
    const later = { ...edition, descriptor: { ...descriptor, created: "2026-11-23T00:00:00Z" } };
    expect(CITATION_STYLES.map((style) => citationText(citedWork(page, later), style))).toEqual([
      expect.stringContaining(" [Modelled data made in 2026, sha256:0123456789ab]. "),
      expect.stringContaining(" Modelled data made in 2026, sha256:0123456789ab. "),
      expect.stringContaining(" [Modellerte data laget i 2026, sha256:0123456789ab]. "),
    ]);
    const made = citeEditionPage(page, later, SPEECH);
    expect(made.genre).toBe("Modelled data made in 2026");
    for (const text of [bibtex(made), ris(made), cslJson(made)])
      expect(text).toContain("data made 2026-11-23");
    expect(citationFile({ ...later, url: undefined })).toContain("modelled (made in 2026)");
    const observed = { ...later, descriptor: { ...later.descriptor, status: "observed" as const } };
    expect(citationText(citedWork(page, observed), "apa")).not.toContain("2026");
  });

  it.each([
    [
      "apa",
      "Nordmann, K. A.-M., &amp; Hansen, O. (1998, April 1). <i>Clusters of the coast</i> (Version 2.1) [Data, sha256:0123456789ab]. https://doi.org/10.5281/zenodo.1234",
    ],
    [
      "chicago",
      "Nordmann, Kari Anne-Marie, and Ola Hansen. 1998. <i>Clusters of the coast</i>. Version 2.1. Data, sha256:0123456789ab. April 1, 1998. https://doi.org/10.5281/zenodo.1234.",
    ],
    [
      "norsk",
      "Nordmann, K. A.-M. &amp; Hansen, O. (1998, 1. april). <i>Clusters of the coast</i> (versjon 2.1) [Data, sha256:0123456789ab]. https://doi.org/10.5281/zenodo.1234",
    ],
  ] as const)(
    "of an edition is a work of its own in %s, by persons, with its DOI",
    (style, expected) => {
      const front = { ...page, title: OBSERVED.title, work: "report" as const };
      const work = citedWork(front, { descriptor: OBSERVED, contentHash: HASH });
      expect(citationHtml(work, style)).toBe(expected);
    },
  );

  it("names the edition's DOI on each of its pages, in every form", () => {
    const observed = { descriptor: OBSERVED, contentHash: HASH };
    const inner = citeEditionPage(page, observed, SPEECH);
    const texts = CITATION_STYLES.map((style) => citationText(citedWork(page, observed), style));
    for (const text of [...texts, bibtex(inner), ris(inner), cslJson(inner)])
      expect(text).toContain("10.5281/zenodo.1234");
    expect(inner).not.toHaveProperty("DOI");
    for (const text of texts) expect(text).toContain(page.url);
  });

  it("of a figure is the figure, at its place on the page", () => {
    const figure = { title: "Clusters grew by 9 %", url: `${page.url}#figure-growth` };
    const texts = CITATION_STYLES.map((style) =>
      citationText(citedWork(figure, edition, "figure"), style),
    );
    expect(texts[0]).toContain("Clusters grew by 9 % [Figure, modelled data, sha256:");
    expect(texts[1]).toContain("“Clusters grew by 9 %.” Figure. In Clusters & regions");
    expect(texts[2]).toContain("Clusters grew by 9 % [Figur, modellerte data, sha256:");
    for (const text of texts) expect(text).toContain(`${page.url}#figure-growth`);
  });

  it("ends no title with two stops, and puts it first where nobody is named", () => {
    const named = (title: string) =>
      citedWork(
        { ...page, title },
        { descriptor: { ...descriptor, contributors: [] }, contentHash: undefined },
      );
    expect(citationText({ ...named("Why clusters?"), modelled: false }, "apa")).toBe(
      `Why clusters? (1998, April 1). In Clusters & regions 1990_2000. ${page.url}`,
    );
    expect(citationText({ ...named("Why clusters?"), modelled: false }, "chicago")).toBe(
      `“Why clusters?” 1998. In Clusters & regions 1990_2000. April 1, 1998. ${page.url}.`,
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
        note: "Modelled figures, not observations; data made 1998-04-01. Data sha256:0123456789ab.",
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
    const work = citedSiteWork(page, "Atlas");
    expect(CITATION_STYLES.map((style) => citationText(work, style))).toEqual([
      `${page.title}. (n.d.). Atlas. ${page.url}`,
      `“${page.title}.” n.d. Atlas. ${page.url}.`,
      `${page.title}. (u.å.). Atlas. ${page.url}`,
    ]);
    expect(bibtex(plain)).not.toMatch(/author|year|date|note/);
    expect(ris(plain)).not.toMatch(/^(AU|PY|DA|N1)/m);
  });

  it("carries the word modelled where a page outside editions shows such figures", () => {
    const shown = citeSitePage({ ...page, path: "/clusters/a/b/" }, "Atlas", "Modelled data");
    const work = citedSiteWork({ ...page, modelled: true }, "Atlas");
    expect(CITATION_STYLES.map((style) => citationText(work, style))).toEqual([
      `${page.title} [Modelled data]. (n.d.). Atlas. ${page.url}`,
      `“${page.title}.” n.d. Atlas. Modelled data. ${page.url}.`,
      `${page.title} [Modellerte data]. (u.å.). Atlas. ${page.url}`,
    ]);
    expect(bibtex(shown)).toContain("note = {Modelled data}");
    expect(ris(shown)).toContain("M3  - Modelled data\r\n");
  });

  it("keeps a line break in a name from breaking the record", () => {
    const broken = { ...item, title: "Two\nlines" };
    expect(ris(broken)).toContain("TI  - Two lines\r\n");
    expect(bibtex(broken)).toContain("{{Two lines}}");
  });
});

describe("CITATION.cff", () => {
  const file = (given: Partial<Descriptor>) =>
    citationFile({
      descriptor: { ...OBSERVED, ...given },
      contentHash: HASH,
      url: "https://atlas.example/1998/",
    });

  it("says what the edition says of itself, persons as persons", () => {
    const content = parse(
      file({ keywords: ["coast", "coast"], licences: [{ name: "CC-BY-4.0" }] }) ?? "",
    );
    expect(content).toEqual({
      "cff-version": "1.2.0",
      message: "Please cite this edition as below.",
      type: "dataset",
      title: "Clusters of the coast",
      authors: [
        { "family-names": "Nordmann", "given-names": "Kari Anne-Marie" },
        { "family-names": "Hansen", "given-names": "Ola" },
      ],
      version: "2.1",
      "date-released": "1998-04-01",
      doi: "10.5281/zenodo.1234",
      url: "https://atlas.example/1998/",
      identifiers: [expect.objectContaining({ type: "other", value: `sha256:${HASH}` })],
      keywords: ["coast"],
      license: "CC-BY-4.0",
    });
  });

  it("is not written where nobody is named, and names no licence that the format does not know", () => {
    expect(file({ contributors: [] })).toBeUndefined();
    const other = { name: "US-PD", path: "https://statistics.example/terms" };
    const content = parse(file({ licences: [other] }) ?? "");
    expect(content).not.toHaveProperty("license");
    expect(content).toHaveProperty("license-url", other.path);
  });

  it("tells that figures are modelled", () => {
    expect(file({ status: "modelled" })).toMatch(/^message: .*modelled/m);
  });
});
