/**
 * What machines are told in heads, held against the readers' own documentation: Google Scholar's "Inclusion Guidelines
 * for Webmasters" (section "Indexing"), Zotero's translators "Embedded Metadata" and "RDF", ogp.me, Google's "Dataset
 * structured data", and signposting.org/FAIR.
 */

import fc from "fast-check";
import type { Dataset as SchemaDataset } from "schema-dts";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Descriptor } from "../../src/model/dataset.ts";
import { DESCRIPTIONS } from "../../src/pages/descriptions/publish.ts";
import type { HeadPage, PageWork } from "../../src/pages/head/cited-work.ts";
import { headOf } from "../../src/pages/head/head.ts";
import { linksetJson } from "../../src/pages/head/linkset.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { siteAt } from "../speech.ts";

const KNOWN = siteAt({ baseUrl: "https://atlas.example.org", pathPrefix: "/p/", title: "Atlas" });
const UNKNOWN = siteAt({ baseUrl: undefined, pathPrefix: "/p/", title: "Atlas" });

const FULL: Partial<Descriptor> = {
  title: "Clusters of the coast",
  description:
    "Jobs and firms on the coast, by region and sector, in two years that are far apart.",
  published: "2001-02-03",
  created: "2001-01-31T10:00:00Z",
  status: "modelled",
  doi: "10.5281/zenodo.1234",
  version: "2.1",
  keywords: ["boats", "coast"],
  place: { name: "Norway", sameAs: "https://www.wikidata.org/entity/Q20" },
  licences: [{ name: "CC-BY-4.0", path: "https://creativecommons.org/licenses/by/4.0/" }],
  sources: [{ title: "Register", path: "https://statistics.example/register" }],
  contributors: [
    {
      title: "Kari Nordmann",
      givenName: "Kari",
      familyName: "Nordmann",
      role: "author",
      path: "https://orcid.org/0000-0002-1825-0097",
    },
    { title: "Coast Office", role: "publisher" },
  ],
};

const file = (name: string, mediatype: string) => ({
  name,
  file: name,
  title: `Table ${name}`,
  mediatype,
  bytes: 120,
  sha256: "a".repeat(64),
  fields: undefined,
});

const REPORT: PageWork = {
  kind: "report",
  pdf: "/e1/report.pdf",
  items: [{ path: "/e1/data/clusters.csv", mediatype: "text/csv" }],
};
const DATASET: PageWork = { kind: "dataset", files: [file("clusters.csv", "text/csv")] };

function page(
  descriptor: Partial<Descriptor>,
  given: Partial<HeadPage> = {},
): HeadPage & { readonly dataset: NonNullable<HeadPage["dataset"]> } {
  const literal = { id: "e1", cells: { 1970: { coast: { boats: 1 } }, 1990: {} }, descriptor };
  return {
    path: "/e1/clusters/",
    title: "Clusters",
    description: "All clusters. Modelled figures.",
    trail: [{ path: "/", text: "Atlas" }],
    isCited: true,
    ...given,
    dataset: datasetOf(literal),
  };
}

const FRONT = page(FULL, { path: "/e1/", title: "Clusters of the coast", work: REPORT });
const DATA = page(FULL, { path: "/e1/data/", title: "Data", work: DATASET });
const INNER = page(FULL);
const OUTSIDE: HeadPage = {
  path: "/about/",
  title: "About",
  description: "About the atlas.",
  trail: [],
  isCited: true,
};

const metas = (of: HeadPage, site = KNOWN): ReadonlyMap<string, readonly string[]> =>
  grouped(headOf(of, site).metas.map(({ key, content }) => [key, content]));

function grouped(pairs: readonly (readonly [string, string])[]) {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

/** What is told in JSON-LD, one entity a script. */
const entities = (of: HeadPage, site = KNOWN): readonly Readonly<Record<string, unknown>>[] =>
  headOf(of, site).jsonLd.map((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)));

const links = (of: HeadPage, site = KNOWN): ReadonlyMap<string, readonly string[]> =>
  grouped(headOf(of, site).links.map(({ rel, href }) => [rel, href]));

