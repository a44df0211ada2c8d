/** Symbols at coordinates over land: clusters by region, a sector's quotients, the places of a narrative. */

import type { Geometry } from "geojson";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { SymbolMapInput, SymbolMapRow } from "./inputs.ts";
import { coarser, type Point, simplified } from "./land.ts";
import { keyLayers } from "./lq-size-scatter.ts";
import { type MapFrame, mapFrame } from "./map-frame.ts";
import { labelLayers, placeLabels } from "./place-labels.ts";
import { spread } from "./spread.ts";
import {
  STATUS_FILL,
  STATUS_SHAPE,
  STATUS_STROKE,
  type StatusWord,
  statusKey,
  statusText,
} from "./status-scale.ts";
import { fitText, textWidth } from "./text-width.ts";
import { COLOUR, SMALL, WIDTH } from "./theme.ts";
import { byCodePoint, cellKeys } from "./words.ts";

/** Radius of the largest symbol, and of a symbol without a value. */
const LARGEST = 12;
const FIXED = 5;
const SMALLEST = 1.5;
/** Radius of the smallest symbol that a reader may point at. */
const SMALLEST_TARGET = 2.4;
const LABELS = 9;

type Placed = SymbolMapRow & {
  /** Where the symbol stands, which is beside the row's place where several share it. */
  readonly at: Point;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
};

/**
 * A map of the rows that have coordinates; the others are counted in the subtitle and stay in the table.
 * A symbol's area stands for its value. Undefined where no row has coordinates.
 */
export function symbolMap(input: SymbolMapInput): Chart | undefined {
  const located = input.rows.filter(isLocated);
  const extent =
    input.extent ?? located.map(({ longitude, latitude }) => [longitude, latitude] as const);
  if (located.length === 0 || extent.length === 0) return undefined;
  const frame = mapFrame(extent);
  const largest = located.reduce((most, { value = 0 }) => Math.max(most, value), 0);
  const isLinked = input.rows.some(({ cell }) => cell !== undefined);
  const smallest = isLinked ? SMALLEST_TARGET : SMALLEST;
  const radius = ({ value }: SymbolMapRow): number =>
    value === undefined || largest <= 0
      ? FIXED
      : Math.max(smallest, LARGEST * Math.sqrt(Math.max(0, value) / largest));
  // Large symbols first, so that small ones lie above them.
  const placed = beside(
    located
      .flatMap((row) => inPicture(row, frame, radius(row)))
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || byCodePoint(a.id, b.id)),
    frame,
  );
  const unplaced = input.rows.length - placed.length;
  const top = placed.filter(({ value }) => value !== undefined).slice(0, 3);
  const { speech } = input;
  const { say } = speech;
  const number = (value: number): string => speech.number(value, Number.isInteger(value) ? 0 : 2);
  const label = ({ name }: SymbolMapRow): string => fitText(name, 120, SMALL);
  // A place has one name, however many symbols stand there.
  const named = placed.filter(({ name }, n) => placed.findIndex((row) => row.name === name) === n);
  const labels = placeLabels(
    named.map((row) => ({ x: row.x, y: row.y, radius: row.radius, text: label(row) })),
    { width: WIDTH, height: frame.height },
    SMALL,
    LABELS,
    placed.slice(0, 40).map((row) => ({ x: row.x, y: row.y, radius: row.radius * 0.7 })),
  );
  const present = new Set<StatusWord>(placed.map(({ status }) => status ?? "none"));
  const key = statusKey(present, (text) => textWidth(text, SMALL), speech);
  const listed = [...input.rows].sort(
    (a, b) => (b.value ?? 0) - (a.value ?? 0) || byCodePoint(a.id, b.id),
  );
  const places = new Map(listed.map(({ id }, row) => [id, row]));
  const outlines = input.boundaries === undefined ? [] : outlinesOf(input.boundaries, frame);

  return chart(input, {
    kind: "symbol-map",
    headline: input.headline,
    subtitle:
      unplaced > 0
        ? say(isLinked ? "explorer.map-unplaced" : "charts.map-unplaced", {
            subtitle: input.subtitle,
            n: unplaced,
            count: number(unplaced),
          })
        : input.subtitle,
    description: [
      say("charts.map-description", { n: placed.length, count: number(placed.length) }),
      top.length > 0
        ? say("charts.map-largest", {
            names: speech.list(
              top.map(({ name, value = 0 }) =>
                say("charts.map-named", { name, value: number(value) }),
              ),
            ),
          })
        : say("charts.map-places", {
            names: speech.list(placed.slice(0, 12).map(({ name }) => name)),
          }),
      say("charts.map-table", { n: input.rows.length, count: number(input.rows.length) }),
    ].join(" "),
    columns: [
      { key: "name", label: say("charts.col-name"), numeric: false },
      ...(input.rows.some(({ value }) => value !== undefined)
        ? [{ key: "value", label: input.valueLabel, numeric: true }]
        : []),
      ...(input.rows.some(({ status }) => status !== undefined)
        ? [{ key: "status", label: say("charts.col-status"), numeric: false }]
        : []),
      ...(input.rows.some(({ note }) => note !== undefined)
        ? [{ key: "note", label: input.noteLabel ?? say("charts.col-note"), numeric: false }]
        : []),
      {
        key: "longitude",
        label: say("charts.col-longitude"),
        unit: say("charts.degrees-east"),
        numeric: true,
        isQuiet: true,
      },
      {
        key: "latitude",
        label: say("charts.col-latitude"),
        unit: say("charts.degrees-north"),
        numeric: true,
        isQuiet: true,
      },
    ],
    rows: listed.map(({ name, value, status, note, longitude, latitude }) => ({
      name,
      value,
      status: status === undefined ? undefined : statusText(status, speech),
      note,
      longitude,
      latitude,
    })),
    // A map of cells is read by its own hooks, beside its list.
    marks: { rows: isLinked ? [] : placed.map(({ id }) => places.get(id)) },
    keys: listed.map(({ id, cell }) => (cell === undefined ? { region: id } : cellKeys(cell))),
    padding: {
      left: 0,
      right: 0,
      top: key.length === 0 ? 0 : 26,
      bottom: 0,
    },
    height: frame.height,
    datasets: {
      rows: placed.map((row) => ({
        name: row.name,
        longitude: row.at[0],
        latitude: row.at[1],
        value: row.value,
        note: row.note,
        status: row.status ?? "none",
        size: Math.round(4 * row.radius ** 2 * 10) / 10,
        ...(isLinked ? { hook: row.cell === undefined ? "" : `cluster:${row.cell}` } : {}),
      })),
      home: [
        { type: "Feature", geometry: input.isLight === true ? lightLand(frame) : frame.land.home },
      ],
      abroad: input.isLight === true ? [] : [{ type: "Feature", geometry: frame.land.abroad }],
      outlines,
      labels: labels.flatMap(({ index, ...place }) => {
        const row = named[index];
        return row === undefined
          ? []
          : [{ longitude: row.at[0], latitude: row.at[1], label: label(row), ...place }];
      }),
      key,
    },
    view: {
      layer: [
        {
          data: { name: "abroad" },
          mark: { type: "geoshape", fill: COLOUR["heat-0"], clip: true },
        },
        {
          data: { name: "home" },
          mark: {
            type: "geoshape",
            fill: COLOUR.land,
            stroke: COLOUR.coast,
            strokeWidth: 0.6,
            clip: true,
          },
        },
        {
          data: { name: "outlines" },
          mark: { type: "geoshape", fill: null, stroke: COLOUR.axis, strokeWidth: 0.6, clip: true },
        },
        {
          mark: {
            type: "point",
            filled: true,
            opacity: 1,
            fillOpacity: 0.85,
            strokeWidth: 0.8,
            clip: false,
            // Vega has no attributes of our own: what a screen reader would be told becomes one (compact-svg.ts).
            ...(isLinked ? { aria: true } : {}),
          },
          encoding: {
            ...PLACE,
            ...(isLinked ? { description: { field: "hook" } } : {}),
            size: { field: "size", type: "quantitative", scale: null, legend: null },
            shape: STATUS_SHAPE,
            fill: STATUS_FILL,
            stroke: STATUS_STROKE,
          },
        },
        ...labelLayers(PLACE),
        ...keyLayers(),
      ],
    },
    projection: frame.spec,
  });
}

