/** Vega's SVG without what a picture does not need: about a third of its size. */

import { TEXT } from "./theme.ts";

/** Attributes of Vega's bookkeeping, and those that repeat a default or what the frame sets. */
const DROPPED = new RegExp(
  [
    "class|role|aria-[a-z]+|pointer-events",
    'font-family(?==")',
    'opacity(?=="1")',
    'text-anchor(?=="start")',
    'transform(?=="translate\\(0,0\\)")',
    `font-size(?=="${TEXT}px")`,
  ]
    .map((name) => `(?:${name})`)
    .join("|"),
);
const ATTRIBUTE = / ([\w:-]+)="([^"]*)"/g;
const TAG = /<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"]*")*)(\/?)>/g;

/**
 * The content of Vega's svg element: bookkeeping attributes and bare groups dropped, numbers rounded
 * to hundredths. Works on tags alone, so that text is never touched (Vega escapes it, `<` and `>` included).
 */
export function compactMarkup(svg: string): string {
  const open: boolean[] = [];
  const markup = svg.replace(
    TAG,
    (_tag: string, end: string, name: string, attributes: string, empty: string) => {
      if (end !== "") return open.pop() ? `</${name}>` : "";
      if (
        name === "path" &&
        /class="(?:fore|back)ground"/.test(attributes) &&
        !/ (?:fill|stroke)="(?!none)/.test(attributes)
      )
        return "";
      const kept = name === "svg" ? "" : compactAttributes(attributes);
      const bare = name === "svg" || (name === "g" && kept === "");
      if (empty === "") open.push(!bare);
      return bare ? "" : `<${name}${kept}${empty}>`;
    },
  );
  return withoutEmptyGroups(markup);
}

function compactAttributes(attributes: string): string {
  let kept = "";
  for (const [, name = "", value = ""] of attributes.matchAll(ATTRIBUTE)) {
    const pair = `${name}="${value}"`;
    if (DROPPED.exec(pair)?.index === 0) continue;
    kept += ` ${name}="${isGeometry(name) ? rounded(value) : name === "font-size" ? value.replace("px", "") : value}"`;
  }
  return kept;
}

const GEOMETRY = new Set([
  "d",
  "transform",
  "x",
  "y",
  "x2",
  "y2",
  "dy",
  "dx",
  "width",
  "height",
  "stroke-width",
]);
const isGeometry = (name: string): boolean => GEOMETRY.has(name);

/** Every number rounded to hundredths of a unit. */
function rounded(value: string): string {
  return value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?|-?\d+e-\d+/g, (number) =>
    String(Math.round(Number(number) * 100) / 100 + 0),
  );
}

function withoutEmptyGroups(markup: string): string {
  const shorter = markup.replace(/<g(?: [\w:-]+="[^"]*")*><\/g>/g, "");
  return shorter.length === markup.length ? markup : withoutEmptyGroups(shorter);
}
