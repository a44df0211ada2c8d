/** Lives of clusters, and of regions and sectors, over the four made editions of the coast. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import { type History, historyOf } from "../../src/model/life.ts";
import { lifeSheet } from "../../src/pages/life.ts";
import { lifeChart } from "../../src/pages/life-chart.ts";
import { placeHistorySheet, placesOf } from "../../src/pages/place-history.ts";
import { readEditions } from "../../src/read/editions.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { COAST, writeEdition } from "../site/made-editions.ts";
import { SPEECH, siteAt } from "../speech.ts";

const SITE = siteAt({ baseUrl: undefined, pathPrefix: "/p/", title: "Atlas" });
const data = mkdtempSync(join(tmpdir(), "klyngeatlas-lives-"));
let atlases: readonly Atlas[] = [];

beforeAll(async () => {
  for (const edition of COAST) writeEdition(data, edition);
  const reading = await readEditions(data);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  atlases = reading.value.map(buildAtlas);
});
afterAll(() => rmSync(data, { recursive: true }));

/** The view without its picture. */
async function viewIn(history: History, region: string, sector: string) {
  const place = { region, sector };
  const sheet = await lifeSheet(
    place,
    history,
    SITE,
    async () => {},
    async (_, chart) => {
      return {
        id: chart.id,
        headline: chart.headline,
        subtitle: chart.subtitle,
        svg: "",
        description: chart.description,
        source: chart.source,
        status: chart.status,
        table: { id: "", caption: "", columns: [], rows: [], interactive: false },
        svgHref: "",
        told: 1,
        specHref: "",
        csvHref: "",
        citations: [],
        embed: "",
      };
    },
  );
  return sheet.view;
}

function viewOf(region: string, sector: string, editions = 4, from = 0) {
  return viewIn(historyOf(atlases.slice(from, editions)), region, sector);
}

const textOf = (parts: readonly { readonly text: string }[]): string =>
  parts.map(({ text }) => text).join("");

async function ledeOf(region: string, sector: string, editions = 4, from = 0): Promise<string> {
  return textOf((await viewOf(region, sector, editions, from)).lede);
}

const statusesIn = (history: History, region: string, sector: string) =>
  history.lifeOf({ region, sector }).steps.map(({ status }) => status);

