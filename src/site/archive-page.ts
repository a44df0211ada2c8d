/**
 * A page of the site as it stands in an archive that is opened from a disk: addresses of its own become relative ones
 * of files, and what a browser refuses to load from a disk is left out. Nothing else of the page changes.
 */

import { posix } from "node:path";
import { Parser } from "htmlparser2";
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
const POLICY =
  "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; base-uri 'none'";

/** Attributes that hold one address. */
const ADDRESSES = new Set(["href", "xlink:href", "src", "poster", "action", "data"]);

/** Links that fetch ahead, which fails on a disk, and the feed, which belongs to the site. */
const DROPPED_LINKS = new Set(["preload", "modulepreload", "search"]);

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The HTML of a page for the archive; `file` is its name there. */
export function archivedHtml(html: string, file: string, addresses: ArchiveAddresses): string {
  const edits: Edit[] = [];
  let script: number | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const [from, to] = [parser.startIndex, parser.endIndex + 1];
        if (name === "script" && attributes.src !== undefined) script = from;
        else if (isDropped(name, attributes)) edits.push({ from, to, text: "" });
        else {
          const tag = html.slice(from, to);
          const text = archivedTag(name, attributes, tag, file, addresses);
          if (text !== tag) edits.push({ from, to, text });
        }
      },
      onclosetag(name) {
        if (name !== "script" || script === undefined) return;
        edits.push({ from: script, to: parser.endIndex + 1, text: "" });
        script = undefined;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return applied(html, edits);
}

/** The same of a picture that stands alone. */
export function archivedSvg(svg: string, file: string, addresses: ArchiveAddresses): string {
  return svg.replace(/ (href|xlink:href)="(\/[^"]*)"/g, (_, name: string, address: string) => {
    return ` ${name}="${escapeHtml(archivedAddress(unescaped(address), file, addresses))}"`;
  });
}

/** The same of a style sheet. */
export function archivedCss(css: string, file: string, addresses: ArchiveAddresses): string {
  return css.replace(/url\((["']?)(\/[^"')]+)\1\)/g, (_, quote: string, address: string) => {
    return `url(${quote}${archivedAddress(address, file, addresses)}${quote})`;
  });
}

type Attributes = Readonly<Record<string, string>>;

function isDropped(name: string, { rel = "", type = "" }: Attributes): boolean {
  if (name !== "link") return false;
  return DROPPED_LINKS.has(rel) || type === "application/atom+xml";
}

/** A tag with its addresses changed; attributes of the client, which is not there, go from the root element. */
function archivedTag(
  name: string,
  attributes: Attributes,
  tag: string,
  file: string,
  addresses: ArchiveAddresses,
): string {
  if (name === "html") return tag.replace(/ data-[a-z-]+="[^"]*"/g, "");
  if (name === "meta") return archivedMeta(attributes, tag, file, addresses);
  return Object.entries(attributes)
    .filter(([key, value]) => ADDRESSES.has(key) && isOwn(value))
    .reduce((text, [key, value]) => {
      const address = escapeHtml(archivedAddress(value, file, addresses));
      return text.replace(new RegExp(` ${key}="[^"]*"`), () => ` ${key}="${address}"`);
    }, tag);
}

function archivedMeta(
  { "http-equiv": equivalent = "", content = "" }: Attributes,
  tag: string,
  file: string,
  addresses: ArchiveAddresses,
): string {
  const put = (text: string): string =>
    tag.replace(/ content="[^"]*"/, () => ` content="${escapeHtml(text)}"`);
  if (equivalent === "Content-Security-Policy") return put(POLICY);
  const [, delay, address] = /^(\d+; url=)(\/.*)$/.exec(content) ?? [];
  if (equivalent !== "refresh" || address === undefined) return tag;
  return put(delay + archivedAddress(address, file, addresses));
}

/** Whether an address begins at the site's root. */
function isOwn(address: string): boolean {
  return address.startsWith("/") && !address.startsWith("//");
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

function applied(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let result = "";
  for (const { from, to, text: replacement } of edits) {
    result += text.slice(at, from) + replacement;
    at = to;
  }
  return result + text.slice(at);
}
