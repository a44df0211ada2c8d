/** What pages of each kind are made with: their templates by content. */

import { join } from "node:path";
import { fingerprint, folderFingerprint } from "./fingerprint.ts";
import { templateKinds } from "./render-sheets.ts";

export interface TemplateOrigins {
  /** Of all templates together. */
  readonly all: string;
  /** Of all that a page of the kind is made with. */
  readonly ofKind: (kind: string) => string;
}

/** What no template reads in the content folder: src/pages reads prose, src/site/assets.ts bundles assets. */
const OTHERS = new Set(["README.md", "argument", "assets", "cases", "method"]);

/**
 * A page's own template counts for pages of its kind alone; everything else in the folder for all, components, layouts
 * and data files of Eleventy among them. Page templates include no other's: they are in no folder that is searched.
 */
export function templateOrigins(contentDir: string): TemplateOrigins {
  const kinds = templateKinds(contentDir);
  const own = new Map(kinds.map((kind) => [kind, originOfPage(contentDir, kind)]));
  const shared = folderFingerprint(
    contentDir,
    (name) => !OTHERS.has(name) && !isPageTemplate(name, kinds),
  );
  return {
    all: fingerprint([shared, ...kinds.flatMap((kind) => [kind, own.get(kind)])]),
    ofKind: (kind) => fingerprint([shared, own.get(kind)]),
  };
}

function originOfPage(contentDir: string, kind: string): string {
  return folderFingerprint(join(contentDir, "pages"), (name) => name === `${kind}.njk`);
}

function isPageTemplate(name: string, kinds: readonly string[]): boolean {
  return kinds.some((kind) => name === `pages/${kind}.njk`);
}