describe("Google Scholar", () => {
  it.each([
    ["front", FRONT],
    ["data", DATA],
    ["inner", INNER],
  ] as const)("finds title, authors and date on the %s page", (_, given) => {
    const tags = metas(given);
    expect(tags.get("citation_title")).toEqual([given.title]);
    expect(tags.get("citation_author")).toEqual(["Nordmann, Kari"]);
    // "2010/5/12"; a year at least.
    expect(tags.get("citation_publication_date")).toEqual(["2001/02/03"]);
  });

  it("takes the front page for a technical report, with its PDF in a folder of the page", () => {
    const tags = metas(FRONT);
    expect(tags.get("citation_technical_report_institution")).toEqual(["Coast Office"]);
    const [address] = tags.get("citation_public_url") ?? [];
    const [pdf] = tags.get("citation_pdf_url") ?? [];
    expect(pdf).toBe(`${address}report.pdf`);
    expect(tags.get("citation_doi")).toEqual(["10.5281/zenodo.1234"]);
  });

  it("is told of no report, PDF or DOI on pages within it", () => {
    for (const key of ["citation_technical_report_institution", "citation_pdf_url", "citation_doi"])
      expect(metas(INNER).has(key)).toBe(false);
  });
});

describe("Zotero", () => {
  /** The type that its translators come to: og:type before dc:type before what Highwire tags suggest. */
  const itemType = (of: HeadPage): string => {
    const tags = metas(of);
    if (tags.get("og:type")?.[0] === "website") return "webpage";
    if (tags.get("DC.type")?.[0] === "Report") return "report";
    return "journalArticle";
  };

  it("keeps the edition as a report, and its pages as web pages", () => {
    expect(itemType(FRONT)).toBe("report");
    expect(itemType(INNER)).toBe("webpage");
    expect(itemType(DATA)).toBe("webpage");
    expect(itemType(OUTSIDE)).toBe("webpage");
  });

  it("finds each field it asks for in the prefixes that are declared", () => {
    const tags = metas(FRONT);
    const declared = headOf(FRONT, KNOWN)
      .links.filter(({ rel }) => rel.startsWith("schema."))
      .map(({ rel }) => rel.slice("schema.".length));
    for (const key of tags.keys())
      if (/^DC/.test(key)) expect(declared).toContain(key.split(".")[0]);
    expect(tags.get("DC.rights")).toEqual(["https://creativecommons.org/licenses/by/4.0/"]);
    expect(tags.get("DC.publisher")).toEqual(["Coast Office"]);
    expect(tags.get("citation_keywords")).toEqual(["boats", "coast"]);
    expect(tags.get("citation_language")).toEqual(["en"]);
    expect(tags.get("og:site_name")).toEqual(["Atlas"]);
  });
});

describe("Open Graph", () => {
  it("has the four properties that every page must have, where there is a card and an address", () => {
    const card = { path: "/e1/clusters/card.png", alt: "Clusters", width: 1200, height: 630 };
    const tags = metas({ ...INNER, card });
    for (const key of ["og:title", "og:type", "og:image", "og:url"])
      expect(tags.get(key)).toHaveLength(1);
    expect(tags.get("og:image")).toEqual(["https://atlas.example.org/p/e1/clusters/card.png"]);
    expect(tags.get("og:image:alt")).toEqual(["Clusters"]);
    expect(tags.get("twitter:card")).toEqual(["summary_large_image"]);
  });

  it("shows no picture where the site's address is not known", () => {
    const card = { path: "/e1/clusters/card.png", alt: "Clusters", width: 1200, height: 630 };
    const tags = metas({ ...INNER, card }, UNKNOWN);
    expect(tags.has("og:image")).toBe(false);
    expect(tags.get("twitter:card")).toEqual(["summary"]);
  });
});

