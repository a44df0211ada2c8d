import { describe, expect, it } from "vitest";
import type { Narrative } from "../../src/model/narrative.ts";
import { linkTerms, termsOf, withEntryIds } from "../../src/pages/glossary.ts";

const GLOSSARY = {
  kind: "argument",
  slug: "glossary",
  body: "**Cluster, potential regional.** A pair.\n\n**Cluster, regional.** Firms.\n\n**Lokaliseringskvotient.** Et mål.\n\n**Tacit knowledge.** Skill.",
} as Narrative;

const terms = termsOf([GLOSSARY]);
const link = (html: string, seen = new Set<string>()): string =>
  linkTerms(html, terms, "/e/argument/glossary/", seen);

describe("terms of the glossary", () => {
  it("are linked where they are first used, the longest of those that fit", () => {
    expect(
      link(
        "<p>A potential regional cluster is no regional cluster. Potential regional clusters are many.</p>",
      ),
    ).toBe(
      '<p>A <a class="term" href="/e/argument/glossary/#cluster-potential-regional">potential regional cluster</a> is no <a class="term" href="/e/argument/glossary/#cluster-regional">regional cluster</a>. Potential regional clusters are many.</p>',
    );
  });

  it("are found in their inflections, and not within other words", () => {
    expect(link("<p>lokaliseringskvotienten</p>")).toContain(">lokaliseringskvotienten</a>");
    expect(link("<p>lokaliseringskvotientberegning</p>")).not.toContain("<a");
  });

  it("are linked once on a page, over all its stretches", () => {
    const seen = new Set<string>();
    expect(link("<p>Tacit knowledge</p>", seen)).toContain("<a");
    expect(link("<p>Tacit knowledge</p>", seen)).not.toContain("<a");
  });

  it.each([
    "<h2>Tacit knowledge</h2>",
    '<p><a href="/x/">tacit knowledge</a></p>',
    "<code>tacit knowledge</code>",
  ])("are left alone in %s", (html) => {
    expect(link(html)).toBe(html);
  });

  it("lead to entries that have the ids of the terms", () => {
    expect(withEntryIds("<p><strong>Tacit knowledge.</strong> Skill.</p>")).toBe(
      '<p id="tacit-knowledge"><strong>Tacit knowledge.</strong> Skill.</p>',
    );
    expect(terms.map(({ id }) => id)).toContain("tacit-knowledge");
  });

  it("keep the anchor that an author gives, whatever the entry is called", () => {
    const body = "**Craft, silent.** {#tacit-knowledge} Skill.";
    expect(termsOf([{ ...GLOSSARY, body }])).toMatchObject([{ id: "tacit-knowledge" }]);
    expect(withEntryIds("<p><strong>Craft, silent.</strong> {#tacit-knowledge} Skill.</p>")).toBe(
      '<p id="tacit-knowledge"><strong>Craft, silent.</strong> Skill.</p>',
    );
  });
});
