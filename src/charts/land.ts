/** Land under a map: Natural Earth's countries (public domain) by way of world-atlas, cut to what is shown. */

import { createRequire } from "node:module";
import { type GeoProjection, geoContains, geoStream } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export type Point = readonly [longitude: number, latitude: number];

export interface Land {
  /** The countries in which points lie. */
  readonly home: Geometry;
  /** Other land in the picture. */
  readonly abroad: Geometry;
}

type Countries = readonly Feature<Geometry>[];

/** Natural Earth's scales: for a country as a whole, and for a part of one. */
export type Detail = "50m" | "10m";

const atlases = new Map<Detail, Countries>();

function countries(detail: Detail): Countries {
  const known = atlases.get(detail);
  if (known !== undefined) return known;
  const require = createRequire(import.meta.url);
  const topology: Topology<{ countries: GeometryCollection }> = require(
    `world-atlas/countries-${detail}.json`,
  );
  const collection: FeatureCollection<Geometry> = feature(topology, topology.objects.countries);
  atlases.set(detail, collection.features);
  return collection.features;
}

/** In units of the picture: a third of a millimetre on a phone at most. */
const TOLERANCE = 0.5;
const SMALLEST_ISLAND = 2;
const ASKED = 60;

/** The countries that hold at least one of the points, by their code (ISO 3166 numeric, or the name where there is none). */
export function homeCountries(points: readonly Point[]): ReadonlySet<string> {
  const home = new Map<string, Feature<Geometry>>();
  // Some dozens of points find their country; a point off the simplified coast costs a search of all.
  const step = Math.ceil(points.length / ASKED);
  for (const [longitude, latitude] of points.filter((_, index) => index % step === 0)) {
    const holds = (country: Feature<Geometry>): boolean =>
      geoContains(country, [longitude, latitude]);
    if ([...home.values()].some(holds)) continue;
    const country = countries("50m").find(holds);
    if (country !== undefined) home.set(codeOf(country), country);
  }
  return new Set(home.keys());
}

function codeOf(country: Feature<Geometry>): string {
  return String(country.id ?? country.properties?.name);
}

/**
 * Land as the projection shows it: cut at its clip extent, drawn no finer than the eye sees, without the smallest islands; in degrees, to thousandths.
 */
export function landFor(
  projection: GeoProjection,
  view: View,
  home: ReadonlySet<string>,
  detail: Detail,
): Land {
  const pick = (inside: boolean): Geometry => ({
    type: "MultiPolygon",
    coordinates: countries(detail)
      .filter((country) => home.has(codeOf(country)) === inside)
      .flatMap(({ geometry }) => polygonsOf(geometry))
      .filter((polygon) => liesInView(polygon, view))
      .flatMap((coordinates) =>
        simplified(
          projection,
          { type: "Polygon", coordinates },
          inside ? TOLERANCE : 2 * TOLERANCE,
        ),
      ),
  });
  return { home: pick(true), abroad: pick(false) };
}

/** Degrees that the picture may show; generous is safe. */
export interface View {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** Land far away is left out before projecting: round the poles projections run to infinity. */
function liesInView([outer = []]: Position[][], view: View): boolean {
  let west = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const [longitude = 0, latitude = 0] of outer) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west <= view.east && east >= view.west && south <= view.north && north >= view.south;
}

/** A geometry's polygons after projecting, cutting, thinning and projecting back. */
export function simplified(
  projection: GeoProjection,
  geometry: Geometry,
  tolerance = TOLERANCE,
): Position[][][] {
  const polygons: Position[][][] = [];
  let rings: Position[][] | undefined;
  let line: Position[] = [];
  geoStream(
    geometry,
    projection.stream({
      point: (x, y) => line.push([x, y]),
      lineStart: () => {
        line = [];
      },
      lineEnd: () => {
        if (rings !== undefined && Math.abs(area(line)) >= SMALLEST_ISLAND) rings.push(line);
      },
      polygonStart: () => {
        rings = [];
      },
      polygonEnd: () => {
        for (const ring of rings ?? []) {
          const degrees = thinnedIndices(ring, tolerance).flatMap((at) =>
            backToDegrees(projection, ring[at] ?? []),
          );
          const [first] = degrees;
          if (first !== undefined && degrees.length >= 3) polygons.push([[...degrees, first]]);
        }
        rings = undefined;
      },
    }),
  );
  return polygons;
}

