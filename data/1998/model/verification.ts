import { holds } from "../../../src/model/criterion.ts";
import type { Criteria } from "../../../src/model/dataset.ts";
import { locationQuotient } from "../../../src/model/location-quotient.ts";
import type { ModelledYear } from "./model.ts";
import { sum, transpose } from "./proportional-fitting.ts";
import type { Assumptions, PlannedStatus } from "./tables.ts";

/**
 * Cells whose status between 1970 and 1990, found by the edition's own criteria, is not the planned
 * one: "bergen/textiles is ex, planned stable". Empty where the model does what its tables say and
 * no other cell is a cluster.
 */
export function deviations(
  { regions, sectors, planned }: Assumptions,
  [earlier, later]: readonly [ModelledYear, ModelledYear],
  criteria: Criteria,
): readonly string[] {
  const statusOf = new Map(planned.map((cell) => [`${cell.region}/${cell.sector}`, cell.status]));
  const before = clusterTest(earlier, criteria);
  const after = clusterTest(later, criteria);
  return regions.flatMap((region, r) =>
    sectors.flatMap((sector, s) => {
      const id = `${region.id}/${sector.id}`;
      const found = status(before(r, s), after(r, s));
      const wanted = statusOf.get(id) ?? "none";
      return found === wanted ? [] : [`${id} is ${found}, planned ${wanted}`];
    }),
  );
}

function status(before: boolean, after: boolean): PlannedStatus {
  if (before) return after ? "stable" : "ex";
  return after ? "new" : "none";
}

/** Whether the cell in row r and column s meets the three criteria in the year. */
function clusterTest(
  { jobs, firms }: ModelledYear,
  criteria: Criteria,
): (r: number, s: number) => boolean {
  const regionJobs = jobs.map(sum);
  const sectorJobs = transpose(jobs).map(sum);
  const all = sum(sectorJobs);
  return (r, s) => {
    const cellJobs = jobs[r]?.[s] ?? 0;
    const quotient = locationQuotient(cellJobs, regionJobs[r] ?? 0, sectorJobs[s] ?? 0, all);
    return (
      holds(criteria.locationQuotient, quotient) &&
      holds(criteria.jobs, cellJobs) &&
      holds(criteria.firms, firms[r]?.[s] ?? 0)
    );
  };
}