describe("the first sentence of a life", () => {
  it.each([
    // [region, sector, number of editions, first of them, what is said]
    ["stavanger", "boats", 1, 0, "A potential regional cluster in the only edition, 2015."],
    [
      "stavanger",
      "boats",
      2,
      0,
      "A potential regional cluster in every edition, from 2015 to the latest, 2018.",
    ],
    [
      "stavanger",
      "boats",
      3,
      0,
      "A potential regional cluster in every edition, from 2015 to the latest, 2021. It continues, with Finnøy: Boat building. Its region took in Finnøy and Rennesøy in 2020; 675 jobs together in edition 2018, 720 in 2021, counted in another unit; 37 firms together in edition 2018, 30 in 2021.",
    ],
    [
      "stavanger",
      "fish",
      3,
      0,
      "A potential regional cluster for the first time in the latest edition, 2021: its jobs rose from 150 to 400 and its firms rose from 9 to 20; the criteria are at least 200 and at least 10; jobs are counted in another unit than before; its region took in Finnøy and Rennesøy in 2020.",
    ],
    [
      "stavanger",
      "fish",
      4,
      0,
      "No potential regional cluster since the latest edition, 2024: its jobs fell from 400 to 150; the criterion is at least 200. It was one in edition 2021.",
    ],
    [
      "vardo",
      "boats",
      2,
      0,
      "No potential regional cluster since the latest edition, 2018: its jobs fell from 220 to 180; the criterion is at least 200. It was one in edition 2015.",
    ],
    [
      "vardo",
      "boats",
      3,
      0,
      "Withheld figures leave it open whether this is a potential regional cluster in the latest edition, 2021. It was one in edition 2015.",
    ],
    [
      "vardo",
      "boats",
      4,
      0,
      "A potential regional cluster again in the latest edition, 2024: figures withheld in edition 2021 left open whether its firms would do.",
    ],
    [
      "vardo",
      "boats",
      2,
      1,
      "Not a potential regional cluster in the latest year of any edition. It was one in 2015, by the figures of edition 2018.",
    ],
    [
      "vardo",
      "boats",
      3,
      1,
      "Withheld figures leave it open whether this is a potential regional cluster in the latest edition, 2021. It was one in 2015, by the figures of edition 2018.",
    ],
    [
      "finnoy",
      "boats",
      4,
      0,
      "Gone under this name since edition 2021: it continues as Greater Stavanger: Boat building. The regions Finnøy (finnoy) and Rennesøy (rennesoy) merged into Stavanger (stavanger) in 2020: Finnøy and Rennesøy merged into Stavanger. It was a potential regional cluster in edition 2018.",
    ],
    [
      "rost",
      "fish",
      4,
      0,
      "Gone since edition 2024, which has no such region. The region ended in 2022: Nobody lives there. It was a potential regional cluster in edition 2021.",
    ],
    [
      "haram",
      "boats",
      4,
      0,
      "A potential regional cluster in the latest edition, 2024. It continues Ålesund: Boat building. Its region was divided from Ålesund in 2024.",
    ],
    [
      "alesund",
      "boats",
      4,
      0,
      "A potential regional cluster in every edition, from 2015 to the latest, 2024. It continues. Its region gave up Haram in 2024.",
    ],
  ])(
    "of %s/%s in %d editions, from the one at %d on",
    async (region, sector, editions, from, said) => {
      expect(await ledeOf(region, sector, editions, from)).toBe(said);
    },
  );

  it("says since when a cluster is one that entered before the latest edition, and why", async () => {
    const third = atlases[2];
    if (third === undefined) return expect.fail();
    // The third edition once more, as if one with the same figures followed it.
    const again = buildAtlas({
      ...third.dataset,
      id: "2022",
      crosswalk: [],
      descriptor: { ...third.dataset.descriptor, title: "The Coast 2022" },
    });
    const history = historyOf([...atlases.slice(0, 3), again]);
    expect(textOf((await viewIn(history, "stavanger", "fish")).lede)).toMatch(
      /^A potential regional cluster since edition 2021, and in the latest edition, 2022\. It entered the list then: its jobs rose from 150 to 400 and/,
    );
    expect(statusesIn(history, "stavanger", "fish")).toEqual(["none", "none", "new", "stable"]);
  });

  it("leads on to what became of it, and to the editions", async () => {
    const { lede } = await viewOf("finnoy", "boats");
    expect(lede.filter(({ href }) => href !== undefined)).toEqual([
      { text: "2021", href: "/p/2021/" },
      { text: "Greater Stavanger: Boat building", href: "/p/clusters/stavanger/boats/" },
      { text: "2018", href: "/p/2018/" },
    ]);
  });
});