describe("schema.org", () => {
  it("describes the data set as Google's data set search asks", () => {
    const [page, dataset] = entities(DATA);
    const id = "https://atlas.example.org/p/e1/data/#dataset";
    expect(page).toMatchObject({ "@type": "WebPage", mainEntity: { "@id": id } });
    expect(dataset).toMatchObject({
      "@context": "https://schema.org",
      "@type": "Dataset",
      "@id": id,
      name: "Clusters of the coast",
      url: "https://atlas.example.org/p/e1/data/",
      sameAs: "https://doi.org/10.5281/zenodo.1234",
      version: "2.1",
      temporalCoverage: "1970/1990",
      creativeWorkStatus: "Modelled figures",
      license: ["https://creativecommons.org/licenses/by/4.0/"],
      spatialCoverage: { "@type": "Place", name: "Norway" },
      isBasedOn: [{ name: "Register", url: "https://statistics.example/register" }],
      author: [{ "@type": "Person", familyName: "Nordmann" }],
      publisher: [{ "@type": "Organization", name: "Coast Office" }],
      distribution: [
        {
          "@type": "DataDownload",
          contentUrl: "https://atlas.example.org/p/e1/data/clusters.csv",
          encodingFormat: "text/csv",
        },
      ],
    });
  });

  it("describes a data set by 50 to 5000 characters, whatever the edition says of itself", () => {
    const bare = page({ title: "T" }, { work: DATASET });
    for (const given of [DATA, bare]) {
      const { length } = String(entities(given)[1]?.description);
      expect(length).toBeGreaterThanOrEqual(50);
      expect(length).toBeLessThanOrEqual(5000);
    }
  });

  it("stands for the report on its front page, at the top of a document", () => {
    expect(entities(FRONT)).toMatchObject([
      { "@type": "WebPage", mainEntity: { "@id": "https://atlas.example.org/p/e1/#report" } },
      { "@type": "Report", "@id": "https://atlas.example.org/p/e1/#report", version: "2.1" },
    ]);
    expect(entities(INNER)).toMatchObject([
      { isPartOf: { "@id": "https://atlas.example.org/p/e1/#report" } },
    ]);
  });

  it("is held against the vocabulary by types that object", () => {
    // @ts-expect-error: the vocabulary has no such property of data sets.
    const wrong: SchemaDataset = { "@type": "Dataset", temporalCover: "1970/1990" };
    expect(wrong).toBeDefined();
  });

  it("names each crumb, in order, with its address but where none is known", () => {
    const crumbs = (site: typeof KNOWN) =>
      z
        .object({ itemListElement: z.array(z.record(z.string(), z.unknown())) })
        .parse(entities(INNER, site)[0]?.breadcrumb).itemListElement;
    expect(crumbs(KNOWN)).toMatchObject([
      { position: 1, name: "Atlas", item: "https://atlas.example.org/p/" },
      { position: 2, name: "Clusters", item: "https://atlas.example.org/p/e1/clusters/" },
    ]);
    for (const crumb of crumbs(UNKNOWN)) expect(crumb).not.toHaveProperty("item");
  });
});

