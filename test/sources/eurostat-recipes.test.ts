/** The query files for Eurostat that come with the product: they fit their source, and their code lists are sound. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { eurostat } from "../../src/sources/eurostat.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import { createClock } from "./servers/clock.ts";
import { type MadeDataset, startEurostat } from "./servers/eurostat-server.ts";
import type { LocalServer } from "./servers/local-server.ts";
import { runSource } from "./servers/task.ts";

const FOLDER = join(import.meta.dirname, "../../src/sources/recipes/eurostat-sweden");
const recipes = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));

const mapping = z.object({ file: z.string() }).loose();
const queryFile = z.object({
  source: z.literal("eurostat"),
  gives: z.enum(["cells", "nation"]),
  years: z.tuple([z.literal("{edition}")]),
  regions: mapping.optional(),
  sectors: mapping,
  query: z.record(z.string(), z.unknown()),
});

function readRecipe(name: string) {
  return queryFile.parse(parse(readFileSync(join(FOLDER, name), "utf8")));
}

/** Cells of a code list without quotes around commas that matter here: code and id stand first. */
function codesAndIds(file: string): readonly (readonly [code: string, id: string])[] {
  const [, ...rows] = readFileSync(join(FOLDER, file), "utf8").trimEnd().split("\n");
  return rows.map((row) => {
    const [code = "", id = ""] = row.split(",");
    return [code, id] as const;
  });
}

let server: LocalServer | undefined;
afterEach(() => server?.close());

describe("the query files for Eurostat", () => {
  it("are there", () => {
    expect(recipes.length).toBeGreaterThan(0);
  });

  it.each(recipes)("%s asks what its source understands", (name) => {
    const { query, gives, regions } = readRecipe(name);
    expect(eurostat.schema.safeParse(query).error).toBeUndefined();
    expect(regions === undefined).toBe(gives === "nation");
  });

  it.each(recipes)("%s has code lists with each code and id once", (name) => {
    const { regions, sectors } = readRecipe(name);
    for (const { file } of [regions, sectors].filter((part) => part !== undefined)) {
      const pairs = codesAndIds(file);
      expect(pairs.length).toBeGreaterThan(1);
      expect(new Set(pairs.map(([code]) => code)).size).toBe(pairs.length);
      for (const [, id] of pairs) expect(id).toMatch(/^[a-z0-9-]+$/);
    }
  });

  it.each(recipes)("%s gives figures whose codes its code lists know", async (name) => {
    const { query, regions, sectors } = readRecipe(name);
    const dataset = String(query.dataset);
    server = await startEurostat({ datasets: { [dataset]: madeSweden() } });
    const { errors, warnings, observations } = await runSource(
      eurostat,
      { ...query, base: `${server.url}/data` },
      createWeb(createClock()),
      [2023],
    );
    expect([...errors, ...warnings]).toEqual([]);
    const known = new Set(codesAndIds(sectors.file).map(([code]) => code));
    expect(observations.filter(({ sector }) => !known.has(sector))).toEqual([]);
    const places = new Set(
      regions === undefined ? [] : codesAndIds(regions.file).map(([code]) => code),
    );
    expect(new Set(observations.map(({ region }) => region))).toEqual(
      regions === undefined ? new Set([undefined]) : places,
    );
    expect(new Set(observations.map((observation) => observation.measure))).toEqual(
      new Set(["jobs", "firms"]),
    );
  });
});

/** MADE: Sweden's regions and a neighbour's, some sections, divisions and groups. */
function madeSweden(): MadeDataset {
  const regions = codesAndIds("codes/regions.csv").map(([code]) => code);
  const named = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, code]));
  return {
    label: "MADE business statistics",
    dimensions: {
      freq: { A: "Annual" },
      nace_r2: named(["B", "C", "C10", "C101", "C10-C12", "C26", "B-E", "J62", "S95"]),
      indic_sbs: named(["LOC_NR", "EMP_LOC_NR", "WAGE_LOC_MEUR"]),
      geo: named(["SE", "SE1", ...regions, "DK01", "EU27_2020"]),
      time: { "2023": "2023" },
    },
    figure: ({ nace_r2 = "", geo = "" }) => String(nace_r2.length * 10 + geo.length),
  };
}
