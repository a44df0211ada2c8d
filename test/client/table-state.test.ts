import { describe, expect, it } from "vitest";
import {
  compareKeys,
  nextSort,
  readState,
  type SortKey,
  UNTOUCHED,
  writeState,
} from "../../src/client/table-state.ts";
import { fold, matches } from "../../src/words/fold.ts";

describe("fold", () => {
  it("makes a name findable on a keyboard without Nordic letters", () => {
    expect(fold("Asker/Bærum")).toBe("asker/baerum");
    expect(fold("Ålesund")).toBe("alesund");
    expect(fold("Brønnøysund")).toBe("bronnoysund");
    expect(fold("São José")).toBe("sao jose");
  });
});

describe("matches", () => {
  it("wants every word, in any order, and takes an empty query as all", () => {
    const row = fold("Asker/Bærum Electronics stable 1,200");
    expect(matches(row, "electronics bærum")).toBe(true);
    expect(matches(row, "BAERUM")).toBe(true);
    expect(matches(row, "electronics oslo")).toBe(false);
    expect(matches(row, "")).toBe(true);
    expect(matches(row, "  ")).toBe(true);
  });
});

describe("the state of a table in the address", () => {
  it("is read back as it was written, beside parameters that are not its own", () => {
    const state = {
      filter: "fish & chips",
      status: "new",
      column: 2,
      direction: "descending",
    } as const;
    const query = writeState("?page=2", "t2-", state);
    expect(query).toBe("?page=2&t2-q=fish+%26+chips&t2-status=new&t2-sort=3d");
    expect(readState(query, "t2-", 5)).toEqual(state);
    expect(readState(query, "", 5)).toEqual(UNTOUCHED);
  });

  it("leaves no trace where nothing was touched", () => {
    expect(writeState("?q=a&sort=1", "", UNTOUCHED)).toBe("");
  });

  it.each(["?sort=0", "?sort=9", "?sort=x", "?sort=-1", "?sort=1.5", "?sort=__proto__"])(
    "ignores %s in a table of five columns",
    (query) => {
      expect(readState(query, "", 5)).toEqual(UNTOUCHED);
    },
  );
});

describe("compareKeys", () => {
  const number = (value: number): SortKey => ({ number: value, text: String(value) });
  const text = (value: string): SortKey => ({ number: undefined, text: value });
  const sorted = (
    keys: readonly SortKey[],
    direction: "ascending" | "descending",
  ): readonly string[] =>
    [...keys].sort((a, b) => compareKeys(a, b, direction)).map((key) => key.text);

  it("orders numbers by value, not by their digits", () => {
    expect(sorted([number(10), number(9), number(-200)], "ascending")).toEqual(["-200", "9", "10"]);
    expect(sorted([number(10), number(9), number(-200)], "descending")).toEqual([
      "10",
      "9",
      "-200",
    ]);
  });

  it("keeps what has no value last in either direction", () => {
    const keys = [text("–"), number(1), text("withheld"), number(2)];
    expect(sorted(keys, "ascending")).toEqual(["1", "2", "withheld", "–"]);
    expect(sorted(keys, "descending")).toEqual(["2", "1", "withheld", "–"]);
  });

  it("orders text without case, Norwegian letters after z", () => {
    expect(sorted([text("Åmot"), text("oslo"), text("Bergen"), text("Øyer")], "ascending")).toEqual(
      ["Bergen", "oslo", "Åmot", "Øyer"],
    );
  });
});

describe("nextSort", () => {
  it("starts numbers with the largest, text with the first, and turns round on a second press", () => {
    const once = nextSort(UNTOUCHED, 3, true);
    expect(once).toMatchObject({ column: 3, direction: "descending" });
    expect(nextSort(once, 3, true)).toMatchObject({ column: 3, direction: "ascending" });
    expect(nextSort(once, 0, false)).toMatchObject({ column: 0, direction: "ascending" });
  });
});
