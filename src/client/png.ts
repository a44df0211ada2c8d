/** A chart's published picture as PNG, made when a reader asks for it: twice its size, on the picture's own white ground. */

import { element } from "./dom.ts";

const SCALE = 2;

/** Adds the offer after the download of the picture. The list carries the words: `data-png`, `data-png-failed`. */
export function offerPng(list: HTMLElement): void {
  const link = list.querySelector<HTMLAnchorElement>('a[href$=".svg"]');
  const words = list.dataset;
  if (link === null) return;
  const button = element("button", {
    text: words.png ?? "",
    className: "link-button",
    attributes: { type: "button" },
  });
  const status = element("span", { attributes: { role: "status" } });
  const item = element("li");
  item.append(button, " ", status);
  link.closest("li")?.after(item);
  button.addEventListener("click", async () => {
    status.textContent = "";
    try {
      save(await rastered(link.href), link.href);
    } catch {
      status.textContent = words.pngFailed ?? "";
    }
  });
}

/** Draws the picture; its text is set in a font of the reader's system, since a picture brings none along. */
async function rastered(address: string): Promise<Blob> {
  const svg = await (await fetch(address)).text();
  const image = new Image();
  // As data, since the page's policy lets no picture come from a blob.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = element("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no picture")) : resolve(blob)));
  });
}

/** "/1998/growth/growth-1970-1990.svg" is saved as 1998-growth-growth-1970-1990.png. */
function save(blob: Blob, address: string): void {
  const path = new URL(address).pathname.slice(1).replace(/\.svg$/, "");
  const link = element("a", { attributes: { download: `${path.replaceAll("/", "-")}.png` } });
  link.href = URL.createObjectURL(blob);
  link.click();
  URL.revokeObjectURL(link.href);
}
