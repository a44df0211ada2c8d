/** A small picture that says where in the country a place lies: land, and a mark. It shows no data and is no chart. */

import type { Geometry, Position } from "geojson";
import { area, type Point, simplified, thinnedIndices } from "./land.ts";
import { type MapFrame, mapFrame } from "./map-frame.ts";
import { COLOUR, type ColourName, WIDTH } from "./theme.ts";
import { escapeXml } from "./xml.ts";

export interface LocatorInput {
  /** The edition's regions: the same extent as its maps. */
  readonly extent: readonly Point[];
  readonly at: Point;
  /** The place's own outline, drawn instead of a dot. */
  readonly boundary?: Geometry | undefined;
  /** What a screen reader says. */
  readonly label: string;
}

/** In units of the maps, of which the picture shows about three in a pixel. */
const TOLERANCE = 2.5;
const SMALLEST_ISLAND = 20;
const DOT = 11;
const RING = 22;

/** Markup of the picture; undefined where the place lies outside it. */
export function locator({ extent, at, boundary, label }: LocatorInput): string | undefined {
  const frame = mapFrame(extent);
  const spot = frame.projection([...at]);
  if (spot === null || spot[0] < 0 || spot[0] > WIDTH || spot[1] < 0 || spot[1] > frame.height)
    return undefined;
  const [x, y] = spot.map(Math.round);
  const fill = `fill="${colour("cluster")}"`;
  const own =
    boundary === undefined ? "" : outline(frame, simplified(frame.projection, boundary), 0);
  const mark =
    own === "" ? `<circle cx="${x}" cy="${y}" r="${DOT}" ${fill}/>` : `<path d="${own}" ${fill}/>`;
  const ring = `<circle cx="${x}" cy="${y}" r="${RING}" fill="none" stroke="${colour("cluster")}" stroke-width="3"/>`;
  return (
    `<svg viewBox="0 0 ${WIDTH} ${frame.height}" width="${WIDTH}" height="${frame.height}" role="img" aria-label="${escapeXml(label)}">` +
    `<path d="${landOf(frame)}" fill="${colour("land")}" stroke="${colour("coast")}" stroke-width="2"/>${mark}${ring}</svg>`
  );
}

const lands = new WeakMap<MapFrame, string>();

function landOf(frame: MapFrame): string {
  const known = lands.get(frame);
  if (known !== undefined) return known;
  const { home } = frame.land;
  const polygons = home.type === "MultiPolygon" ? home.coordinates : [];
  const path = outline(frame, polygons, SMALLEST_ISLAND);
  lands.set(frame, path);
  return path;
}

/** Outer rings in whole units of the picture, each point as a step from the one before. */
function outline(
  { projection }: MapFrame,
  polygons: readonly (readonly (readonly Position[])[])[],
  smallest: number,
): string {
  return polygons
    .map(([outer = []]) =>
      outer.flatMap(([longitude = 0, latitude = 0]) => {
        const point = projection([longitude, latitude]);
        return point === null ? [] : [point.map(Math.round)];
      }),
    )
    .filter((ring) => Math.abs(area(ring)) >= smallest)
    .map((ring) => steps(thinnedIndices(ring, TOLERANCE).map((at) => ring[at] ?? [])))
    .join("");
}

function steps(ring: readonly Position[]): string {
  const [[left = 0, top = 0] = [], ...rest] = ring;
  let [x, y] = [left, top];
  const path = rest.map(([nextX = 0, nextY = 0]) => {
    const step = `${nextX - x} ${nextY - y}`;
    [x, y] = [nextX, nextY];
    return step;
  });
  return `M${left} ${top}l${path.join(" ")}z`.replaceAll(" -", "-");
}

const colour = (name: ColourName): string => `var(--chart-${name}, ${COLOUR[name]})`;
