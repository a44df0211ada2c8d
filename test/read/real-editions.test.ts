/** Real statistics, where they lie beside the repository. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/read/edition.ts";
import { readEditions } from "../../src/read/editions.ts";

const SHARED = join(import.meta.dirname, "../../../shared");
const UNITED_STATES = join(SHARED, "editions");
const NORWAY = join(SHARED, "norway/editions");

for (const folder of [UNITED_STATES, NORWAY]) {
  if (!existsSync(folder)) console.info("Real editions are absent; what reads them is not tested.");
}

describe.runIf(existsSync(UNITED_STATES))("editions of the United States", () => {
  it("are read in order, with a warning of firms without jobs", async () => {
    const reading = await readEditions(UNITED_STATES);
    if (!reading.ok) expect.fail(reading.problems[0]?.message);
    expect(reading.value.map(({ id }) => id)).toEqual(["us-2018", "us-2019"]);
    expect(new Set(reading.warnings.map(({ rule }) => rule))).toEqual(
      new Set(["firms-without-jobs"]),
    );
    const [, latest] = reading.value;
    expect(latest?.lines.filter((line) => line > 0)).toHaveLength(108_418);
  });
});

describe.runIf(existsSync(NORWAY))("an edition of Telemark", () => {
  it("is read with the country's own totals", async () => {
    const reading = await readEdition(join(NORWAY, "telemark-2025"));
    if (!reading.ok) expect.fail(reading.problems[0]?.message);
    const { national, sectors, firms } = reading.value;
    expect(national?.jobs[sectors.findIndex(({ id }) => id === "nace-01")]).toBe(23_315);
    expect(national?.firms.every(Number.isNaN)).toBe(true);
    expect(firms.some((value) => value > 0)).toBe(true);
  });
});

it("the bundled edition is read without a problem or warning", async () => {
  const reading = await readEditions(join(import.meta.dirname, "../../data"));
  if (!reading.ok) expect.fail(reading.problems[0]?.message);
  expect(reading.warnings).toEqual([]);
});
