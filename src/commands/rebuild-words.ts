/** What `serve` says of a build, in plain words. */

import { formatNumber } from "../pages/format.ts";
import type { WorkshopReport } from "../site/workshop.ts";
import { countText } from "./numbers.ts";

/** Most files that are named; more are counted. */
const NAMED = 3;

/** "content/cases/horten.md changed: 4 of 299 pages made anew, no charts, 0.6 s." */
export function rebuildWords(
  changes: readonly string[],
  report: Pick<WorkshopReport, "pages" | "editions" | "made">,
  seconds: number,
): string {
  const { pages, editions, made } = report;
  const time = `${formatNumber(seconds, 1)} s`;
  if (changes.length === 0)
    return `Built: ${countText(pages, "page")} of ${countText(editions.length, "edition")}, ${time}.`;
  const charts = made.charts === 0 ? "no charts" : countText(made.charts, "chart");
  const kept = editions.filter((id) => !made.editions.some((part) => isOf(part, id)));
  return [
    `${changedWords(changes)}: ${formatNumber(made.pages)} of ${countText(pages, "page")} made anew, ${charts}, ${time}.`,
    ...(editions.length > 1 && kept.length > 0 ? [`As it was: ${kept.join(", ")}.`] : []),
  ].join(" ");
}

/** Whether "2001" or "nb/2001" is the edition 2001, in whatever language. */
function isOf(made: string, edition: string): boolean {
  return made.slice(made.lastIndexOf("/") + 1) === edition;
}

/** "a, b and c changed", "12 files changed". */
export function changedWords(changes: readonly string[]): string {
  if (changes.length > NAMED) return `${countText(changes.length, "file")} changed`;
  const last = changes.at(-1) ?? "";
  const before = changes.slice(0, -1).join(", ");
  return `${before === "" ? last : `${before} and ${last}`} changed`;
}
