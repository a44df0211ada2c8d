import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNTOUCHED } from "../../src/client/table-state.ts";
import {
  type Choices,
  isFiltered,
  type Listed,
  passes,
  readView,
  type ViewState,
  WHOLE_LIST,
  writeView,
} from "../../src/client/view-state.ts";

const CHOICES: Choices = {
  columns: 7,
  statuses: new Set(["stable", "new", "ex"]),
  sectors: new Map([
    ["electronics", "engineering"],
    ["machinery", "engineering"],
    ["fish-processing", "food"],
  ]),
};

const views: fc.Arbitrary<ViewState> = fc
  .record({
    filter: fc.string({ maxLength: 40 }).map((text) => text.trim()),
    status: fc.constantFrom("", ...CHOICES.statuses),
    column: fc.option(fc.nat(CHOICES.columns - 1), { nil: undefined }),
    isDown: fc.boolean(),
    of: fc.constantFrom(
      { sector: "", group: "" },
      { sector: "machinery", group: "" },
      { sector: "", group: "food" },
    ),
    jobs: fc.nat(9_999_999),
  })
  .map(({ isDown, of, column, ...rest }) => ({
    ...rest,
    ...of,
    column,
    direction: isDown && column !== undefined ? "descending" : "ascending",
  }));

describe("the address of a view", () => {
  it("gives back any view, beside parameters that are not its own, and says nothing was left out", () => {
    fc.assert(
      fc.property(views, (view) => {
        const query = writeView("?t2-q=other", view);
        expect(readView(query, CHOICES)).toEqual({ state: view, ignored: [] });
        expect(new URLSearchParams(query).get("t2-q")).toBe("other");
      }),
    );
  });

  it("is the same for the same view, whatever view was there before", () => {
    fc.assert(
      fc.property(views, views, (before, view) => {
        expect(writeView(writeView("", before), view)).toBe(writeView("", view));
      }),
    );
  });

  it("is the page's own for the whole list", () => {
    expect(writeView("?q=a&sector=electronics&jobs=5&group=food", WHOLE_LIST)).toBe("");
  });

  it("is never a mistake: any query gives a view of this list", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const { state } = readView(`?${query}`, CHOICES);
        expect(readView(writeView("", state), CHOICES)).toEqual({ state, ignored: [] });
      }),
    );
  });

  it("leaves out what the list does not have, and says what that was", () => {
    expect(readView("?sector=fishing&group=x&status=gone&jobs=-5&sort=9&q=oslo", CHOICES)).toEqual({
      state: { ...WHOLE_LIST, filter: "oslo" },
      ignored: ["sort=9", "sector=fishing", "group=x", "jobs=-5", "status=gone"],
    });
  });

  it("means the sector where it names a group besides", () => {
    expect(readView("?sector=machinery&group=food", CHOICES).state).toEqual({
      ...WHOLE_LIST,
      sector: "machinery",
    });
  });
});

describe("what a view shows", () => {
  const row: Listed = {
    folded: "baerum electronics stable 1,200",
    status: "stable",
    sector: "electronics",
    group: "engineering",
    jobs: 1200,
  };
  const shows = (choice: Partial<ViewState>, other: Partial<Listed> = {}): boolean =>
    passes({ ...row, ...other }, { ...WHOLE_LIST, ...choice });

  it("is a row that meets every choice", () => {
    expect(shows({ filter: "Bærum", status: "stable", sector: "electronics", jobs: 1200 })).toBe(
      true,
    );
    expect(shows({ group: "engineering" })).toBe(true);
    for (const choice of [
      { filter: "oslo" },
      { status: "new" },
      { sector: "machinery" },
      { group: "food" },
      { jobs: 1201 },
    ])
      expect(shows(choice), JSON.stringify(choice)).toBe(false);
  });

  it("is no row whose jobs are withheld, where a number of jobs is asked for", () => {
    expect(shows({ jobs: 1 }, { jobs: undefined })).toBe(false);
    expect(shows({}, { jobs: undefined })).toBe(true);
  });

  it("is the whole list where nothing is chosen, in whatever order", () => {
    expect(isFiltered(WHOLE_LIST)).toBe(false);
    expect(isFiltered({ ...WHOLE_LIST, ...UNTOUCHED, column: 2 })).toBe(false);
    expect(isFiltered({ ...WHOLE_LIST, jobs: 1 })).toBe(true);
    expect(isFiltered({ ...WHOLE_LIST, group: "food" })).toBe(true);
  });
});
