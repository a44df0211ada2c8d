/** Claims through the program: what check, build and diff say of sentences that the data do not bear out. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/commands/main.ts";

const TINY = join(import.meta.dirname, "../fixtures/tiny/2001");

let folder: string;
let data: string;
let content: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-claims-"));
  data = join(folder, "data");
  content = join(folder, "content");
  cpSync(TINY, join(data, "2001"), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A case of the edition 2001 whose text begins on line 9. */
function write(body: string, name = "engines"): void {
  mkdirSync(join(content, "cases"), { recursive: true });
  const front = [
    "title: Engines",
    `slug: ${name}`,
    "kind: case",
    'editions: ["2001"]',
    "order: 1",
    "summary: Made.",
  ];
  writeFileSync(join(content, "cases", `${name}.md`), `---\n${front.join("\n")}\n---\n${body}\n`);
}

async function run(command: string, ...args: string[]) {
  const results: string[] = [];
  const messages: string[] = [];
  // What holds of a claim in English holds in every language: test/site/languages.test.ts.
  const english = command === "diff" ? [] : ["--languages", "en"];
  const folders = ["--data", data, "--content", content];
  const code = await main([command, ...args, ...english, ...folders], {
    result: (line) => results.push(line),
    message: (line) => messages.push(line),
    progress: () => {},
  });
  return { code, out: results.join("\n"), err: messages.join("\n") };
}

const HOLDS =
  '{% claim "change:inland/engines:1981-1991 > 0 jobs" %}Engines grew inland.{% endclaim %}';
const FAILS =
  '{% claim "change:inland/engines:1981-1991 > 50 jobs" %}Engines grew & grew <b>inland</b>.{% endclaim %}';

describe("check", () => {
  it("passes where every claim holds", async () => {
    write(HOLDS);
    const { code, out, err } = await run("check");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("no problems");
  });

  it("fails with file, line, column, sentence, condition, today's figures and remedy", async () => {
    write(`First.\n\nThen: ${FAILS}`);
    const { code, out, err } = await run("check");
    expect([code, out]).toEqual([1, ""]);
    expect(err.split("\n")[0]).toBe(
      "content/cases/engines.md:11:7: The claim does not hold in the data of edition 2001: “Engines grew & grew <b>inland</b>.” Condition: change:inland/engines:1981-1991 > 50 jobs. Today: change:inland/engines:1981-1991 is +40 jobs. Rewrite the sentence and its condition, or correct the data.",
    );
  });

  it("points at the column within a condition", async () => {
    write('{% claim "change:inland/engines:1981-1991 > 5 %" %}Engines grew.{% endclaim %}');
    const { code, err } = await run("check");
    expect(code).toBe(1);
    // The condition begins in column 11 of the line, and its 35th character is at fault.
    expect(err).toContain("content/cases/engines.md:9:45: ");
    expect(err).toContain("jobs cannot be compared with percent");
  });

  it("says so where withheld figures leave a claim open", async () => {
    const file = join(data, "2001", "employment.csv");
    const text = readFileSync(file, "utf8").replace(
      "1991,inland,engines,100,4,",
      "1991,inland,engines,,4,c",
    );
    writeFileSync(file, text);
    write(HOLDS);
    const { code, err } = await run("check");
    expect(code).toBe(1);
    expect(err).toContain("cannot be decided from the data of edition 2001");
  });

  it("lists a typed number, and takes it for a warning with --claims warn", async () => {
    write("Some 700 people.");
    const failed = await run("check");
    expect(failed.code).toBe(1);
    expect(failed.err).toContain("content/cases/engines.md:9:6: A number is typed into the prose");
    const warned = await run("check", "--claims", "warn");
    expect(warned.code).toBe(0);
    expect(warned.err).toContain("warning: content/cases/engines.md:9:6: ");
    expect(warned.out).toContain("no errors");
  });

  it("takes no other policy", async () => {
    write(HOLDS);
    const { code, err } = await run("check", "--claims", "ignore");
    expect(code).toBe(2);
    expect(err).toContain('--claims must be warn or fail, not "ignore".');
  });
});

