/** Reads RDF without a network and holds it against SHACL shapes. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Quad } from "@rdfjs/types";
import jsonld from "jsonld";
import { Parser, Store, Writer } from "n3";
import Validator from "rdf-validate-shacl";

const FIXTURES = join(import.meta.dirname, "../fixtures/standards");

/** Contexts by address; any other is refused. */
export type Contexts = Readonly<Record<string, object>>;

/** The part of jsonld 9 that is used, whose types are those of an older version. */
interface Processor {
  toRDF(
    document: unknown,
    options: {
      readonly base: string;
      readonly safe: boolean;
      readonly format: "application/n-quads";
      readonly documentLoader: (url: string) => Promise<object>;
    },
  ): Promise<string>;
  canonize(
    text: string,
    options: { readonly algorithm: "RDFC-1.0"; readonly inputFormat: "application/n-quads" },
  ): Promise<string>;
}

const processor = jsonld as unknown as Processor;

/** N-Quads of a JSON-LD document. Throws where a property or type has no address, and would be dropped. */
export async function quadsOfJsonLd(
  text: string,
  base: string,
  contexts: Contexts = {},
): Promise<readonly Quad[]> {
  const nquads = await processor.toRDF(JSON.parse(text), {
    base,
    safe: true,
    format: "application/n-quads",
    documentLoader: async (url) => {
      const document = contexts[url];
      if (document === undefined) throw new Error(`${url} would have to be fetched.`);
      return { contextUrl: undefined, documentUrl: url, document };
    },
  });
  return new Parser({ format: "N-Quads" }).parse(nquads);
}

export function quadsOfTurtle(text: string, base: string): readonly Quad[] {
  return new Parser({ format: "Turtle", baseIRI: base }).parse(text);
}

/** The same text for the same graph, whatever its blank nodes are called. */
export async function canonical(quads: readonly Quad[]): Promise<string> {
  const text = new Writer({ format: "N-Quads" }).quadsToString([...quads]);
  return processor.canonize(text, {
    algorithm: "RDFC-1.0",
    inputFormat: "application/n-quads",
  });
}

export function shapes(...files: readonly string[]): readonly Quad[] {
  return files.flatMap((file) =>
    // Blank nodes of different files are different.
    new Parser({ blankNodePrefix: `${file.replace(/\W/g, "")}-` }).parse(
      readFileSync(join(FIXTURES, file), "utf8"),
    ),
  );
}

export interface Objection {
  readonly severity: "Violation" | "Warning" | "Info";
  readonly node: string;
  readonly path: string;
  readonly message: string;
}

/** What the shapes object to. */
export async function objections(
  quads: readonly Quad[],
  against: readonly Quad[],
): Promise<readonly Objection[]> {
  const validator = new Validator(new Store([...against]) as never);
  const report = await validator.validate(new Store([...quads]) as never);
  return report.results.map(({ severity, focusNode, path, message }) => ({
    severity: (severity?.value ?? "").replace(/^.*#/, "") as Objection["severity"],
    node: focusNode?.value ?? "",
    path: path?.value ?? "",
    message: message.map(({ value }) => value).join(" "),
  }));
}
