/** What the command explain does: finds the figures that are asked for, and what stands behind each. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Atlas, buildAtlas } from "../model/atlas.ts";
import { type Explanation, explain } from "../model/explanation.ts";
import { addressedIn } from "../model/figure-address.ts";
import { type FigureError, isFigureError, parseFigureId } from "../model/figure-id.ts";
import { readEdition } from "../read/edition.ts";
import { Failure } from "./failure.ts";
import { inputFailure } from "./inputs.ts";
import { type PageFigure, shownFigures } from "./shown-figures.ts";

export interface ExplainedFigure {
  readonly edition: string;
  readonly explanation: Explanation;
  /** As the page shows it; undefined where the figure was asked for by its id and the page does not show it. */
  readonly shown: PageFigure | undefined;
}

export interface ExplainedPage {
  readonly figures: readonly ExplainedFigure[];
  /** The measure that was asked for, and how many figures of it the page shows that are left out. */
  readonly measure: string | undefined;
  readonly others: number;
  /** A row of an edition's input by `file:line`. */
  readonly rowOf: (edition: string, source: string) => string | undefined;
}

/** What is asked for: a figure by its id, and how the page shows it. */
interface Wanted {
  readonly id: string;
  readonly shown: PageFigure | undefined;
}

const DESCRIPTOR = "datapackage.json";

export interface Question {
  /** Path or whole address of a page, or of a number on it. */
  readonly page: string;
  /** A measure, or the id of a figure; undefined for all of the page. */
  readonly what: string | undefined;
  /** Of a measure, all that the page shows; else those of the page's own region and sector. */
  readonly all: boolean;
}

/**
 * Figures of a page (`/1998/clusters/horten/electronics/`): all, those of a measure (`lq`), or the one of an id. A page
 * outside editions shows figures of several: each is explained from the latest edition in which it has the value shown.
 * Throws `Failure` where the page, the edition or the figure is not there.
 */
export async function explainFigures(
  { dataDir, siteDir }: { readonly dataDir: string; readonly siteDir: string },
  { page, what: asked, all }: Question,
): Promise<ExplainedPage> {
  const path = pathOf(page);
  const addressed = addressedIn(page.replace(/^[^#]*/, ""));
  const what = asked ?? addressed?.id;
  const found = wantedFigures(siteDir, path, what);
  const own = what === undefined || all ? found : found.filter(({ id }) => isOwn(id, path));
  const wanted = own.length === 0 ? found : own;
  const atlases = await atlasesOf(dataDir, editionsFor(dataDir, path, addressed?.edition));
  const lines = new Map<string, readonly string[]>();
  return {
    figures: wanted.map((one) => explainOne(one, atlases)),
    measure: what,
    others: found.length - wanted.length,
    rowOf: (edition, source) => {
      const [, name = "", line] = /^(.+):(\d+)$/.exec(source) ?? [];
      if (line === undefined) return undefined;
      const file = join(dataDir, edition, name);
      const rows = lines.get(file) ?? readFileSync(file, "utf8").split(/\r?\n/);
      lines.set(file, rows);
      return rows[Number(line) - 1];
    },
  };
}

/** A path of the site, from a path or a whole address. */
function pathOf(address: string): string {
  const [page = ""] = address.split("#");
  const path = URL.canParse(page) ? new URL(page).pathname : page;
  return `/${path}/`.replace(/\/{2,}/g, "/").replace(/[^/]+\.html\/$/, "");
}

function wantedFigures(site: string, path: string, what: string | undefined): readonly Wanted[] {
  const shown = shownFigures(site, path);
  if (what?.includes(":") === true)
    return [{ id: what, shown: shown?.find(({ id }) => id === what) }];
  if (shown === undefined)
    throw new Failure(
      `There is no page ${path} in ${site}: build the site first, or name a figure by its id, such as lq:horten/electronics:1990.`,
    );
  const wanted = shown.filter(({ id }) => what === undefined || measureOf(id) === what);
  if (wanted.length > 0) return wanted.map((figure) => ({ id: figure.id, shown: figure }));
  if (shown.length === 0) throw new Failure(`The page ${path} shows no figure.`);
  const measures = [...new Set(shown.map(({ id }) => measureOf(id)))].sort();
  throw new Failure(
    `The page ${path} shows no figure of the measure ${what}; it shows ${measures.join(", ")}.`,
  );
}

/** Whether a figure is of the region and sector that the page is about, or of the country; of other pages all are. */
function isOwn(id: string, path: string): boolean {
  const [, region, sector] = /\/clusters\/([^/]+)\/([^/]+)\/$/.exec(path) ?? [];
  const parsed = parseFigureId(id);
  if (region === undefined || isFigureError(parsed) || parsed.scope.kind !== "region") return true;
  const { region: named, part } = parsed.scope;
  return named.text === region && (part.kind !== "sector" || part.sector.text === sector);
}

function measureOf(id: string): string {
  return id.slice(0, id.indexOf(":"));
}

/**
 * The edition that a path names, in whichever language; for a page outside editions the one that is asked for, or all of
 * them, the latest first.
 */
function editionsFor(dataDir: string, path: string, asked: string | undefined): readonly string[] {
  const editions = readdirSync(dataDir).filter((name) =>
    existsSync(join(dataDir, name, DESCRIPTOR)),
  );
  const named = [...path.split("/").slice(1, 3), asked].find(
    (segment) => segment !== undefined && editions.includes(segment),
  );
  return named === undefined ? editions.sort().reverse() : [named];
}

async function atlasesOf(dataDir: string, editions: readonly string[]): Promise<readonly Atlas[]> {
  const readings = await Promise.all(
    editions.map((edition) => readEdition(join(dataDir, edition))),
  );
  const faulty = readings.filter((reading) => !reading.ok);
  if (faulty.length > 0) throw inputFailure(...faulty);
  const datasets = readings.flatMap((reading) => (reading.ok ? [reading.value] : []));
  return datasets
    .map((dataset) => buildAtlas(dataset))
    .toSorted((a, b) => (publishedOf(a) < publishedOf(b) ? 1 : -1));
}

function publishedOf({ dataset }: Atlas): string {
  return dataset.descriptor.published;
}

function explainOne({ id, shown }: Wanted, atlases: readonly Atlas[]): ExplainedFigure {
  const answers: readonly {
    readonly edition: string;
    readonly answer: Explanation | FigureError;
  }[] = atlases.map((atlas) => ({ edition: atlas.dataset.id, answer: explain(atlas, id) }));
  const found = answers.flatMap(({ edition, answer }) =>
    isFigureError(answer) ? [] : [{ edition, explanation: answer }],
  );
  const best =
    found.find(({ explanation }) => String(explanation.figure.value ?? "") === shown?.value) ??
    found[0];
  if (best !== undefined) return { ...best, shown };
  const message = answers.flatMap(({ answer }) => (isFigureError(answer) ? answer.message : []))[0];
  throw new Failure(`${id}: ${message ?? "There is no edition to explain it from."}`);
}
