import { describe, expect, it } from "vitest";
import { FLAG } from "../../src/model/dataset.ts";
import { statusWords } from "../../src/pages/context.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { SPEECH } from "../speech.ts";

const cells = {
  1990: { oslo: { boats: [10, 1] as const } },
  2000: { oslo: { boats: [12, 1] as const } },
};

describe("what a page says of modelled figures", () => {
  it("is nothing where all are observed", () => {
    expect(statusWords(datasetOf({ cells }), SPEECH)).toBeUndefined();
  });

  it("is that all are estimated, where none is known to be observed", () => {
    const dataset = datasetOf({ cells, descriptor: { status: "modelled" } });
    expect(statusWords(dataset, SPEECH)).toBe(
      "The figures of this edition were estimated, not observed.",
    );
  });

  it("names the years that are modelled, where others are not", () => {
    const dataset = datasetOf({ cells, descriptor: { status: "modelled" } });
    const flags = dataset.flags.map((_, i) => (i === 0 ? FLAG.m : 0));
    expect(statusWords({ ...dataset, flags }, SPEECH)).toBe(
      "Figures of 1990 are modelled, those of 2000 are not.",
    );
  });
});
