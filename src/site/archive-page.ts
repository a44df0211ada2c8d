/**
 * A page of the site as it stands in an archive that is opened from a disk: addresses of its own become relative ones
 * of files, and what a browser refuses to load from a disk is left out. Nothing else of the page changes.
 */

import { posix } from "node:path";
import { escapeHtml } from "../pages/html.ts";

/** Where a page of the archive leads to. */
export interface ArchiveAddresses {
  /** "/" or "/p/": what stands before addresses of the site. */
  readonly pathPrefix: string;
  /** Files of the archive. */
  readonly files: ReadonlySet<string>;
  /** What answers in the place of an address that the archive does not hold: absolute, or a file of the archive. */
  readonly outside: (path: string) => string;
}

/**
 * Scripts are not loaded from a disk (they are modules), and pages are complete without them. "file:" is what a page
 * from a disk may load its style, fonts and pictures from; not every browser counts them as 'self'.
 */
export const ARCHIVE_POLICY =
  "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; base-uri 'none'";

/** A script or comment, or a tag and its name, as the site's templates write them: values stand in double quotes. */
const TAG =
  /<script\b[^>]*>[\s\S]*?<\/script>|<!--[\s\S]*?-->|<([a-z][a-zA-Z0-9]*)\b[^>"]*(?:"[^"]*"[^>"]*)*>/g;

/** An attribute that holds one address below the site's root. */
const ADDRESS = / (href|xlink:href|src|poster|action|data)="(\/(?!\/)[^"]*)"/g;

/** Links that fetch ahead, which fails on a disk, and the feed, which belongs to the site. */
const DROPPED_LINKS = new Set(["preload", "modulepreload", "search"]);

/** The HTML of a page for the archive; `file` is its name there. */
export function archivedHtml(html: string, file: string, addresses: ArchiveAddresses): string {
  return html.replace(TAG, (tag, name: string | undefined) => {
    if (name === undefined) return /^<script\b[^>]* src=/.test(tag) ? "" : tag;
    if (name === "link" && isDropped(tag)) return "";
    // Attributes of the client, which is not there.
    if (name === "html") return tag.replace(/ data-[a-z-]+="[^"]*"/g, "");
    if (name === "meta") return archivedMeta(tag, file, addresses);
    return withAddresses(tag, file, addresses);
  });
}

/** The same of a picture that stands alone. */
export function archivedSvg(svg: string, file: string, addresses: ArchiveAddresses): string {
  return withAddresses(svg, file, addresses);
}

/** The same of a style sheet. */
export function archivedCss(css: string, file: string, addresses: ArchiveAddresses): string {
  return css.replace(/url\((["']?)(\/[^"')]+)\1\)/g, (_, quote: string, address: string) => {
    return `url(${quote}${archivedAddress(address, file, addresses)}${quote})`;
  });
}

function isDropped(tag: string): boolean {
  return (
    DROPPED_LINKS.has(attributeOf(tag, "rel")) ||
    attributeOf(tag, "type") === "application/atom+xml"
  );
}

function withAddresses(text: string, file: string, addresses: ArchiveAddresses): string {
  if (!text.includes('="/')) return text;
  return text.replace(ADDRESS, (_, name: string, address: string) => {
    return ` ${name}="${escapeHtml(archivedAddress(unescaped(address), file, addresses))}"`;
  });
}

function archivedMeta(tag: string, file: string, addresses: ArchiveAddresses): string {
  const equivalent = attributeOf(tag, "http-equiv");
  const put = (text: string): string =>
    tag.replace(/ content="[^"]*"/, () => ` content="${escapeHtml(text)}"`);
  if (equivalent === "Content-Security-Policy") return put(ARCHIVE_POLICY);
  const [, delay, address] = /^(\d+; url=)(\/.*)$/.exec(attributeOf(tag, "content")) ?? [];
  if (equivalent !== "refresh" || address === undefined) return tag;
  return put(delay + archivedAddress(address, file, addresses));
}

/** The value of an attribute; empty where the tag has none. */
function attributeOf(tag: string, name: string): string {
  return unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

/** An address of the site as the page of the archive writes it. */
function archivedAddress(
  address: string,
  file: string,
  { pathPrefix, files, outside }: ArchiveAddresses,
): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  const below = path.startsWith(pathPrefix) ? path.slice(pathPrefix.length) : undefined;
  if (below === undefined) return address;
  const target = below === "" || below.endsWith("/") ? `${below}index.html` : below;
  if (files.has(target) && below !== "") return relativeTo(file, target) + rest;
  const answer = outside(`/${below}`);
  return /^https?:/.test(answer) ? answer + rest : relativeTo(file, answer);
}

function relativeTo(file: string, target: string): string {
  return posix.relative(posix.dirname(file), target);
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
