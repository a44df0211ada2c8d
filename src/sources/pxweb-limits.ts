/** What a PxWeb host allows: cells and values a request, and requests in a time. Read when it is asked, never assumed. */

import { z } from "zod";
import type { PartLimits } from "./pxweb-parts.ts";

export interface PxLimits extends PartLimits {
  /** Milliseconds between requests. */
  readonly spacing: number;
  /** Address of the licence, where the host names one. */
  readonly licence: string | undefined;
}

/** Where a host says nothing: the limit that PxWeb has when nothing is set, and Statistics Norway's guide to its users (30 requests a minute). */
export const CAREFUL: PxLimits = {
  mostCells: 100_000,
  mostValues: Number.POSITIVE_INFINITY,
  spacing: 2000,
  licence: undefined,
};

const v2 = z.object({
  maxDataCells: z.int().min(0),
  maxCallsPerTimeWindow: z.int().min(0).default(0),
  timeWindow: z.number().min(0).default(0),
  license: z.string().optional(),
});

/** From `config` of version 2; undefined where the answer is none. Zero calls a window means that the host says it elsewhere. */
export function parseLimitsV2(data: unknown): PxLimits | undefined {
  const { data: config } = v2.safeParse(data);
  return (
    config && {
      mostCells: config.maxDataCells > 0 ? config.maxDataCells : CAREFUL.mostCells,
      mostValues: CAREFUL.mostValues,
      spacing: spacingOf(config.maxCallsPerTimeWindow, config.timeWindow),
      licence: config.license,
    }
  );
}

const v1 = z.object({
  maxCells: z.int().min(1).optional(),
  maxValues: z.int().min(1).optional(),
  maxCalls: z.int().min(0).default(0),
  timeWindow: z.number().min(0).default(0),
});

/** From `?config` of version 1, which limits the values that are chosen as well. */
export function parseLimitsV1(data: unknown): PxLimits | undefined {
  const { data: config } = v1.safeParse(data);
  if (config?.maxCells === undefined && config?.maxValues === undefined) return undefined;
  return {
    mostCells: config.maxCells ?? CAREFUL.mostCells,
    mostValues: config.maxValues ?? CAREFUL.mostValues,
    spacing: spacingOf(config.maxCalls, config.timeWindow),
    licence: undefined,
  };
}

/** Milliseconds between calls, of a window in seconds. */
function spacingOf(calls: number, window: number): number {
  return calls > 0 && window > 0 ? Math.ceil((window * 1000) / calls) : CAREFUL.spacing;
}
