/** Narratives: Markdown files with YAML front matter, found anywhere below the content folder's prose folders. */

import { readdir, readFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Narrative } from "../model/narrative.ts";
import type { Problem, Reading } from "./problem.ts";

/** Folders of the content folder that hold narratives. */
const FOLDERS = ["cases", "argument", "method"] as const;

const slugPattern = /^[a-z0-9-]+$/;
const text = z.string().min(1);
const cell = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/);

const frontMatter = z.object({
  title: text,
  slug: z.string().regex(slugPattern),
  kind: z.enum(["case", "argument", "method"]),
  editions: z.array(text).min(1),
  order: z.number(),
  summary: z.string().default(""),
  clusters: z.array(cell).default([]),
  timeline: z
    .array(z.object({ when: z.union([text, z.number()]), label: text, section: text }))
    .default([]),
  points: z
    .array(
      z.object({
        name: text,
        longitude: z.number().min(-180).max(180),
        latitude: z.number().min(-90).max(90),
        note: z.string().default(""),
      }),
    )
    .default([]),
  knowledge: z
    .array(
      z.object({
        industry: text,
        rd: z.enum(["national", "global", "both"]),
        rd_note: z.string().default(""),
        suppliers: z.enum(["national", "global", "both"]),
        suppliers_note: z.string().default(""),
      }),
    )
    .default([]),
  digits: z.enum(["bound", "quoted"]).default("bound"),
});

/**
 * Reads every narrative of a content folder, ordered by file name. A folder that is not there holds none.
 * `shown` is how the content folder is named in problems.
 */
export async function readNarratives(
  contentDir: string,
  shown: string,
): Promise<Reading<readonly Narrative[]>> {
  const narratives: Narrative[] = [];
  const problems: Problem[] = [];
  for (const folder of FOLDERS) {
    for (const name of await markdownFiles(join(contentDir, folder))) {
      const file = `${shown}/${folder}/${name}`;
      const source = await readFile(join(contentDir, folder, name));
      const read = parseNarrative(file, source);
      if (read.narrative !== undefined) narratives.push(read.narrative);
      problems.push(...read.problems);
    }
  }
  problems.push(...duplicates(narratives));
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, 50), total: problems.length }
    : { ok: true, value: narratives, warnings: [] };
}

async function markdownFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .map((name) => name.split(sep).join("/"))
    .filter((name) => name.endsWith(".md") && basename(name) !== "README.md")
    .sort();
}

interface Parsed {
  readonly narrative: Narrative | undefined;
  readonly problems: readonly Problem[];
}

/** One narrative from its bytes. */
export function parseNarrative(file: string, bytes: Uint8Array): Parsed {
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    return refused(
      file,
      1,
      undefined,
      undefined,
      "narrative-utf8",
      "The file is not UTF-8.",
      "Save it as UTF-8.",
    );
  }
  const found = /^---\n([\s\S]*?)\n---\n/.exec(source);
  if (found === null) {
    return refused(
      file,
      1,
      undefined,
      undefined,
      "narrative-front-matter",
      "The file does not begin with front matter.",
      "Begin with a line ---, then title, slug, kind, editions, order, then a line ---.",
    );
  }
  const [whole, yaml = ""] = found;
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const line = counter.linePos(fault.pos[0]).line + 1;
    return refused(
      file,
      line,
      undefined,
      undefined,
      "narrative-yaml",
      `The front matter is not YAML: ${fault.message.split("\n", 1)[0]}`,
      "Put texts that hold a colon in quotes, and indent lists alike.",
    );
  }
  const checked = frontMatter.safeParse(document.toJS());
  if (!checked.success) {
    const problems = checked.error.issues.map((issue): Problem => {
      const path = issue.path.map(String);
      const node = document.getIn(issue.path, true);
      return {
        severity: "error",
        file,
        line: lineOf(node, counter),
        column: path.join("."),
        value: shownValue(document.getIn(issue.path)),
        rule: "narrative-property",
        message: `The property ${path.join(".")} is missing or is not what it should be.`,
        remedy: "See content/README.md for the properties of a narrative.",
      };
    });
    return { narrative: undefined, problems };
  }
  const { timeline, knowledge, clusters, ...rest } = checked.data;
  return {
    problems: [],
    narrative: {
      ...rest,
      file,
      clusters: clusters.map((pair) => {
        const [region = "", sector = ""] = pair.split("/");
        return { region, sector };
      }),
      timeline: timeline.map((event) => ({ ...event, when: String(event.when) })),
      knowledge: knowledge.map((row) => ({
        industry: row.industry,
        rd: row.rd,
        rdNote: row.rd_note,
        suppliers: row.suppliers,
        suppliersNote: row.suppliers_note,
      })),
      body: source.slice(whole.length),
      bodyLine: whole.split("\n").length,
    },
  };
}

/** Line in the file: the front matter begins on its second line. */
function lineOf(node: unknown, counter: LineCounter): number {
  if (typeof node !== "object" || node === null || !("range" in node)) return 1;
  const range = node.range;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === "number" ? counter.linePos(start).line + 1 : 1;
}

function shownValue(value: unknown): string | undefined {
  return value === undefined
    ? undefined
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
}

function refused(
  file: string,
  line: number,
  column: string | undefined,
  value: string | undefined,
  rule: string,
  message: string,
  remedy: string,
): Parsed {
  return {
    narrative: undefined,
    problems: [{ severity: "error", file, line, column, value, rule, message, remedy }],
  };
}

/** Two narratives of a kind may share a slug only where no edition holds both. */
function duplicates(narratives: readonly Narrative[]): readonly Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file, kind, slug, editions } of narratives) {
    for (const edition of editions) {
      const key = `${edition}/${kind}/${slug}`;
      const before = first.get(key);
      if (before === undefined) first.set(key, file);
      else
        problems.push({
          severity: "error",
          file,
          line: undefined,
          column: "slug",
          value: slug,
          rule: "narrative-slug",
          message: `The slug is also that of ${before}: both would have the same address.`,
          remedy: "Give one of them another slug, or other editions.",
        });
    }
  }
  return problems;
}
