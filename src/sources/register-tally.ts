/**
 * Which units of the register are counted, as what, and what is said of the others.
 *
 * An establishment is a sub-unit that lies in a Norwegian municipality, has an industry, is not closed and has
 * at least one registered employee. The register gives the number of employees from five upwards; of units
 * with one to four it says only that they have some (`harRegistrertAntallAnsatte`, interface version 2). Such
 * a unit has one employee at the least, and counts as one: jobs are then lower bounds, and flagged as estimates.
 */

import type { FlagCode } from "../model/dataset.ts";
import type { TakeObservation } from "./observation.ts";
import { type Classification, type Marks, watchClassification } from "./register-classification.ts";
import type { SubUnit } from "./register-unit.ts";

/** What units with one to four employees count as. */
export type SmallUnits = "one-job" | "leave-out";

export interface TallyOptions {
  readonly year: number;
  readonly smallUnits: SmallUnits;
  readonly take: TakeObservation;
}

export interface TallyResult {
  readonly read: number;
  readonly counted: number;
  /** Employees of the units that say how many. */
  readonly employees: number;
  /** Counted or left out, as the options say. */
  readonly small: number;
  /** Left out, by reason, in the order of the rules. */
  readonly leftOut: Readonly<Record<Reason, number>>;
  /** Codes of industries that are none, with how many units have them, most first. */
  readonly oddIndustries: readonly (readonly [string, number])[];
  readonly classification: Readonly<Record<Classification, Marks>>;
}

export type Reason =
  | "closed"
  | "without employees"
  | "abroad"
  | "outside the municipalities"
  | "without municipality"
  | "without industry";

export interface Tally {
  /** Gives what the unit counts as; `line` is its place in the file, where that has lines. */
  readonly add: (unit: SubUnit, line: number | undefined) => void;
  readonly result: () => TallyResult;
}

/** Svalbard, Jan Mayen and the continental shelf (21, 22, 23) and codes for "unknown" (25, 99) are no municipalities. */
const NO_MUNICIPALITY = /^(?:2[1235]|99)/;
const MUNICIPALITY = /^\d{4}$/;
const INDUSTRY = /^\d{2}\.\d{3}$/;
/** "Uoppgitt": the register's own code for an industry that nobody stated. */
const UNSTATED = "00";

/** Counts units one by one; keeps numbers alone. */
export function createTally({ year, smallUnits, take }: TallyOptions): Tally {
  let read = 0;
  let counted = 0;
  let employees = 0;
  let small = 0;
  const leftOut: Record<Reason, number> = {
    closed: 0,
    "without employees": 0,
    abroad: 0,
    "outside the municipalities": 0,
    "without municipality": 0,
    "without industry": 0,
  };
  const odd = new Map<string, number>();
  const watch = watchClassification();

  const give = (
    region: string,
    sector: string,
    jobs: number,
    flag: FlagCode | undefined,
    line: number | undefined,
  ): void => {
    take({ year, region, sector, measure: "jobs", value: jobs, flag, line });
    take({ year, region, sector, measure: "firms", value: 1, flag: undefined, line });
    counted += 1;
  };

  return {
    add: (unit, line) => {
      read += 1;
      const { municipality, industry } = unit;
      if (industry !== undefined) watch.see(industry);
      const reason = reasonToLeaveOut(unit);
      if (reason !== undefined || municipality === undefined || industry === undefined) {
        if (reason !== undefined) leftOut[reason] += 1;
        if (reason === "without industry" && industry !== undefined && !isUnstated(industry))
          odd.set(industry, (odd.get(industry) ?? 0) + 1);
        return;
      }
      if (unit.employees !== undefined) {
        employees += unit.employees;
        give(municipality, industry, unit.employees, undefined, line);
        return;
      }
      small += 1;
      if (smallUnits === "one-job") give(municipality, industry, 1, "e", line);
    },
    result: () => ({
      read,
      counted,
      employees,
      small,
      leftOut: { ...leftOut },
      oddIndustries: [...odd].sort(
        ([a, many], [b, more]) => more - many || (a < b ? -1 : a > b ? 1 : 0),
      ),
      classification: watch.seen(),
    }),
  };
}

/** The first rule by which a unit is no establishment of a region; undefined where it is one. */
function reasonToLeaveOut(unit: SubUnit): Reason | undefined {
  const { municipality, country, industry, employees, hasEmployees, closed } = unit;
  if (closed) return "closed";
  if (employees === 0 || (employees === undefined && hasEmployees !== true))
    return "without employees";
  if (country !== undefined && country !== "NO" && country !== "SJ") return "abroad";
  if (country === "SJ") return "outside the municipalities";
  if (municipality === undefined || !MUNICIPALITY.test(municipality)) return "without municipality";
  if (NO_MUNICIPALITY.test(municipality)) return "outside the municipalities";
  return industry === undefined || !INDUSTRY.test(industry) || isUnstated(industry)
    ? "without industry"
    : undefined;
}

function isUnstated(industry: string): boolean {
  return industry.startsWith(UNSTATED);
}
