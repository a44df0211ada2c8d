/** A cluster through all editions: `/clusters/R/S/`. Changes as editions are added, so it stands outside them. */

import type { Atlas } from "../model/atlas.ts";
import { cellIndex } from "../model/dataset.ts";
import type { History, Life, LifeStatus, LifeStep, Place } from "../model/life.ts";
import { pairOf } from "../model/pair.ts";
import { verdictAt } from "../model/verdict.ts";
import { NOT_DEFINED } from "../words/numerals.ts";
import type { Speech } from "../words/speech.ts";
import { MOST_CARDS } from "./card.ts";
import { cellQuotient, known } from "./chart-data.ts";
import { pairName } from "./cluster-change-words.ts";
import { linkTo, type PlaceChart, type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { lifeChart } from "./life-chart.ts";
import { eventPlaces, lifeLede, stepSentences, type TextPart } from "./life-words.ts";
import { plainNumber } from "./numbers.ts";
import { badgeCell, linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type {
  CellView,
  ChartView,
  ColumnView,
  LinkView,
  NumberView,
  RowView,
  Sheet,
  TableView,
} from "./view.ts";

/** A piece of a sentence; with an address it is a link. */
export interface SentencePart {
  readonly text: string;
  readonly href: string | undefined;
}

export interface LifeEventView {
  readonly edition: LinkView;
  readonly sentences: readonly string[];
  /** The pairs, regions or sectors that had part in it. */
  readonly others: readonly LinkView[];
}

export interface LifeView {
  /** The region and the sector through all editions. */
  readonly region: LinkView;
  readonly sector: LinkView;
  readonly lede: readonly SentencePart[];
  /** What the pair is in the latest edition. */
  readonly status: LifeStatus;
  /** One row an edition. */
  readonly editions: TableView;
  /** Why it entered, left or goes on elsewhere, oldest first; editions in which nothing happened are left out. */
  readonly events: readonly LifeEventView[];
  readonly chart: ChartView | undefined;
  /** One row an edition and year, for the pair and those that it was made of. */
  readonly years: TableView;
  readonly modelled: boolean;
}

export async function lifeSheet(
  place: Place,
  history: History,
  site: SiteOptions,
  write: WriteFile,
  placeChart: PlaceChart,
): Promise<Sheet<LifeView>> {
  const life = history.lifeOf(place);
  const { speech } = site;
  const { say } = speech;
  const newestFirst = history.atlases.toReversed();
  const pair = pairOf(newestFirst, place.region, place.sector);
  const title = pairName(pair);
  const path = paths.life(place.region, place.sector);
  const chart = lifeChart(life, history, title, speech);
  const nameOf = (other: Place): string =>
    pairName(pairOf(newestFirst, other.region, other.sector));
  const modelled = life.steps.some(({ atlas }) => atlas.dataset.descriptor.status === "modelled");
  return siteSheet(site, write, {
    kind: "life",
    path,
    showsFigures: true,
    title: say("history.through-editions", { name: title }),
    description: say("history.life-description", { name: title }),
    trail: [
      { path: paths.front(), text: site.title },
      { path: paths.changes(), text: say("history.clusters-through-time") },
    ],
    card: { sharedWith: history.places.length > MOST_CARDS ? paths.front() : undefined },
    modelled,
    view: {
      region: linkTo(site, paths.regionHistory(place.region), pair.regionName),
      sector: linkTo(site, paths.sectorHistory(place.sector), pair.sectorName),
      lede: lifeLede(life, nameOf, speech).map((part) => sentencePart(part, history, site)),
      status: life.steps.at(-1)?.status ?? "absent",
      editions: editionsTable(life, site),
      events: life.steps.flatMap((step, n) => eventViews(life, step, n, history, site)),
      chart: chart === undefined ? undefined : await placeChart(path, chart),
      years: yearsTable(life, history, site),
      modelled,
    },
  });
}

/** Where a pair of regions and sectors that stand in some edition is told of: its life, else its region's history. */
export function placeHref(place: Place, history: History, site: SiteOptions): string {
  const path = history.isListed(place)
    ? paths.life(place.region, place.sector)
    : paths.regionHistory(place.region);
  return href(site.pathPrefix, path);
}

function sentencePart({ text, to }: TextPart, history: History, site: SiteOptions): SentencePart {
  if (to === undefined) return { text, href: undefined };
  if ("place" in to) return { text, href: placeHref(to.place, history, site) };
  return { text, href: href(site.pathPrefix, paths.edition(to.edition)) };
}

function eventViews(
  life: Life,
  step: LifeStep,
  at: number,
  history: History,
  site: SiteOptions,
): readonly LifeEventView[] {
  const sentences = stepSentences(life, at, site.speech);
  if (sentences.length === 0) return [];
  const { id } = step.atlas.dataset;
  const others = step.events
    .flatMap(eventPlaces)
    .filter(({ region, sector }) => region !== life.region || sector !== life.sector)
    .map((place) => ({
      text: pairName(pairOf(history.atlases.toReversed(), place.region, place.sector)),
      href: placeHref(place, history, site),
    }));
  return [{ edition: editionLink(id, site), sentences, others }];
}

/** An edition, by its id, at the head of what happened in it. */
export function editionLink(id: string, site: SiteOptions): LinkView {
  return linkTo(site, paths.edition(id), site.speech.say("history.edition", { id }));
}

function editionsTable(life: Life, site: SiteOptions): TableView {
  const { say } = site.speech;
  return {
    id: "editions",
    caption: say("history.life-editions-caption"),
    columns: [
      textColumn(say("history.column-edition")),
      textColumn(say("history.column-status")),
      numberColumn(say("history.column-year")),
      ...figureColumns(site.speech),
      textColumn(say("history.column-figures")),
    ],
    rows: life.steps.map((step) => editionRow(life, step, site)),
    source: say("history.life-editions-source"),
    interactive: false,
  };
}

function figureColumns({ say }: Speech): readonly ColumnView[] {
  return [
    numberColumn(say("history.column-jobs")),
    numberColumn(say("history.column-firms")),
    numberColumn(say("history.column-quotient")),
  ];
}

function editionRow(place: Place, step: LifeStep, site: SiteOptions): RowView {
  const { atlas, status, listed } = step;
  const { id, descriptor, years } = atlas.dataset;
  const year = descriptor.clusterYears.at(-1);
  const y = year === undefined ? -1 : years.indexOf(year);
  return {
    data: { edition: id, status },
    cells: [
      linkCell(id, editionAddress(place, step, site)),
      badgeCell(status),
      textCell(year === undefined ? NOT_DEFINED : String(year)),
      ...figureCells(place, atlas, y, listed !== undefined, site.speech),
      textCell(site.speech.say("history.data-status", { status: descriptor.status })),
    ],
  };
}

/** The edition's page of the pair; where it lists none, that of its region; where it has none, its front page. */
function editionAddress(
  place: Place,
  { atlas, status, listed }: LifeStep,
  site: SiteOptions,
): string {
  const { id } = atlas.dataset;
  if (listed !== undefined)
    return href(site.pathPrefix, paths.cluster(id, place.region, place.sector));
  return href(
    site.pathPrefix,
    status === "absent" ? paths.edition(id) : paths.region(id, place.region),
  );
}

/** Jobs and firms as cells of the data, and the quotient, with its id where the edition's page of the pair shows it. */
function figureCells(
  place: Place,
  atlas: Atlas,
  y: number,
  published: boolean,
  speech: Speech,
): readonly CellView[] {
  const whole = (value: number): string => speech.number(value);
  const { dataset } = atlas;
  const r = atlas.regionIndex.get(place.region);
  const s = atlas.sectorIndex.get(place.sector);
  if (r === undefined || s === undefined || y < 0)
    return [NOT_DEFINED, NOT_DEFINED, NOT_DEFINED].map(textCell);
  const index = cellIndex(dataset, y, r, s);
  const quotient = cellQuotient(atlas, y, r, s);
  const cell = `${dataset.years[y]}/${place.region}/${place.sector}`;
  const id = `lq:${place.region}/${place.sector}:${dataset.years[y]}`;
  return [
    figureCell(known(dataset.jobs[index]), whole, speech, { cell: `${cell}/jobs` }),
    figureCell(known(dataset.firms[index]), whole, speech, { cell: `${cell}/firms` }),
    figureCell(quotient, speech.quotient, speech, published ? { figure: id } : {}),
  ];
}

function figureCell(
  value: number | undefined,
  format: (value: number) => string,
  { say }: Speech,
  stands: Partial<Pick<NumberView, "figure" | "cell">>,
): CellView {
  return value === undefined
    ? textCell(say("history.figure-unknown"))
    : numberCell({ ...plainNumber(value, format(value)), ...stands });
}

/** With a column of names where others than the pair are among the rows. */
function yearsTable(life: Life, history: History, site: SiteOptions): TableView {
  const { say } = site.speech;
  const named = life.steps.some(({ parts }) => parts.length > 0);
  const rows = life.steps.flatMap((step) => {
    const own = step.status === "absent" ? [] : [{ region: life.region, sector: life.sector }];
    return [...own, ...step.parts].flatMap((place) => yearRows(place, step, named, history, site));
  });
  return {
    id: "years",
    caption: say(named ? "history.life-years-caption-parts" : "history.life-years-caption"),
    columns: [
      textColumn(say("history.column-edition")),
      ...(named ? [textColumn(say("history.column-cluster"))] : []),
      numberColumn(say("history.column-year")),
      ...figureColumns(site.speech),
      textColumn(say("history.column-verdict")),
    ],
    rows,
    source: say("history.life-years-source"),
    interactive: false,
  };
}

function yearRows(
  place: Place,
  { atlas }: LifeStep,
  named: boolean,
  history: History,
  site: SiteOptions,
): readonly RowView[] {
  const { dataset } = atlas;
  const r = atlas.regionIndex.get(place.region);
  const s = atlas.sectorIndex.get(place.sector);
  if (r === undefined || s === undefined) return [];
  const name = pairName(pairOf([atlas], place.region, place.sector));
  return dataset.years.map((year, y) => ({
    data: { edition: dataset.id, year: String(year) },
    cells: [
      textCell(dataset.id),
      ...(named ? [linkCell(name, placeHref(place, history, site))] : []),
      textCell(String(year)),
      ...figureCells(place, atlas, y, false, site.speech),
      badgeCell(verdictAt(atlas.verdicts, cellIndex(dataset, y, r, s))),
    ],
  }));
}
