/**
 * How many times more of a region's jobs a sector holds than it holds of the country's:
 * (jobs of the sector in the region / jobs in the region) / (jobs of the sector in the country / jobs in the country).
 *
 * A location quotient of 1 is the national share; Isaksen (1998, section 4, footnote 4) asks for more than 3.
 * All four arguments are in the same unit of jobs; the result is a ratio.
 *
 * NaN where the region, the sector or the country has no jobs, and where any figure is withheld (NaN):
 * a quotient of nothing is undefined, neither 0 nor infinite.
 *
 * @example locationQuotient(5, 100, 2, 100) // 2.5: 5 % of the region's jobs against 2 % of the country's
 */
export function locationQuotient(
  jobsRS: number,
  jobsR: number,
  jobsS: number,
  jobsN: number,
): number {
  if (jobsR === 0 || jobsS === 0 || jobsN === 0) return Number.NaN;
  // One division of two products, which are exact for whole numbers below 2^53: the result is rounded once, so that
  // a quotient of exactly 3 is 3, and not the number next to it, when it is compared with a threshold.
  return (jobsRS * jobsN) / (jobsR * jobsS);
}
