/** The panel that explains one number: what it is, its formula with its figures, where they are read, what computed it. */

import { type FigureId, isFigureError, parseFigureId, unitOfFigure } from "../model/figure-id.ts";
import { LISTED, type UnpackedFigure, type UnpackedInput } from "../model/figure-shard.ts";
import { filledExpression } from "../model/filled-expression.ts";
import type { FigureWords } from "../words/figure-words.ts";
import { copyText } from "./copy.ts";
import { element } from "./dom.ts";
import {
  boundsText,
  fullText,
  measureName,
  readPlace,
  scopeName,
  valueText,
} from "./figure-name.ts";
import { referenceTo } from "./figure-reference.ts";
import type { FigureSource } from "./figure-source.ts";
import { filled } from "./phrase.ts";

const TITLE = "figure-panel-title";

/** What the reader does in a panel. */
export interface PanelActions {
  /** To the explanation of an operand. */
  readonly go: (id: string) => void;
  /** To the explanation from which the reader came; undefined at the first. */
  readonly back: (() => void) | undefined;
  readonly close: () => void;
  /** Of the page's address, for this figure. */
  readonly fragment: string;
}

/** An empty panel: a dialog that leaves the page usable, closed by Escape or a click elsewhere. */
export function createPanel(): HTMLElement {
  return element("div", {
    className: "figure-panel",
    attributes: { popover: "auto", role: "dialog", "aria-labelledby": TITLE },
  });
}

/** Fills the panel, and answers its heading, which takes the focus. */
export function fillPanel(
  panel: HTMLElement,
  figure: UnpackedFigure,
  source: FigureSource,
  actions: PanelActions,
): HTMLElement {
  const { words } = source;
  const id = parsedId(figure.id);
  const title = element("h2", {
    text: measureName(id, words),
    attributes: { id: TITLE, tabindex: "-1" },
  });
  panel.replaceChildren(
    bar(words, actions),
    title,
    element("p", { text: scopeName(id, words) }),
    valueLine(figure, words),
    facts(howRows(figure, source)),
    ...operandList(figure, source, actions),
    facts(whenceRows(figure, id, source)),
    citeLine(figure, id, source, actions),
    idLine(figure.id, words),
    methodLine(source),
  );
  panel.scrollTop = 0;
  return title;
}

function parsedId(text: string): FigureId {
  const id = parseFigureId(text);
  if (isFigureError(id)) throw new Error(id.message);
  return id;
}

function bar({ say }: FigureWords, { back, close }: PanelActions): HTMLElement {
  const holder = element("div", { className: "figure-bar" });
  if (back !== undefined) holder.append(button(say.back, back));
  holder.append(button(say.close, close));
  return holder;
}

function button(text: string | undefined, act: () => void, className = "link-button"): HTMLElement {
  const made = element("button", { text: text ?? "", className, attributes: { type: "button" } });
  made.addEventListener("click", act);
  return made;
}

function valueLine({ value, unit }: UnpackedFigure, words: FigureWords): HTMLElement {
  const line = element("p", { className: "figure-value", text: valueText(value, unit, words) });
  line.append(" ", element("span", { text: words.units[unit] ?? unit }));
  return line;
}

type Row = readonly [label: string | undefined, ...content: readonly (Node | string)[]];

function facts(rows: readonly Row[]): HTMLElement {
  const list = element("dl", { className: "figure-facts" });
  for (const [label = "", ...content] of rows) {
    const told = element("dd");
    told.append(...content);
    list.append(element("dt", { text: label }), told);
  }
  return list;
}

function howRows(figure: UnpackedFigure, source: FigureSource): readonly Row[] {
  const { words } = source;
  const { say } = words;
  const { value, unit, formula, expression, inputs, interval } = figure;
  const rows: Row[] = [];
  const isRounded = value !== undefined && fullText(value, words) !== plain(value, unit, words);
  if (isRounded) rows.push([say["in-full"], fullText(value, words)]);
  if (interval !== undefined) rows.push([say.withheld, boundsText(interval, words)]);
  if (figure.source === undefined || inputs.length > 0)
    rows.push([say.formula, words.formulas[formula] ?? formula]);
  const operands = inputs.map((input) =>
    input.value === undefined ? undefined : fullText(input.value, words),
  );
  const sum = expression === undefined ? undefined : filledExpression(expression, operands);
  if (sum !== undefined) rows.push([say.filled, sum]);
  if (figure.source !== undefined) rows.push([say.read, readLink(figure.source, source)]);
  if (figure.flagged !== "")
    rows.push([
      say.flags,
      [...figure.flagged].map((letter) => words.flags[letter] ?? letter).join(", "),
    ]);
  return rows;
}