describe("a life", () => {
  it("has a status in every edition", () => {
    const history = historyOf(atlases);
    const of = (place: string) => {
      const [region = "", sector = ""] = place.split("/");
      return statusesIn(history, region, sector);
    };
    expect(of("vardo/boats")).toEqual(["new", "ex", "undecided", "re-entered"]);
    expect(of("stavanger/fish")).toEqual(["none", "none", "new", "ex"]);
    expect(of("finnoy/boats")).toEqual(["stable", "stable", "absent", "absent"]);
    expect(of("haram/boats")).toEqual(["absent", "absent", "absent", "stable"]);
    expect(of("rost/fish")).toEqual(["stable", "stable", "stable", "absent"]);
  });

  it("does not call a year none that withheld figures leave open", async () => {
    const open = buildAtlas(
      datasetOf({
        id: "1990",
        cells: Object.fromEntries(
          [1980, 1990].map((year) => [
            year,
            {
              fjord: { boats: [400, year === 1980 ? 20 : undefined], services: 1000 },
              vik: { boats: [400, year === 1980 ? undefined : 20], services: 1000 },
              city: { boats: 10, services: 40_000 },
            },
          ]),
        ),
      }),
    );
    const history = historyOf([open]);
    const said = async (region: string) =>
      (await viewIn(history, region, "boats")).events.flatMap(({ sentences }) => sentences);
    expect(await said("fjord")).toEqual([
      "A potential regional cluster in 1980; withheld figures leave it open whether it is one in 1990.",
    ]);
    expect(await said("vik")).toEqual([
      "A potential regional cluster in 1990; withheld figures leave it open whether it is one in 1980.",
    ]);
    expect(statusesIn(history, "fjord", "boats")).toEqual(["undecided"]);
  });

  it("exists from the first edition in which the pair was a cluster, for ever", () => {
    const places = [1, 2, 3, 4].map((count) =>
      historyOf(atlases.slice(0, count)).places.map(({ region, sector }) => `${region}/${sector}`),
    );
    for (const [n, earlier] of places.entries())
      for (const later of places.slice(n))
        expect(later).toEqual(expect.arrayContaining([...earlier]));
    expect(places.map(({ length }) => length)).toEqual([6, 6, 7, 8]);
  });

  it("says what happened in each edition, and names and links those that had part in it", async () => {
    const { events } = await viewOf("alesund", "boats");
    expect(events).toEqual([
      {
        edition: { text: "Edition 2015", href: "/p/2015/" },
        sentences: ["A potential regional cluster in 2010 and in 2015."],
        others: [],
      },
      {
        edition: { text: "Edition 2024", href: "/p/2024/" },
        sentences: [
          "It continues. Its region gave up Haram in 2024.",
          "A part of it continues as Haram: Boat building.",
        ],
        others: [{ text: "Haram: Boat building", href: "/p/clusters/haram/boats/" }],
      },
    ]);
    const merged = (await viewOf("stavanger", "boats")).events[1];
    // What was never a cluster has no life; its region's history answers.
    expect(merged?.others.map(({ href }) => href)).toEqual([
      "/p/clusters/finnoy/boats/",
      "/p/regions/rennesoy/",
    ]);
  });

  it("links to each edition’s page of it, and bears the ids by which editions publish its figures", async () => {
    const { editions } = await viewOf("vardo", "boats");
    expect(editions.rows.map(({ cells }) => cells[0]?.href)).toEqual([
      "/p/2015/clusters/vardo/boats/",
      "/p/2018/clusters/vardo/boats/",
      "/p/2021/regions/vardo/",
      "/p/2024/clusters/vardo/boats/",
    ]);
    const ids = editions.rows.map(({ cells }) => cells[5]?.number?.figure);
    expect(ids).toEqual([
      "lq:vardo/boats:2015",
      "lq:vardo/boats:2018",
      undefined,
      "lq:vardo/boats:2024",
    ]);
    expect((await viewOf("finnoy", "boats")).editions.rows[3]?.cells[0]?.href).toBe("/p/2024/");
  });

  it("shows the figures of what it was made of, marked as such", async () => {
    const { years } = await viewOf("haram", "boats");
    expect(years.rows.map(({ cells }) => cells.slice(0, 3).map(({ text }) => text))).toEqual([
      ["2015", "Ålesund: Boat building", "2010"],
      ["2015", "Ålesund: Boat building", "2015"],
      ["2018", "Ålesund: Boat building", "2015"],
      ["2018", "Ålesund: Boat building", "2018"],
      ["2021", "Ålesund: Boat building", "2021"],
      ["2024", "Haram: Boat building", "2024"],
    ]);
    expect((await viewOf("rost", "fish")).years.columns.map(({ label }) => label)).not.toContain(
      "Cluster",
    );
  });

  it("has one chart, with breaks, units and joins marked between its counts", () => {
    const history = historyOf(atlases);
    const place = { region: "stavanger", sector: "boats" };
    const chart = lifeChart(history.lifeOf(place), history, "Stavanger: Boat building", SPEECH);
    expect(chart?.rows.map(({ year, jobs, sum_of }) => [year, jobs, sum_of])).toEqual([
      [2010, 300, undefined],
      [2010, 650, 3],
      [2015, 310, undefined],
      [2015, 675, 3],
      [2018, 310, undefined],
      [2018, 675, 3],
      [2021, 720, undefined],
      [2024, 760, undefined],
    ]);
    expect(chart?.description).toContain(
      "675 jobs. Break in the series in 2020: Firms are counted by their main activity. From here on jobs are counted as jobs, before as full-time equivalents. Its region took in Finnøy and Rennesøy in 2020. 2021, edition 2021",
    );
    const gone = { region: "finnoy", sector: "boats" };
    expect(lifeChart(history.lifeOf(gone), history, "Finnøy", SPEECH)?.description).toMatch(
      /It went on in Greater Stavanger: Boat building\.$/,
    );
    // How much of Ålesund became Haram is not known: no sum is made up.
    const part = { region: "haram", sector: "boats" };
    const haram = lifeChart(history.lifeOf(part), history, "Haram", SPEECH);
    expect(haram?.rows.map(({ year, jobs }) => [year, jobs])).toEqual([[2024, 450]]);
  });
});

