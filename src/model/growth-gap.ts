/** What a gap between the growth of clusters and that of the same sectors nationally amounts to. */

/**
 * Percentage points within which two changes count as similar. The paper gives no limit; ours is about a third of
 * the 8.7 points (5.8 % against −2.9 %, 1990–1994) by which it finds the manufacturing clusters to differ from the
 * same sectors nationally (Isaksen 1998, section 4).
 */
export const SIMILAR_WITHIN = 3;

export type GapWord = "better" | "similar" | "worse";

/** Clearly better, clearly worse, or about the same; undefined where the gap is not defined. */
export function gapWord(gap: number | undefined): GapWord | undefined {
  if (gap === undefined || Number.isNaN(gap)) return undefined;
  if (Math.abs(gap) <= SIMILAR_WITHIN) return "similar";
  return gap > 0 ? "better" : "worse";
}
