/** What an edition publishes, without rendering its pages: for tests of its descriptions. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildAtlas } from "../../src/model/atlas.ts";
import type { Descriptor } from "../../src/model/dataset.ts";
import { planEdition } from "../../src/pages/plan.ts";
import { readEdition } from "../../src/read/edition.ts";
import { siteFacts } from "../speech.ts";

const ROOT = join(import.meta.dirname, "../..");

export interface PublishedEdition {
  /** Every file below /E/, pages too, which are empty. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly text: (file: string) => string;
}

export interface Setting {
  readonly baseUrl?: string | undefined;
  /** What its data package says otherwise than the file. */
  readonly descriptor?: Partial<Descriptor>;
}

/** Everything that can be known of an edition and that the bundled ones lack. */
export const FULLY_DESCRIBED: Partial<Descriptor> = {
  doi: "10.5281/zenodo.1234567",
  version: "2.1",
  keywords: ["clusters", '“quoted” "keyword" \\ with\ttab'],
  place: { name: "Norge", sameAs: "https://www.wikidata.org/entity/Q20" },
  contributors: [
    { title: "Kari Nordmann", givenName: "Kari", familyName: "Nordmann", role: "author" },
    { title: "Statistikkbyrået", role: "publisher", path: "https://example.org/bureau" },
    { title: "A helper", role: "wrangler", path: "helper" },
  ],
  sources: [
    { title: "A register", path: "https://example.org/register" },
    { title: "A report, nowhere on the web", path: "shelf 7" },
  ],
};

/** Of an edition that says no more than it must. */
export const BARELY_DESCRIBED: Partial<Descriptor> = {
  description: undefined,
  doi: undefined,
  version: undefined,
  keywords: [],
  place: undefined,
  contributors: [],
  sources: [],
  licences: [],
  notes: [],
  breaks: [],
  status: "observed",
};

export const EDITIONS = { tiny: "test/fixtures/tiny/2001", bundled: "data/1998" } as const;

export async function publish(
  edition: keyof typeof EDITIONS,
  { baseUrl, descriptor }: Setting = {},
): Promise<PublishedEdition> {
  const folder = join(ROOT, EDITIONS[edition]);
  const reading = await readEdition(folder);
  if (!reading.ok) throw new Error(`${folder} has problems`);
  const dataset = {
    ...reading.value,
    descriptor: { ...reading.value.descriptor, ...descriptor },
  };
  const { id } = dataset;
  const files = new Map<string, Buffer>();
  const keep = (file: string, content: string | Uint8Array | Iterable<string>): void => {
    const bytes =
      typeof content === "string" || content instanceof Uint8Array
        ? content
        : [...content].join("");
    files.set(file.slice(`${id}/`.length), Buffer.from(bytes));
  };
  const site = {
    ...siteFacts({ baseUrl, pathPrefix: "/", title: "Atlas" }),
    program: { name: "Klyngeatlas", version: "9.8.7" },
    archives: true,
  };
  const tools = {
    sourceFiles: async () =>
      readdirSync(folder)
        .filter((name) => /\.(?:csv|json)$/.test(name))
        .sort()
        .map((name) => ({ name, content: readFileSync(join(folder, name)) })),
    write: async (file: string, content: string | Uint8Array | Iterable<string>) =>
      keep(file, content),
    // No picture is looked at.
    renderChart: () => ({ inline: "<svg></svg>", standalone: "<svg></svg>" }),
  };
  const plan = planEdition({ atlas: buildAtlas(dataset), narratives: [], site }, tools);
  for await (const sheet of plan) keep(sheet.file, "");
  return {
    files,
    text: (file) => {
      const bytes = files.get(file);
      if (bytes === undefined) throw new Error(`There is no ${file}.`);
      return bytes.toString("utf8");
    },
  };
}

/** A document with something else in it. */
export function changed(text: string, change: (json: Json) => void): string {
  const json = JSON.parse(text) as Json;
  change(json);
  return JSON.stringify(json);
}

/** Parsed JSON of which a test takes what it knows to be there. */
// biome-ignore lint/suspicious/noExplicitAny: tests break documents at any place
export type Json = any;
