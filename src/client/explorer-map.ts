/** The symbols of a map as links, marked and hidden together with the rows of a list. */

import { isArrow, nearest, type Point, towards } from "./towards.ts";

/** What a symbol stands for; `id` is `region/sector`. */
export interface MapEntry {
  readonly id: string;
  /** The region's name as the map labels it. */
  readonly place: string;
  readonly href: string;
  /** "Horten: Electronics". */
  readonly name: string;
  /** Status and figures in a line. */
  readonly facts: string;
}

export interface ExplorerMap {
  /** Shows the symbols of these ids alone, and the labels of their regions. */
  readonly show: (visible: ReadonlySet<string>) => void;
  /** Marks a symbol, or none. */
  readonly mark: (id: string | undefined) => void;
}

interface MapSymbol extends Point {
  readonly id: string;
  readonly link: SVGAElement;
  readonly radius: number;
}

/** Of the picture's units round a symbol, within which a pointer means it. */
const REACH = 14;
/** Between a marked symbol and the ring round it. */
const RING = 4;

/** Makes the symbols of a picture links. `onMark` hears which one a reader points at or has the focus on. */
export function createMap(
  picture: SVGSVGElement,
  entries: ReadonlyMap<string, MapEntry>,
  label: string,
  onMark: (id: string | undefined) => void,
): ExplorerMap {
  const symbols = [...picture.querySelectorAll<SVGGraphicsElement>("[data-cluster]")].flatMap(
    (shape): readonly MapSymbol[] => {
      const entry = entries.get(shape.dataset.cluster ?? "");
      return entry === undefined ? [] : [linked(shape, entry)];
    },
  );
  const byLink = new Map(symbols.map((symbol) => [symbol.link as Element, symbol]));
  const labels = labelsOf(picture, entries);
  let shown: readonly MapSymbol[] = symbols;
  let marked: MapSymbol | undefined;

  // A picture has no parts that can be reached; a group of links has, and is named.
  picture.setAttribute("role", "group");
  picture.removeAttribute("aria-labelledby");
  picture.setAttribute("aria-label", label);

  // Drawn above all, since larger neighbours may cover the symbol itself.
  const ring = document.createElementNS(SVG, "circle");
  ring.setAttribute("class", "explorer-ring is-out");
  picture.append(ring);

  const mark = (symbol: MapSymbol | undefined): void => {
    marked?.link.classList.remove("is-marked");
    symbol?.link.classList.add("is-marked");
    marked = symbol;
    ring.classList.toggle("is-out", symbol === undefined);
    if (symbol === undefined) return;
    ring.setAttribute("cx", String(symbol.x));
    ring.setAttribute("cy", String(symbol.y));
    ring.setAttribute("r", String(symbol.radius + RING));
  };
  const pointAt = (symbol: MapSymbol | undefined): void => {
    if (symbol === marked) return;
    mark(symbol);
    onMark(symbol?.id);
  };
  // One stop for the tab key; from there the arrow keys go on.
  let stop: MapSymbol | undefined;
  const stopAt = (symbol: MapSymbol | undefined): void => {
    stop?.link.setAttribute("tabindex", "-1");
    symbol?.link.setAttribute("tabindex", "0");
    stop = symbol;
  };
  const symbolAt = (event: MouseEvent): MapSymbol | undefined => {
    const matrix = picture.getScreenCTM();
    if (matrix === null) return undefined;
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return nearest(place, shown, REACH);
  };

  picture.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") pointAt(symbolAt(event));
  });
  picture.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") pointAt(undefined);
  });
  // On the picture itself a listener for focus would make Chromium stop there with the tab key.
  const frame = picture.parentElement ?? document.body;
  frame.addEventListener("focusin", (event) => {
    const symbol = byLink.get(event.target as Element);
    if (symbol === undefined) return;
    stopAt(symbol);
    pointAt(symbol);
  });
  frame.addEventListener("focusout", () => pointAt(undefined));
  frame.addEventListener("keydown", (event) => {
    const from = byLink.get(event.target as Element);
    if (from === undefined || !isArrow(event.key)) return;
    event.preventDefault();
    towards(event.key, from, shown)?.link.focus();
  });
  let markedBefore: MapSymbol | undefined;
  picture.addEventListener("pointerdown", () => {
    markedBefore = marked;
  });
  picture.addEventListener("click", (event) => {
    // Enter on a link is a click without a place.
    if (event.detail === 0) return;
    const symbol = symbolAt(event);
    const isTouch = event instanceof PointerEvent && event.pointerType !== "mouse";
    // A finger covers the symbols and cannot hover: the first tap tells which it means, the second opens it.
    if (isTouch && (symbol === undefined || symbol !== markedBefore)) {
      event.preventDefault();
      pointAt(symbol);
      return;
    }
    if (symbol !== undefined && !symbol.link.contains(event.target as Node)) {
      event.preventDefault();
      symbol.link.dispatchEvent(new MouseEvent("click", event));
    }
  });

  stopAt(symbols[0]);
  return {
    show(visible) {
      shown = symbols.filter(({ id }) => visible.has(id));
      for (const { id, link } of symbols) link.classList.toggle("is-out", !visible.has(id));
      const places = new Set([...visible].map((id) => entries.get(id)?.place));
      for (const { element, place } of labels)
        element.classList.toggle("is-out", !places.has(place));
      if (stop === undefined || !shown.includes(stop)) stopAt(shown[0]);
    },
    mark(id) {
      mark(id === undefined ? undefined : shown.find((symbol) => symbol.id === id));
    },
  };
}

const SVG = "http://www.w3.org/2000/svg";

function linked(shape: SVGGraphicsElement, { id, href, name, facts }: MapEntry): MapSymbol {
  const { x, y, width, height } = shape.getBBox();
  const [dx, dy] = movedBy(shape);
  const link = document.createElementNS(SVG, "a");
  link.setAttribute("href", href);
  link.setAttribute("tabindex", "-1");
  link.setAttribute("aria-label", `${name}. ${facts}`);
  shape.replaceWith(link);
  link.append(shape);
  return {
    id,
    link,
    x: x + dx + width / 2,
    y: y + dy + height / 2 + offsetOf(link),
    radius: Math.max(width, height) / 2,
  };
}

/** Shapes other than circles and squares stand at the origin and are moved to their place. */
function movedBy(shape: SVGGraphicsElement): readonly [number, number] {
  const matrix = shape.transform.baseVal.consolidate()?.matrix;
  return [matrix?.e ?? 0, matrix?.f ?? 0];
}

/** How far the drawing is moved down to make room for the key. */
function offsetOf(link: SVGAElement): number {
  let offset = 0;
  for (let at = link.parentElement; at instanceof SVGGElement; at = at.parentElement)
    offset += at.transform.baseVal.consolidate()?.matrix.f ?? 0;
  return offset;
}

/** Names of regions in the picture; the key's words are none. */
function labelsOf(
  picture: SVGSVGElement,
  entries: ReadonlyMap<string, MapEntry>,
): readonly { readonly element: Element; readonly place: string }[] {
  const places = new Set([...entries.values()].map(({ place }) => place));
  return [...picture.querySelectorAll("text")].flatMap((element) => {
    const place = element.textContent ?? "";
    return places.has(place) ? [{ element, place }] : [];
  });
}
