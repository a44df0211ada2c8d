import { describe, expect, it } from "vitest";
import { once } from "../../src/client/explore.ts";
import {
  colourNames,
  liveSpec,
  rowLines,
  type Spec,
  safeColour,
} from "../../src/client/live-spec.ts";

const spec: Spec = {
  title: { text: "Finding" },
  autosize: "pad",
  usermeta: {
    columns: [
      { key: "name", label: "Region" },
      { key: "lq", label: "Quotient" },
      { key: "year", label: "Year" },
    ],
  },
  datasets: { rows: [{ name: "#0f5c6e", lq: 3 }] },
  mark: { type: "bar", color: "#0f5c6e" },
  encoding: { color: { scale: { range: ["#0f5c6e", "#c3ccd2"] } } },
  config: { aria: false },
};

describe("liveSpec", () => {
  const live = liveSpec(spec, new Map([["#0f5c6e", "#7fcbdb"]]));

  it("drops the title and lays out as the static picture does", () => {
    expect(live).not.toHaveProperty("title");
    expect(live.autosize).toBe("none");
  });

  it("takes the page's colours, and leaves the data alone", () => {
    expect(live.mark).toEqual({ type: "bar", color: "#7fcbdb" });
    expect(live.encoding).toEqual({ color: { scale: { range: ["#7fcbdb", "#c3ccd2"] } } });
    expect(live.datasets).toEqual(spec.datasets);
  });

  it("asks for the row behind a mark as tooltip and keeps the rest of the configuration", () => {
    expect(live.config).toEqual({ aria: false, mark: { tooltip: { content: "data" } } });
  });
});

describe("colourNames", () => {
  it("finds the custom properties of a picture by the colour they stand for", () => {
    const markup =
      '<path fill="var(--chart-cluster, #0f5c6e)"/><path stroke="var(--chart-heat-2, #9cc5ce)"/>';
    expect([...colourNames(markup)]).toEqual([
      ["#0f5c6e", "--chart-cluster"],
      ["#9cc5ce", "--chart-heat-2"],
    ]);
  });
});

describe("safeColour", () => {
  it.each(["#fff", " #7fcbdb ", "rgb(1 2 3 / 50%)", "oklch(0.7 0.1 200)"])("takes %j", (value) => {
    expect(safeColour(value)).toBe(value.trim());
  });

  it.each(["", "url(x)", "red; x", "expression(alert(1))", "rgb(1,2,3);}"])(
    "refuses %j",
    (value) => {
      expect(safeColour(value)).toBeUndefined();
    },
  );
});

describe("rowLines", () => {
  it("tells a row in the order of the columns, with numbers as the pages print them", () => {
    expect(rowLines(spec, { year: 1990, lq: -12345.678, name: "<b>Horten</b>", order: 1 })).toEqual(
      [
        { label: "Region", value: "<b>Horten</b>" },
        { label: "Quotient", value: "−12,345.68" },
        { label: "Year", value: "1990" },
      ],
    );
  });

  it("leaves out what the row does not have, and has nothing to say of what is no row", () => {
    expect(rowLines(spec, { lq: null, name: "" })).toEqual([]);
    expect(rowLines(spec, undefined)).toEqual([]);
    expect(rowLines({}, { name: "x" })).toEqual([]);
  });
});

describe("once", () => {
  it("loads once, and again after a failure", async () => {
    let calls = 0;
    const load = once(async () => {
      calls += 1;
      if (calls === 1) throw new Error("offline");
      return calls;
    });
    await expect(load()).rejects.toThrow("offline");
    expect(await load()).toBe(2);
    expect(await load()).toBe(2);
    expect(calls).toBe(2);
  });
});
