/**
 * A region or a sector through all editions: `/regions/R/` and `/sectors/S/`, for every id that ever stood in one.
 * They never disappear: what is gone says what became of it, and leads on.
 */

import type { Atlas } from "../model/atlas.ts";
import type { CodeListChanges } from "../model/code-list-change.ts";
import type { Kind } from "../model/crosswalk.ts";
import type { EditionDiff } from "../model/edition-diff.ts";
import type { History, Place } from "../model/life.ts";
import { byId, pairOf } from "../model/pair.ts";
import { NOT_DEFINED } from "../words/numerals.ts";
import type { Speech } from "../words/speech.ts";
import { MOST_CARDS } from "./card.ts";
import { linkTo, type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { entryName, moveSentence } from "./crosswalk-words.ts";
import { endSentence } from "./edition-diff-words.ts";
import { editionLink, type LifeEventView, type SentencePart } from "./life.ts";
import { plainNumber } from "./numbers.ts";
import { listPieces, sayPieces } from "./pieces.ts";
import { linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { LinkView, RowView, Sheet, TableView } from "./view.ts";

/** An id of a region or sector that stands in at least one edition. */
export interface HistoricPlace {
  readonly kind: Kind;
  readonly id: string;
  /** In the latest edition that has it. */
  readonly name: string;
  /** Whether the latest edition has it. */
  readonly isCurrent: boolean;
  /** Pairs with a life of their own, by region, then sector. */
  readonly lives: readonly Place[];
}

export interface PlaceHistoryView {
  readonly kind: Kind;
  readonly name: string;
  /** What it is in the latest edition, or what became of it. */
  readonly lede: readonly SentencePart[];
  /** One row an edition. */
  readonly editions: TableView;
  /** Changes of the id, its name or its class, oldest first. */
  readonly events: readonly LifeEventView[];
  readonly lives: readonly LinkView[];
  /** Whether figures of an edition in which it stands are modelled. */
  readonly modelled: boolean;
}

export interface PlaceHistoriesView {
  readonly kind: Kind;
  readonly current: readonly LinkView[];
  /** Those that the latest edition no longer has. */
  readonly gone: readonly LinkView[];
}

/** Every region, or every sector, that ever stood in an edition; by id. */
export function placesOf(kind: Kind, history: History): readonly HistoricPlace[] {
  const names = new Map<string, string>();
  for (const atlas of history.atlases)
    for (const { id, name } of entriesOf(kind, atlas)) names.set(id, name);
  const lives = new Map<string, Place[]>();
  for (const place of history.places) {
    const known = lives.get(place[kind]);
    if (known === undefined) lives.set(place[kind], [place]);
    else known.push(place);
  }
  const latest = history.atlases.at(-1);
  return [...names]
    .sort(([a], [b]) => byId(a, b))
    .map(([id, name]) => ({
      kind,
      id,
      name,
      isCurrent: latest !== undefined && stands(kind, id, latest),
      lives: lives.get(id) ?? [],
    }));
}

/** The address of a region or a sector through all editions. */
export function placePath(kind: Kind, id: string): string {
  return kind === "region" ? paths.regionHistory(id) : paths.sectorHistory(id);
}

/** All regions, or all sectors, of all editions. */
export function placeHistoriesSheet(
  kind: Kind,
  places: readonly HistoricPlace[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<PlaceHistoriesView>> {
  const link = ({ id, name }: HistoricPlace): LinkView => linkTo(site, placePath(kind, id), name);
  return siteSheet(site, write, {
    kind: "place-histories",
    path: kind === "region" ? paths.regionHistories() : paths.sectorHistories(),
    title: site.speech.say("history.places-title", { kind }),
    description: site.speech.say("history.places-description", { kind }),
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      kind,
      current: places.filter(({ isCurrent }) => isCurrent).map(link),
      gone: places.filter(({ isCurrent }) => !isCurrent).map(link),
    },
  });
}

export function placeHistorySheet(
  place: HistoricPlace,
  history: History,
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<PlaceHistoryView>> {
  const { kind, id, name } = place;
  const modelled = history.atlases.some(
    (atlas) => atlas.dataset.descriptor.status === "modelled" && stands(kind, id, atlas),
  );
  return siteSheet(site, write, {
    kind: "place-history",
    path: placePath(kind, id),
    title: site.speech.say("history.through-editions", { name }),
    description: site.speech.say("history.place-description", { name, kind }),
    trail: [
      { path: paths.front(), text: site.title },
      {
        path: kind === "region" ? paths.regionHistories() : paths.sectorHistories(),
        text: site.speech.say("history.all-places", { kind }),
      },
    ],
    card: { sharedWith: history.places.length > MOST_CARDS ? paths.front() : undefined },
    modelled,
    view: {
      kind,
      name,
      lede: ledeOf(place, history, site),
      editions: editionsTable(place, history, site),
      events: history.diffs.flatMap((diff, n) =>
        eventViews(place, diff, history.atlases[n + 1], site),
      ),
      lives: place.lives.map((life) => lifeLink(kind, life, history, site)),
      modelled,
    },
  });
}

/** Named by what differs on the page: the sector on a region's, the region on a sector's. */
function lifeLink(kind: Kind, life: Place, history: History, site: SiteOptions): LinkView {
  const pair = pairOf(history.atlases.toReversed(), life.region, life.sector);
  const text = kind === "region" ? pair.sectorName : pair.regionName;
  return linkTo(site, paths.life(life.region, life.sector), text);
}

function entriesOf(kind: Kind, { dataset }: Atlas): readonly { id: string; name: string }[] {
  return kind === "region" ? dataset.regions : dataset.sectors;
}

function stands(kind: Kind, id: string, { regionIndex, sectorIndex }: Atlas): boolean {
  return (kind === "region" ? regionIndex : sectorIndex).has(id);
}

function ledeOf(
  place: HistoricPlace,
  history: History,
  site: SiteOptions,
): readonly SentencePart[] {
  const { kind, id, name } = place;
  const { atlases } = history;
  const latest = atlases.at(-1);
  if (latest === undefined) return [];
  const { dataset } = latest;
  const { speech } = site;
  if (place.isCurrent) {
    const path = kind === "region" ? paths.region(dataset.id, id) : paths.sector(dataset.id, id);
    const own = link(speech.say("history.place-in-it", { name }), path, site);
    return sayPieces(speech, words, "history.place-current", {
      kind,
      edition: dataset.id,
      page: [own],
    });
  }
  const last = atlases.findLastIndex((atlas) => stands(kind, id, atlas));
  const gone = atlases[last + 1] ?? latest;
  const since = [link(gone.dataset.id, paths.edition(gone.dataset.id), site)];
  const heirs = history.between(last, atlases.length - 1)[kind].heirs(id);
  if (heirs.length === 0) return sayPieces(speech, words, "history.place-gone", { kind, since });
  const named = new Map(entriesOf(kind, latest).map((entry) => [entry.id, entry.name]));
  const links = heirs.map((heir) => link(named.get(heir) ?? heir, placePath(kind, heir), site));
  return sayPieces(speech, words, "history.place-continued", {
    kind,
    since,
    n: heirs.length,
    heirs: listPieces(speech, words, links),
  });
}

function words(text: string): SentencePart {
  return { text, href: undefined };
}

function link(text: string, path: string, site: SiteOptions): SentencePart {
  return { text, href: href(site.pathPrefix, path) };
}

function editionsTable(
  { kind, id, name }: HistoricPlace,
  { atlases }: History,
  site: SiteOptions,
): TableView {
  const { say } = site.speech;
  return {
    id: "editions",
    caption: say("history.place-editions-caption", { name }),
    columns: [
      textColumn(say("history.column-edition")),
      textColumn(say("history.column-published")),
      textColumn(say("history.column-name")),
      numberColumn(say("history.column-clusters")),
    ],
    rows: atlases.map((atlas) => editionRow(kind, id, atlas, site)),
    source: say("history.place-editions-source"),
    interactive: false,
  };
}

function editionRow(kind: Kind, id: string, atlas: Atlas, site: SiteOptions): RowView {
  const { dataset, clusters } = atlas;
  const { descriptor } = dataset;
  const at = (kind === "region" ? atlas.regionIndex : atlas.sectorIndex).get(id);
  const published = textCell(site.speech.date(descriptor.published));
  if (at === undefined) {
    const front = href(site.pathPrefix, paths.edition(dataset.id));
    const missing = textCell(site.speech.say("history.not-in-edition"));
    const cells = [linkCell(dataset.id, front), published, missing, textCell(NOT_DEFINED)];
    return { data: { edition: dataset.id }, cells };
  }
  const path = kind === "region" ? paths.region(dataset.id, id) : paths.sector(dataset.id, id);
  const own = clusters.filter((cluster) => cluster[kind] === id && cluster.status !== "ex");
  return {
    data: { edition: dataset.id },
    cells: [
      linkCell(dataset.id, href(site.pathPrefix, path)),
      published,
      textCell(entriesOf(kind, atlas)[at]?.name ?? id),
      numberCell(plainNumber(own.length, site.speech.number(own.length))),
    ],
  };
}

/** What happened to the id between two editions; nothing where it stayed as it was. */
function eventViews(
  { kind, id }: HistoricPlace,
  diff: EditionDiff,
  after: Atlas | undefined,
  site: SiteOptions,
): PlaceHistoryView["events"] {
  const list = kind === "region" ? diff.regions : diff.sectors;
  const sentences = sentencesOf(kind, id, list, site.speech);
  if (sentences.length === 0 || after === undefined) return [];
  const others = new Map(
    list.moved
      .filter((move) => [...move.from, ...move.to].some((entry) => entry.id === id))
      .flatMap(({ from, to }) => [...from, ...to])
      .filter((entry) => entry.id !== id)
      .map((entry) => [entry.id, linkTo(site, placePath(kind, entry.id), entryName(entry))]),
  );
  const { id: edition } = after.dataset;
  return [
    {
      edition: editionLink(edition, site),
      sentences,
      others: [...others.values()],
    },
  ];
}

function sentencesOf(
  kind: Kind,
  id: string,
  list: CodeListChanges,
  speech: Speech,
): readonly string[] {
  const { say } = speech;
  const isThis = (entry: { readonly id: string }): boolean => entry.id === id;
  const moves = list.moved.filter(({ from, to }) => from.some(isThis) || to.some(isThis));
  if (moves.length > 0) return moves.map((move) => moveSentence(kind, move, speech));
  const vanished = list.vanished.find(isThis);
  return [
    ...(list.appeared.some(isThis) ? [say("history.place-appeared", { kind })] : []),
    ...(vanished === undefined ? [] : [endSentence(kind, vanished, speech)]),
    ...list.changed.filter(isThis).map((change) => entryChangeSentence(change, speech)),
  ];
}

function entryChangeSentence(
  { property, before, after }: CodeListChanges["changed"][number],
  { say }: Speech,
): string {
  const none = property === "name" ? "" : say("history.belongs-to-none");
  const values = { before: before ?? none, after: after ?? none };
  return property === "name"
    ? say("history.is-called", values)
    : say("history.belongs-to", { ...values, property });
}
