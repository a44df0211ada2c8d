/**
 * The typed links of FAIR Signposting (signposting.org/FAIR, levels 1 and 2): from each page to how it is cited, who
 * made it, its licence, its kind, its description, its parts and the edition. The edition's link set says all of it
 * for files too, which have no head.
 */

import { authorsOf } from "../authors.ts";
import type { SiteOptions } from "../context.ts";
import { DESCRIPTIONS } from "../descriptions/publish.ts";
import { webAddress } from "../method.ts";
import { href, paths } from "../urls.ts";
import type { EditionFile, HeadLinkView, HeadPage, PageWork } from "./cited-work.ts";
import { doiAddress } from "./dublin-core.ts";
import { addressIn } from "./highwire.ts";

/** Media types of the files beside a page; RFC 9264 for the link set. */
export const CSL_JSON = "application/vnd.citationstyles.csl+json";
export const LINKSET_JSON = "application/linkset+json";

export function signposts(page: HeadPage, site: SiteOptions): readonly HeadLinkView[] {
  const { path, dataset, isCited } = page;
  return [
    ...citeAs(page, site).map((target) => ({ rel: "cite-as", href: target })),
    ...typesOf(page.work?.kind).map((type) => ({
      rel: "type",
      href: `https://schema.org/${type}`,
    })),
    ...(isCited
      ? [
          {
            rel: "describedby",
            href: `${href(site.pathPrefix, path)}cite.csl.json`,
            type: CSL_JSON,
          },
        ]
      : []),
    ...(dataset === undefined ? [] : editionSignposts(page, dataset, site)),
  ];
}

/** A page's own address is what is cited, as it is frozen; the DOI stands for the edition, and so for its first page. */
export function citeAs({ path, work, dataset }: HeadPage, site: SiteOptions): readonly string[] {
  const doi = dataset?.descriptor.doi;
  if (work !== undefined && doi !== undefined) return [doiAddress(doi)];
  return [addressIn(site, path) ?? []].flat();
}

/** What the page is, in schema.org's words; the first page of an edition is its landing page. */
export function typesOf(kind: PageWork["kind"] | undefined): readonly string[] {
  if (kind === "report") return ["AboutPage", "Report"];
  return kind === "dataset" ? ["AboutPage", "Dataset"] : ["WebPage"];
}

function editionSignposts(
  { work }: HeadPage,
  { id, descriptor }: NonNullable<HeadPage["dataset"]>,
  site: SiteOptions,
): readonly HeadLinkView[] {
  const files = site.filesPrefix;
  return [
    ...authorsOf(descriptor).flatMap(({ path }) => linkTo("author", webAddress(path))),
    ...descriptor.licences.flatMap(({ path }) => linkTo("license", webAddress(path))),
    ...(work === undefined
      ? [{ rel: "collection", href: href(site.pathPrefix, paths.edition(id)), type: "text/html" }]
      : DESCRIPTIONS.map(({ path, mediaType }) => ({
          rel: "describedby",
          href: href(files, paths.edition(id) + path),
          type: mediaType,
        }))),
    ...itemsOf(id, work).map(({ path, mediatype }) => ({
      rel: "item",
      href: href(files, path),
      type: mediatype,
    })),
    { rel: "linkset", href: href(files, paths.linkset(id)), type: LINKSET_JSON },
  ];
}

function itemsOf(edition: string, work: PageWork | undefined): readonly EditionFile[] {
  if (work?.kind !== "dataset") return work?.items ?? [];
  const data = paths.data(edition);
  return work.files.map(({ file, mediatype }) => ({ path: data + file, mediatype }));
}

function linkTo(rel: string, address: string | undefined): readonly HeadLinkView[] {
  return address === undefined ? [] : [{ rel, href: address }];
}
