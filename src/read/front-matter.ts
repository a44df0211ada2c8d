/** Markdown files that begin with properties in YAML, between two lines of three hyphens. */

import { type Document, LineCounter, parseDocument } from "yaml";
import type { ProblemLog } from "./problem-log.ts";
import { cleanUtf8, decodeUtf8 } from "./text.ts";

export interface FrontMatter {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Line of a property in the file, 1-based; 1 where it is not there. */
  readonly lineOf: (name: string) => number;
  /** The text below. */
  readonly body: string;
}

/** Divides a file into properties and text; undefined, with the reason in the log, where it cannot be. */
export function readFrontMatter(bytes: Uint8Array, log: ProblemLog): FrontMatter | undefined {
  const clean = cleanUtf8(bytes, log);
  if (clean === undefined) return undefined;
  const source = decodeUtf8(clean).replaceAll("\r\n", "\n");
  const [whole = "", yaml] = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(source) ?? [];
  if (yaml === undefined) {
    log.error({
      rule: "front-matter",
      line: 1,
      message: "The file does not begin with properties.",
      remedy: "Begin it with a line ---, then the properties, then a line ---.",
    });
    return undefined;
  }
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const fault = document.errors[0];
  const properties: unknown = fault === undefined ? document.toJS() : undefined;
  if (fault !== undefined || !isRecord(properties)) {
    log.error({
      rule: "front-matter-yaml",
      line: fault === undefined ? 2 : counter.linePos(fault.pos[0]).line + 1,
      message: `The properties are not YAML: ${fault?.message.split("\n", 1)[0] ?? "they are no list of names and values."}`,
      remedy: "Write one property a line, and put texts that hold a colon in quotes.",
    });
    return undefined;
  }
  return {
    properties,
    lineOf: (name) => lineOf(document, name, counter),
    body: source.slice(whole.length),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The properties begin on the file's second line. */
function lineOf(document: Document, name: string, counter: LineCounter): number {
  const node = document.get(name, true);
  if (typeof node !== "object" || node === null || !("range" in node)) return 1;
  const start: unknown = Array.isArray(node.range) ? node.range[0] : undefined;
  return typeof start === "number" ? counter.linePos(start).line + 1 : 1;
}
