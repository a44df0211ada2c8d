/**
 * Keeps the style of citations that a reader chose while the tab is open; the style sheet shows it. A browser that
 * lets pages store nothing keeps no choice.
 */

const KEY = "cite-style";

export function keepCiteStyle(choices: Iterable<HTMLInputElement>): void {
  let kept: Storage;
  try {
    kept = sessionStorage;
  } catch {
    return;
  }
  for (const choice of choices) {
    if (choice.value === kept.getItem(KEY)) choice.checked = true;
    choice.addEventListener("change", () => kept.setItem(KEY, choice.value));
  }
}
