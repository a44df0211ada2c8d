import { describe, expect, it } from "vitest";
import { isSame } from "../../src/client/links.ts";
import { stepFrom } from "../../src/client/marks.ts";

describe("rows that speak of the same", () => {
  it("agree in every id that both have", () => {
    const cluster = { region: "horten", sector: "electronics" };
    expect(isSame(cluster, { region: "horten" })).toBe(true);
    expect(isSame({ sector: "electronics" }, cluster)).toBe(true);
    expect(isSame(cluster, { ...cluster })).toBe(true);
    expect(isSame(cluster, { region: "horten", sector: "furniture" })).toBe(false);
    expect(isSame({ region: "oslo" }, { region: "horten" })).toBe(false);
  });

  it("have an id in common: a region is no sector, and what has no id is like nothing", () => {
    expect(isSame({ region: "oslo" }, { sector: "oslo" })).toBe(false);
    expect(isSame({}, {})).toBe(false);
  });
});

describe("the next mark", () => {
  it("follows the arrow keys round, from the first or the last", () => {
    expect(stepFrom("ArrowRight", undefined, 3)).toBe(0);
    expect(stepFrom("ArrowDown", 2, 3)).toBe(0);
    expect(stepFrom("ArrowLeft", undefined, 3)).toBe(2);
    expect(stepFrom("ArrowUp", 0, 3)).toBe(2);
    expect(stepFrom("Home", 2, 3)).toBe(0);
    expect(stepFrom("End", 0, 3)).toBe(2);
  });

  it("leaves other keys to the page", () => {
    expect(stepFrom("Tab", 1, 3)).toBeUndefined();
    expect(stepFrom("a", 1, 3)).toBeUndefined();
  });
});
