/** Addresses known beforehand are those of the pages that are made. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { editionAddresses } from "../../src/pages/addresses.ts";
import { planEdition } from "../../src/pages/plan.ts";
import { readEdition } from "../../src/read/edition.ts";
import { readNarratives } from "../../src/read/narratives.ts";
import { siteFacts } from "../speech.ts";

const ROOT = join(import.meta.dirname, "../..");

async function atlasOf(folder: string) {
  const reading = await readEdition(join(ROOT, folder));
  if (!reading.ok) throw new Error(`${folder} has problems`);
  return buildAtlas(reading.value);
}

async function narrativesOf(folder: string) {
  const reading = await readNarratives(join(ROOT, folder), folder);
  if (!reading.ok) throw new Error(`${folder} has problems`);
  return reading.value;
}

describe("the addresses of an edition", () => {
  it.each([
    ["test/fixtures/tiny/2001", "no/narratives", 20],
    ["data/1998", "content", 200],
  ])("%s with the narratives of %s are those of its pages", async (folder, content, least) => {
    const atlas = await atlasOf(folder);
    const narratives = await narrativesOf(content);
    const made: string[] = [];
    const site = siteFacts({ baseUrl: undefined, pathPrefix: "/", title: "Atlas" });
    const tools = {
      sourceFiles: async () => [],
      write: async () => {},
      // No picture is looked at.
      renderChart: () => ({ inline: "<svg></svg>", standalone: "<svg></svg>" }),
    };
    for await (const { path } of planEdition({ atlas, narratives, site }, tools)) made.push(path);
    expect(made.length).toBeGreaterThanOrEqual(least);
    expect([...new Set(editionAddresses(atlas, narratives))].sort()).toEqual(made.sort());
  });
});
