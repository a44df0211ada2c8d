/** Projection, size and land of a map, from the points it must show. */

import { type GeoProjection, geoAlbersUsa, geoConicEqualArea, geoMercator } from "d3-geo";
import { homeCountries, type Land, landFor, type Point, wholeLand } from "./land.ts";
import { WIDTH } from "./theme.ts";

export interface MapFrame {
  readonly projection: GeoProjection;
  /** As Vega-Lite writes it. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly height: number;
  readonly land: Land;
}

const TALLEST = 470;
const FLATTEST = 200;
/** Of the larger side, round the outermost points. */
const MARGIN = 0.06;
/** Degrees of longitude or latitude from which the size of areas matters more than compass directions. */
const WIDE = 5;

const frames = new Map<string, MapFrame>();

/** The frame for a set of points; the same points give the same frame, worked out once. */
export function mapFrame(points: readonly Point[]): MapFrame {
  const key = JSON.stringify(points);
  const known = frames.get(key);
  if (known !== undefined) return known;
  const frame = isUnitedStates(points) ? unitedStates(points) : regional(points);
  frames.set(key, frame);
  return frame;
}

/** Points in Alaska, Hawaii and the contiguous states together, which no single cone shows legibly. */
function isUnitedStates(points: readonly Point[]): boolean {
  const contiguous = points.filter(([x, y]) => x > -125 && x < -66 && y > 24 && y < 50).length;
  const beyond = points.filter(([x, y]) => x < -130 && y > 18 && y < 72).length;
  return beyond > 0 && contiguous > beyond && contiguous + beyond >= points.length * 0.95;
}

/** Albers' equal-area cone for the contiguous states, with Alaska and Hawaii as insets. */
function unitedStates(points: readonly Point[]): MapFrame {
  const height = 232;
  const scale = 470;
  const translate = [WIDTH / 2, height / 2] as const;
  const projection = geoAlbersUsa()
    .scale(scale)
    .translate([...translate]);
  return {
    projection,
    spec: { type: "albersUsa", scale, translate },
    height,
    land: wholeLand(projection, homeCountries(points)),
  };
}

/** An equal-area cone round the points; Mercator where they lie so close that its distortion is nothing. */
function regional(points: readonly Point[]): MapFrame {
  const [west, east] = range(points.map(([x]) => x));
  const [south, north] = range(points.map(([, y]) => y));
  const middle = thousandth((west + east) / 2);
  const wide = east - west > WIDE || north - south > WIDE;
  const parallels: [number, number] = [
    thousandth(south + (north - south) / 6),
    thousandth(north - (north - south) / 6),
  ];
  // A cone needs parallels that do not cancel each other out, as they would on both sides of the equator.
  const conic = wide && Math.abs(parallels[0] + parallels[1]) > 10;
  const base = conic ? geoConicEqualArea().parallels(parallels) : geoMercator();
  const projection = base.rotate([-middle, 0]).scale(1).translate([0, 0]).precision(0);

  const flat = points.flatMap((point) => {
    const at = projection([point[0], point[1]]);
    return at === null ? [] : [at];
  });
  const [left, right] = range(flat.map(([x]) => x));
  const [top, bottom] = range(flat.map(([, y]) => y));
  // A single point has no extent: it is shown in a square of about half a degree.
  const side = Math.max(right - left, bottom - top, 0.01);
  const width = Math.max(right - left, side * 0.3) + 2 * MARGIN * side;
  const depth = Math.max(bottom - top, side * 0.3) + 2 * MARGIN * side;
  const scale = Math.min(WIDTH / width, TALLEST / depth);
  const height = Math.round(Math.min(TALLEST, Math.max(FLATTEST, depth * scale)));
  const translate: [number, number] = [
    thousandth(WIDTH / 2 - ((left + right) / 2) * scale),
    thousandth(height / 2 - ((top + bottom) / 2) * scale),
  ];
  projection.scale(thousandth(scale)).translate(translate);
  const cut = (): GeoProjection =>
    projection.clipExtent([
      [-2, -2],
      [WIDTH + 2, height + 2],
    ]);
  const pad = 3 + Math.max(east - west, north - south) / 2;
  const view = { west: west - pad, east: east + pad, south: south - pad, north: north + pad };
  const land = landFor(cut(), view, homeCountries(points), wide ? "50m" : "10m");
  projection.clipExtent(null);
  return {
    projection,
    spec: {
      type: conic ? "conicEqualArea" : "mercator",
      ...(conic ? { parallels } : {}),
      rotate: [-middle, 0],
      scale: thousandth(scale),
      translate,
      precision: 0,
    },
    height,
    land,
  };
}

function range(values: readonly number[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

const thousandth = (value: number): number => Math.round(value * 1000) / 1000 + 0;
