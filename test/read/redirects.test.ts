import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readRedirects } from "../../src/read/redirects.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-redirects-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(...rows: readonly string[]) {
  writeFileSync(join(folder, "redirects.csv"), ["from,to,since,note", ...rows, ""].join("\n"));
  return readRedirects(folder);
}

async function problemsOf(...rows: readonly string[]) {
  const reading = await read(...rows);
  if (reading.ok) throw new Error("nothing is wrong");
  return reading.problems.map(({ rule, line, column }) => [rule, line, column]);
}

describe("redirects", () => {
  it("are none where there is no file", async () => {
    await expect(readRedirects(join(folder, "nowhere"))).resolves.toEqual({
      ok: true,
      value: [],
      warnings: [],
    });
  });

  it("are followed to the end of a chain, whatever the order of the rows", async () => {
    const reading = await read(
      "/b/,/c/#part,2027-01-31,second",
      "/a/,/b/,2026-01-31,first",
      "/x.csv,/1998/data/growth.csv,2026-01-31,",
    );
    if (!reading.ok) throw new Error("refused");
    expect(reading.value.map(({ from, to, target }) => [from, to, target])).toEqual([
      ["/a/", "/b/", "/c/#part"],
      ["/b/", "/c/#part", "/c/#part"],
      ["/x.csv", "/1998/data/growth.csv", "/1998/data/growth.csv"],
    ]);
  });

  it("that go in a circle are named each, but not those that lead into it", async () => {
    expect(
      await problemsOf(
        "/a/,/b/,2027-01-31,",
        "/b/,/c/,2027-01-31,",
        "/c/,/b/,2027-01-31,",
        "/d/,/d/,2027-01-31,",
      ),
    ).toEqual([
      ["redirect-cycle", 3, "to"],
      ["redirect-cycle", 4, "to"],
      ["redirect-cycle", 5, "to"],
    ]);
  });

  it.each([
    ["/a/,https://example.org/,2027-01-31,", "redirect-elsewhere", "to"],
    ["/a/,//example.org/,2027-01-31,", "redirect-elsewhere", "to"],
    ["/a/,javascript:alert(1),2027-01-31,", "redirect-elsewhere", "to"],
    ["/a/,/b,2027-01-31,", "bad-address", "to"],
    ["/a/,/../b/,2027-01-31,", "bad-address", "to"],
    ["/a b/,/c/,2027-01-31,", "bad-address", "from"],
    ["/a/#x,/c/,2027-01-31,", "bad-address", "from"],
    ["/a/,/b.csv,2027-01-31,", "redirect-kind", "to"],
    ["/a.csv,/b/,2027-01-31,", "redirect-kind", "to"],
    ["/a/,/b/,2027,", "bad-date", "since"],
    ['/a/,/b/,2027-01-31," x"', "outer-space", "note"],
  ])("of the form %s are refused", async (row, rule, column) => {
    expect(await problemsOf(row)).toEqual([[rule, 2, column]]);
  });

  it("of one address to two places are refused", async () => {
    expect(await problemsOf("/a/,/b/,2027-01-31,", "/a/,/c/,2027-01-31,")).toEqual([
      ["redirect-twice", 3, "from"],
    ]);
  });
});
