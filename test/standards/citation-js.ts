/** What readers of citations make of ours: citation-js, and citeproc behind it. Neither is part of the program. */

import { createRequire } from "node:module";
import type { CslItem } from "../../src/pages/citation.ts";

/** A parsed item, of which a test compares what it knows to be there. */
export type ReadItem = Readonly<Record<string, unknown>>;

interface Core {
  readonly Cite: new (
    input: unknown,
    options?: { readonly forceType: string },
  ) => {
    readonly data: readonly ReadItem[];
    readonly format: (output: "bibliography", options: { readonly template: string }) => string;
  };
}

const require = createRequire(import.meta.url);
const { Cite } = require("@citation-js/core") as Core;
for (const plugin of ["bibtex", "ris", "csl"]) require(`@citation-js/plugin-${plugin}`);

function onlyItem(input: unknown, type: string): ReadItem {
  const [first, ...more] = new Cite(input, { forceType: type }).data;
  if (first === undefined || more.length > 0) throw new Error("There is not one item.");
  // How citation-js came to the item, and a copy of its id.
  const { _graph, "citation-key": _, ...item } = first;
  return item;
}

/** Fields as BibLaTeX has them; its reader knows all of BibTeX's too. */
export const readBibtex = (text: string): ReadItem => onlyItem(text, "@biblatex/text");
export const readRis = (text: string): ReadItem => onlyItem(text, "@ris/file");
export const readCslJson = (text: string): ReadItem =>
  onlyItem(JSON.parse(text), "@csl/list+object");

/** The reference that citeproc makes of an item by the APA style of the CSL project. */
export function citeprocApa(item: CslItem): string {
  return new Cite([item], { forceType: "@csl/list+object" })
    .format("bibliography", { template: "apa" })
    .trim();
}
