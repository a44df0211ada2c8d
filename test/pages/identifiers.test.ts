/** Codes of classifications and addresses elsewhere, as pages and machines are told of them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Region, Sector } from "../../src/model/dataset.ts";
import { furtherFacts, identifiersOf, placeThing, termThing } from "../../src/pages/identifiers.ts";
import { identityView } from "../../src/pages/identity.ts";
import { NORWEGIAN, SPEECH } from "../speech.ts";

function region(extra: Readonly<Record<string, string>>, more: Partial<Region> = {}): Region {
  return { id: "fjord", name: "Fjord", longitude: 6.1, latitude: 62.4, extra, ...more };
}

function sector(extra: Readonly<Record<string, string>>, more: Partial<Sector> = {}): Sector {
  return { id: "boats", name: "Boats", group: "makers", branch: undefined, extra, ...more };
}

describe("codes of classifications", () => {
  it.each([
    ["isic2", "3841", "ISIC Rev. 2", undefined],
    ["isic31", "3511", "ISIC Rev. 3.1", undefined],
    ["nace2", "30.11", "NACE Rev. 2", "http://data.europa.eu/ux2/nace2/3011"],
    ["nace21", "C", "NACE Rev. 2.1", "http://data.europa.eu/ux2/nace2.1/C"],
    ["nace", "30.11", "NACE", undefined],
    ["nace1", "35.1", "NACE Rev. 1", undefined],
    ["sn2007", "30.113", "SN2007", undefined],
    ["naics2017", "336", "NAICS 2017", undefined],
    ["nuts2021", "NO081", "NUTS 2021", "http://data.europa.eu/nuts/code/NO081"],
    ["nuts", "NO08", "NUTS", "http://data.europa.eu/nuts/code/NO08"],
    ["lau2021", "0301", "LAU 2021", undefined],
    ["iso3166_2", "NO-03", "ISO 3166-2", undefined],
    ["ssb2024", "0301", "SSB 2024", undefined],
    ["ba_region", "37", "BA", undefined],
    ["cbsa", "10100", "CBSA", undefined],
  ])("the column %s with %s", (column, code, scheme, uri) => {
    const [identifier, ...others] = identifiersOf(sector({ [column]: code }));
    expect(others).toEqual([]);
    expect(identifier).toMatchObject({ scheme, code });
    expect(identifier?.uri).toBe(uri);
  });

  it("have an address only where the cell holds a single code", () => {
    for (const code of ["30.11, 30.12", "30 except 30.2", "30.11;30.12", "x", "30-33"])
      expect(identifiersOf(sector({ nace2: code }))).toEqual([
        { kind: "nace", scheme: "NACE Rev. 2", version: "2", code },
      ]);
    expect(identifiersOf(region({ nuts2021: "NO081 NO082" }))[0]?.uri).toBeUndefined();
  });

  it("are none where the cell is empty or the column another", () => {
    expect(
      identifiersOf(sector({ isic2: "", county: "West", nacelle: "1", name_nb: "Båt" })),
    ).toEqual([]);
  });

  it("never make an address that does not print as it is", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("nace2", "nuts2021"), (code, column) => {
        for (const { uri } of identifiersOf(sector({ [column]: code })))
          if (uri !== undefined) expect(uri).toMatch(/^http:\/\/data\.europa\.eu\/[\w./]+$/);
      }),
    );
  });
});

describe("machines are told", () => {
  it("what is known of a region, and nothing else", () => {
    const sameAs = ["https://www.wikidata.org/entity/Q585"];
    expect(placeThing(region({ nuts2021: "NO081", county: "West" }, { sameAs }))).toEqual({
      "@type": "Place",
      name: "Fjord",
      geo: { "@type": "GeoCoordinates", latitude: 62.4, longitude: 6.1 },
      identifier: [
        {
          "@type": "PropertyValue",
          propertyID: "NUTS 2021",
          value: "NO081",
          url: "http://data.europa.eu/nuts/code/NO081",
        },
      ],
      sameAs,
    });
    expect(placeThing(region({}, { longitude: undefined, latitude: undefined }))).toEqual({
      "@type": "Place",
      name: "Fjord",
    });
  });

  it("what is known of a sector", () => {
    expect(termThing(sector({ isic2: "3841" }))).toEqual({
      "@type": "DefinedTerm",
      name: "Boats",
      identifier: [{ "@type": "PropertyValue", propertyID: "ISIC Rev. 2", value: "3841" }],
    });
    expect(termThing(sector({}))).toEqual({ "@type": "DefinedTerm", name: "Boats" });
  });
});

describe("readers are told", () => {
  const item = sector(
    { isic2: "3841", name_nb: "Båter", group_nb: "industri", county: "West", empty: "" },
    { sameAs: ["https://www.example.org/boats"] },
  );

  it.each([
    [
      SPEECH,
      "International Standard Industrial Classification of All Economic Activities, revision 2",
    ],
    [NORWEGIAN, "FNs standard for næringsgruppering, revisjon 2"],
  ])("with the classification's name and version: $1", (speech, title) => {
    expect(identityView(item, speech)).toEqual({
      id: "boats",
      codes: [{ scheme: "ISIC Rev. 2", code: "3841", href: undefined, title }],
      sameAs: [{ href: "https://www.example.org/boats", text: "www.example.org/boats" }],
      facts: [{ name: "county", value: "West" }],
    });
  });

  it("further columns as they are called, but no names in languages", () => {
    expect(furtherFacts(item)).toEqual([{ name: "county", value: "West" }]);
  });
});
