/**
 * Our references in APA style against those that citeproc makes of our CSL-JSON by the style of the CSL project. They
 * are the same but for what `asCiteproc` undoes, where each difference is meant and says why.
 */

import { describe, expect, it } from "vitest";
import type { Contributor, Descriptor } from "../../src/model/dataset.ts";
import {
  type CitedPage,
  citedSiteWork,
  citedWork,
  citeEditionPage,
  citeSitePage,
} from "../../src/pages/citation.ts";
import { citationText } from "../../src/pages/citation-style.ts";
import { SPEECH } from "../speech.ts";
import { citeprocApa } from "./citation-js.ts";
import { BARELY_DESCRIBED } from "./published.ts";

const edition: Descriptor = {
  name: "edition",
  title: "Clusters of the Coast",
  created: "1998-04-01",
  published: "1998-04-01",
  jobsUnit: "jobs",
  firmsUnit: "firms",
  criteria: { locationQuotient: { above: 3 }, jobs: { atLeast: 200 }, firms: { atLeast: 10 } },
  clusterYears: [1990],
  periods: [],
  receipts: [],
  decisions: [],
  breaks: [],
  notes: [],
  licences: [],
  sources: [],
  contributors: [],
  keywords: [],
  status: "observed",
  ...BARELY_DESCRIBED,
};

const person = (givenName: string | undefined, familyName: string): Contributor => ({
  title: familyName,
  ...(givenName === undefined ? {} : { givenName }),
  familyName,
  role: "author",
});
const office = (title: string): Contributor => ({ title, role: "author" });
const PRESS: Contributor = { title: "Press", role: "publisher" };
const DOI = "10.5281/zenodo.1";

const EDITIONS: readonly (readonly [string, Partial<Descriptor>])[] = [
  ["that names nobody", {}],
  ["by an organisation", { contributors: [office("Statistics Office")] }],
  ["by two organisations", { contributors: [office("Statistics Office"), office("A, B and C")] }],
  [
    "by three organisations",
    { contributors: [office("Statistics Office"), office("The Institute"), office("A and B")] },
  ],
  ["by a person", { contributors: [person("Kari Anne-Marie", "Nordmann")] }],
  ["by a person of one name", { contributors: [person(undefined, "Plato")] }],
  ["by two persons", { contributors: [person("Kari", "Nordmann"), person("Ola", "van der Berg")] }],
  [
    "by persons and an organisation",
    { contributors: [person("Kari", "Nordmann"), person("Åse", "Ås"), office("The Office")] },
  ],
  ["by twenty", { contributors: Array.from({ length: 20 }, (_, at) => person("Kari", `N${at}`)) }],
  [
    "by twenty-one",
    { contributors: Array.from({ length: 21 }, (_, at) => person("Kari", `N${at}`)) },
  ],
  ["that is modelled", { status: "modelled", contributors: [person("K.", "N.")] }],
  [
    "that was modelled later",
    { status: "modelled", contributors: [person("K.", "N.")], created: "2026-11-23T00:00:00Z" },
  ],
  [
    "with a publisher and a version",
    { contributors: [office("An Office"), PRESS], version: "2.1" },
  ],
  ["with a DOI", { contributors: [office("An Office")], doi: DOI }],
  [
    "with all of it",
    { contributors: [office("An Office"), PRESS], version: "2", doi: DOI, status: "modelled" },
  ],
];

const HASH = "0123456789ab".padEnd(64, "c");

type Work = "page" | "report" | "dataset";

