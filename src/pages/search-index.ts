/** The index that the search page loads: short keys, since every reader who searches fetches it. */

import type { SiteOptions } from "./context.ts";
import { href } from "./urls.ts";

export interface SearchEntry {
  readonly title: string;
  readonly path: string;
  readonly kind: string;
}

/** JSON array of { t: title, u: address, k: kind }. */
export function searchIndex(entries: readonly SearchEntry[], site: SiteOptions): string {
  const rows = entries.map(({ title, path, kind }) => ({
    t: title,
    u: href(site.pathPrefix, path),
    k: kind,
  }));
  return `${JSON.stringify(rows)}\n`;
}
