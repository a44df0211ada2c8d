/** What is settled in a printed document, so that it is the same whenever and wherever it was printed. */

import { describe, expect, it } from "vitest";
import { settled } from "../../src/site/pdf-file.ts";

/** The parts of a print that differ from one to the next. */
function print(first: number, clock: string, browser: string): Buffer {
  const id = (step: number): string => `(node${String(first + step).padStart(8, "0")})`;
  return Buffer.from(
    [
      `/Creator (${browser})`,
      `/CreationDate (D:${clock}+00'00')`,
      `/ModDate (D:${clock}+00'00')`,
      `/S /TH /ID ${id(0)}`,
      `/S /TH /ID ${id(7)}`,
      `/S /TD /Headers [${id(0)} ${id(7)}]`,
    ].join("\n"),
    "latin1",
  );
}

describe("a printed document", () => {
  const one = print(267, "20261123164700", "Mozilla/5.0 HeadlessChrome/130");
  const other = print(95, "20300101000000", "Mozilla/5.0 HeadlessChrome/140");

  it("is the same whenever it was printed, and whatever its browser had printed before", () => {
    expect(settled(one, "2001-05-01").toString()).toBe(settled(other, "2001-05-01").toString());
  });

  it("has the day of publication, no machine, and elements counted from one", () => {
    const text = settled(one, "2001-05-01").toString();
    expect(text).toContain("/CreationDate (D:20010501000000+00'00')");
    expect(text).toContain("/Creator (Klyngeatlas ");
    expect(text).toContain("/Headers [(node00000001) (node00000002)]");
    expect(text).not.toMatch(/Chrome|2026/);
  });

  it("keeps its length, since the table at its end counts bytes", () => {
    expect(settled(one, "2001-05-01")).toHaveLength(one.length);
  });
});