describe("FAIR Signposting", () => {
  it("leads from the landing page to everything that its first level asks for", () => {
    const to = links(FRONT);
    expect(to.get("cite-as")).toEqual(["https://doi.org/10.5281/zenodo.1234"]);
    expect(to.get("type")).toEqual(["https://schema.org/AboutPage", "https://schema.org/Report"]);
    expect(to.get("author")).toEqual(["https://orcid.org/0000-0002-1825-0097"]);
    expect(to.get("license")).toEqual(["https://creativecommons.org/licenses/by/4.0/"]);
    expect(to.get("item")).toEqual(["/p/e1/data/clusters.csv"]);
    expect(to.get("describedby")).toEqual([
      "/p/e1/cite.csl.json",
      ...DESCRIPTIONS.map(({ path }) => `/p/e1/${path}`),
    ]);
    expect(to.get("linkset")).toEqual(["/p/e1/linkset.json"]);
  });

  it("leads from a page back to its edition, and cites the page itself", () => {
    const to = links(INNER);
    expect(to.get("cite-as")).toEqual(["https://atlas.example.org/p/e1/clusters/"]);
    expect(to.get("collection")).toEqual(["/p/e1/"]);
  });

  it("says the same of files in the link set", () => {
    const parts = {
      items: [{ path: "/e1/data/clusters.csv", mediatype: "text/csv" }],
      descriptions: [{ path: "/e1/data/datapackage.json", mediatype: "application/json" }],
    };
    const { linkset } = JSON.parse(linksetJson(FRONT.dataset, parts, KNOWN));
    expect(linkset).toMatchObject([
      {
        anchor: "https://atlas.example.org/p/e1/",
        "cite-as": [{ href: "https://doi.org/10.5281/zenodo.1234" }],
        item: [{ href: "https://atlas.example.org/p/e1/data/clusters.csv", type: "text/csv" }],
      },
      { anchor: "https://atlas.example.org/p/e1/data/" },
      {
        anchor: "https://atlas.example.org/p/e1/data/clusters.csv",
        collection: [{ href: "https://atlas.example.org/p/e1/" }],
        license: [{ href: "https://creativecommons.org/licenses/by/4.0/" }],
      },
      { anchor: "https://atlas.example.org/p/e1/data/datapackage.json" },
    ]);
  });
});

describe("honesty", () => {
  it("marks modelled figures in every vocabulary that says what figures are, and observed ones in none", () => {
    const modelled = headOf(DATA, KNOWN);
    for (const entity of modelled.jsonLd)
      expect(entity).toContain('"creativeWorkStatus":"Modelled figures"');
    for (const key of ["og:description", "DC.description"])
      expect(metas(DATA).get(key)?.[0]).toMatch(/Modelled figures/);
    const observed = headOf(page({ ...FULL, status: "observed" }, { description: "All." }), KNOWN);
    expect(JSON.stringify(observed)).not.toMatch(/modelled/i);
  });

  it("gives no address, author, date or licence that is not known", () => {
    const bare = headOf(page({ title: "T" }), UNKNOWN);
    const text = JSON.stringify(bare);
    expect(text).not.toMatch(/klyngeatlas\.example|citation_author|DC\.creator|license|author/);
    expect(links(page({ title: "T" }), UNKNOWN).has("cite-as")).toBe(false);
    expect(metas(OUTSIDE).has("citation_publication_date")).toBe(false);
    expect(metas(OUTSIDE).has("DC.date")).toBe(false);
  });

  it("never writes an empty or undefined value, whatever is left out", () => {
    const part = <T>(value: T) => fc.option(fc.constant(value), { nil: undefined });
    const anyDescriptor = fc.record({
      description: part(FULL.description),
      doi: part(FULL.doi),
      version: part(FULL.version),
      place: part(FULL.place),
      keywords: fc.constantFrom([], ["boats"]),
      licences: fc.constantFrom([], [{ name: "CC0-1.0" }], FULL.licences ?? []),
      contributors: fc.subarray([...(FULL.contributors ?? [])]),
      status: fc.constantFrom("observed" as const, "modelled" as const),
    });
    fc.assert(
      fc.property(
        anyDescriptor,
        fc.constantFrom(REPORT, DATASET, undefined),
        fc.constantFrom(KNOWN, UNKNOWN),
        (descriptor, work, site) => {
          const head = headOf(page(descriptor, { work }), site);
          const values = [
            ...head.metas.map(({ content }) => content),
            ...head.links.map(({ href }) => href),
          ];
          for (const value of values) expect(value).toMatch(/\S/);
          expect(values.join(" ")).not.toMatch(/undefined|null|NaN/);
          const walk = (value: unknown): void => {
            expect(value).not.toBeNull();
            expect(value).not.toBe("");
            if (typeof value === "object" && value !== null) {
              expect(Object.keys(value)).not.toHaveLength(0);
              for (const inner of Object.values(value)) walk(inner);
            }
          };
          for (const entity of head.jsonLd) walk(JSON.parse(entity));
        },
      ),
      { numRuns: 60 },
    );
  });
});
