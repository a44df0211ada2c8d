/** Reading conditions: what they mean, and errors with their columns. */

import { describe, expect, it } from "vitest";
import { formatClaim, isClaimError, parseClaim } from "../../src/model/claim.ts";

const LQ = "lq:horten/electronics:1990";
const SHARE = "share:bergen/textiles:1990";
const JOBS = "jobs:bergen/textiles:1990";

function canonical(text: string): string {
  const read = parseClaim(text);
  if (isClaimError(read)) throw new Error(`${read.column}: ${read.message}`);
  return formatClaim(read);
}

function errorOf(text: string): { readonly column: number; readonly message: string } {
  const read = parseClaim(text);
  if (!isClaimError(read)) throw new Error(`It was read as ${formatClaim(read)}`);
  return read;
}

describe("a condition", () => {
  it.each([
    [`${LQ} > 3`, `${LQ} > 3`],
    [`${SHARE} rounds to 13 %`, `${SHARE} rounds to 13 %`],
    [`${SHARE} rounds to 13.0 percent`, `${SHARE} rounds to 13.0 %`],
    [`${JOBS} is about 5400 jobs`, `${JOBS} is about 5400 jobs`],
    [
      `${SHARE} between 12 % and 14 % and ${LQ} > 3`,
      `${SHARE} between 12 % and 14 % and ${LQ} > 3`,
    ],
    [`not (${LQ} > 3 or ${LQ} < 1)`, `not (${LQ} > 3 or ${LQ} < 1)`],
    [`not ${LQ} > 3`, `not ${LQ} > 3`],
    [`((${LQ}) > (3))`, `${LQ} > 3`],
    [
      `${LQ} > 1 and ${LQ} > 2 or ${LQ} > 3 and ${LQ} > 4`,
      `${LQ} > 1 and ${LQ} > 2 or ${LQ} > 3 and ${LQ} > 4`,
    ],
    [`${LQ} > 1 and (${LQ} > 2 or ${LQ} > 3)`, `${LQ} > 1 and (${LQ} > 2 or ${LQ} > 3)`],
    [`${SHARE} - 13 % < 1 point`, `${SHARE} - 13 % < 1 points`],
    [
      `growth-gap:clusters/textiles:1970-1990 < −5 points`,
      "growth-gap:clusters/textiles:1970-1990 < -5 points",
    ],
    [
      `change:bergen/textiles:1970-1990 rounds to -5400 jobs`,
      "change:bergen/textiles:1970-1990 rounds to -5400 jobs",
    ],
    [`2 * (${JOBS} + 10 jobs) >= ${JOBS} / 3`, `2 * (${JOBS} + 10 jobs) >= ${JOBS} / 3`],
    [`${JOBS} / ${JOBS} = 1`, `${JOBS} / ${JOBS} = 1`],
    ["better:branches:1970-1990 = 7 branches", "better:branches:1970-1990 = 7 branches"],
    ["horten/electronics is stable", "horten/electronics is stable"],
    ["horten/electronics is a stable cluster", "horten/electronics is stable"],
    ["horten/electronics is not an ex cluster", "horten/electronics is not ex"],
    ["horten/electronics is cluster in 1990", "horten/electronics is a cluster in 1990"],
    [
      "horten/electronics is a possible cluster in 1990",
      "horten/electronics is a possible cluster in 1990",
    ],
    [
      "jobs:clusters/horten/electronics+drammen/electronics:1990 > 0 jobs",
      "jobs:clusters/drammen/electronics+horten/electronics:1990 > 0 jobs",
    ],
    [`${LQ}\n  > 3`, `${LQ} > 3`],
  ])("reads %s", (text, expected) => {
    expect(canonical(text)).toBe(expected);
    expect(canonical(expected)).toBe(expected);
  });

  it.each([
    ["", 1, "empty"],
    [`${JOBS} > 13 %`, 29, "jobs cannot be compared with percent"],
    [`${JOBS} > 200`, 29, "Write the unit after the number: 200 jobs."],
    [
      "change-percent:bergen/textiles:1970-1990 - change-percent:nation/textiles:1970-1990 > 0 %",
      87,
      "in points",
    ],
    [`${JOBS} + ${SHARE} > 1 jobs`, 27, "jobs and percent cannot be added"],
    [`${JOBS} * ${JOBS} > 1 jobs`, 27, "one of the two must be a ratio"],
    [`${JOBS} / ${SHARE} > 1`, 27, "cannot be divided"],
    [`${LQ}`, 1, "a condition is needed"],
    [`3 + (${LQ} > 3) > 1`, 6, "a number is needed"],
    [`1 < ${LQ} < 3`, 32, "join two with and"],
    [`${LQ} > 3 ${LQ} < 4`, 32, "is complete before"],
    [`(${LQ} > 3`, 32, "column 1 is not closed"],
    [`${LQ} > 3)`, 31, "never opened"],
    [`${LQ} >`, 29, "ends here"],
    [`${LQ} ≥ 3`, 28, "Write >="],
    [`${JOBS} > 63,000 jobs`, 29, '"63,000" is no number'],
    [`${JOBS} > 200 job-years`, 33, 'no unit "job-years"'],
    ["lq:horten/electronics:199o > 3", 23, "takes a year"],
    ["lqq:horten/electronics:1990 > 3", 1, 'did you mean "lq"'],
    ["grew > 3", 1, "neither a figure"],
    ["horten/electronics grew", 20, "comes is"],
    ["horten/electronics is stabel", 23, 'did you mean "stable"'],
    ["horten/electronics is a cluster", 32, "in which year"],
    ["horten/electronics is a cluster in the past", 36, "comes a year"],
    ["nation/electronics is stable", 1, "neither a figure"],
    [`${SHARE} rounds 13 %`, 35, "Write rounds to"],
    [`${SHARE} rounds to ${SHARE}`, 38, "comes a number"],
    [`${SHARE} is stable`, 31, "said of a region and a sector"],
    [`${SHARE} between 12 %`, 40, "two bounds"],
    [`${LQ} > 3; process.exit()`, 31, 'no sign ";"'],
  ])("refuses %s at column %i", (text, column, words) => {
    const error = errorOf(text);
    expect(error.message).toContain(words);
    expect(error.column).toBe(column);
  });

  it("refuses what is too long or too deep, and does not exhaust the stack", () => {
    expect(errorOf(`${LQ} > ${"1".repeat(3000)}`).message).toContain("at most 2000 characters");
    expect(errorOf(`${"(".repeat(900)}${LQ} > 3`).message).toContain("nested too deeply");
    expect(errorOf(`${"not ".repeat(400)}${LQ} > 3`).message).toContain("nested too deeply");
  });
});