describe("what became of a region or sector", () => {
  async function placeOf(kind: "region" | "sector", id: string) {
    const history = historyOf(atlases);
    const place = placesOf(kind, history).find((each) => each.id === id);
    if (place === undefined) throw new Error(`no ${id}`);
    return placeHistorySheet(place, history, SITE, async () => {});
  }

  it("has a page for every id that ever stood in an edition", () => {
    const places = placesOf("region", historyOf(atlases));
    expect(places.map(({ id, name, isCurrent }) => [id, name, isCurrent])).toEqual([
      ["alesund", "Ålesund", true],
      ["capital", "Capital", true],
      ["finnoy", "Finnøy", false],
      ["haram", "Haram", true],
      ["rennesoy", "Rennesøy", false],
      ["rost", "Røst", false],
      ["stavanger", "Greater Stavanger", true],
      ["vardo", "Vardø", true],
    ]);
    expect(placesOf("sector", historyOf(atlases)).map(({ id }) => id)).toEqual([
      "boats",
      "fish",
      "services",
    ]);
  });

  it("says first what it is now, and leads on", async () => {
    const said = async (id: string) => {
      const { view } = await placeOf("region", id);
      return textOf(view.lede);
    };
    expect(await said("finnoy")).toBe(
      "No region of its own since edition 2021: it is in Greater Stavanger.",
    );
    expect(await said("rost")).toBe(
      "No region of its own since edition 2024; nothing in the latest edition takes its place.",
    );
    expect(await said("haram")).toBe("A region of the latest edition, 2024: see Haram in it.");
    const { view, path } = await placeOf("region", "finnoy");
    expect(path).toBe("/regions/finnoy/");
    expect(view.lede.at(-2)?.href).toBe("/p/regions/stavanger/");
  });

  it("tells mergers, divisions, ends and names, with year and note", async () => {
    const told = async (id: string) => {
      const { view } = await placeOf("region", id);
      return view.events.flatMap(({ sentences }) => sentences);
    };
    expect(await told("stavanger")).toEqual([
      "The regions Finnøy (finnoy) and Rennesøy (rennesoy) merged into Stavanger (stavanger) in 2020: Finnøy and Rennesøy merged into Stavanger.",
      "It is called Greater Stavanger, before Stavanger.",
    ]);
    expect(await told("haram")).toEqual([
      "The region Haram (haram) was divided from Ålesund (alesund) in 2024: Haram was divided from Ålesund.",
    ]);
    expect(await told("rost")).toEqual(["The region ended in 2022: Nobody lives there."]);
    expect(await told("vardo")).toEqual([]);
  });

  it("lists the editions, with links to its page in each, and its lives", async () => {
    const { view } = await placeOf("region", "finnoy");
    expect(view.editions.rows.map(({ cells }) => [cells[0]?.href, cells[2]?.text])).toEqual([
      ["/p/2015/regions/finnoy/", "Finnøy"],
      ["/p/2018/regions/finnoy/", "Finnøy"],
      ["/p/2021/", "not in it"],
      ["/p/2024/", "not in it"],
    ]);
    expect(view.lives).toEqual([{ text: "Boat building", href: "/p/clusters/finnoy/boats/" }]);
    const sector = await placeOf("sector", "fish");
    expect(sector.view.lives.map(({ text }) => text)).toEqual([
      "Ålesund",
      "Røst",
      "Greater Stavanger",
    ]);
  });
});
