import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isDay } from "../../src/read/address.ts";
import { addressesOf, ledgerText, parseLedger, readLedger } from "../../src/read/ledger.ts";
import { createLog } from "../../src/read/problem-log.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HASH = "ab".repeat(32);
const TEXT = `# Addresses that were published.

/ 2027-01-31 – cite map.*
/1998/data/ 2027-01-31 1998 cite clusters.csv source/regions.csv
# Added when the claims came.
/1998/data/ 2028-01-31 1998 claims.json
/robots-of-the-world.csv 2027-01-31 –
edition 1998 2027-01-31 sha256:${HASH}
# The end.
`;

function parsed(text: string) {
  const log = createLog("published.txt");
  return { ledger: parseLedger(text, log), problems: log.errors() };
}

describe("the ledger", () => {
  it("comes back as it was, comments and blank lines included", () => {
    const { ledger, problems } = parsed(TEXT);
    expect(problems).toEqual([]);
    expect(ledgerText(ledger)).toBe(TEXT);
  });

  it("stands for every file that its short names mean", () => {
    const [front, data] = parsed(TEXT).ledger.entries;
    if (front?.kind !== "address" || data?.kind !== "address") throw new Error("no addresses");
    expect(addressesOf(front)).toEqual(
      ["", "cite.bib", "cite.csl.json", "cite.ris", "map.csv", "map.svg", "map.vl.json"].map(
        (name) => `/${name}`,
      ),
    );
    expect(addressesOf(data)).toContain("/1998/data/source/regions.csv");
    expect(front.edition).toBeUndefined();
    expect(data.edition).toBe("1998");
  });

  it("is put in order by address and date, each comment with the line below it", () => {
    const { ledger } = parsed(
      "/b/ 2027-01-31 –\n# about a\n/a/x/ 2027-01-31 –\n/a/ 2028-01-31 – x.csv\n/a/ 2027-01-31 –\n",
    );
    expect(ledgerText(ledger)).toBe(
      "/a/ 2027-01-31 –\n/a/ 2028-01-31 – x.csv\n# about a\n/a/x/ 2027-01-31 –\n/b/ 2027-01-31 –\n",
    );
  });

  it.each([
    ["1998/ 2027-01-31 –", "bad-address", "address"],
    ["https://example.org/ 2027-01-31 –", "bad-address", "address"],
    ["/1998/../x/ 2027-01-31 –", "bad-address", "address"],
    ["/1998/ 31.1.2027 –", "bad-date", "date"],
    ["/1998/ 2027-02-29 –", "bad-date", "date"],
    ["/1998/", "bad-date", "date"],
    ["/1998/ 2027-01-31", "ledger-line", "edition"],
    ["/1998/ 2027-01-31 Edition cite", "ledger-line", "edition"],
    ["/1998/ 2027-01-31 1998 ../cite.bib", "ledger-line", "files"],
    ["/1998/a.csv 2027-01-31 1998 b.csv", "ledger-line", "files"],
    ["edition 1998 2027-01-31 sha256:123", "ledger-line", "hash"],
    ["edition 1998 2027-13-31 sha256:123", "bad-date", "date"],
  ])("says what is wrong with %s", (line, rule, column) => {
    const { problems } = parsed(`# first\n${line}\n/ 2027-01-31 –\n`);
    expect(problems).toMatchObject([{ rule, column, line: 2, file: "published.txt" }]);
    expect(problems[0]?.remedy).toMatch(/\S/);
  });

  it("has no entries where the file is not there, and a problem where it is no text", async () => {
    await expect(readLedger(folder)).resolves.toMatchObject({ ok: true, value: { entries: [] } });
    writeFileSync(join(folder, "published.txt"), Buffer.from([0x2f, 0xff, 0x0a]));
    await expect(readLedger(folder)).resolves.toMatchObject({
      ok: false,
      problems: [{ rule: "not-utf-8", line: 1 }],
    });
  });
});

it("knows the days of the calendar", () => {
  for (const day of ["2024-02-29", "2000-02-29", "2027-12-31"]) expect(isDay(day)).toBe(true);
  for (const day of [
    "1900-02-29",
    "2027-02-30",
    "2027-00-10",
    "2027-04-31",
    "2027-1-1",
    "x2027-01-01",
  ])
    expect(isDay(day), day).toBe(false);
});
