/** What can be downloaded, and where it came from. */

import type { Licence, Receipt } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";
import { authorsOf } from "./authors.ts";
import { madeIn } from "./citation.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { DESCRIPTIONS } from "./descriptions/publish.ts";
import { downloadWords } from "./download-words.ts";
import type { DownloadedFile } from "./downloads.ts";
import { type NamedLink, webAddress } from "./method.ts";
import { SOURCE_LIST } from "./source-list.ts";
import { href, paths } from "./urls.ts";
import type { Sheet } from "./view.ts";

export interface DownloadView {
  readonly title: string;
  readonly file: string;
  readonly href: string;
  readonly size: string;
  readonly sha256: string;
  readonly columns: readonly { readonly name: string; readonly description: string }[];
}

/** The record of one file or answer. */
export interface ReceiptView {
  readonly title: string;
  readonly from: string;
  /** Where it can be asked for, if it is a web address. */
  readonly href: string | undefined;
  /** The query file among the input files, or undefined. */
  readonly query: { readonly file: string; readonly href: string } | undefined;
  readonly request: string | undefined;
  readonly retrieved: string;
  readonly updated: string | undefined;
  readonly sha256: string;
  readonly size: string;
  readonly licence: NamedLink | undefined;
  readonly notes: readonly string[];
}

export interface DataView {
  readonly downloads: readonly DownloadView[];
  /** The edition's own input files, as they were read. */
  readonly inputs: readonly { readonly file: string; readonly href: string }[];
  /** Hashes of the input files, and the hash of that list, which citations carry. */
  readonly sourceList: { readonly href: string; readonly contentHash: string } | undefined;
  /** The edition in the terms of standards; published once for all languages. */
  readonly descriptions: readonly {
    readonly file: string;
    readonly href: string;
    readonly standard: string;
  }[];
  /** The whole edition as one file, its hash, and the list of its addresses. */
  readonly archive:
    | { readonly href: string; readonly hashHref: string; readonly listHref: string }
    | undefined;
  readonly licences: readonly NamedLink[];
  readonly sources: readonly NamedLink[];
  readonly contributors: readonly { readonly name: string; readonly role: string }[];
  readonly notes: readonly string[];
  /** What the edition was made from; empty where nothing is recorded. */
  readonly receipts: readonly ReceiptView[];
  /** What was accepted when the edition was added, and why. */
  readonly decisions: readonly {
    readonly date: string;
    readonly reason: string;
    readonly findings: readonly string[];
  }[];
  readonly published: string;
  /** When modelled figures were made, where the edition is dated in another year. */
  readonly made: string | undefined;
  readonly status: "observed" | "modelled";
}

/** Title and description of the page. */
export function dataWords({ atlas, site }: EditionContext): {
  readonly title: string;
  readonly description: string;
} {
  const { say } = site.speech;
  const edition = atlas.dataset.descriptor.title;
  return { title: say("edition.data"), description: say("edition.data-description", { edition }) };
}

export async function dataSheet(
  context: EditionContext,
  files: readonly DownloadedFile[],
  inputs: readonly string[],
): Promise<Sheet<DataView>> {
  const { atlas, site } = context;
  const { speech } = site;
  const { id, descriptor } = atlas.dataset;
  const path = paths.data(id);
  const base = href(site.filesPrefix, path);
  return editionSheet(context, {
    kind: "data",
    path,
    ...dataWords(context),
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    work: { kind: "dataset", files },
    view: {
      downloads: files.map((file) => ({
        ...downloadWords(file, descriptor, speech),
        file: file.file,
        href: base + file.file,
        size: sizeText(file.bytes, speech),
        sha256: file.sha256,
      })),
      inputs: inputs.map((file) => ({ file, href: `${base}source/${file}` })),
      sourceList:
        context.contentHash === undefined
          ? undefined
          : { href: `${base}source/${SOURCE_LIST}`, contentHash: context.contentHash },
      descriptions: describingFiles(context).map(({ path: file, standard }) => ({
        file: file.slice(file.lastIndexOf("/") + 1),
        href: href(site.filesPrefix, file),
        standard,
      })),
      archive: site.archives
        ? {
            href: href(site.filesPrefix, paths.archive(id)),
            hashHref: href(site.filesPrefix, paths.archiveHash(id)),
            listHref: href(site.filesPrefix, paths.addressList(id)),
          }
        : undefined,
      licences: descriptor.licences.map(licenceLink),
      sources: descriptor.sources.map((source) => ({
        text: source.title,
        href: webAddress(source.path),
      })),
      contributors: descriptor.contributors.map(({ title, role }) => ({
        name: title,
        role: speech.capitalised(roleWord(role, speech)),
      })),
      notes: descriptor.notes,
      receipts: descriptor.receipts.map((receipt) => receiptView(receipt, inputs, base, speech)),
      decisions: descriptor.decisions.map(({ date, reason, findings }) => ({
        date: speech.date(date),
        reason,
        findings,
      })),
      published: speech.date(descriptor.published),
      made: madeIn(descriptor) === undefined ? undefined : speech.date(descriptor.created),
      status: descriptor.status,
    },
  });
}

/** Files that describe the edition to programs, each with the standard that it follows. */
function describingFiles({
  atlas,
}: EditionContext): readonly { readonly path: string; readonly standard: string }[] {
  const { id, descriptor } = atlas.dataset;
  return [
    ...DESCRIPTIONS.map(({ path, standard }) => ({ path: paths.edition(id) + path, standard })),
    { path: paths.linkset(id), standard: "RFC 9264" },
    // The format asks for authors; an edition that names nobody has no such file.
    ...(authorsOf(descriptor).length === 0
      ? []
      : [{ path: paths.citationFile(id), standard: "Citation File Format 1.2.0" }]),
  ];
}

function licenceLink({ title, name, path }: Licence): NamedLink {
  return { text: title ?? name ?? path ?? "", href: webAddress(path) };
}

function receiptView(
  receipt: Receipt,
  inputs: readonly string[],
  base: string,
  speech: Speech,
): ReceiptView {
  const { title, from, query, request, retrieved, updated, sha256, bytes, licence } = receipt;
  return {
    title,
    from,
    href: webAddress(from),
    query: inputs.includes(query) ? { file: query, href: `${base}source/${query}` } : undefined,
    request,
    retrieved: speech.date(retrieved),
    updated,
    sha256,
    size: sizeText(bytes, speech),
    licence: licence === undefined ? undefined : licenceLink(licence),
    notes: receipt.notes ?? [],
  };
}

/** Roles of Data Package 2.0 that have a word in every language; others stand as they are given. */
const ROLES = ["author", "creator", "publisher", "contributor", "wrangler", "maintainer"] as const;

function roleWord(role: string | undefined, { say }: Speech): string {
  const known = ROLES.find((each) => each === role);
  if (known !== undefined) return say(`edition.data-role-${known}`);
  return role ?? say("edition.data-contributor");
}

function sizeText(bytes: number, { number, say }: Speech): string {
  if (bytes < 1000) return say("edition.bytes", { size: String(bytes) });
  return bytes < 1_000_000
    ? say("edition.kilobytes", { size: number(bytes / 1000) })
    : say("edition.megabytes", { size: number(bytes / 1_000_000, 1) });
}
