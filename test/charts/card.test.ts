/** What a card says stays on the card. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CARD_WIDTH, type Card, cardSvg } from "../../src/charts/card.ts";
import { textWidth } from "../../src/charts/text-width.ts";

const CARD: Card = {
  site: "Klyngeatlas",
  edition: "Clusters of the coast",
  title: "Horten: Electronics",
  line: "Jobs and firms, and why the pair is listed.",
  facts: [],
  status: "Modelled figures.",
  host: "atlas.example.org",
};

interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: number;
  readonly words: string;
}

function linesOf(svg: string): readonly Line[] {
  const texts = svg.matchAll(
    /<text x="([\d.]+)" y="([\d.]+)" font-size="(\d+)" font-weight="(\d+)"[^>]*>([^<]*)<\/text>/g,
  );
  return [...texts].map(([, x, y, size, weight, words = ""]) => ({
    x: Number(x),
    y: Number(y),
    size: Number(size),
    weight: Number(weight),
    words: words.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"'),
  }));
}

const word = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzæøåÆØÅ-&'\u00ad"),
  minLength: 1,
  maxLength: 34,
});
const sentence = fc.array(word, { minLength: 1, maxLength: 24 }).map((words) => words.join(" "));

describe("a card", () => {
  it("keeps every line within its margins, whatever it is to say", () => {
    fc.assert(
      fc.property(sentence, sentence, sentence, fc.boolean(), (title, edition, line, hasFacts) => {
        const facts = hasFacts
          ? ["1,234", "56", "7.8"].map((value) => ({ value, label: line }))
          : [];
        const lines = linesOf(cardSvg({ ...CARD, title, edition, line, facts }));
        for (const { x, size, weight, words } of lines) {
          expect(x).toBeGreaterThanOrEqual(80);
          expect(x + textWidth(words, size, weight)).toBeLessThanOrEqual(CARD_WIDTH - 80 + 0.1);
        }
        const body = lines.filter(({ words }) => !["Modelled figures.", CARD.host].includes(words));
        for (const { y } of body) expect(y).toBeLessThan(540);
        // No line stands on another.
        const left = body.filter(({ x }) => x === 80).toSorted((a, b) => a.y - b.y);
        for (const [n, { y, size }] of left.slice(1).entries())
          expect(y - (left[n]?.y ?? 0)).toBeGreaterThan(size * 0.9);
      }),
      { numRuns: 200 },
    );
  });

  it("sets short titles large and long ones whole", () => {
    const sizeOf = (title: string): number =>
      linesOf(cardSvg({ ...CARD, title })).find(({ words }) => title.startsWith(words))?.size ?? 0;
    expect(sizeOf("Horten: Electronics")).toBe(84);
    expect(sizeOf("Møre og Romsdal: Shipbuilding and marine equipment suppliers")).toBeLessThan(84);
  });

  it("says that figures are modelled, or nothing of it", () => {
    expect(cardSvg(CARD)).toContain("Modelled figures.");
    expect(cardSvg({ ...CARD, status: undefined })).not.toMatch(/odelled/);
  });

  it("ends what is too long between words, with an ellipsis", () => {
    const line = "word ".repeat(60).trim();
    const last = linesOf(cardSvg({ ...CARD, line })).findLast(({ size }) => size === 33);
    expect(last?.words).toMatch(/word …$/);
  });
});
