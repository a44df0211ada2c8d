/** What pages of each kind are made with: their templates by content. */

import { join } from "node:path";
import { fingerprint, folderFingerprint, folderStamp } from "./fingerprint.ts";
import { templateKinds } from "./render-sheets.ts";

export interface TemplateOrigins {
  /** Of all templates together. */
  readonly all: string;
  /** Of all that a page of the kind is made with. */
  readonly ofKind: (kind: string) => string;
  /** Tells of the same files whether anybody has written to them; see folderStamp. */
  readonly stamp: string;
  readonly stampOfKind: (kind: string) => string;
}

/** What no template reads in the content folder: src/pages reads prose, src/site/assets.ts bundles assets. */
const OTHERS = new Set(["README.md", "argument", "assets", "cases", "errata", "method"]);

/**
 * A page's own template counts for pages of its kind alone; everything else in the folder for all, components, layouts
 * and data files of Eleventy among them. Page templates include no other's: they are in no folder that is searched.
 */
export function templateOrigins(contentDir: string): TemplateOrigins {
  const kinds = templateKinds(contentDir);
  const origins = perKind(contentDir, kinds, folderFingerprint);
  const stamps = perKind(contentDir, kinds, folderStamp);
  return {
    all: origins.all,
    ofKind: origins.ofKind,
    stamp: stamps.all,
    stampOfKind: stamps.ofKind,
  };
}

function perKind(
  contentDir: string,
  kinds: readonly string[],
  measure: typeof folderFingerprint,
): Pick<TemplateOrigins, "all" | "ofKind"> {
  const pages = join(contentDir, "pages");
  const templates = new Set(kinds.map((kind) => `pages/${kind}.njk`));
  const shared = measure(contentDir, (name) => !OTHERS.has(name) && !templates.has(name));
  const own = new Map(
    kinds.map((kind) => [kind, measure(pages, (name) => name === `${kind}.njk`)]),
  );
  const parts = new Map([...own].map(([kind, each]) => [kind, fingerprint([shared, each])]));
  return {
    all: fingerprint([...parts].map((part) => [...part])),
    ofKind: (kind) => parts.get(kind) ?? shared,
  };
}
