/** Lives, places and changes of the four made editions of the coast, told in bokmål: whole sentences, as a reader meets them. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import { historyOf } from "../../src/model/life.ts";
import { editionChanges } from "../../src/pages/changes.ts";
import { lifeLede, stepSentences } from "../../src/pages/life-words.ts";
import { placeHistorySheet, placesOf } from "../../src/pages/place-history.ts";
import { readEditions } from "../../src/read/editions.ts";
import { COAST, writeEdition } from "../site/made-editions.ts";
import { NORWEGIAN, siteAt } from "../speech.ts";

const SITE = {
  ...siteAt({ baseUrl: undefined, pathPrefix: "/p/", title: "Atlas" }),
  speech: NORWEGIAN,
};
const data = mkdtempSync(join(tmpdir(), "klyngeatlas-lives-"));
let atlases: readonly Atlas[] = [];

beforeAll(async () => {
  for (const edition of COAST) writeEdition(data, edition);
  const reading = await readEditions(data);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  atlases = reading.value.map(buildAtlas);
});
afterAll(() => rmSync(data, { recursive: true }));

const textOf = (parts: readonly { readonly text: string }[]): string =>
  parts.map(({ text }) => text).join("");

const lifeOf = (place: string, editions: number, from = 0) => {
  const [region = "", sector = ""] = place.split("/");
  return historyOf(atlases.slice(from, editions)).lifeOf({ region, sector });
};

describe("lives in bokmål", () => {
  it.each([
    ["stavanger/boats", 1, 0, "En potensiell regional klynge i den eneste utgaven, 2015."],
    [
      "stavanger/boats",
      2,
      0,
      "En potensiell regional klynge i alle utgavene, fra 2015 til den nyeste, 2018.",
    ],
    [
      "stavanger/fish",
      3,
      0,
      "For første gang en potensiell regional klynge i den nyeste utgaven, 2021: antallet arbeidsplasser økte fra 150 til 400 og antallet bedrifter økte fra 9 til 20; kriteriene er minst 200 og minst 10; arbeidsplasser telles i en annen enhet enn før; regionen ble utvidet med Finnøy og Rennesøy i 2020.",
    ],
    [
      "vardo/boats",
      2,
      0,
      "Ikke lenger en potensiell regional klynge fra og med den nyeste utgaven, 2018: antallet arbeidsplasser gikk ned fra 220 til 180; kriteriet er minst 200. Den var det i utgave 2015.",
    ],
    [
      "vardo/boats",
      3,
      0,
      "Tall som er holdt tilbake, lar det stå åpent om dette er en potensiell regional klynge i den nyeste utgaven, 2021. Den var det i utgave 2015.",
    ],
    [
      "vardo/boats",
      4,
      0,
      "Igjen en potensiell regional klynge i den nyeste utgaven, 2024: tall som er holdt tilbake i utgave 2021, lot det stå åpent om den oppfylte kriteriet for bedrifter.",
    ],
    [
      "vardo/boats",
      2,
      1,
      "Ikke en potensiell regional klynge i det siste året i noen av utgavene. Den var det i 2015, etter tallene i utgave 2018.",
    ],
    [
      "rost/fish",
      4,
      0,
      "Borte fra og med utgave 2024, som ikke har denne regionen. Regionen opphørte i 2022: Nobody lives there. Den var en potensiell regional klynge i utgave 2021.",
    ],
    [
      "haram/boats",
      4,
      0,
      "En potensiell regional klynge i den nyeste utgaven, 2024. Den viderefører Ålesund: Boat building. Regionen ble skilt ut fra Ålesund i 2024.",
    ],
  ])("of %s in %d editions, from the one at %d on", (place, editions, from, said) => {
    const lede = lifeLede(lifeOf(place, editions, from), () => "", NORWEGIAN);
    expect(textOf(lede)).toBe(said);
  });

  it("say where a cluster goes on that is gone under its name", () => {
    const lede = lifeLede(lifeOf("finnoy/boats", 4), ({ region }) => region, NORWEGIAN);
    expect(textOf(lede)).toMatch(
      /^Borte under dette navnet fra og med utgave 2021: Den fortsetter som stavanger\. Regionene Finnøy/,
    );
  });

  it("tell each step", () => {
    const life = lifeOf("alesund/boats", 4);
    expect(life.steps.flatMap((_, n) => stepSentences(life, n, NORWEGIAN))).toEqual([
      "En potensiell regional klynge både i 2010 og i 2015.",
      "Den fortsetter. Haram ble skilt ut fra regionen i 2024.",
      "En del av den fortsetter som Haram: Boat building.",
    ]);
  });
});

describe("regions through the editions in bokmål", () => {
  it("say what they are, or what became of them", async () => {
    const history = historyOf(atlases);
    const said = async (id: string): Promise<string> => {
      const place = placesOf("region", history).find((each) => each.id === id);
      if (place === undefined) throw new Error(`no ${id}`);
      return textOf((await placeHistorySheet(place, history, SITE, async () => {})).view.lede);
    };
    expect(await said("finnoy")).toBe(
      "Ikke en egen region fra og med utgave 2021: Den inngår i Greater Stavanger.",
    );
    expect(await said("rost")).toBe(
      "Ikke en egen region fra og med utgave 2024; ingenting i den nyeste utgaven tar over for den.",
    );
    expect(await said("haram")).toBe("En region i den nyeste utgaven, 2024: se Haram i utgaven.");
  });
});

describe("changes in bokmål", () => {
  it("count, give reasons and revisions", () => {
    const [latest, third, second] = editionChanges(historyOf(atlases), [], SITE);
    expect(latest?.counts).toBe(
      "1 kom inn, 3 gikk ut, 1 ble stående, 2 er fulgt gjennom endringer i kodelistene.",
    );
    expect(latest?.criteria).toBe(
      "lokaliseringskvotient over 2, arbeidsplasser minst 200, bedrifter minst 10",
    );
    expect(latest?.lists.map(({ label }) => label)).toEqual([
      "Kom inn",
      "Gikk ut",
      "Fulgt videre",
      "Regioner",
    ]);
    expect(latest?.findings).toContain(
      "Regioner: 1 delt i 2, 1 ikke lenger med og 1 med nytt navn.",
    );
    expect(third?.lists[1]?.items[0]?.note).toBe(
      "Den fortsetter, sammen med Finnøy: Boat building. Regionen ble utvidet med Finnøy og Rennesøy i 2020; 675 arbeidsplasser til sammen i utgave 2018, 720 i 2021, telt i en annen enhet; 37 bedrifter til sammen i utgave 2018, 30 i 2021.",
    );
    expect(second?.findings.slice(-2)).toEqual([
      "5 celler som finnes i begge utgavene (2015), har andre tall: arbeidsplasser i 5, med 40 til sammen.",
      "Arbeidsplasser i hele landet i 2015: 75\u00a0230 før, 75\u00a0250 nå (+20).",
    ]);
    expect(second?.revised[1]).toBe(
      "Røst: Fish processing, 2015: arbeidsplasser 240 før, 230 nå (−10).",
    );
  });
});
