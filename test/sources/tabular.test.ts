/** Files as they come: packed, in other encodings, with titles, or broken. */

import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { streamRecords } from "../../src/read/table.ts";
import { table } from "../../src/sources/table-source.ts";
import { madeFiles, runOnFiles } from "./servers/made-file.ts";

const write = madeFiles();
const QUERY = {
  columns: { year: { value: 2020 }, region: "region", sector: "sector", jobs: "jobs" },
};

const read = (content: string | Uint8Array, more: object = {}, name?: string) =>
  runOnFiles(table, { ...QUERY, files: [write(content, name)], ...more });

/** Rows of one region, each of another sector. */
const distinct = (region: string, rows: number): string =>
  Array.from({ length: rows }, (_, i) => `${region},s${i},1\n`).join("");

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

describe("encodings", () => {
  const text = "region,sector,jobs\nKragerø,fiske,7\nMøre,båt,8\n";
  const expected = ["2020 Kragerø fiske jobs 7 (2)", "2020 Møre båt jobs 8 (3)"];

  it("is UTF-8 unless told, with or without a byte order mark, whatever ends lines", async () => {
    for (const start of ["", "\ufeff"])
      for (const end of ["\n", "\r\n", "\r"]) {
        const { told, errors } = await read(start + text.replaceAll("\n", end));
        expect({ told, errors }).toEqual({ told: expected, errors: [] });
      }
  });

  it("is Latin-1 or Windows-1252 when told", async () => {
    for (const encoding of ["latin-1", "windows-1252"]) {
      const { told, errors } = await read(latin1(text), { encoding });
      expect({ told, errors }).toEqual({ told: expected, errors: [] });
    }
    const euro = Buffer.concat([
      latin1("region,sector,jobs\na "),
      Buffer.from([0x80]),
      latin1(",b,7\n"),
    ]);
    expect((await read(euro, { encoding: "latin-1" })).told).toEqual(["2020 a € b jobs 7 (2)"]);
  });

  it("that is another than UTF-8 is told by its line and word", async () => {
    const { errors, delivery } = await read(latin1(`region,sector,jobs\na,b,1\n${text.slice(19)}`));
    expect(errors).toMatchObject([
      {
        rule: "source-file-encoding",
        line: 3,
        value: "Kragerø",
        remedy: expect.stringContaining("encoding: latin-1"),
      },
    ]);
    expect(delivery.receipts).toEqual([]);
  });

  it("that is UTF-8 after all is told where the query says Latin-1", async () => {
    const { errors } = await read(text, { encoding: "latin-1" });
    expect(errors).toMatchObject([
      {
        rule: "source-file-encoding",
        line: 2,
        value: "KragerÃ¸",
        remedy: "Remove encoding from the query file.",
      },
    ]);
  });

  it("may be either where no letter tells", async () => {
    const { told, errors } = await read("region,sector,jobs\na,b,1\n", { encoding: "latin-1" });
    expect({ told, errors }).toEqual({ told: ["2020 a b jobs 1 (2)"], errors: [] });
  });

  it("is found on lines far into a large file, where letters lie across pieces of it", async () => {
    const many = distinct("Kragerø", 40_000);
    const good = await read(`region,sector,jobs\n${many}`);
    expect(good.errors).toEqual([]);
    expect(new Set(good.observations.map(({ region }) => region))).toEqual(new Set(["Kragerø"]));
    const bad = Buffer.concat([Buffer.from(`region,sector,jobs\n${many}`), latin1("Bø,b,1\n")]);
    expect((await read(bad)).errors).toMatchObject([{ line: 40_002, value: "Bø" }]);
  });
});

describe("files that are no text", () => {
  it.each([
    ["a workbook", Buffer.from("504b030414000600", "hex"), "an Excel or other packed file"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "an old Excel file"],
    ["UTF-16", Buffer.from("\ufeffregion,sector,jobs\na,b,1\n", "utf16le"), "UTF-16"],
    ["packed without saying so", gzipSync("region,sector,jobs\n"), "packed with gzip"],
    ["binary", Buffer.from("region\0\0\0"), "NUL characters"],
  ])("are called what they are: %s", async (_, bytes, message) => {
    const { errors } = await read(bytes);
    expect(errors).toMatchObject([{ rule: "source-file-kind", line: 1 }]);
    expect(errors[0]?.message).toContain(message);
  });

  it("or are not there are named, and the other files are read all the same", async () => {
    const absent = join(tmpdir(), "klyngeatlas-nowhere.csv");
    const files = [absent, tmpdir(), write("region,sector,jobs\na,b,1\n")];
    const { errors, told, delivery } = await runOnFiles(table, { ...QUERY, files });
    expect(errors).toMatchObject([
      { rule: "source-file", file: absent, message: "The file cannot be read (ENOENT)." },
      { rule: "source-file", file: tmpdir(), message: "The file cannot be read (it is no file)." },
    ]);
    expect(told).toEqual(["2020 a b jobs 1 (2)"]);
    expect(delivery.receipts).toHaveLength(1);
  });
});

describe("packed files", () => {
  const bytes = gzipSync(`region,sector,jobs\n${distinct("a", 100_000)}`);

  it("are unpacked; the record is of the bytes as they were sent", async () => {
    const { observations, errors, delivery } = await read(bytes, {}, "packed.csv.gz");
    expect(errors).toEqual([]);
    expect(observations).toHaveLength(100_000);
    expect(delivery.receipts).toMatchObject([
      {
        from: "packed.csv.gz",
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      },
    ]);
  });

  it("that break off or are damaged are faults", async () => {
    const half = await read(bytes.subarray(0, bytes.length - 20), {}, "half.csv.gz");
    expect(half.errors).toMatchObject([{ rule: "source-file-damaged" }]);
    expect(half.delivery.receipts).toEqual([]);
    const wrong = await read("region,sector,jobs\na,b,1\n", {}, "wrong.csv.gz");
    expect(wrong.errors).toMatchObject([{ rule: "source-file-damaged" }]);
  });
});

