/** A button that copies what is shown of an element, such as a citation in the style that was chosen. The element carries the words: `data-copy` and what follows. */

import { element } from "./dom.ts";

export function addCopyButton(source: HTMLElement): void {
  const button = element("button", {
    text: source.dataset.copy ?? "",
    className: "copy-button",
    attributes: { type: "button" },
  });
  const status = element("span", { className: "copy-status", attributes: { role: "status" } });
  button.addEventListener("click", () => copyText(source.innerText.trim(), status, source.dataset));
  // Beside the downloads it takes no room of its own, so that nothing moves when it comes.
  const list = source.parentElement?.querySelector(":scope > .downloads");
  if (list == null) {
    source.after(button, status);
    return;
  }
  const item = element("li");
  item.append(button, status);
  list.append(item);
}

/** Copies a text and says in `status` whether the browser allowed it. */
export async function copyText(
  text: string,
  status: HTMLElement,
  words: DOMStringMap,
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = words.copied ?? "";
  } catch {
    status.textContent = words.notCopied ?? "";
  }
}
