/** A button that copies the text of an element, such as a citation. */

import { element } from "./dom.ts";

export function addCopyButton(source: HTMLElement): void {
  const button = element("button", {
    text: "Copy",
    className: "copy-button",
    attributes: { type: "button" },
  });
  const status = element("span", { className: "copy-status", attributes: { role: "status" } });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText((source.textContent ?? "").trim());
      status.textContent = "Copied";
    } catch {
      status.textContent = "Your browser did not allow copying; select the text instead.";
    }
  });
  source.after(button, status);
}
