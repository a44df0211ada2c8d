/** Where a page looks for explanations of its numbers. */

import { afterEach, expect, it, vi } from "vitest";
import { openSource } from "../../src/client/figure-source.ts";

afterEach(() => vi.unstubAllGlobals());

/** A web with these files; answers the addresses that were asked for. */
function web(files: Record<string, unknown>): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    return address in files
      ? new Response(JSON.stringify(files[address]))
      : new Response("", { status: 404 });
  });
  return asked;
}

const SHARD = { shapes: [], figures: {}, operands: {}, cells: [["x", 5, 2, 1]] };

it("takes words of the page's language and one small file, below the path prefix, each once", async () => {
  const asked = web({
    "/p/nb/a1/data/figures/words.json": { units: { jobs: "årsverk" } },
    "/p/a1/data/figures/horten.1990.json": SHARD,
  });
  const source = await openSource("a1", "/p/", "/p/nb/");
  expect(source.words.units.jobs).toBe("årsverk");
  expect(source.method).toBe("/p/nb/a1/method/");
  expect((await source.figure("jobs:horten/x:1990")).value).toBe(5);
  expect((await source.figure("firms:horten/x:1990")).source).toBe("employment.csv:2");
  expect(asked).toEqual([
    "/p/nb/a1/data/figures/words.json",
    "/p/a1/data/figures/horten.1990.json",
  ]);
});

it("takes the words of the first language where an edition has none in the page's", async () => {
  web({ "/a2/data/figures/words.json": { units: { jobs: "employees" } } });
  const source = await openSource("a2", "/", "/nb/");
  expect(source.words.units.jobs).toBe("employees");
  expect(source.method).toBe("/a2/method/");
});

it("fails where an edition has no explanations, and tries again the next time", async () => {
  web({});
  await expect(openSource("a3", "/", "/")).rejects.toThrow("/a3/data/figures/words.json: 404");
  web({ "/a3/data/figures/words.json": {} });
  const source = await openSource("a3", "/", "/");
  await expect(source.figure("jobs:horten/x:1990")).rejects.toThrow("404");
  await expect(source.figure("nonsense")).rejects.toThrow("measure");
});
