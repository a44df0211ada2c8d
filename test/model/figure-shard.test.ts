/** The small files that explain figures say of each what `explain` says. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import { type Explanation, explain } from "../../src/model/explanation.ts";
import { figureNamed, isFigureError } from "../../src/model/figure.ts";
import { parseFigureId } from "../../src/model/figure-id.ts";
import { createFigurePacker, shortened } from "../../src/model/figure-pack.ts";
import { LISTED, type Shard, shardOf, unpack } from "../../src/model/figure-shard.ts";
import { fullDataset, LAX_CRITERIA } from "./arbitrary-dataset.ts";
import { datasetOf } from "./dataset-of.ts";

/** The files of figures, through JSON as a browser reads them. */
function shardsOf(atlas: Atlas, ids: readonly string[]): ReadonlyMap<string, Shard> {
  const packer = createFigurePacker(atlas);
  for (const id of ids) {
    const figure = figureNamed(atlas, id);
    if (!isFigureError(figure)) packer.add(figure);
  }
  return new Map(
    [...packer.shards()].map(([name, shard]) => [name, JSON.parse(JSON.stringify(shard)) as Shard]),
  );
}

/** Every figure that an explanation holds, itself first. */
function all(explanation: Explanation): readonly Explanation[] {
  return [explanation, ...explanation.operands.flatMap(all)];
}

function expectSame(atlas: Atlas, shards: ReadonlyMap<string, Shard>, id: string): void {
  const explanation = explain(atlas, id);
  if (isFigureError(explanation)) throw new Error(`${id}: ${explanation.message}`);
  for (const { figure, expression } of all(explanation)) {
    const parsed = parseFigureId(figure.id);
    if (isFigureError(parsed)) throw new Error(parsed.message);
    const shard = shards.get(shardOf(parsed));
    // What is read, and is no cell, is told whole where it is an operand.
    if (figure.source !== undefined && shard?.figures[figure.id] === undefined) {
      if (!figure.source.startsWith("employment.csv")) continue;
    }
    const { id: own, value, unit, formula, source, flagged, interval } = figure;
    expect(shard && unpack(shard, own), own).toEqual({
      id: own,
      value,
      unit,
      formula,
      expression,
      inputs: figure.inputs.map((input) => ({ source: undefined, ...input })),
      more: 0,
      source,
      flagged,
      interval,
    });
  }
}

const IDS = [
  "lq:r0/s0:1990",
  "share:r0/s0:1990",
  "margin-lq:r0/s0:1990",
  "margin-firms:r0/s0:1990",
  "change-percent:r0/s0:1990-1994",
  "growth-gap:r0/s0:1990-1994",
  "jobs:r0/branch=first:1990",
  "lq:r0/group=even:1994",
  "firms:nation/s0:1990",
  "firms:nation/*:1990",
  "jobs:clusters/r0/s0+r1/s0:1990",
  "jobs:clusters/*:1990",
  "count:clusters/r0/*:1990-1994",
  "change-percent:clusters/branch=first:1990-1994",
  "growth-gap:clusters/s0:1990-1994",
  "better:sectors:1990-1994",
  "count-possible:clusters/*:1990",
  "threshold-lq:edition",
  "ratio:5/2",
  "firms:r0/s0:1990",
];

describe("a shard", () => {
  it("explains its figures, and all they rest on, as explain does", () => {
    const arbitrary = fc
      .boolean()
      .chain((national) => fullDataset({ years: [1990, 1994], national }));
    fc.assert(
      fc.property(arbitrary, (dataset) => {
        const atlas = buildAtlas(dataset);
        const ids = IDS.filter((id) => !isFigureError(explain(atlas, id)));
        const shards = shardsOf(atlas, ids);
        for (const id of ids) expectSame(atlas, shards, id);
      }),
      { numRuns: 40 },
    );
  });

  it("has withheld figures with their bounds, and says where a cell has no row", () => {
    const cells = {
      1990: { a: { x: [undefined, 3], y: 40 }, b: { x: 70, y: [undefined, undefined] } },
      1994: { a: { x: 10 }, b: { y: [20, undefined] } },
    } as const;
    for (const national of [undefined, { 1990: { x: 90 } }]) {
      const atlas = buildAtlas(datasetOf({ cells, ...(national && { national }) }));
      const ids = ["lq:a/x:1990", "lq:b/y:1990", "jobs:nation/x:1990", "share:a/x:1990"];
      const cellIds = ["a", "b"].flatMap((region) =>
        ["x", "y"].flatMap((sector) =>
          [1990, 1994].flatMap((year) => [
            `jobs:${region}/${sector}:${year}`,
            `firms:${region}/${sector}:${year}`,
          ]),
        ),
      );
      const shards = shardsOf(atlas, ids);
      for (const id of [...ids, ...cellIds]) expectSame(atlas, shards, id);
    }
  });

  it("keeps the order of cells whose ids are numbers", () => {
    const cells = { 1990: { a: { "9": 1, "10": 2, "1": 3 } } };
    const atlas = buildAtlas(datasetOf({ cells }));
    expectSame(atlas, shardsOf(atlas, ["lq:a/9:1990"]), "lq:a/9:1990");
  });

  it("may leave out what comes after the first inputs of long sums, and says how many there are", () => {
    const regions = [...Array(30).keys()].map((n) => `r${n + 10}`);
    const cellsOf = (jobs: number) =>
      Object.fromEntries(
        regions.map((region, n) => [region, n % 2 === 0 ? { x: jobs, y: 1 } : { x: 10, y: jobs }]),
      );
    const atlas = buildAtlas(
      datasetOf({ cells: { 1990: cellsOf(900), 1994: cellsOf(950) }, criteria: LAX_CRITERIA }),
    );
    const ids = [
      "jobs:nation/x:1990",
      "jobs-from:same/x:1990-1994",
      "jobs:clusters/*:1990",
      "jobs:r10/*:1990",
      "lq:r10/x:1990",
    ];
    const shards = shardsOf(atlas, ids);
    const counts = ids.map((id) => {
      const parsed = parseFigureId(id);
      if (isFigureError(parsed)) throw new Error(parsed.message);
      const name = shardOf(parsed);
      const shard = shards.get(name);
      const whole = shard && unpack(shard, id);
      const short = shard && unpack(shortened(name, shard), id);
      expect(short).toEqual({
        ...whole,
        inputs: whole?.inputs.slice(0, name === "r10.1990" ? undefined : LISTED),
        more: Math.max(0, (whole?.inputs.length ?? 0) - LISTED) * (name === "r10.1990" ? 0 : 1),
      });
      return short?.more;
    });
    expect(counts).toEqual([22, 22, 22, 0, 0]);
  });

  it("knows nothing of figures that are not in it", () => {
    const atlas = buildAtlas(datasetOf({ cells: { 1990: { a: { x: 5 } } } }));
    const shard = shardsOf(atlas, []).get("a.1990");
    expect(shard && unpack(shard, "lq:a/x:1990")).toBeUndefined();
    expect(shard && unpack(shard, "nonsense")).toBeUndefined();
  });
});
