/** Vega's SVG without what a picture does not need: about a third of its size. */

import { relativePath } from "./relative-path.ts";
import { TEXT } from "./theme.ts";
import { onlyXml } from "./xml.ts";

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
/** A word of a description that names what the mark stands for, for the page's scripts. */
const HOOK = /^(cluster|row):([a-z0-9/-]+)$/;
const ATTRIBUTE = / ([\w:-]+)="([^"]*)"/g;
const TAG = /<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"]*")*)(\/?)>/g;

/**
 * The content of Vega's svg element: bookkeeping attributes and bare groups dropped, numbers rounded
 * to hundredths. Works on tags alone, so that text is never touched (Vega escapes it, `<` and `>` included).
 */
export function compactMarkup(svg: string): string {
  const open: boolean[] = [];
  const markup = onlyXml(svg).replace(
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
      // A group of marks stays, for what its marks share.
      const bare =
        name === "svg" ||
        (name === "g" && kept === "" && !/ class="mark-(?!group)/.test(attributes));
      if (empty === "") open.push(!bare);
      return bare ? "" : `<${name}${kept}${empty}>`;
    },
  );
  return withoutEmptyGroups(shareAttributes(placeShapes(markup)));
}

function compactAttributes(attributes: string): string {
  let kept = "";
  let hooks = "";
  for (const [, name = "", value = ""] of attributes.matchAll(ATTRIBUTE)) {
    const pair = `${name}="${value}"`;
    for (const word of name === "aria-label" ? value.split(" ") : []) {
      const [, hook, id] = HOOK.exec(word) ?? [];
      if (hook !== undefined) hooks += ` data-${hook}="${id}"`;
    }
    if (DROPPED.exec(pair)?.index === 0) continue;
    kept += ` ${name}="${compactValue(name, value)}"`;
  }
  return kept + hooks;
}

function compactValue(name: string, value: string): string {
  if (name === "d" && value.length > LONG_PATH) return relativePath(rounded(value));
  if (isGeometry(name)) return rounded(value);
  return name === "font-size" ? value.replace("px", "") : value;
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

/** Every number rounded to hundredths of a unit; to tenths in a long path, which is a coast and not a bar. */
function rounded(value: string): string {
  const steps = value.length > LONG_PATH ? 10 : 100;
  return value.replace(/-?\d+\.\d+(?:e-?\d+)?|-?\d+e-\d+/g, (text) => {
    const number = Number(text);
    return String(Math.sign(number) * (Math.round(Math.abs(number) * steps) / steps) + 0);
  });
}

const LONG_PATH = 400;

const NUMBER = "-?[\\d.]+";
const PLACED_SHAPE = new RegExp(
  `<path transform="translate\\((${NUMBER}),(${NUMBER})\\)" d="([^"]*)"([^>]*)/>`,
  "g",
);
const CIRCLE = /^M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0$/;
const SQUARE = /^M-([\d.]+),-\1h([\d.]+)v\2h-\2Z$/;

/** Circles as circles, squares at their place: shorter than a path that is moved. */
function placeShapes(markup: string): string {
  return markup.replace(
    PLACED_SHAPE,
    (shape: string, x: string, y: string, path: string, rest: string) => {
      const radius = CIRCLE.exec(path)?.[1];
      if (radius !== undefined) return `<circle cx="${x}" cy="${y}" r="${radius}"${rest}/>`;
      const [, half, side] = SQUARE.exec(path) ?? [];
      if (half === undefined || side === undefined) return shape;
      const left = rounded((Number(x) - Number(half)).toFixed(3));
      const top = rounded((Number(y) - Number(half)).toFixed(3));
      return `<path d="M${left},${top}h${side}v${side}h-${side}Z"${rest}/>`;
    },
  );
}

const GROUP_OF_MARKS = /<g>((?:<(?:path|circle|line)[^>]*\/>|<text[^>]*>[^<]*<\/text>)*)<\/g>/g;
const MARK = /<(?:path|circle|line)[^>]*\/>|<text[^>]*>[^<]*<\/text>/g;
const SHARED =
  / (?:fill|stroke|stroke-width|stroke-dasharray|font-size|font-weight|text-anchor|fill-opacity)="[^"]*"/g;

/** What all marks of a group share is said once, on the group, and so is what neighbours share; a group with nothing to say goes. */
function shareAttributes(markup: string): string {
  return markup.replace(GROUP_OF_MARKS, (_group, content: string) => {
    const marks = content.match(MARK) ?? [];
    const [first] = marks;
    if (first === undefined || marks.length < 2) return content;
    const common = shareable(first).filter((pair) =>
      marks.every((mark) => shareable(mark).includes(pair)),
    );
    const children = runs(marks.map((mark) => without(mark, common)));
    return common.length === 0 ? children : `<g${common.join("")}>${children}</g>`;
  });
}

function shareable(mark: string): readonly string[] {
  return mark.slice(0, mark.indexOf(">")).match(SHARED) ?? [];
}

function without(mark: string, pairs: readonly string[]): string {
  const end = mark.indexOf(">");
  return pairs.reduce((tag, pair) => tag.replace(pair, ""), mark.slice(0, end)) + mark.slice(end);
}

/** Neighbours with the same attributes as a group of their own. */
function runs(marks: readonly string[]): string {
  let markup = "";
  for (let from = 0; from < marks.length; ) {
    const first = marks[from] ?? "";
    const pairs = shareable(first);
    const key = pairs.join("");
    let to = from + 1;
    while (to < marks.length && shareable(marks[to] ?? "").join("") === key) to++;
    const run = marks.slice(from, to);
    markup +=
      key === "" || run.length === 1
        ? joinPaths(run.join(""))
        : `<g${key}>${joinPaths(run.map((mark) => without(mark, pairs)).join(""))}</g>`;
    from = to;
  }
  return markup;
}

/** Neighbouring paths that have nothing but a shape become one; only full shapes, which close. */
function joinPaths(marks: string): string {
  return marks.replace(/<path d="([^"]*Z)"\/>(?:<path d="[^"]*Z"\/>)+/g, (run: string) => {
    const shapes = [...run.matchAll(/d="([^"]*)"/g)].map(([, shape = ""]) => shape);
    return `<path d="${shapes.join("")}"/>`;
  });
}

/** Compact markup as it would have been had its marks not been named by their rows. */
export function withoutRows(markup: string): string {
  return joinPaths(markup.replace(/<[^>]+>/g, (tag) => tag.replace(/ data-row="\d+"/, "")));
}

function withoutEmptyGroups(markup: string): string {
  const shorter = markup.replace(/<g(?: [\w:-]+="[^"]*")*><\/g>/g, "");
  return shorter.length === markup.length ? markup : withoutEmptyGroups(shorter);
}