describe("lines above the header", () => {
  it("are skipped, and counted", async () => {
    const { told } = await read('"Jobs, by region"\n\nregion;sector;jobs\na;b;1\n', {
      skipLines: 1,
    });
    expect(told).toEqual(["2020 a b jobs 1 (4)"]);
  });

  it("may be more than there are", async () => {
    for (const [content, skipLines] of [
      ["a\nb\n", 5],
      ["", 0],
      ["\n\n", 0],
    ] as const)
      expect((await read(content, { skipLines })).errors).toMatchObject([
        { rule: "no-rows", message: expect.stringContaining("no header") },
      ]);
  });

  it("that are not skipped are taken for the header, which the message shows", async () => {
    const { errors } = await read("Jobs by region\nregion,sector,jobs\na,b,1\n");
    expect(errors[0]).toMatchObject({
      rule: "no-such-column",
      message: expect.stringContaining("Its header, on line 1, has: Jobs by region."),
      remedy: expect.stringContaining("skipLines"),
    });
  });
});

describe("delimiters", () => {
  it.each([",", ";", "\t", "|"])("are found in the header: %j", async (mark) => {
    const rows = ['region,sector,"jobs, all; of | them"', "a,b,1"].map((row) =>
      row.replace(/,(?=sector|"|b|1)/g, mark),
    );
    const { told, errors } = await read(`${rows.join("\n")}\n`, {
      columns: { ...QUERY.columns, jobs: "jobs, all; of | them" },
    });
    expect({ told, errors }).toEqual({ told: ["2020 a b jobs 1 (2)"], errors: [] });
  });

  it("may be told", async () => {
    const { told } = await read("region;sector, in all, of 2;jobs\na;b;1\n", {
      delimiter: ";",
      columns: { ...QUERY.columns, sector: "sector, in all, of 2" },
    });
    expect(told).toEqual(["2020 a b jobs 1 (2)"]);
  });
});

describe("rows", () => {
  it("that are too long or too short are named; empty ones are passed over", async () => {
    const { told, errors } = await read(
      "region,sector,jobs\na,b,1\n\na,b\n,,\n,\na,b,1,2\nSource: made\nc,d,2\n",
      { missing: { "": "x" } },
    );
    expect(told).toEqual(["2020 a b jobs 1 (2)", "2020 c d jobs 2 (9)"]);
    expect(errors.map(({ rule, line, value, message }) => [rule, line, value, message])).toEqual([
      ["ragged-row", 4, "a | b", "The row has 2 cells, the header 3."],
      ["ragged-row", 7, "a | b | 1 | 2", "The row has 4 cells, the header 3."],
      ["ragged-row", 8, "Source: made", "The row has 1 cell, the header 3."],
    ]);
  });

  it("are needed", async () => {
    expect((await read("region,sector,jobs\n")).errors).toMatchObject([
      { rule: "no-rows", message: "The file has a header and no rows." },
    ]);
  });

  it("count their lines where cells have several", async () => {
    const { told } = await read('region,sector,jobs\n"a\n\na",b,1\nc,d,2\n');
    expect(told[1]).toBe("2020 c d jobs 2 (5)");
  });
});

describe("quotes", () => {
  it("that open and are not closed are told by the row in which they open", async () => {
    const { errors } = await read(
      'title\nregion,sector,jobs\n"a\na",b,1\n\nc,"d,2\ne,f,3\ng,h,4\n',
      {
        skipLines: 1,
      },
    );
    expect(errors).toMatchObject([{ rule: "unclosed-quote", line: 6 }]);
  });

  it("that stand within a cell are told by the row in which they stand", async () => {
    const { errors } = await read('region,sector,jobs\na,b,1\nc,5" pipes,2\n');
    expect(errors).toMatchObject([{ rule: "misplaced-quote", line: 3 }]);
    const closed = await read('region,sector,jobs\na,b,1\nc,"d" e,2\n');
    expect(closed.errors).toMatchObject([{ rule: "misplaced-quote", line: 3 }]);
  });

  it("that open in a long file leave the reading of it in time", async () => {
    const { errors } = await read(`region,sector,jobs\n"a,b,1\n${"a,b,1\n".repeat(200_000)}`);
    expect(errors).toMatchObject([{ rule: "unclosed-quote", line: 2 }]);
  });
});

describe("records of a text", () => {
  const cell = fc.stringMatching(/^[a-z" \n;,æ]{0,6}$/);
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  it("are the same, with the same lines, wherever the pieces end and whatever ends lines", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 7 }),
        async (table, end, size) => {
          const text = table.map((cells) => cells.map(quoted).join(",") + end).join("");
          const bytes = Buffer.from(text);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const read: [readonly string[], number][] = [];
          const fault = await streamRecords(pieces, ",", (cells, line) => read.push([cells, line]));
          expect(fault).toBeUndefined();
          let line = 1;
          const expected = table.map((cells) => {
            const at = line;
            line += 1 + cells.join("").split("\n").length - 1;
            return [cells, at];
          });
          expect(read).toEqual(expected);
        },
      ),
    );
  });
});