describe("build", () => {
  const output = (): string => join(folder, "site");
  const page = (): string => readFileSync(join(output(), "2001/cases/engines/index.html"), "utf8");

  it("publishes nothing where a claim does not hold", async () => {
    write(FAILS);
    const { code, err } = await run("build", "--output", output());
    expect(code).toBe(1);
    expect(err).toContain("The claim does not hold");
    expect(existsSync(output())).toBe(false);
  });

  it("marks it on the page with --claims warn, as text, and publishes claims.json", async () => {
    write(`${HOLDS}\n\n${FAILS}`);
    const { code, err } = await run("build", "--output", output(), "--claims", "warn");
    expect(code).toBe(0);
    expect(err).toContain("warning: content/cases/engines.md:11:1: The claim does not hold");
    const html = page();
    expect(html).toContain(
      '<span class="claim" id="case-engines-claim-2-sentence" data-claim="fails"><strong class="claim-warning">No longer holds:</strong> Engines grew &amp; grew &lt;b&gt;inland&lt;/b&gt;.</span>',
    );
    expect(html).not.toContain("<b>inland");
    const [first, second] = JSON.parse(
      readFileSync(join(output(), "2001/data/claims.json"), "utf8"),
    );
    expect(first).toMatchObject({
      id: "case-engines-claim-1",
      page: "/2001/cases/engines/",
      file: "content/cases/engines.md",
      line: 9,
      column: 1,
      sentence: "Engines grew inland.",
      condition: "change:inland/engines:1981-1991 > 0 jobs",
      verdict: "holds",
      figures: [
        {
          id: "change:inland/engines:1981-1991",
          value: 40,
          unit: "jobs",
          rows: [
            {
              file: "employment.csv",
              count: 2,
              lines: [
                [9, 9],
                [18, 18],
              ],
            },
          ],
        },
      ],
    });
    expect(second).toMatchObject({
      sentence: "Engines grew & grew <b>inland</b>.",
      verdict: "fails",
    });
    const figures = JSON.parse(readFileSync(join(output(), "2001/data/figures.json"), "utf8"));
    expect(figures["change:inland/engines:1981-1991"]).toMatchObject({ value: 40 });
    const { resources } = JSON.parse(
      readFileSync(join(output(), "2001/data/datapackage.json"), "utf8"),
    );
    expect(resources.map(({ path }: { path: string }) => path)).toContain("claims.json");
    expect(readFileSync(join(output(), "2001/data/index.html"), "utf8")).toContain("claims.json");
  });

  it("leads from each sentence to its condition, figures and rows, and back", async () => {
    write(`${HOLDS} It is one: {% claim "inland/engines is new" %}a new cluster{% endclaim %}.`);
    const { code, err } = await run("build", "--output", output());
    expect([code, err]).toEqual([0, ""]);
    const html = page();
    expect(html).toContain(
      '<a class="claim-mark" href="#case-engines-claim-1" aria-label="Claim 1: condition and figures">1</a>',
    );
    expect(html).toContain('<li id="case-engines-claim-1">');
    expect(html).toContain('href="#case-engines-claim-1-sentence"');
    expect(html).toContain("employment.csv, line 18");
    expect(html.match(/<details>/g)?.length).toBeGreaterThanOrEqual(2);
    expect(html.indexOf("Engines grew inland.")).toBeLessThan(
      html.indexOf("What this page claims"),
    );
    expect(html.match(/Engines grew inland\./g)).toHaveLength(2);
  });

  it("gives every number of an edition's generated findings as a figure or a cell of the data", async () => {
    write(HOLDS);
    const { code, err } = await run("build", "--output", output());
    expect([code, err]).toEqual([0, ""]);
    const html = readFileSync(join(output(), "2001/index.html"), "utf8");
    const findings = [
      /<ul class="findings">[\s\S]*?<\/ul>/.exec(html)?.[0] ?? "",
      /<dl class="key-figures">[\s\S]*?<\/dl>/.exec(html)?.[0] ?? "",
    ];
    for (const markup of findings) {
      expect(markup).toContain("data-figure");
      const words = markup
        .replace(/<data [^>]*data-(?:figure|cell)="[^"]+"[^>]*>[^<]*<\/data>/g, "")
        .replace(/<a [\s\S]*?<\/a>/g, "")
        .replace(/<[^>]*>|&#?\w+;/g, "");
      // Years say of when the figures are; links carry the data's own names.
      const numbers = words.match(/\d[\d.,]*\d|\d/g) ?? [];
      expect(numbers.filter((number) => !["1981", "1991", "1996"].includes(number))).toEqual([]);
    }
  });
});

describe("diff", () => {
  it("lists the claims that turned, and those that cannot be evaluated", async () => {
    cpSync(TINY, join(data, "2002"), { recursive: true });
    rmSync(join(data, "2002", "published-figures.csv"));
    const file = join(data, "2002", "employment.csv");
    const text = readFileSync(file, "utf8")
      .replace("1991,inland,engines,100,4,", "1991,inland,engines,50,4,")
      .replaceAll(/^\d+,soroy,.*\n/gm, "");
    writeFileSync(file, text);
    const regions = join(data, "2002", "regions.csv");
    writeFileSync(regions, readFileSync(regions, "utf8").replace(/^soroy,.*\n/m, ""));
    const crosswalk = "kind,from,to,since,note\nregion,soroy,fjord,2002,Merged\n";
    writeFileSync(join(data, "2002", "crosswalk.csv"), crosswalk);
    write(
      `${HOLDS} {% claim "jobs:soroy/boats:1991 > 70 jobs" %}Many built boats.{% endclaim %} {% claim "jobs:fjord/boats:1991 > 100 jobs" %}Still so.{% endclaim %}`,
    );
    const { code, out } = await run("diff", "2001", "2002");
    expect(code).toBe(0);
    expect(out.split("\n\n").at(-1)?.split("\n")).toEqual([
      "Claims",
      "  Of the 3 claims in the narratives of edition 2001, 1 holds in the data of edition 2002 too.",
      "  content/cases/engines.md:9:1: “Engines grew inland.” no longer holds. Condition: change:inland/engines:1981-1991 > 0 jobs. change:inland/engines:1981-1991 is −10 jobs, before +40 jobs.",
      '  content/cases/engines.md:9:90: “Many built boats.” cannot be evaluated. There is no region "soroy"; known are fjord, inland. The region soroy is part of fjord now. Condition: jobs:soroy/boats:1991 > 70 jobs.',
      "  content/cases/engines.md:9:167: “Still so.” still holds, but what it names has changed. The region fjord is not what it was: it holds something of soroy. Condition: jobs:fjord/boats:1991 > 100 jobs.",
    ]);
    const report = JSON.parse((await run("diff", "2001", "2002", "--json")).out);
    expect(report.claims).toMatchObject({
      total: 3,
      lasting: 1,
      changed: [
        { before: "holds", after: "fails", line: 9, column: 1 },
        { before: "holds", after: "unanswerable", reasons: [expect.stringContaining("soroy")] },
        { before: "holds", after: "holds", notes: [expect.stringContaining("soroy")] },
      ],
    });
  });
});
