import { sum } from "./proportional-fitting.ts";

/**
 * Firms grow more slowly than jobs: a place with twice the jobs has larger firms too. The exponent
 * is assumed; it leaves small places with small firms.
 */
const FIRMS_PER_JOBS_EXPONENT = 0.8;

/**
 * Number of firms in the cells of one sector and year, so that they come near to the sector's mean
 * size: at least one firm where there are jobs, never more firms than jobs, none where there are none.
 */
export function firmsOf(jobs: readonly number[], meanFirmJobs: number): readonly number[] {
  const powers = jobs.map((value) => value ** FIRMS_PER_JOBS_EXPONENT);
  const scale = sum(jobs) / meanFirmJobs / sum(powers);
  return powers.map((power, i) => {
    const available = jobs[i] ?? 0;
    return available === 0 ? 0 : Math.min(available, Math.max(1, Math.round(scale * power)));
  });
}
