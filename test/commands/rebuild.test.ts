import { describe, expect, it } from "vitest";
import { rebuildWords } from "../../src/commands/rebuild-words.ts";
import { createRebuilder } from "../../src/commands/rebuilder.ts";

const report = (pages: number, charts: number, planned: readonly string[]) => ({
  pages: 1299,
  editions: ["1998", "2000"],
  made: { pages, charts, editions: planned },
});

describe("rebuildWords", () => {
  it.each([
    [
      ["data/2000/regions.csv"],
      report(1042, 1, ["2000"]),
      "data/2000/regions.csv changed: 1,042 of 1,299 pages made anew, 1 chart, 0.6 s. As it was: 1998.",
    ],
    [
      ["a", "b"],
      report(0, 0, []),
      "a and b changed: 0 of 1,299 pages made anew, no charts, 0.6 s. As it was: 1998, 2000.",
    ],
    [
      ["a", "b", "c"],
      report(4, 2, ["1998", "2000"]),
      "a, b and c changed: 4 of 1,299 pages made anew, 2 charts, 0.6 s.",
    ],
    [
      ["a", "b", "c", "d"],
      { ...report(4, 0, ["1998"]), editions: ["1998"] },
      "4 files changed: 4 of 1,299 pages made anew, no charts, 0.6 s.",
    ],
    [[], report(1299, 9, ["1998", "2000"]), "Built: 1,299 pages of 2 editions, 0.6 s."],
  ])("of %j", (changes, built, words) => {
    expect(rebuildWords(changes, built, 0.63)).toBe(words);
  });
});

/** Builds that last until they are told to end, and what each was told. */
function slowBuilds() {
  const told: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const begun: (() => void)[] = [];
  const rebuilder = createRebuilder((changes) => {
    told.push(changes);
    begun.shift()?.();
    return new Promise<void>((resolve) => ends.push(resolve));
  }, 1);
  const next = (): Promise<void> => new Promise((resolve) => begun.push(resolve));
  return { told, rebuilder, next, end: () => ends.shift()?.() };
}

describe("createRebuilder", () => {
  it("builds once for changes that arrive together, each named once, by name", async () => {
    const { told, rebuilder, next } = slowBuilds();
    const begun = next();
    for (const name of ["b", "a", "b"]) rebuilder.changed(name);
    await begun;
    expect(told).toEqual([["a", "b"]]);
  });

  it("builds once more for all changes that arrive during a build, and not before it ends", async () => {
    const { told, rebuilder, next, end } = slowBuilds();
    const first = rebuilder.build();
    rebuilder.changed("a");
    rebuilder.changed("b");
    expect(told).toEqual([[]]);
    const begun = next();
    end();
    await first;
    await begun;
    expect(told).toEqual([[], ["a", "b"]]);
  });

  it("builds no more once it is stopped", async () => {
    const { told, rebuilder, end } = slowBuilds();
    const first = rebuilder.build();
    rebuilder.changed("a");
    rebuilder.stop();
    end();
    await first;
    rebuilder.changed("b");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([[]]);
  });
});
