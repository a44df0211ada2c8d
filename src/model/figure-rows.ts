/** The rows of the data on which a figure rests, through all the figures between. */

import type { Atlas } from "./atlas.ts";
import { figureNamed } from "./figure.ts";
import { isFigureError } from "./figure-id.ts";
import { type FigureInput, NO_ROW } from "./figure-quantity.ts";

/** Lines of a file; none where the figure is read from the file as a whole. */
export interface SourceRows {
  readonly file: string;
  /** Ascending, each once. */
  readonly lines: readonly number[];
}

/** Files and lines behind a figure that is an input of another; in order of file name. Answers are kept. */
export type RowsOf = (input: FigureInput) => readonly SourceRows[];

export function createRows(atlas: Atlas): RowsOf {
  const known = new Map<string, ReadonlySet<string>>();
  const sourcesOf = ({ id, source }: FigureInput): ReadonlySet<string> => {
    if (source !== undefined) return new Set(source === NO_ROW ? [] : [source]);
    const before = known.get(id);
    if (before !== undefined) return before;
    const figure = figureNamed(atlas, id);
    const inputs = isFigureError(figure) ? [] : figure.inputs;
    const found = new Set(inputs.flatMap((input) => [...sourcesOf(input)]));
    known.set(id, found);
    return found;
  };
  return (input) => byFile(sourcesOf(input));
}

function byFile(sources: ReadonlySet<string>): readonly SourceRows[] {
  const files = new Map<string, number[]>();
  for (const source of [...sources].sort()) {
    const [file = "", line] = source.split(":");
    const lines = files.get(file) ?? [];
    if (line !== undefined) lines.push(Number(line));
    files.set(file, lines);
  }
  return [...files].map(([file, lines]) => ({ file, lines: lines.sort((a, b) => a - b) }));
}
