/**
 * Whether a folder is an RO-Crate 1.2: by the validator of the library `ro-crate`, by the SHACL shapes of
 * rocrate-validator, and by what that checks in Python and SPARQL, which is done here in its place.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Quad } from "@rdfjs/types";
import { DataFactory } from "n3";
import { Validator } from "ro-crate/dist/lib/validator.js";
import type { Json } from "./published.ts";
import { objections, quadsOfJsonLd, shapes } from "./rdf.ts";

const CONTEXT_ADDRESS = "https://w3id.org/ro/crate/1.2/context";
const BASE = "https://crate.example/";
const VALIDATOR = "https://github.com/crs4/rocrate-validator/profiles/ro-crate-1.2/";
const SCHEMA = "http://schema.org/";
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

const require = createRequire(import.meta.url);
/** The official context, which the library carries. */
export const CONTEXT: Json = JSON.parse(
  readFileSync(require.resolve("ro-crate/dist/lib/context.json"), "utf8"),
);
const SHAPES = shapes("ro-crate/shapes.ttl");

/** What must hold and does not, and what should. */
export interface CrateFindings {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Judges the crate whose files these are, by path below its root. */
export async function judgeCrate(files: ReadonlyMap<string, Buffer>): Promise<CrateFindings> {
  const text = files.get("ro-crate-metadata.json")?.toString("utf8");
  if (text === undefined) return { errors: ["There is no ro-crate-metadata.json."], warnings: [] };
  const crate: Json = JSON.parse(text);
  const shaped = await judgeByShapes(text);
  return {
    errors: [
      ...judgeByLibrary(crate, files),
      ...judgeForm(crate),
      ...judgeFiles(crate, files),
      ...judgeReferences(crate),
      ...shaped.errors,
    ],
    warnings: shaped.warnings,
  };
}

/** The rules of the library, but for asking the web for the context. */
function judgeByLibrary(crate: Json, files: ReadonlyMap<string, Buffer>): readonly string[] {
  const validator = new Validator(undefined);
  validator.parseJSON(crate);
  if (validator.crate) {
    validator.rootDataEntity();
    const present = Object.fromEntries([...files.keys()].map((file) => [file, { exists: true }]));
    validator.checkFiles(present, undefined);
  }
  const results: readonly { status: string; message: string; entity?: string }[] =
    validator.results;
  return results
    .filter(({ status }) => status === "error")
    .map(({ message, entity = "" }) => `${message} ${entity}`.trim());
}

/** JSON-LD that is flattened and compacted, with the context of the version. */
function judgeForm(crate: Json): readonly string[] {
  const found: string[] = [];
  if (![crate["@context"]].flat().includes(CONTEXT_ADDRESS)) found.push("The context is another.");
  const ids = crate["@graph"].map((entity: Json) => entity["@id"]);
  if (new Set(ids).size !== ids.length) found.push("An entity is described twice.");
  for (const entity of crate["@graph"]) {
    for (const [property, value] of Object.entries<Json>(entity)) {
      const where = `${entity["@id"]}: ${property}`;
      if (!property.startsWith("@") && !(property in CONTEXT["@context"]))
        found.push(`${where} is not a term of the context.`);
      if (Array.isArray(value) && value.length < 2) found.push(`${where} is a list of one.`);
      for (const one of [value].flat())
        if (typeof one === "object" && Object.keys(one).join() !== "@id")
          found.push(`${where} is nested.`);
    }
  }
  return found;
}

/** Each file is there, with the size and hash that are said of it. */
function judgeFiles(crate: Json, files: ReadonlyMap<string, Buffer>): readonly string[] {
  return crate["@graph"].flatMap((entity: Json): readonly string[] => {
    if (![entity["@type"]].flat().includes("File") || /^https?:/.test(entity["@id"])) return [];
    const content = files.get(decodeURIComponent(entity["@id"]));
    if (content === undefined) return [`${entity["@id"]} is not there.`];
    const { contentSize = String(content.length), sha256 = hash(content) } = entity;
    return [
      ...(contentSize === String(content.length) ? [] : [`${entity["@id"]} has another size.`]),
      ...(sha256 === hash(content) ? [] : [`${entity["@id"]} has another hash.`]),
    ];
  });
}

function hash(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** What is referred to within the crate is described, and what is described is referred to. */
function judgeReferences(crate: Json): readonly string[] {
  const described = new Set<string>(crate["@graph"].map((entity: Json) => entity["@id"]));
  const referred = new Set<string>(
    crate["@graph"].flatMap((entity: Json) =>
      Object.entries<Json>(entity).flatMap(([property, value]) =>
        property.startsWith("@") ? [] : [value].flat().flatMap((one: Json) => one?.["@id"] ?? []),
      ),
    ),
  );
  const specification = "https://w3id.org/ro/crate/1.2";
  return [
    ...[...referred]
      .filter((id) => !described.has(id) && id !== specification)
      .map((id) => `${id} is not described.`),
    ...[...described]
      .filter((id) => !referred.has(id) && id !== "ro-crate-metadata.json")
      .map((id) => `${id} is not referred to.`),
  ];
}

async function judgeByShapes(text: string): Promise<CrateFindings> {
  const quads = await quadsOfJsonLd(text, BASE, { [CONTEXT_ADDRESS]: CONTEXT });
  const found = await objections([...quads, ...marks(quads)], SHAPES);
  const say = (severity: string): readonly string[] =>
    found
      .filter((one) => one.severity === severity)
      .map(({ node, message }) => `${node.replace(BASE, "./")}: ${message}`);
  return { errors: say("Violation"), warnings: say("Warning") };
}

/** The classes that rocrate-validator gives by rules in SPARQL: metadata file, root, files, data entities. */
function marks(quads: readonly Quad[]): readonly Quad[] {
  const { namedNode, quad } = DataFactory;
  const about = quads.filter(
    ({ subject, predicate }) =>
      predicate.value === `${SCHEMA}about` && subject.value.endsWith("ro-crate-metadata.json"),
  );
  const roots = new Set(about.map(({ object }) => object.value));
  const metadata = new Set(about.map(({ subject }) => subject.value));
  const ofType = (type: string): readonly Quad["subject"][] =>
    quads
      .filter(({ predicate, object }) => predicate.value === RDF_TYPE && object.value === type)
      .map(({ subject }) => subject)
      .filter(({ value }) => !value.startsWith(`${BASE}#`));
  const parts = quads
    .filter(({ predicate }) => predicate.value === `${SCHEMA}hasPart`)
    .map(({ object }) => object as Quad["subject"])
    .filter(({ value }) => !metadata.has(value) && !roots.has(value));
  const files = ofType(`${SCHEMA}MediaObject`);
  const folders = ofType(`${SCHEMA}Dataset`).filter(({ value }) => !roots.has(value));
  const mark = (subject: Quad["subject"], name: string): Quad =>
    quad(subject as never, namedNode(RDF_TYPE), namedNode(VALIDATOR + name)) as Quad;
  return [
    ...about.map(({ subject }) => mark(subject, "ROCrateMetadataFileDescriptor")),
    ...about.map(({ object }) => mark(object as Quad["subject"], "RootDataEntity")),
    ...files.map((file) => mark(file, "File")),
    ...[...files, ...folders, ...parts].map((one) => mark(one, "DataEntity")),
  ];
}
