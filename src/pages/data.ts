/** What can be downloaded, and where it came from. */

import type { Licence, Receipt } from "../model/dataset.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import type { DownloadedFile } from "./downloads.ts";
import { formatDate, formatNumber } from "./format.ts";
import { type NamedLink, webAddress } from "./method.ts";
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
  readonly packageHref: string;
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
  readonly status: "observed" | "modelled";
}

export async function dataSheet(
  context: EditionContext,
  files: readonly DownloadedFile[],
  inputs: readonly string[],
): Promise<Sheet<DataView>> {
  const { atlas, site } = context;
  const { id, descriptor } = atlas.dataset;
  const path = paths.data(id);
  const base = href(site.filesPrefix, path);
  return editionSheet(context, {
    kind: "data",
    path,
    title: "Data",
    description: `Downloads of ${descriptor.title}: clusters, location quotients, growth, and the source files.`,
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      downloads: files.map((file) => ({
        title: file.title,
        file: file.file,
        href: base + file.file,
        size: sizeText(file.bytes),
        sha256: file.sha256,
        columns: (file.fields ?? []).map(({ name, description }) => ({ name, description })),
      })),
      inputs: inputs.map((file) => ({ file, href: `${base}source/${file}` })),
      packageHref: `${base}datapackage.json`,
      licences: descriptor.licences.map(licenceLink),
      sources: descriptor.sources.map((source) => ({
        text: source.title,
        href: webAddress(source.path),
      })),
      contributors: descriptor.contributors.map(({ title, role }) => ({
        name: title,
        role: role ?? "",
      })),
      notes: descriptor.notes,
      receipts: descriptor.receipts.map((receipt) => receiptView(receipt, inputs, base)),
      decisions: descriptor.decisions.map(({ date, reason, findings }) => ({
        date: formatDate(date),
        reason,
        findings,
      })),
      published: formatDate(descriptor.published),
      status: descriptor.status,
    },
  });
}

function licenceLink({ title, name, path }: Licence): NamedLink {
  return { text: title ?? name ?? path ?? "", href: webAddress(path) };
}

function receiptView(receipt: Receipt, inputs: readonly string[], base: string): ReceiptView {
  const { title, from, query, request, retrieved, updated, sha256, bytes, licence } = receipt;
  return {
    title,
    from,
    href: webAddress(from),
    query: inputs.includes(query) ? { file: query, href: `${base}source/${query}` } : undefined,
    request,
    retrieved: formatDate(retrieved),
    updated,
    sha256,
    size: sizeText(bytes),
    licence: licence === undefined ? undefined : licenceLink(licence),
    notes: receipt.notes ?? [],
  };
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000
    ? `${formatNumber(bytes / 1000, 0)} KB`
    : `${formatNumber(bytes / 1_000_000, 1)} MB`;
}
