import fc from "fast-check";
import type { Dataset } from "../../src/model/dataset.ts";
import { type CellLiteral, datasetOf, PAPER_CRITERIA } from "./dataset-of.ts";

/** Small whole numbers of jobs with many zeros, as in employment statistics. */
const jobs = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 1000 }) },
);
const firms = fc.integer({ min: 1, max: 30 });

export interface DatasetShape {
  readonly years?: readonly number[];
  readonly national?: boolean;
}

/**
 * Datasets of up to 4 regions and 4 sectors with every cell given. With `national`, the country has up to 2,000 jobs
 * in each sector beyond the regions.
 */
export function fullDataset({ years = [1990], national = false }: DatasetShape = {}) {
  return fc
    .record({ R: fc.integer({ min: 1, max: 4 }), S: fc.integer({ min: 1, max: 4 }) })
    .chain(({ R, S }) =>
      fc.record({
        R: fc.constant(R),
        S: fc.constant(S),
        cells: fc.array(fc.tuple(jobs, firms), {
          minLength: years.length * R * S,
          maxLength: years.length * R * S,
        }),
        beyond: fc.array(fc.integer({ min: 0, max: 2000 }), {
          minLength: years.length * S,
          maxLength: years.length * S,
        }),
      }),
    )
    .map(({ R, S, cells, beyond }) => {
      const sum = (y: number, s: number) =>
        [...Array(R).keys()].reduce((all, r) => all + (cells[(y * R + r) * S + s]?.[0] ?? 0), 0);
      return datasetOf({
        criteria: LAX_CRITERIA,
        cells: byKey(years, (y) =>
          byKey(letters("r", R), (r) =>
            byKey(letters("s", S), (s): CellLiteral => cells[(y * R + r) * S + s] ?? 0),
          ),
        ),
        sectors: byKey(letters("s", S), (s) => ({
          group: s % 2 === 0 ? "even" : "odd",
          branch: s < 2 ? "first" : "rest",
        })),
        ...(national
          ? {
              national: byKey(years, (y) =>
                byKey(letters("s", S), (s) => sum(y, s) + (beyond[y * S + s] ?? 0)),
              ),
            }
          : {}),
      });
    });
}

/** Criteria that small random datasets meet often enough to be worth testing. */
export const LAX_CRITERIA = {
  ...PAPER_CRITERIA,
  locationQuotient: { above: 1.2 },
} as const;

function letters(prefix: string, count: number): readonly string[] {
  return [...Array(count).keys()].map((n) => `${prefix}${n}`);
}

function byKey<Value>(
  keys: readonly (string | number)[],
  make: (position: number) => Value,
): Record<string, Value> {
  return Object.fromEntries(keys.map((key, position) => [key, make(position)]));
}

/** The dataset with the jobs, and the firms, of the given cells withheld. */
export function withholding(
  dataset: Dataset,
  jobsOf: readonly number[],
  firmsOf: readonly number[] = [],
): Dataset {
  const hidden = { jobs: dataset.jobs.slice(), firms: dataset.firms.slice() };
  for (const i of jobsOf) hidden.jobs[i % hidden.jobs.length] = Number.NaN;
  for (const i of firmsOf) hidden.firms[i % hidden.firms.length] = Number.NaN;
  return { ...dataset, ...hidden };
}

/** The dataset with all jobs multiplied. */
export function scaled(dataset: Dataset, factor: number): Dataset {
  return { ...dataset, jobs: dataset.jobs.map((value) => value * factor) };
}