/** As shown, without the marks between groups. */
function plain(value: number, unit: UnpackedFigure["unit"], words: FigureWords): string {
  return valueText(value, unit, words).replaceAll(words.marks.group, "");
}

function readLink(where: string, { folder, words }: FigureSource): Node | string {
  const { file, line } = readPlace(where);
  if (line === undefined) return filled(words.say["no-row"], { file });
  return element("a", {
    text: filled(words.say.line, { file, line: String(line) }),
    attributes: { href: `${folder}../source/${file}` },
  });
}

function operandList(
  { id, inputs, more }: UnpackedFigure,
  source: FigureSource,
  actions: PanelActions,
): readonly Node[] {
  const { say } = source.words;
  if (inputs.length === 0) return [];
  const list = element("ol", { className: "figure-operands" });
  const add = (some: readonly UnpackedInput[]): void =>
    list.append(...some.map((input) => operandItem(input, source, actions)));
  add(inputs.slice(0, LISTED));
  const heading = element("h3", { text: say.operands ?? "" });
  const all = inputs.length + more;
  if (all <= LISTED) return [heading, list];
  const showAll = async (): Promise<void> => {
    const whole = more === 0 ? inputs : (await source.whole(id)).inputs;
    add(whole.slice(LISTED));
    rest.remove();
    list.children[LISTED]?.querySelector<HTMLElement>("a, button")?.focus();
  };
  const rest = button(filled(say.more, { count: String(all) }), () => {
    // It stays a button, so that it can be tried again.
    showAll().catch(() => rest.after(element("p", { text: say.failed ?? "" })));
  });
  return [heading, list, rest];
}

function operandItem(input: UnpackedInput, source: FigureSource, { go }: PanelActions): Node {
  const { words } = source;
  const id = parsedId(input.id);
  const name = `${measureName(id, words)}: ${scopeName(id, words)}`;
  const item = element("li");
  const value = element("span", { text: valueText(input.value, unitOfFigure(id), words) });
  if (input.source === undefined)
    item.append(
      button(name, () => go(input.id)),
      value,
    );
  else {
    const told = element("span", { text: name });
    told.append(" ", small(readLink(input.source, source)));
    item.append(told, value);
  }
  return item;
}

function small(content: Node | string): HTMLElement {
  const made = element("small");
  made.append(content);
  return made;
}

function whenceRows(
  { source: read }: UnpackedFigure,
  { measure }: FigureId,
  { words }: FigureSource,
): readonly Row[] {
  const { say, code, program } = words;
  if (read !== undefined) return [];
  const places = (code[measure] ?? []).map(([file, name]) =>
    element("div", { text: filled(say["code-place"], { file, name }) }),
  );
  return [[say.code, ...places, ...(program === undefined ? [] : [program])]];
}

function citeLine(
  { value, unit }: UnpackedFigure,
  id: FigureId,
  { words }: FigureSource,
  { fragment }: PanelActions,
): HTMLElement {
  const { say } = words;
  const shown = valueText(value, unit, words);
  const told = {
    measure: measureName(id, words),
    scope: scopeName(id, words),
    value: unit === "ratio" ? shown : `${shown} ${words.units[unit] ?? unit}`,
  };
  const reference = (): string =>
    filled(say.reference, {
      ...told,
      citation: referenceTo(chosenCitation(), pageAddress(), fragment),
    });
  const line = element("p", { className: "figure-cite" });
  line.append(
    element("a", { text: say.address ?? "", attributes: { href: fragment } }),
    ...copying(say["copy-reference"], reference, words),
  );
  return line;
}

/** The page's reference, in the style that the reader chose. */
function chosenCitation(): string {
  const chosen = document.querySelector<HTMLInputElement>("[name=cite-style]:checked")?.value;
  const texts = [...document.querySelectorAll<HTMLElement>(".cite .citation")];
  const text = texts.find(({ dataset: { style } }) => style === chosen) ?? texts[0];
  return text?.textContent?.trim() ?? "";
}

function pageAddress(): string {
  const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
  return canonical ?? location.origin + location.pathname;
}

function idLine(id: string, words: FigureWords): HTMLElement {
  const line = element("p", { className: "figure-id" });
  line.append(element("code", { text: id }), ...copying(words.say["copy-id"], () => id, words));
  return line;
}

/** A button that copies a text, and what became of it. */
function copying(
  label: string | undefined,
  text: () => string,
  { say }: FigureWords,
): readonly (Node | string)[] {
  const status = element("span", { className: "copy-status", attributes: { role: "status" } });
  const copied = { copied: say.copied, notCopied: say["not-copied"] };
  return [" ", button(label, () => void copyText(text(), status, copied)), " ", status];
}

function methodLine({ method, words }: FigureSource): HTMLElement {
  const line = element("p");
  line.append(element("a", { text: words.say.method ?? "", attributes: { href: method } }));
  return line;
}
