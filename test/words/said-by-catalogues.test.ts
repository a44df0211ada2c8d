/** What a reader sees is said by a catalogue, or comes from data and prose: where none of these has Latin letters, no page has. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { Parser } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DESCRIPTIONS } from "../../src/pages/descriptions/publish.ts";
import { listFiles } from "../../src/site/check-site.ts";
import { COAST, writeEdition } from "../site/made-editions.ts";
import { build, makeData, options, ROOT } from "../site/made-site.ts";
import { pseudo, pseudoCatalogues, pseudoData, pseudoMessage } from "./pseudo.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-said-"));
const data = join(folder, "data");
const content = join(folder, "content");
const catalogues = join(folder, "languages");
const site = join(folder, "site");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Markdown whose words are in the pseudo-language; front matter, shortcodes and links are given as they are. */
function place(file: string, front: readonly string[], ...body: readonly string[]): void {
  mkdirSync(dirname(join(content, file)), { recursive: true });
  const prose = body.map((line) =>
    line.replace(
      /(\{%.*?%\}|\]\(.*?\))|([^{\]]+)/g,
      (_, kept = "", words = "") => kept + pseudo(words),
    ),
  );
  writeFileSync(join(content, file), `---\n${front.join("\n")}\n---\n\n${prose.join("\n\n")}\n`);
}

function front(kind: string, slug: string, order: number): readonly string[] {
  const title = `title: ${pseudo(slug)}`;
  const summary = `summary: ${pseudo("what it says")}.`;
  return [
    title,
    `slug: ${slug}`,
    `kind: ${kind}`,
    'editions: ["2001"]',
    `order: ${order}`,
    summary,
  ];
}

const CLAIMS = [
  "jobs:fjord/boats:1991 > 1 jobs",
  "jobs:fjord/boats:1991 > 999999 jobs",
  "fjord/boats is a cluster in 1991",
  "growth-gap:clusters/boats:1981-1991 > 0 points and change-percent:nation/boats:1981-1991 < 50 %",
].map((condition) => `It is so: {% claim "${condition}" %}many built boats{% endclaim %}.`);

function placeProse(): void {
  const word = pseudo("word");
  place("cases/index.md", front("case", "index", 0), "What the cases are.");
  place(
    "cases/fjord.md",
    [
      ...front("case", "fjord", 1),
      "region: fjord",
      "clusters: [fjord/boats]",
      `timeline: [{when: ${word}, label: ${word}, section: "1"}]`,
      `points: [{name: ${word}, longitude: 6, latitude: 62, note: ${word}}]`,
    ],
    "## Boats",
    ...CLAIMS,
    'It had {% figure "jobs:fjord/boats:1991" %} {% paper "footnote 4" %}.',
    '{% chart "arendal-map" %}',
    '{% chart "ericsson-timeline" %}',
    'See {% link "clusters/fjord/boats" %}the cluster{% endlink %}.',
  );
  place("argument/index.md", front("argument", "index", 0), "What is argued.");
  place(
    "argument/bases.md",
    [
      ...front("argument", "bases", 1),
      "knowledge:",
      ...["national", "global", "both"].map(
        (where) =>
          `  - {industry: ${pseudo(where)}, rd: ${where}, rd_note: ${word}, suppliers: ${where}, suppliers_note: ""}`,
      ),
    ],
    '{% chart "knowledge-bases" %}',
  );
  place("argument/glossary.md", front("argument", "glossary", 2), "**Boats.** Things that float.");
  place("method/how.md", front("method", "how", 1), "How it is done.");
  const erratum = ['page: "/2001/growth/"', 'date: "2002-01-31"', `title: ${word}`];
  place("errata/growth.md", erratum, "See [the table](/2001/data/growth.csv).");
}

beforeAll(async () => {
  makeData(data, { "2001": "2001-05-01" });
  for (const edition of COAST.slice(1)) writeEdition(data, edition);
  pseudoData(data);
  const moved = "from,to,since,note\n/old/,/2001/growth/,2002-01-01,\n";
  writeFileSync(join(data, "redirects.csv"), moved);
  placeProse();
  // In the place of English, which is the one language that a site can have alone.
  pseudoCatalogues(join(ROOT, "content/languages/en"), join(catalogues, "en"));
  const languages = { folder: catalogues, codes: [] };
  await build(options(data, content, { languages, claims: "warn" }), site);
});

/** A text that a reader sees or hears, and what it stands in. */
interface Shown {
  readonly text: string;
  readonly where: string;
}

/** Elements whose text is for machines: code, style, scripts, data. */
const MACHINE = new Set(["code", "style", "script"]);
const SPOKEN = /^(?:alt|title|aria-(?:label|description|roledescription|valuetext)|placeholder)$/;

