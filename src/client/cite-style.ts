/** Keeps the style of citations that a reader chose while the tab is open; the style sheet shows it. */

const KEY = "cite-style";

export function keepCiteStyle(choices: Iterable<HTMLInputElement>): void {
  const kept = sessionStorage.getItem(KEY);
  for (const choice of choices) {
    if (choice.value === kept) choice.checked = true;
    choice.addEventListener("change", () => sessionStorage.setItem(KEY, choice.value));
  }
}
