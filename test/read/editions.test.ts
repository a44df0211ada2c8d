import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RESERVED_EDITION_IDS, readEdition } from "../../src/read/edition.ts";
import { readEditions } from "../../src/read/editions.ts";
import type { Problem, Reading } from "../../src/read/problem.ts";
import { TINY, withEdition } from "./edition-folder.ts";

let data = "";

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "klyngeatlas-data-"));
});

afterEach(() => {
  rmSync(data, { recursive: true });
});

function addEdition(name: string, published = "2001-03-01"): string {
  const folder = join(data, name);
  cpSync(TINY, folder, { recursive: true });
  const path = join(folder, "datapackage.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace('"published": "2001-03-01"', `"published": "${published}"`));
  return folder;
}

function problemsOf(reading: Reading<unknown>): readonly Problem[] {
  if (reading.ok) expect.fail("The data were taken as sound.");
  return reading.problems;
}

describe("a data folder", () => {
  it("gives editions by date of publication, then id", async () => {
    addEdition("a", "2010-01-01");
    addEdition("c", "2001-01-01");
    addEdition("b", "2001-01-01");
    const reading = await readEditions(data);
    if (!reading.ok) expect.fail(reading.problems[0]?.message);
    expect(reading.value.map(({ id }) => id)).toEqual(["b", "c", "a"]);
  });

  it("may hold plain files, hidden folders and folders of other things", async () => {
    addEdition("2001");
    addEdition(".2002");
    writeFileSync(join(data, "README.md"), "# Data\n");
    mkdirSync(join(data, "scripts"));
    writeFileSync(join(data, "scripts/make.ts"), "");
    const reading = await readEditions(data);
    if (!reading.ok) expect.fail(reading.problems[0]?.message);
    expect(reading.value.map(({ id }) => id)).toEqual(["2001"]);
  });

  it("that is missing is named", async () => {
    const missing = join(data, "none");
    expect(problemsOf(await readEditions(missing))).toEqual([
      expect.objectContaining({ rule: "missing-data-folder", file: missing }),
    ]);
  });

  it("that is a file is named", async () => {
    const file = join(data, "file");
    writeFileSync(file, "");
    expect(problemsOf(await readEditions(file))).toEqual([
      expect.objectContaining({ rule: "missing-data-folder", file }),
    ]);
  });

  it("that is empty says what to add", async () => {
    const [problem] = problemsOf(await readEditions(data));
    expect(problem).toMatchObject({ rule: "no-edition", file: data });
    expect(problem?.remedy).toContain("datapackage.json");
  });

  it("with tables and no description names the folder's missing file", async () => {
    addEdition("2001");
    const folder = addEdition("2002");
    rmSync(join(folder, "datapackage.json"));
    expect(problemsOf(await readEditions(data))).toEqual([
      expect.objectContaining({ rule: "missing-file", file: join(folder, "datapackage.json") }),
    ]);
  });

  it.each(["national.csv", "Employment.CSV", "regions.geojson"])(
    "with a folder that holds %s alone names the files that it lacks",
    async (name) => {
      addEdition("2001");
      mkdirSync(join(data, "2002"));
      writeFileSync(join(data, "2002", name), "{}");
      const missing = problemsOf(await readEditions(data)).filter(
        ({ rule }) => rule === "missing-file",
      );
      expect(missing.map(({ file }) => file)).toContain(join(data, "2002", "datapackage.json"));
    },
  );

  it("gives the problems of all editions", async () => {
    const folders = ["2001", "2002"].map((name) => addEdition(name));
    for (const folder of folders) rmSync(join(folder, "sectors.csv"));
    const reading = await readEditions(data);
    expect(problemsOf(reading).map(({ file }) => file)).toEqual(
      folders.map((folder) => join(folder, "sectors.csv")),
    );
    expect(reading).toMatchObject({ total: 2 });
  });

  it("gives the warnings of all editions", async () => {
    for (const name of ["2001", "2002"]) {
      const sectors = join(addEdition(name), "sectors.csv");
      writeFileSync(sectors, `${readFileSync(sectors, "utf8")}idle,Idle,Services,,\n`);
    }
    const reading = await readEditions(data);
    if (!reading.ok) expect.fail(reading.problems[0]?.message);
    expect(reading.warnings.map(({ rule, line }) => [rule, line])).toEqual([
      ["sector-without-jobs", 5],
      ["sector-without-jobs", 5],
    ]);
  });
});

describe("the name of an edition's folder", () => {
  it.each(["2001_a", "Østlandet", "2001 b", "A"])("%s is no id", async (name) => {
    await withEdition(
      {},
      async (folder) => {
        expect(problemsOf(await readEdition(folder))).toEqual([
          expect.objectContaining({ rule: "edition-id", value: name, file: folder }),
        ]);
      },
      name,
    );
  });

  it.each(RESERVED_EDITION_IDS)("%s is taken", async (name) => {
    await withEdition(
      {},
      async (folder) => {
        expect(problemsOf(await readEdition(folder))).toEqual([
          expect.objectContaining({ rule: "edition-reserved", value: name }),
        ]);
      },
      name,
    );
  });
});

it("names files below the current folder from there", async () => {
  const folder = relative(process.cwd(), join(TINY, "../2002"));
  const given = join(TINY, "../2002");
  for (const path of [folder, given]) {
    expect(problemsOf(await readEdition(path))[0]?.file).toBe(`${folder}/datapackage.json`);
  }
});

describe("a crosswalk", () => {
  const crosswalk = (folder: string, ...rows: readonly string[]): void =>
    writeFileSync(
      join(folder, "crosswalk.csv"),
      ["kind,from,to,since,note", ...rows, ""].join("\n"),
    );

  /** Gives an edition another region in the place of one of the tiny edition's. */
  function rename(folder: string, from: string, to: string): void {
    for (const name of ["regions.csv", "employment.csv"]) {
      const path = join(folder, name);
      writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
    }
  }

  it("becomes part of its edition, with the lines of its rows", async () => {
    addEdition("2001");
    const later = addEdition("2005", "2005-03-01");
    rename(later, "soroy", "hasvik");
    crosswalk(later, "region,soroy,hasvik,2003,A note", "sector,boats,,2004,");
    const path = join(later, "employment.csv");
    writeFileSync(
      path,
      readFileSync(path, "utf8")
        .split("\n")
        .filter((row) => !row.includes(",boats,"))
        .join("\n"),
    );
    const sectors = join(later, "sectors.csv");
    writeFileSync(sectors, readFileSync(sectors, "utf8").replace(/^boats.*\n/m, ""));
    const reading = await readEditions(data);
    if (!reading.ok) expect.fail(JSON.stringify(reading.problems));
    expect(reading.value.map((edition) => edition.crosswalk)).toEqual([
      [],
      [
        { kind: "region", from: "soroy", to: "hasvik", since: 2003, note: "A note", line: 2 },
        { kind: "sector", from: "boats", to: undefined, since: 2004, note: "", line: 3 },
      ],
    ]);
    expect(reading.warnings.filter(({ rule }) => rule.startsWith("crosswalk"))).toEqual([]);
  });

  it("leads on from an id that stood in an earlier edition, or comes about by another row", async () => {
    addEdition("2001");
    const later = addEdition("2005", "2005-03-01");
    rename(later, "soroy", "hasvik");
    crosswalk(later, "region,soroy,between,2002,", "region,between,hasvik,2003,");
    expect((await readEditions(data)).ok).toBe(true);
    crosswalk(later, "region,so-roy,hasvik,2003,");
    const problems = problemsOf(await readEditions(data));
    expect(problems).toEqual([
      expect.objectContaining({
        rule: "crosswalk-from-unknown",
        file: join(later, "crosswalk.csv"),
        line: 2,
        column: "from",
        value: "so-roy",
        remedy: "Write soroy.",
      }),
    ]);
    // An edition that cannot be read may be the one that has the id.
    writeFileSync(join(data, "2001", "sectors.csv"), "");
    expect(problemsOf(await readEditions(data)).map(({ rule }) => rule)).not.toContain(
      "crosswalk-from-unknown",
    );
  });

  it("is odd in the oldest edition, where it is of the future, and where both ids stay", async () => {
    crosswalk(addEdition("2001"), "region,older,fjord,1990,");
    crosswalk(
      addEdition("2005", "2005-03-01"),
      "region,inland,fjord,2004,",
      "region,soroy,fjord,2006,",
    );
    const reading = await readEditions(data);
    if (!reading.ok) expect.fail(JSON.stringify(reading.problems));
    const odd = reading.warnings.filter(({ rule }) => rule.startsWith("crosswalk"));
    expect(odd.map(({ rule, line }) => [rule, line]).toSorted()).toEqual([
      ["crosswalk-first-edition", 2],
      ["crosswalk-future", 3],
      ["crosswalk-part", 2],
      ["crosswalk-part", 3],
    ]);
  });

  it("may tell again what the edition before has already", async () => {
    addEdition("2001");
    crosswalk(addEdition("2005", "2005-03-01"), "region,inland,fjord,1990,");
    const reading = await readEditions(data);
    if (!reading.ok) expect.fail(JSON.stringify(reading.problems));
    expect(reading.warnings.filter(({ rule }) => rule.startsWith("crosswalk"))).toEqual([]);
  });
});
