/** What is read from, and settled in, a PDF that Chromium (Skia) has printed: its dictionaries are plain text. */

/** Pages, counted from 1, by the name of a place in the document that a link leads to. */
export function pagesOfPlaces(pdf: Buffer): ReadonlyMap<string, number> {
  const text = pdf.toString("latin1");
  const pages = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n<<\/Type \/Page\n/g)].map(([, id]) => id);
  const pageOf = new Map(pages.map((id, n) => [id, n + 1]));
  const places = text.matchAll(/\/([^\s/<>[\]()]+) \[(\d+) 0 R \/XYZ /g);
  return new Map(
    [...places].flatMap(([, name = "", id]) => {
      const page = pageOf.get(id);
      // "/Dest [" of the outline names no place.
      return page === undefined || name === "Dest" ? [] : [[unescaped(name), page] as const];
    }),
  );
}

/** "#2d" of a PDF name is "-". */
function unescaped(name: string): string {
  return name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

export function pageCount(pdf: Buffer): number {
  return [...pdf.toString("latin1").matchAll(/\n<<\/Type \/Page\n/g)].length;
}

/**
 * The same document with the day of its publication in place of the clock, without the machine it was printed on, and
 * with its elements counted from one: the browser counts on from whatever it has counted before.
 */
export function settled(pdf: Buffer, published: string): Buffer {
  const day = `${published.replaceAll("-", "").slice(0, 8).padEnd(8, "01")}000000`;
  const text = pdf.toString("latin1");
  const dated = text.replace(
    /\/(CreationDate|ModDate) \(D:\d{14}/g,
    (_, key: string) => `/${key} (D:${day}`,
  );
  // Of the same length, since the table at the end counts bytes.
  const anonymous = dated.replace(/\/Creator \(((?:[^()\\]|\\.)*)\)/, (whole, creator: string) =>
    whole.replace(creator, "Klyngeatlas".padEnd(creator.length)),
  );
  return Buffer.from(renumbered(anonymous), "latin1");
}

/** Elements that others refer to, such as the heads of a table, in their order: "node00000267" is the first, so 1. */
function renumbered(text: string): string {
  const element = /\(node(\d{8})\)/g;
  const known = [...new Set([...text.matchAll(element)].map(([, number = ""]) => number))].sort();
  const ranks = new Map(known.map((number, n) => [number, String(n + 1).padStart(8, "0")]));
  return text.replace(element, (_, number: string) => `(node${ranks.get(number) ?? number})`);
}
