/** What in a page stands for the same region or sector: marks of charts and rows of tables. */

/** Ids that a row carries. */
export interface Keys {
  readonly region?: string | undefined;
  readonly sector?: string | undefined;
}

/** Whether two rows speak of the same: they agree in all ids that both have, and have one in common. */
export function isSame(a: Keys, b: Keys): boolean {
  const shared = NAMES.filter((name) => a[name] !== undefined && b[name] !== undefined);
  return shared.length > 0 && shared.every((name) => a[name] === b[name]);
}

export interface Links {
  /** Marks a row, the marks of its chart, and what stands for the same; nothing where there is no row. */
  readonly mark: (row: HTMLElement | undefined) => void;
}

const NAMES = ["region", "sector"] as const;
/** Rows of a chart's table have names of their own. */
export const LINKED = "tr:is([data-region], [data-sector], [data-of-region], [data-of-sector])";

/** Links the rows of the page, which are pointed at or hold the focus, to the marks of the figures and the other way round. */
export function createLinks(figures: readonly HTMLElement[]): Links {
  const rows = [...document.querySelectorAll<HTMLElement>(LINKED)];
  const byId = new Map<string, HTMLElement[]>();
  for (const row of rows) {
    for (const id of idsOf(row)) byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  const marks = new Map<HTMLElement, readonly Element[]>();
  for (const figure of figures) {
    for (const [n, row] of [
      ...figure.querySelectorAll<HTMLElement>(".plate-data tbody tr"),
    ].entries())
      marks.set(row, [...figure.querySelectorAll(`.plate-picture [data-row="${n}"]`)]);
  }
  let marked: readonly Element[] = [];

  const mark = (row: HTMLElement | undefined): void => {
    for (const element of marked) element.classList.remove("is-marked", "has-marked");
    const same = row === undefined ? [] : idsOf(row).flatMap((id) => byId.get(id) ?? []);
    const alike =
      row === undefined ? [] : same.filter((other) => isSame(keysOf(row), keysOf(other)));
    const shown = [...(row === undefined ? [] : [row]), ...alike];
    const pictured = shown.flatMap((each) => marks.get(each) ?? []);
    const pictures = pictured.flatMap((each) => each.closest("svg") ?? []);
    for (const element of [...shown, ...pictured]) element.classList.add("is-marked");
    for (const picture of pictures) picture.classList.add("has-marked");
    marked = [...shown, ...pictured, ...pictures];
  };

  const follow = ({ target }: Event): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>(LINKED) : null;
    if (row !== null && !row.classList.contains("is-marked")) mark(row);
  };
  const leave = ({ target }: Event): void => {
    if (target instanceof Element && target.closest(LINKED) !== null) mark(undefined);
  };
  for (const table of new Set(rows.map((row) => row.closest("table")))) {
    table?.addEventListener("pointerover", follow);
    table?.addEventListener("pointerleave", leave, true);
    table?.addEventListener("focusin", follow);
    table?.addEventListener("focusout", leave);
  }
  return { mark };
}

function keysOf({ dataset }: HTMLElement): Keys {
  return { region: dataset.region ?? dataset.ofRegion, sector: dataset.sector ?? dataset.ofSector };
}

function idsOf(row: HTMLElement): readonly string[] {
  const keys = keysOf(row);
  return NAMES.flatMap((name) => (keys[name] === undefined ? [] : [`${name} ${keys[name]}`]));
}
