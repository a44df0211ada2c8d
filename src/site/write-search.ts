/** Writes the search index of a site below its folder, from the pages that are there. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isPage, listFiles } from "./check-site.ts";
import { addressOf, type SiteAddress } from "./link-check.ts";
import { type PageScan, scanHtml } from "./page-scan.ts";
import { createSearchIndex } from "./search-index.ts";

export interface SearchWriter {
  /** A page that was read already. */
  readonly add: (file: string, scan: PageScan) => void;
  /** Reads the pages that were not, such as those of sealed editions, and writes the index. */
  readonly finish: (latest: string | undefined) => void;
}

export function createSearchWriter(
  root: string,
  { pathPrefix }: Pick<SiteAddress, "pathPrefix">,
  scan: (html: Buffer) => PageScan = scanHtml,
): SearchWriter {
  const index = createSearchIndex(pathPrefix);
  const read = new Set<string>();
  const add: SearchWriter["add"] = (file, page) => {
    read.add(file);
    index.add(addressOf(file), page);
  };
  return {
    add,
    finish: (latest) => {
      for (const file of listFiles(root))
        if (isPage(file) && !read.has(file)) add(file, scan(readFileSync(join(root, file))));
      for (const { file, content } of index.files(latest)) {
        const path = join(root, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
    },
  };
}
