/** A translated narrative says the same with the same figures: its shortcodes and its place are those of the original. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scanShortcodes } from "../../src/pages/shortcodes.ts";
import { readNarratives } from "../../src/read/narratives.ts";

const CONTENT = join(import.meta.dirname, "../../content");
const LANGUAGES = join(CONTENT, "languages");

const translated = readdirSync(LANGUAGES).filter((code) =>
  existsSync(join(LANGUAGES, code, "cases")),
);

async function narrativesOf(folder: string) {
  const reading = await readNarratives(folder, "content");
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join("\n"));
  return new Map(reading.value.map((narrative) => [narrative.file, narrative]));
}

/** Shortcodes with their arguments, in an order that does not depend on the word order of a language. */
function codesOf(body: string): readonly string[] {
  return scanShortcodes(body)
    .flatMap((piece) =>
      piece.kind === "shortcode"
        ? [[piece.name, piece.argument ?? "", ...[...piece.options].flat()].join(" ")]
        : [],
    )
    .sort();
}

const originals = await narrativesOf(CONTENT);

describe.each(translated)("narratives in %s", async (code) => {
  const own = await narrativesOf(join(LANGUAGES, code));

  it("are those of the original", () => {
    expect([...own.keys()].sort()).toEqual([...originals.keys()].sort());
  });

  it.each([...originals.keys()])("%s has the place and the shortcodes of the original", (file) => {
    const [original, translation] = [originals.get(file), own.get(file)];
    const placeOf = (narrative: typeof original) =>
      narrative && {
        kind: narrative.kind,
        slug: narrative.slug,
        editions: narrative.editions,
        order: narrative.order,
        clusters: narrative.clusters,
        digits: narrative.digits,
        points: narrative.points.map(({ longitude, latitude }) => [longitude, latitude]),
        timeline: narrative.timeline.map(({ section }) => section),
        knowledge: narrative.knowledge.map(({ rd, suppliers }) => [rd, suppliers]),
      };
    expect(placeOf(translation)).toEqual(placeOf(original));
    expect(codesOf(translation?.body ?? "")).toEqual(codesOf(original?.body ?? ""));
    expect(translation?.title).not.toBe(original?.title);
  });

  it.each([...originals.keys()])("%s has the headings and table rows of the original", (file) => {
    const shape = (body = ""): readonly number[] => [
      body.match(/^## /gm)?.length ?? 0,
      body.match(/^\|/gm)?.length ?? 0,
      body.match(/^- /gm)?.length ?? 0,
    ];
    expect(shape(own.get(file)?.body)).toEqual(shape(originals.get(file)?.body));
  });
});

it("reads each file as text of its own", () => {
  for (const code of translated)
    for (const file of readdirSync(join(LANGUAGES, code, "cases")))
      expect(readFileSync(join(LANGUAGES, code, "cases", file), "utf8")).not.toBe(
        readFileSync(join(CONTENT, "cases", file), "utf8"),
      );
});
