/** Each published figure again, from the published tables alone; see test/recompute.ts. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { compareFigures } from "../recompute.ts";

const data = join(inject("siteFolder"), "1998/data");

it("comes out the same, without the program", () => {
  const { compared, differences } = compareFigures(data);
  expect(compared).toBeGreaterThan(5000);
  expect(differences).toEqual([]);
});

it("differs where a table or a figure is not what it was", () => {
  const copy = mkdtempSync(join(tmpdir(), "klyngeatlas-recompute-"));
  cpSync(data, copy, { recursive: true });
  const replace = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(copy, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(copy, file), text.replace(from, to));
  };
  const row = /^1990,horten,electronics,(\d+),/m.exec(
    readFileSync(join(copy, "location-quotients.csv"), "utf8"),
  );
  replace(
    "location-quotients.csv",
    row?.[0] ?? "",
    `1990,horten,electronics,${Number(row?.[1]) + 1},`,
  );
  replace(
    "figures.json",
    '"better:branches:1970-1990":{"value":7',
    '"better:branches:1970-1990":{"value":8',
  );
  const ids = compareFigures(copy).differences.map(({ id }) => id);
  rmSync(copy, { recursive: true });
  expect(ids).toContain("lq:horten/electronics:1990");
  expect(ids).toContain("better:branches:1970-1990");
  expect(ids).not.toContain("lq:horten/electronics:1970");
});
