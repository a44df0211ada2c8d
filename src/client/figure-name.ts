/** Figures and their parts as words: what an id names, where a figure is read. */

import type {
  ClusterSet,
  FigureId,
  FigureUnit,
  NamedCell,
  Part,
  Scope,
} from "../model/figure-id.ts";
import type { FigureWords } from "../words/figure-words.ts";
import { createNumerals } from "../words/numerals.ts";
import { filled } from "./phrase.ts";

/** "Location quotient". */
export function measureName({ measure }: FigureId, { say }: FigureWords): string {
  return say[`measure-${measure}`] ?? measure;
}

/** "Electronics, Horten, 1990". */
export function scopeName({ scope, years }: FigureId, words: FigureWords): string {
  const name = nameOfScope(scope, words);
  const whole =
    years.length === 0
      ? name
      : filled(words.say["scope-years"], { scope: name, years: years.join("–") });
  // Names come as the data have them, and stand first.
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

function nameOfScope(scope: Scope, words: FigureWords): string {
  const { say } = words;
  switch (scope.kind) {
    case "region": {
      const region = nameOf(words.regions, scope.region.text);
      return scope.part.kind === "all"
        ? filled(say["scope-region"], { region })
        : filled(say["scope-pair"], { region, sector: nameOfPart(scope.part, words) });
    }
    case "nation":
      return scope.part.kind === "all"
        ? (say["scope-nation"] ?? "")
        : filled(say["scope-nation-part"], { sector: nameOfPart(scope.part, words) });
    case "clusters":
      return nameOfClusters(scope.set, words);
    case "same":
      return filled(say["scope-same"], { clusters: nameOfClusters(scope.set, words) });
    case "levels":
      return say[`scope-${scope.level}`] ?? scope.level;
    case "edition":
      return say["scope-edition"] ?? "";
    case "literals":
      return filled(say["scope-literals"], {
        local: scope.numerator,
        national: scope.denominator,
      });
  }
}

function nameOfClusters(set: ClusterSet, words: FigureWords): string {
  const { say } = words;
  if (set.kind === "cells") return set.cells.map((cell) => nameOfCell(cell, words)).join("; ");
  if (set.kind === "region")
    return filled(say["scope-clusters-region"], { region: nameOf(words.regions, set.region.text) });
  return set.kind === "all"
    ? (say["scope-clusters"] ?? "")
    : filled(say["scope-clusters-part"], { sector: nameOfPart(set, words) });
}

function nameOfCell({ region, sector }: NamedCell, words: FigureWords): string {
  return filled(words.say["scope-pair"], {
    region: nameOf(words.regions, region.text),
    sector: nameOf(words.sectors, sector.text),
  });
}

function nameOfPart(part: Part, words: FigureWords): string {
  if (part.kind === "all") return "";
  if (part.kind === "sector") return nameOf(words.sectors, part.sector.text);
  const names = part.kind === "branch" ? words.branches : words.groups;
  return filled(words.say[`name-${part.kind}`], { name: nameOf(names, part.sectorClass.text) });
}

function nameOf(names: Readonly<Record<string, string>>, id: string): string {
  return names[id] ?? id;
}

/** Rounded as pages show it: quotients by their size, percent to one decimal, counts as they are. */
export function valueText(
  value: number | undefined,
  unit: FigureUnit,
  { marks, say }: FigureWords,
): string {
  if (value === undefined) return say["not-known"] ?? "";
  const numerals = createNumerals(marks);
  if (unit === "ratio") return numerals.quotient(value);
  if (unit === "percent" || unit === "percentage points") return numerals.number(value, 1);
  return numerals.exact(value);
}

/** Every digit that the program has, with the language's marks but not in groups. */
export function fullText(value: number, { marks }: FigureWords): string {
  return String(value).replace("-", "\u2212").replace(".", marks.decimal);
}

/** Bounds of a withheld figure; "at least" where nothing bounds it above. */
export function boundsText(
  { low, high }: { readonly low: number; readonly high: number },
  words: FigureWords,
): string {
  return Number.isFinite(high)
    ? filled(words.say.between, { low: fullText(low, words), high: fullText(high, words) })
    : filled(words.say["at-least"], { low: fullText(low, words) });
}

/** File and line where a figure is read; no line where the data have no row, or the source says none. */
export interface ReadPlace {
  readonly file: string;
  readonly line: number | undefined;
}

/** "employment.csv:12" → file and line; what is no such place is a cell without a row. */
export function readPlace(source: string): ReadPlace {
  const [, file, line] = /^([^\s:]+):(\d+)$/.exec(source) ?? [];
  return file === undefined
    ? { file: "employment.csv", line: undefined }
    : { file, line: Number(line) };
}
