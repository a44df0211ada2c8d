/** `regions.geojson` or `regions.topojson` → the boundaries of regions. */

import type { Geometry, Position } from "geojson";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { Boundaries } from "../model/dataset.ts";
import type { Axis } from "./axis.ts";
import type { InputFile } from "./file.ts";
import { parseJson } from "./json.ts";
import type { ProblemLog } from "./problem-log.ts";
import { cleanUtf8, decodeUtf8 } from "./text.ts";

/** Reads the boundaries; undefined where the file is not there or cannot be read. */
export function readBoundaries(
  { name, bytes, log }: InputFile,
  regions: Axis | undefined,
): Boundaries | undefined {
  const clean = bytes && cleanUtf8(bytes, log);
  if (clean === undefined) return undefined;
  const document = parseDocument(decodeUtf8(clean), log);
  if (document === undefined) return undefined;
  const features = name.endsWith(".topojson")
    ? topologyFeatures(document, log)
    : collectionFeatures(document, log);
  if (features === undefined) return undefined;
  const boundaries = new Map<string, Geometry>();
  for (const [i, each] of features.entries()) {
    enterFeature(each, `features[${i}]`, regions, boundaries, log);
  }
  warnOfMissing(boundaries, regions, log);
  return boundaries;
}

/** Boundaries are large: the parser that knows lines runs only where the fast one finds a fault. */
function parseDocument(text: string, log: ProblemLog): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const json = parseJson(text);
    log.error({
      rule: "json-syntax",
      line: json.ok ? undefined : json.line,
      message: json.ok
        ? "The file is not JSON."
        : `The file is not JSON: ${json.message} (character ${json.column} of the line).`,
      remedy: "Export it again.",
    });
    return undefined;
  }
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function collectionFeatures(document: unknown, log: ProblemLog): readonly unknown[] | undefined {
  const features = property(document, "features");
  if (property(document, "type") === "FeatureCollection" && Array.isArray(features)) {
    return features;
  }
  log.error({
    rule: "boundary-form",
    column: "type",
    value: String(property(document, "type")),
    message: "The file is no GeoJSON collection of features.",
    remedy:
      'It begins with {"type": "FeatureCollection", "features": […]}; name TopoJSON regions.topojson.',
  });
  return undefined;
}

function topologyFeatures(document: unknown, log: ProblemLog): readonly unknown[] | undefined {
  try {
    if (isTopology(document)) {
      return Object.values(document.objects).flatMap((object) => {
        const made = feature(document, object);
        return made.type === "FeatureCollection" ? made.features : [made];
      });
    }
  } catch {
    // Arcs that are not there: reported below, as any other fault of its form.
  }
  log.error({
    rule: "boundary-form",
    column: "type",
    value: String(property(document, "type")),
    message: "The file is no TopoJSON topology, or names arcs that it does not hold.",
    remedy: "Export it again; name GeoJSON regions.geojson.",
  });
  return undefined;
}

function isTopology(value: unknown): value is Topology {
  const objects = property(value, "objects");
  return (
    property(value, "type") === "Topology" &&
    Array.isArray(property(value, "arcs")) &&
    typeof objects === "object" &&
    objects !== null
  );
}

function enterFeature(
  given: unknown,
  path: string,
  regions: Axis | undefined,
  boundaries: Map<string, Geometry>,
  log: ProblemLog,
): void {
  const region = property(property(given, "properties"), "region");
  const column = `${path}.properties.region`;
  if (typeof region !== "string") {
    log.error({
      rule: "boundary-region",
      column,
      value: region === undefined ? undefined : JSON.stringify(region),
      message: "The feature has no property region.",
      remedy: "Give it the id of its region, as a text.",
    });
    return;
  }
  if (regions !== undefined && !regions.register.has(region)) {
    log.error({
      rule: "unknown-region",
      column,
      value: region,
      message: "regions.csv has no region of this id.",
      remedy: "Correct the property region, add the region, or remove the feature.",
    });
    return;
  }
  if (boundaries.has(region)) {
    log.error({
      rule: "duplicate-id",
      column,
      value: region,
      message: "Another feature has the same region.",
      remedy: "Join the two into one feature of the type MultiPolygon.",
    });
    return;
  }
  const geometry = property(given, "geometry");
  if (isArea(geometry)) {
    boundaries.set(region, geometry);
    checkPositions(geometry, `${path}.geometry`, log);
    return;
  }
  log.error({
    rule: "boundary-geometry",
    column: `${path}.geometry`,
    value: region,
    message: "The region's geometry is no Polygon or MultiPolygon with closed rings of positions.",
    remedy: "Export areas, not points or lines.",
  });
}

type Area = Extract<Geometry, { readonly type: "Polygon" | "MultiPolygon" }>;

function isArea(value: unknown): value is Area {
  const coordinates = property(value, "coordinates");
  switch (property(value, "type")) {
    case "Polygon":
      return isPolygon(coordinates);
    case "MultiPolygon":
      return Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every(isPolygon);
    default:
      return false;
  }
}

function isPolygon(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isRing);
}

/** RFC 7946, 3.1.6: four or more positions, the last as the first. */
function isRing(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 4 || !value.every(isPosition)) return false;
  const [first, last] = [value[0], value.at(-1)];
  return first[0] === last[0] && first[1] === last[1];
}

function isPosition(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length >= 2 && value.every((number) => typeof number === "number")
  );
}

function checkPositions(area: Area, column: string, log: ProblemLog): void {
  const rings = area.type === "Polygon" ? area.coordinates : area.coordinates.flat();
  const outside = rings.flat().find(isOutside);
  if (outside === undefined) return;
  log.error({
    rule: "coordinate-range",
    column,
    value: outside.join(", "),
    message: "A position is beyond 180 degrees of longitude or 90 of latitude.",
    remedy: "Export longitude and latitude (WGS 84), not metres of a map projection.",
  });
}

function isOutside([longitude = Number.NaN, latitude = Number.NaN]: Position): boolean {
  return !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90);
}

function warnOfMissing(boundaries: Boundaries, regions: Axis | undefined, log: ProblemLog): void {
  const missing = regions?.ids.filter((id) => !boundaries.has(id)) ?? [];
  if (missing.length === 0) return;
  log.warning({
    rule: "region-without-boundary",
    value: missing.slice(0, 5).join(", "),
    message: `${missing.length} of the ${regions?.ids.length} regions ${missing.length === 1 ? "has" : "have"} no boundary; the first are shown.`,
    remedy: "Add their features, or remove the file: maps then place symbols at the coordinates.",
  });
}
