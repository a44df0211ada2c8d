/** Makes pictures of charts reachable, and fetches what reads their marks when a reader comes near one. */

import { once } from "./explore.ts";
import { LINKED } from "./links.ts";

interface MarksModule {
  readonly startMarks: (figures: readonly HTMLElement[]) => void;
}

/** `address` is the bundle's. An explorer has a map of its own. */
export function loadMarks(address: string): void {
  const figures = [...document.querySelectorAll<HTMLElement>("figure[data-chart]")].filter(
    (figure) =>
      figure.querySelector(".plate-picture [data-row]") !== null &&
      figure.closest("[data-explorer]") === null,
  );
  if (figures.length === 0) return;
  const load = once(async () => {
    const { startMarks } = (await import(address)) as MarksModule;
    startMarks(figures);
  });
  // Without it the pictures and their tables stay as they are, which is complete.
  const start = (): void => void load().catch(() => undefined);
  for (const figure of figures) {
    const holder = figure.querySelector(".plate-picture");
    // Arrow keys are for the marks, so a screen reader has to hand them on.
    holder?.setAttribute("role", "application");
    holder?.setAttribute("tabindex", "0");
    holder?.setAttribute("aria-label", figure.querySelector("svg title")?.textContent ?? "");
  }
  const rows = document.querySelectorAll(`table:has(${LINKED})`);
  for (const place of [...figures, ...rows]) {
    for (const interest of ["pointerenter", "focusin"])
      place.addEventListener(interest, start, { once: true, passive: true });
  }
}