function backToDegrees(projection: GeoProjection, [x = 0, y = 0]: Position): Position[] {
  const degrees = projection.invert?.([x, y]);
  return degrees == null ? [] : [[thousandths(degrees[0]), thousandths(degrees[1])]];
}

/**
 * Countries whose every point is projected for itself, whole and thinned. For projections in several parts,
 * such as Albers' for the United States, whose pictures cannot be turned back into degrees at their seams.
 */
export function wholeLand(projection: GeoProjection, home: ReadonlySet<string>): Land {
  const rings = countries("50m")
    .filter((country) => home.has(codeOf(country)))
    .flatMap(({ geometry }) => polygonsOf(geometry))
    .flatMap(([outer = []]) => {
      const flat = outer
        .slice(0, -1)
        .map(([longitude = 0, latitude = 0]) => projection([longitude, latitude]));
      const seen = flat.filter((point) => point !== null);
      if (seen.length < flat.length || Math.abs(area(seen)) < SMALLEST_ISLAND) return [];
      const ring = thinnedIndices(seen, TOLERANCE).map((at) => (outer[at] ?? []).map(thousandths));
      const [first] = ring;
      return first === undefined || ring.length < 3 ? [] : [[[...ring, first]]];
    });
  return {
    home: { type: "MultiPolygon", coordinates: rings },
    abroad: { type: "MultiPolygon", coordinates: [] },
  };
}

/** Land with fewer points and without its smaller islands, for a picture that has much else to carry. Keeps points as they are. */
export function coarser(
  projection: GeoProjection,
  geometry: Geometry,
  tolerance: number,
  smallest: number,
): Geometry {
  const coordinates = polygonsOf(geometry).flatMap(([outer = []]) => {
    const ring = outer.slice(0, -1);
    const flat = ring.flatMap(([longitude = 0, latitude = 0]) => {
      const point = projection([longitude, latitude]);
      return point === null ? [] : [point];
    });
    if (flat.length < ring.length || Math.abs(area(flat)) < smallest) return [];
    const kept = thinnedIndices(flat, tolerance).flatMap((at) => ring.slice(at, at + 1));
    const [first] = kept;
    return first === undefined || kept.length < 3 ? [] : [[[...kept, first]]];
  });
  return { type: "MultiPolygon", coordinates };
}

function polygonsOf(geometry: Geometry): readonly Position[][][] {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** The signed area of a ring, in the units of its points. */
export function area(ring: readonly Position[]): number {
  let twice = 0;
  for (const [index, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    twice += x * nextY - nextX * y;
  }
  return twice / 2;
}

/** Douglas and Peucker (1973): the ring without points that lie within the tolerance of the line between their neighbours. */
export function thinnedIndices(ring: readonly Position[], tolerance: number): readonly number[] {
  const keep = new Set<number>([0]);
  const far = farthest(ring, 0);
  const spans: (readonly [number, number])[] = [
    [0, far],
    [far, ring.length],
  ];
  keep.add(far);
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    let worst = tolerance;
    let at = -1;
    for (let index = from + 1; index < to; index++) {
      const distance = distanceToLine(
        ring[index] ?? [],
        ring[from] ?? [],
        ring[to % ring.length] ?? [],
      );
      if (distance > worst) {
        worst = distance;
        at = index;
      }
    }
    if (at < 0) continue;
    keep.add(at);
    spans.push([from, at], [at, to]);
  }
  return [...keep].sort((a, b) => a - b);
}

function farthest(ring: readonly Position[], from: number): number {
  const [x = 0, y = 0] = ring[from] ?? [];
  let best = 0;
  let at = from;
  for (const [index, [otherX = 0, otherY = 0]] of ring.entries()) {
    const distance = Math.hypot(otherX - x, otherY - y);
    if (distance > best) {
      best = distance;
      at = index;
    }
  }
  return at;
}

function distanceToLine(
  [x = 0, y = 0]: Position,
  [ax = 0, ay = 0]: Position,
  [bx = 0, by = 0]: Position,
): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0
    ? Math.hypot(x - ax, y - ay)
    : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}
