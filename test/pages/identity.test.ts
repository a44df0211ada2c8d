/**
 * What is published is named by ids, never by names: with every name and title of the bundled edition changed, its
 * addresses, files, figures, charts and anchors are those they were (docs/identity.md).
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import type { Dataset, Region, Sector } from "../../src/model/dataset.ts";
import type { Narrative } from "../../src/model/narrative.ts";
import { type EditionInput, planEdition } from "../../src/pages/plan.ts";
import { readEdition } from "../../src/read/edition.ts";
import { readNarratives } from "../../src/read/narratives.ts";
import { siteFacts } from "../speech.ts";

const ROOT = join(import.meta.dirname, "../..");

const reading = await readEdition(join(ROOT, "data/1998"));
const stories = await readNarratives(join(ROOT, "content"), "content");
if (!reading.ok || !stories.ok) throw new Error("The bundled edition has problems.");
const DATASET = reading.value;
const NARRATIVES = stories.value;

/** Another name, other words, in another order: "Oil" → "Renamed liO". */
function renamed(name: string): string {
  return `Renamed ${[...name].reverse().join("")}`;
}

function withOtherNames(dataset: Dataset): Dataset {
  const { descriptor } = dataset;
  return {
    ...dataset,
    descriptor: { ...descriptor, title: renamed(descriptor.title) },
    regions: dataset.regions.map((region): Region => ({ ...region, name: renamed(region.name) })),
    sectors: dataset.sectors.map(
      (sector): Sector => ({
        ...sector,
        name: renamed(sector.name),
        group: renamed(sector.group),
        branch: sector.branch === undefined ? undefined : renamed(sector.branch),
      }),
    ),
  };
}

const HEADING = /^(#{1,6}) (.*?)( \{#[a-z0-9-]+\})?$/gm;
const ENTRY = /^\*\*(.+?)\.\*\*/gm;

function withOtherTitles(narrative: Narrative): Narrative {
  const { title, summary, body } = narrative;
  return {
    ...narrative,
    title: renamed(title),
    summary: renamed(summary),
    body: body
      .replace(HEADING, (_, level, words, anchor = "") => `${level} ${renamed(words)}${anchor}`)
      .replace(ENTRY, (_, name) => `**${renamed(name)}.**`),
  };
}

/** All by which someone can refer to the edition: page, file, figure, and anchor with its page. */
async function publicNames(
  dataset: Dataset,
  narratives: readonly Narrative[],
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const site = siteFacts({ baseUrl: undefined, pathPrefix: "/", title: "Atlas" });
  const edition: EditionInput = { atlas: buildAtlas(dataset), narratives, site };
  const tools = {
    sourceFiles: async () => [],
    write: async (file: string, content: string | Uint8Array | Iterable<string>) => {
      names.add(`file ${file}`);
      if (!file.endsWith("/figures.json")) return;
      const text =
        typeof content === "string" ? content : [...(content as Iterable<string>)].join("");
      for (const id of Object.keys(JSON.parse(text))) names.add(`figure ${id}`);
    },
    // No picture is looked at; what its marks stand for is in its table.
    renderChart: () => ({ inline: "<svg></svg>", standalone: "<svg></svg>" }),
  };
  for await (const { path, kind, view } of planEdition(edition, tools)) {
    names.add(`page ${kind} ${path}`);
    for (const id of idsIn(view)) names.add(`id ${path}#${id}`);
  }
  return names;
}

/** Every id of a view: its own, those of rows and charts, and those in markup. */
function idsIn(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") {
    const attributes = /\b(?:id|data-figure|data-region|data-sector)="([^"]*)"/g;
    const inMarkup = [...value.matchAll(attributes)].map(([, id = ""]) => id);
    return ["id", "region", "sector", "figure"].includes(key) ? [value, ...inMarkup] : inMarkup;
  }
  if (typeof value !== "object" || value === null) return [];
  if (value instanceof Map) return [...value.values()].flatMap((each) => idsIn(each));
  return Object.entries(value).flatMap(([name, each]) =>
    idsIn(each, Array.isArray(value) ? key : name),
  );
}

function missing(from: ReadonlySet<string>, of: ReadonlySet<string>): readonly string[] {
  return [...from].filter((name) => !of.has(name)).sort();
}

describe("with every name changed", async () => {
  const before = await publicNames(DATASET, NARRATIVES);

  it("names of what is published are many, and of every kind", () => {
    const count = (start: string): number =>
      [...before].filter((name) => name.startsWith(start)).length;
    expect(count("page ")).toBeGreaterThan(200);
    expect(count("file 1998/")).toBeGreaterThan(1000);
    expect(count("figure ")).toBeGreaterThan(3000);
    expect(count("id /1998/argument/glossary/#")).toBeGreaterThan(10);
    expect(before).toContain("figure count:clusters/group=business-services:1990");
    expect(before).toContain("id /1998/cases/jaeren/#tesa-1957");
    expect(before).toContain("file 1998/growth/growth-1970-1990.svg");
  });

  it("they are what they were", async () => {
    const after = await publicNames(withOtherNames(DATASET), NARRATIVES.map(withOtherTitles));
    expect(missing(before, after)).toEqual([]);
    expect(missing(after, before)).toEqual([]);
  });

  it("what is not given an id of its own has another, as docs/identity.md says", async () => {
    const bare: Dataset = {
      ...DATASET,
      sectors: DATASET.sectors.map((sector) => ({
        ...sector,
        groupId: undefined,
        branchId: undefined,
      })),
    };
    // Conditions and figures of the text name groups by their ids.
    const untold = (dataset: Dataset) => publicNames(dataset, []);
    const [now, then] = [await untold(bare), await untold(withOtherNames(bare))];
    const lost = missing(now, then);
    expect(lost.length).toBeGreaterThan(0);
    const { groups, branches } = buildAtlas(bare);
    const ofClasses = [...groups, ...branches].map(({ id }) => id);
    expect(lost.filter((name) => !ofClasses.some((id) => name.includes(id)))).toEqual([]);
  });
});

describe("the bundled narratives", () => {
  const folders = ["content", "content/languages/nb"].flatMap((at) =>
    ["argument", "cases", "method"].map((kind) => `${at}/${kind}`),
  );
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  );

  it.each(files)("%s gives every heading and entry its anchor", (file) => {
    const [, , body = ""] = readFileSync(join(ROOT, file), "utf8").split(/^---$/m);
    expect(body.trim()).not.toBe("");
    const headings = [...body.matchAll(HEADING)];
    expect(headings.filter(([, , , anchor]) => anchor === undefined).map(([line]) => line)).toEqual(
      [],
    );
    if (!file.endsWith("glossary.md")) return;
    expect([...body.matchAll(ENTRY)].length).toBeGreaterThan(10);
    expect(body).not.toMatch(/^\*\*.+?\.\*\* (?!\{#)/m);
  });
});
