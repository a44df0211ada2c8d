/** Lays a sealed edition out in a site that is being built: its files as they were, nothing rendered. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import { addressOf, createLinkCheck, type SiteAddress } from "./link-check.ts";
import { damaged, LIST_FILE, type Seal, segmentsIn } from "./seal.ts";
import { unpackSeal } from "./seal-archive.ts";
import type { FileContent } from "./write-files.ts";

/** A link of a sealed page that leaves its edition, and the first page that has it. */
export interface OutwardLink {
  readonly page: string;
  readonly value: string;
}

/** What a sealed edition adds to the site. */
export interface LaidOutSeal {
  /** Addresses of its pages. */
  readonly pages: readonly string[];
  /** Each once, whatever the number of pages that have it. */
  readonly outward: readonly OutwardLink[];
}

/** Writes the files of a seal below `folder`. Assets that the site has as well have the same name and bytes. */
export async function layOutSeal(
  seal: Seal,
  folder: string,
  write: (file: string, content: FileContent) => Promise<void>,
): Promise<LaidOutSeal> {
  const { edition, pathPrefix } = seal.record;
  const pages: string[] = [];
  const own = ownPrefixes(seal, pathPrefix);
  const outward = new Map<string, string>();
  await unpackSeal(seal, async ({ name, content }) => {
    const path = join(folder, name);
    if (name.startsWith("assets/") && existsSync(path)) {
      if (readFileSync(path).equals(content)) return;
      throw new Failure(`The sealed edition ${edition} cannot be laid out.`, [
        damaged(
          seal.folder,
          LIST_FILE,
          edition,
          "An asset has the name of one of today’s, and other content.",
          name,
        ),
      ]);
    }
    await write(name, content);
    if (!name.endsWith(".html")) return;
    const page = addressOf(name);
    pages.push(page);
    for (const value of linksOutOf(content, own)) if (!outward.has(value)) outward.set(value, page);
  });
  return { pages, outward: [...outward].map(([value, page]) => ({ page, value })) };
}

/**
 * Addresses of the site in a sealed page that lie outside its edition. The page was checked when it was sealed;
 * these alone can have ceased to lead anywhere. Its own markup is known, so that no parser is needed.
 */
function linksOutOf(html: Uint8Array, { site, editions }: OwnPrefixes): readonly string[] {
  const text = Buffer.from(html.buffer, html.byteOffset, html.length).toString("utf8");
  return [...text.matchAll(/ href="([^"]*)"/g)]
    .map((match) => match[1] ?? "")
    .filter(
      (value) => value.startsWith(site) && !editions.some((prefix) => value.startsWith(prefix)),
    );
}

interface OwnPrefixes {
  readonly site: string;
  /** Of the edition's pages, in each language that the seal holds. */
  readonly editions: readonly string[];
}

function ownPrefixes(seal: Seal, site: string): OwnPrefixes {
  const { record } = seal;
  return {
    site,
    editions: segmentsIn(seal).map((segment) => `${site}${segment}${record.edition}/`),
  };
}

/** Links out of sealed editions that lead nowhere in the site that was built around them. */
export function judgeOutward(
  links: readonly OutwardLink[],
  files: ReadonlySet<string>,
  site: SiteAddress,
  idsOf: (file: string) => readonly string[],
): ReturnType<ReturnType<typeof createLinkCheck>["finish"]> {
  const check = createLinkCheck(site);
  for (const { page, value } of links)
    check.add(page, { ids: [], links: [{ element: "<a href>", value, loads: false }] });
  return check.finish(files, idsOf).map((found) => ({
    ...found,
    rule: "sealed-link",
    remedy:
      "The page is sealed and cannot change: bring the address back, or add it to redirects.csv in the data folder.",
  }));
}
