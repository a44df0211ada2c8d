/**
 * Rows of CSV (RFC 4180) that comes in pieces, one after the other: the register's bulk file as a table, with
 * every cell in quotes and line breaks within addresses. UTF-8; commas, or semicolons where the header has more.
 */

/** Is given the cells of a row; `line` is where it begins, 1-based. */
export type TakeRow = (cells: readonly string[], line: number) => void;

export interface RowSplitter {
  readonly read: (chunk: Uint8Array) => void;
  /** Gives the last row; undefined, or what is wrong with the end, as the end of a sentence. */
  readonly end: () => string | undefined;
}

/** Splits at line breaks outside of quotes. Holds one row and one chunk. */
export function createRowSplitter(take: TakeRow): RowSplitter {
  const decoder = new TextDecoder("utf-8");
  let kept = "";
  /** How much of `kept` is known to have no end of a row. */
  let looked = 0;
  let quoted = false;
  let line = 1;
  let delimiter: string | undefined;

  const give = (row: string): void => {
    delimiter ??= delimiterOf(row);
    const bare = row.endsWith("\r") ? row.slice(0, -1) : row;
    if (bare !== "") take(cellsOf(bare, delimiter), line);
    line += 1 + breaksWithin(row);
  };

  const readText = (text: string): void => {
    const all = kept + text;
    let start = 0;
    let at = looked;
    // Outside of quotes the next mark is a quote or a line break; within them, a quote. A quote that is written
    // twice closes and opens again, which comes to the same.
    for (;;) {
      const quote = all.indexOf('"', at);
      if (quoted) {
        if (quote < 0) break;
        quoted = false;
        at = quote + 1;
        continue;
      }
      const end = all.indexOf("\n", at);
      if (quote >= 0 && (end < 0 || quote < end)) {
        quoted = true;
        at = quote + 1;
      } else if (end >= 0) {
        give(all.slice(start, end));
        start = end + 1;
        at = start;
      } else break;
    }
    kept = all.slice(start);
    looked = kept.length;
  };

  return {
    read: (chunk) => readText(decoder.decode(chunk, { stream: true })),
    end: () => {
      readText(decoder.decode());
      if (quoted) return `has a text that opens on line ${line} and does not end`;
      if (kept !== "") give(kept);
      return undefined;
    },
  };
}

function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, "");
  return bare.split(";").length > bare.split(",").length ? ";" : ",";
}

function breaksWithin(row: string): number {
  let breaks = 0;
  for (let at = row.indexOf("\n"); at >= 0; at = row.indexOf("\n", at + 1)) breaks += 1;
  return breaks;
}

function cellsOf(row: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at <= row.length; ) {
    if (row[at] !== '"') {
      const end = row.indexOf(delimiter, at);
      cells.push(end < 0 ? row.slice(at) : row.slice(at, end));
      at = end < 0 ? row.length + 1 : end + 1;
      continue;
    }
    let end = row.indexOf('"', at + 1);
    while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
    const inner = row.slice(at + 1, end < 0 ? row.length : end);
    cells.push(inner.includes('"') ? inner.replaceAll('""', '"') : inner);
    at = end < 0 ? row.length + 1 : end + 2;
  }
  return cells;
}
