/**
 * Reads the marks of the charts of a page, a bundle of its own: the row behind a mark shows beside it, by pointer or
 * arrow keys, and what stands for the same region or sector is marked in the other charts and tables. The pictures
 * are the ones that the page came with; a mark's words are those of the table below its chart.
 */

import { element } from "./dom.ts";
import { createLinks, type Links } from "./links.ts";
import { filled } from "./phrase.ts";

/** Pixels round a mark within which a pointer means it. */
const REACH = 14;

export function startMarks(figures: readonly HTMLElement[]): void {
  const links = createLinks(figures);
  for (const figure of figures) readMarks(figure, links);
}

function readMarks(figure: HTMLElement, links: Links): void {
  const holder = figure.querySelector<HTMLElement>(".plate-picture");
  const rows = [...figure.querySelectorAll<HTMLTableRowElement>(".plate-data tbody tr")];
  if (holder === null) return;
  const marks = [...holder.querySelectorAll<SVGElement>("[data-row]")];
  const order = [...new Set(marks.map(rowOf))].sort((a, b) => a - b);
  const reading = element("div", { className: "mark-reading", attributes: { role: "status" } });
  holder.append(reading);
  const lines = (row: number): readonly string[] =>
    rowLines(rows[row], Number(figure.dataset.told));
  let shown: number | undefined;

  const show = (row: number | undefined, texts: readonly string[] = []): void => {
    if (row === shown) return;
    shown = row;
    reading.replaceChildren(...texts.map((text) => element("p", { text })));
    links.mark(row === undefined ? undefined : rows[row]);
    const mark = marks.find((each) => rowOf(each) === row);
    if (mark !== undefined) place(reading, mark, holder);
  };
  const pointAt = (event: PointerEvent): void => {
    const mark = markAt(event, marks);
    const row = mark === undefined ? undefined : rowOf(mark);
    show(row, row === undefined ? [] : lines(row));
  };

  holder.addEventListener("pointermove", pointAt);
  holder.addEventListener("pointerdown", pointAt);
  holder.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") show(undefined);
  });
  holder.addEventListener("focusout", () => show(undefined));
  holder.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(undefined);
    const at = shown === undefined ? undefined : order.indexOf(shown);
    const next = stepFrom(event.key, at, order.length);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const row = order[next] ?? 0;
    const { at: phrase } = figure.dataset;
    const position = filled(phrase, { at: String(next + 1), all: String(order.length) });
    show(row, [...lines(row), position]);
  });
}

const rowOf = (mark: SVGElement): number => Number(mark.dataset.row);

/** Place in a list of so many after a key; undefined where the key does not lead through it. */
export function stepFrom(key: string, at: number | undefined, all: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return all - 1;
  if (key === "ArrowRight" || key === "ArrowDown") return at === undefined ? 0 : (at + 1) % all;
  if (key === "ArrowLeft" || key === "ArrowUp")
    return at === undefined ? all - 1 : (at - 1 + all) % all;
  return undefined;
}

/** The row's name, and the cells after it behind the heads of their columns, so many in all; empty cells are left out. */
function rowLines(row: HTMLTableRowElement | undefined, told: number): readonly string[] {
  const heads = [...(row?.closest("table")?.querySelectorAll("thead th") ?? [])];
  return [...(row?.cells ?? [])].slice(0, told).flatMap((cell, n) => {
    const text = cell.textContent.trim();
    if (text === "") return [];
    return [
      n === 0 && !cell.classList.contains("num") ? text : `${heads[n]?.textContent}: ${text}`,
    ];
  });
}

/** The mark under the pointer, or the nearest within reach. */
function markAt(
  { target, clientX, clientY }: PointerEvent,
  marks: readonly SVGElement[],
): SVGElement | undefined {
  const under = marks.find((mark) => mark === target);
  if (under !== undefined) return under;
  let nearest: SVGElement | undefined;
  let least = REACH;
  for (const mark of marks) {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    const aside = Math.max(left - clientX, clientX - right, 0);
    const away = Math.max(top - clientY, clientY - bottom, 0);
    const distance = Math.hypot(aside, away);
    if (distance < least) [nearest, least] = [mark, distance];
  }
  return nearest;
}

/** Below the mark, or above it in the lower half; never beyond the picture's sides, so that the page grows no wider. */
function place(reading: HTMLElement, mark: SVGElement, holder: HTMLElement): void {
  const around = holder.getBoundingClientRect();
  const at = mark.getBoundingClientRect();
  const middle = (at.top + at.bottom) / 2 - around.top;
  const left = Math.min(at.left - around.left, around.width - reading.offsetWidth);
  const above = middle > around.height / 2;
  reading.style.insetInlineStart = `${Math.max(0, left)}px`;
  reading.style.insetBlockStart = above
    ? `${at.top - around.top - reading.offsetHeight - 6}px`
    : `${at.bottom - around.top + 6}px`;
}
