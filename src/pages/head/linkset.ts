/**
 * The link set of an edition (RFC 9264, application/linkset+json): for its first page in each language, for its data
 * page and for each file, the typed links that pages carry in their heads and files cannot carry (FAIR Signposting,
 * level 2). Addresses are absolute where the site's own is known; else they begin at the host's root.
 */

import type { Dataset } from "../../model/dataset.ts";
import { authorsOf } from "../authors.ts";
import type { SiteOptions } from "../context.ts";
import { webAddress } from "../method.ts";
import { absolute, href, type PathPrefix, paths } from "../urls.ts";
import type { EditionFile, PageWork } from "./cited-work.ts";
import { doiAddress } from "./dublin-core.ts";
import { typesOf } from "./signposting.ts";

export interface EditionParts {
  /** What there is to download. */
  readonly items: readonly EditionFile[];
  /** What describes it: the data package and its like. */
  readonly descriptions: readonly EditionFile[];
}

interface Target {
  readonly href: string;
  readonly type?: string;
}

type LinkContext = { readonly anchor: string } & {
  readonly [relation: string]: string | readonly Target[];
};

export function linksetJson(dataset: Dataset, parts: EditionParts, site: SiteOptions): string {
  const { id } = dataset;
  const landings = site.languages.map(({ segment }) =>
    addressOf(site, site.filesPrefix + segment, paths.edition(id)),
  );
  const [landing = addressOf(site, site.filesPrefix, paths.edition(id))] = landings;
  const file = ({ path, mediatype }: EditionFile): Target => ({
    href: addressOf(site, site.filesPrefix, path),
    type: mediatype,
  });
  const items = parts.items.map(file);
  const descriptions = parts.descriptions.map(file);
  const shared = sharedLinks(dataset);
  const landingLinks = (anchor: string, kind: PageWork["kind"]): LinkContext => ({
    anchor,
    "cite-as": [{ href: citedAddress(dataset, anchor) }],
    type: typesOf(kind).map((type) => ({ href: `https://schema.org/${type}` })),
    ...shared,
    item: items,
    describedby: descriptions,
  });
  const contexts: readonly LinkContext[] = [
    ...(landings.length > 0 ? landings : [landing]).map((anchor) => landingLinks(anchor, "report")),
    landingLinks(addressOf(site, site.filesPrefix, paths.data(id)), "dataset"),
    ...items.map(({ href: anchor, type = "" }) => ({
      anchor,
      collection: [{ href: landing, type: "text/html" }],
      type: [{ href: typeOfFile(type) }],
      ...shared,
      describedby: descriptions,
    })),
    ...descriptions.map(({ href: anchor }) => ({
      anchor,
      describes: [{ href: landing, type: "text/html" }],
    })),
  ];
  return `${JSON.stringify({ linkset: contexts }, null, 2)}\n`;
}

function sharedLinks({ descriptor }: Dataset): Readonly<Record<string, readonly Target[]>> {
  const links = {
    author: authorsOf(descriptor).flatMap(({ path }) => webAddress(path) ?? []),
    license: descriptor.licences.flatMap(({ path }) => webAddress(path) ?? []),
  };
  return Object.fromEntries(
    Object.entries(links)
      .filter(([, targets]) => targets.length > 0)
      .map(([relation, targets]) => [relation, targets.map((target) => ({ href: target }))]),
  );
}

/** The DOI stands for the edition as a whole, whichever page it is met on. */
function citedAddress({ descriptor }: Dataset, address: string): string {
  return descriptor.doi === undefined ? address : doiAddress(descriptor.doi);
}

/** A table is a part of a data set that can be downloaded; so is what is written in JSON; a PDF is the report. */
function typeOfFile(mediatype: string): string {
  return `https://schema.org/${mediatype === "application/pdf" ? "Report" : "DataDownload"}`;
}

function addressOf(
  { baseUrl }: Pick<SiteOptions, "baseUrl">,
  prefix: PathPrefix,
  path: string,
): string {
  return baseUrl === undefined ? href(prefix, path) : absolute(baseUrl, prefix, path);
}
