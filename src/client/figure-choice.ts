/**
 * Numbers to choose from with the keyboard. They are hundreds, so they are one stop for the Tab key: left and right go
 * through them as they are read, up and down to the nearest above and below. While this lasts they are buttons, which
 * screen readers name and list; otherwise they are text.
 */

import { NUMBERS } from "./load-figures.ts";
import { isArrow, towards } from "./towards.ts";

/** Starts at the page's first number; answers how to end, or undefined where the page has none to choose from. */
export function startChoosing(describedBy: string): (() => void) | undefined {
  const marked = [...document.querySelectorAll<HTMLElement>(NUMBERS)].filter(
    (number) => number.closest("a, button, summary") === null,
  );
  const [first] = marked.filter(isShown);
  if (first === undefined) return undefined;
  for (const number of marked) {
    number.setAttribute("role", "button");
    number.setAttribute("aria-haspopup", "dialog");
    number.setAttribute("tabindex", "-1");
  }
  first.setAttribute("aria-describedby", describedBy);

  let current = first;
  const onFocus = ({ target }: FocusEvent): void => {
    const number = marked.find((each) => each === target);
    if (number === undefined) return;
    current.setAttribute("tabindex", "-1");
    number.setAttribute("tabindex", "0");
    current = number;
  };
  const onKey = (event: KeyboardEvent): void => {
    const number = marked.find((each) => each === event.target);
    if (number === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") number.click();
    else {
      const next = nextOf(event.key, number, inOrder(marked.filter(isShown)));
      if (next === undefined) return;
      next.focus();
    }
    event.preventDefault();
  };
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey);
  document.documentElement.classList.add("is-explaining");
  first.focus();
  return () => {
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("keydown", onKey);
    document.documentElement.classList.remove("is-explaining");
    first.removeAttribute("aria-describedby");
    for (const number of marked)
      for (const name of ["role", "aria-haspopup", "tabindex"]) number.removeAttribute(name);
  };
}

function isShown(number: HTMLElement): boolean {
  return number.checkVisibility();
}

/** As they stand on the page now: tables can be sorted. */
function inOrder(numbers: readonly HTMLElement[]): readonly HTMLElement[] {
  return numbers.toSorted((a, b) =>
    (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1,
  );
}

function nextOf(
  key: string,
  from: HTMLElement,
  numbers: readonly HTMLElement[],
): HTMLElement | undefined {
  if (key === "Home") return numbers[0];
  if (key === "End") return numbers.at(-1);
  const at = numbers.indexOf(from);
  if (key === "ArrowRight") return numbers[at + 1];
  if (key === "ArrowLeft") return at > 0 ? numbers[at - 1] : undefined;
  if (!isArrow(key)) return undefined;
  const points = numbers.filter((number) => number !== from).map(pointOf);
  return towards(key, pointOf(from), points)?.number;
}

function pointOf(number: HTMLElement): {
  readonly x: number;
  readonly y: number;
  readonly number: HTMLElement;
} {
  const { left, right, top, bottom } = number.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2, number };
}