const COARSE = 0.9;
const SMALLEST_ISLAND = 6;

function lightLand({ projection, land }: MapFrame): Geometry {
  return coarser(projection, land.home, COARSE, SMALLEST_ISLAND);
}

const PLACE = {
  longitude: { field: "longitude", type: "quantitative" },
  latitude: { field: "latitude", type: "quantitative" },
} as const;

type Located = SymbolMapRow & { readonly longitude: number; readonly latitude: number };

const isLocated = (row: SymbolMapRow): row is Located =>
  Number.isFinite(row.longitude) && Number.isFinite(row.latitude);

/** The row with its place in the picture; nothing where the projection has none for it. */
function inPicture(
  row: Located,
  { projection, height }: MapFrame,
  radius: number,
): readonly Placed[] {
  const at: Point = [row.longitude, row.latitude];
  const [x, y] = projection([...at]) ?? [-1, -1];
  if (x < 0 || x > WIDTH || y < 0 || y > height) return [];
  return [{ ...row, at, x, y, radius }];
}

/** Symbols of cells stand beside each other where they share a place; those of regions have one of their own. */
function beside(placed: readonly Placed[], { projection }: MapFrame): readonly Placed[] {
  if (placed.every(({ cell }) => cell === undefined)) return placed;
  return spread(placed).map((symbol, index) => {
    const before = placed[index];
    if (before?.x === symbol.x && before.y === symbol.y) return symbol;
    const [longitude = symbol.at[0], latitude = symbol.at[1]] =
      projection.invert?.([symbol.x, symbol.y]) ?? [];
    return { ...symbol, at: [thousandth(longitude), thousandth(latitude)] };
  });
}

const thousandth = (degrees: number): number => Math.round(degrees * 1000) / 1000;

function outlinesOf(
  boundaries: ReadonlyMap<string, Geometry>,
  { projection }: MapFrame,
): readonly Readonly<Record<string, unknown>>[] {
  return [...boundaries]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([, geometry]) => ({
      type: "Feature",
      geometry: { type: "MultiPolygon", coordinates: simplified(projection, geometry) },
    }));
}