/** Whether an attribute is for readers; what the client says stands in those for data, as whole phrases. */
function isSaid(name: string, value: string, of: Readonly<Record<string, string>>): boolean {
  if (name === "content") return /description|title|site_name/.test(of.name ?? of.property ?? "");
  return SPOKEN.test(name) || (name.startsWith("data-") && /[^\d\s-] |^[[{]/.test(value));
}

/** References speak the language of their style; the titles in them are the page's. */
const STYLE_WORDS =
  /(?<![\p{L}\d#])(?:n\.d|u\.å|In|I|Version|versjon|Figur|Figure|modelled data|modellerte data|Data|January|February|March|April|May|June|July|August|September|October|November|December|mars|mai|sha256:[0-9a-f]{12})(?![\p{L}\d])/giu;

interface Open {
  readonly name: string;
  readonly silent: boolean;
  readonly cited: boolean;
}

/** Everything in a page or picture that is said; save what is marked as being in another language. */
function shownIn(markup: string, xmlMode: boolean): readonly Shown[] {
  const shown: Shown[] = [];
  const open: Open[] = [];
  let text = "";
  const endText = (): void => {
    const inside = open.at(-1);
    // Flags are codes of the data; their title is for readers.
    const flags = inside?.name === "abbr" && /^[ermb]+$/.test(text);
    const own = inside?.cited === true ? text.replace(STYLE_WORDS, "") : text;
    if (inside?.silent !== true && !flags && own.trim() !== "")
      shown.push({ text: own, where: inside?.name ?? "" });
    text = "";
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        endText();
        const foreign = name !== "html" && (attributes.lang ?? "en") !== "en";
        const silent = MACHINE.has(name) || foreign || open.at(-1)?.silent === true;
        const cited =
          attributes["data-style"] !== undefined ||
          name === "dcterms:bibliographicCitation" ||
          open.at(-1)?.cited === true;
        open.push({ name, silent, cited });
        for (const [key, value] of Object.entries(attributes))
          if (!silent && isSaid(key, value, attributes))
            shown.push({ text: value, where: `${name}[${key}]` });
      },
      // A text comes in parts where it has references to characters.
      ontext(part) {
        text += part;
      },
      onclosetag() {
        endText();
        open.pop();
      },
    },
    { xmlMode },
  );
  parser.end(markup);
  return shown;
}

/** Formats, standards and the site are called so in every language. */
const PROPER = [
  "Klyngeatlas",
  "BibTeX",
  "RIS",
  "CSL-JSON",
  "Atom",
  "SHA-256",
  "Norsk APA",
  "APA",
  "Chicago",
  ...DESCRIPTIONS.map(({ standard }) => standard),
  "Citation File Format 1.2.0",
  "RFC 9264",
];

/** Ids of regions and sectors, which the crosswalk's sentences and failing claims name. */
function ids(): readonly string[] {
  return listFiles(data)
    .filter((file) => /(?:regions|sectors)\.csv$/.test(file))
    .flatMap((file) => {
      const [, ...rows]: readonly (readonly string[])[] = parse(readFileSync(join(data, file)));
      return rows.map(([id = ""]) => id);
    });
}

/** What has Latin letters by right: names of files, ids, addresses, places in messages, keys of words for the client. */
function machineWords(): RegExp {
  const files = [site, data].flatMap((root) => listFiles(root)).map((file) => basename(file));
  const names = [...new Set([...files, ...PROPER])].map((name) => name.replace(/[.+]/g, "\\$&"));
  const address = "https?://\\S+|(?<![\\p{L}\\d])/[\\w./-]*";
  const figure = "[a-z-]+:[\\w/*=-]+:\\d{4}(?:-\\d{4})?";
  const named = `[(“](?:${[...new Set(ids())].join("|")})[)”]`;
  const rest = ["\\{\\w+\\}", '"[\\w-]+":', "[KM]B\\b"];
  return new RegExp([address, figure, named, ...rest, ...names].join("|"), "gu");
}

/** Texts of a file in which Latin letters are left. */
function leftIn(file: string, machine: RegExp): readonly string[] {
  return shownIn(readFileSync(join(site, file), "utf8"), file.endsWith(".svg"))
    .filter(({ text }) => /[a-z]/i.test(text.replace(machine, "")))
    .map(({ text, where }) => `${where}: ${text.replace(/\s+/g, " ").trim()}`);
}

describe("a language without Latin letters", () => {
  it("changes the words of a message, and nothing else of it", () => {
    expect(pseudoMessage("{n, plural, one {New {count}} other {<a> '{'x}} {which}")).toBe(
      "{n, plural, one {Неш {count}} other {<а> '{'ю}} {which}",
    );
  });

  it("finds what the program says by itself", () => {
    const shown = shownIn('<p>Here</p><code>no</code><i lang="nb">no</i><img alt="There">', false);
    expect(shown.map(({ text }) => text)).toEqual(["Here", "There"]);
  });

  it("is all that readers meet, in pages and charts", () => {
    const files = listFiles(site).filter((file) => /\.(?:html|svg)$/.test(file));
    const kinds = new Set(files.map((file) => basename(dirname(file))));
    for (const kind of [
      "method",
      "data",
      "near-misses",
      "reproduction",
      "fjord",
      "bases",
      "errata",
    ])
      expect(kinds, kind).toContain(kind);
    const machine = machineWords();
    const left = new Map<string, string>();
    for (const file of files)
      for (const text of leftIn(file, machine)) if (!left.has(text)) left.set(text, file);
    expect([...left].map(([text, file]) => `${file}: ${text}`)).toEqual([]);
  });
});