/** What citeproc would have made of it. */
function asCiteproc(ours: string, work: Work, { status, doi }: Descriptor): string {
  const plain = ours
    // The data of an edition can be told from any other by their hash: CSL has no field that its APA style prints.
    .replace(/, sha256:[0-9a-f]{12}/, "")
    // Observed data are bare "Data"; citeproc names the type of a data set, and nothing of other types.
    .replace(" [Data]", work === "dataset" ? " [Dataset]" : "")
    // A part of an edition has an address of its own, so that its DOI, the edition's, stands beside the edition.
    .replace(`; https://doi.org/${doi}`, "")
    .replace(` (https://doi.org/${doi})`, "");
  // A page of a frozen edition is a part of a report ("In"); CSL knows it as a page of a site, whose name comes last
  // and has no version.
  if (work === "page")
    return plain.replace(
      /In (Clusters of the Coast)(?: \(Version [^)]*\))?\. (Press\. )?/,
      "$2$1. ",
    );
  // Editions may come out within a year, and show their day: it is given of all that is in them.
  const dated = plain.replace("(1998, April 1)", "(1998)");
  // The data that have the DOI are all on that page; the reader may yet want the page.
  const placed =
    work === "dataset" && doi !== undefined
      ? dated.replace(/https:\/\/atlas\S+$/, `https://doi.org/${doi}`)
      : dated;
  return status === "observed" && work === "dataset"
    ? // Where nobody is named, citeproc leaves the type behind the date.
      placed.replace(/^(Horten: Electronics) \[Dataset\]\. \(1998\)\./, "$1. (1998). [Dataset].")
    : placed;
}

describe.each(EDITIONS)("an edition %s", (_, changes) => {
  const descriptor: Descriptor = { ...edition, ...changes };

  it.each(["page", "report", "dataset"] as const)("is cited as a %s as citeproc would", (work) => {
    const page: CitedPage = {
      path: "/1998/x/",
      title: work === "report" ? descriptor.title : "Horten: Electronics",
      url: "https://atlas.example/1998/x/",
      language: "en",
      work: work === "page" ? undefined : work,
    };
    const cited = { descriptor, contentHash: HASH };
    const ours = citationText(citedWork(page, cited), "apa");
    expect(ours).toContain("sha256:0123456789ab");
    expect(asCiteproc(ours, work, descriptor)).toBe(
      citeprocApa(citeEditionPage(page, cited, SPEECH)),
    );
  });
});

describe("a page outside editions", () => {
  const page = { path: "/about/", title: "About", url: "https://a.example/about/", language: "en" };

  it("is undated as citeproc would say, and not said to be retrieved on a day that nobody knows", () => {
    const theirs = citeprocApa(citeSitePage(page, "Klyngeatlas"));
    expect(citationText(citedSiteWork(page, "Klyngeatlas"), "apa")).toBe(
      theirs.replace("Retrieved ", ""),
    );
  });
});

describe("authors of other kinds", () => {
  const reference = (style: "apa" | "norsk", contributors: readonly Contributor[]): string =>
    citationText(
      citedWork(
        { title: edition.title, url: "https://a.example/1998/", work: "report" },
        { descriptor: { ...edition, contributors }, contentHash: undefined },
      ),
      style,
    ).split(" (")[0] ?? "";

  it("are set apart by a comma after initials, where citeproc sets none before an organisation", () => {
    expect(reference("apa", [person("Kari", "Nordmann"), office("An Office")])).toBe(
      "Nordmann, K., & An Office.",
    );
  });

  it("have no comma before & in Norwegian, however many they are", () => {
    const [kari, ola, office3] = [person("Kari", "N"), person("Ola", "M"), office("Kontoret")];
    expect(reference("norsk", [kari, ola])).toBe("N, K. & M, O.");
    expect(reference("norsk", [kari, ola, office3])).toBe("N, K., M, O. & Kontoret.");
  });

  it("are not named twice where they publish it themselves", () => {
    const texts = (["apa", "norsk", "chicago"] as const).map((style) =>
      citationText(
        citedWork(
          { title: edition.title, url: "https://a.example/1998/", work: "report" },
          { descriptor: { ...edition, contributors: [PRESS] }, contentHash: undefined },
        ),
        style,
      ),
    );
    for (const text of texts) expect(text.match(/Press/g)).toHaveLength(1);
  });
});
