/** What readers must know of figures that were counted in the register, in sentences. */

import type { Marks } from "./register-classification.ts";
import type { SmallUnits, TallyResult } from "./register-tally.ts";

const MOST_CODES = 5;

/** Sentences in the order of their weight: what is counted, what it is at the least, what is left out. */
export function registerNotes(
  result: TallyResult,
  smallUnits: SmallUnits,
  state: string,
): readonly string[] {
  return [
    `Firms are the establishments (sub-units) of the Norwegian register of legal entities with a registered employee, ${state}: ${count(result.counted)} of ${units(result.read)}. Each is counted where it lies, in its main industry.`,
    smallNote(result, smallUnits),
    ...leftOutNote(result),
    ...oddNote(result),
    ...classificationNote(result),
  ];
}

function smallNote({ small, employees }: TallyResult, smallUnits: SmallUnits): string {
  const known = `Jobs are employees: ${count(employees)} in establishments whose number the register gives, which it does from five upwards.`;
  if (small === 0) return `${known} There is no establishment for which it keeps the number back.`;
  const bound =
    smallUnits === "one-job"
      ? `each is counted as one job, and the cell is flagged as estimated`
      : `they are left out, of jobs and of firms`;
  return `${known} For ${count(small)} with one to four employees it does not; ${bound}. Jobs are therefore lower bounds: the true total is higher by ${smallUnits === "one-job" ? `up to ${count(3 * small)}` : `${count(small)} to ${count(4 * small)}`}.`;
}

function leftOutNote({ leftOut }: TallyResult): readonly string[] {
  const parts = Object.entries(leftOut).flatMap(([reason, units]) =>
    units === 0 ? [] : [`${count(units)} ${reason}`],
  );
  return parts.length === 0 ? [] : [`Sub-units that are not counted: ${parts.join(", ")}.`];
}

function oddNote({ oddIndustries }: TallyResult): readonly string[] {
  if (oddIndustries.length === 0) return [];
  const shown = oddIndustries
    .slice(0, MOST_CODES)
    .map(([code, times]) => `${code} (${count(times)})`);
  const more = oddIndustries.length - shown.length;
  return [
    `Of the sub-units without industry, some have one that is no code of five digits: ${shown.join(", ")}${more === 0 ? "" : `, and ${more} further codes`}.`,
  ];
}

function classificationNote({ classification }: TallyResult): readonly string[] {
  const { SN2007: old, SN2025: recent } = classification;
  if (old.units > 0 && recent.units > 0)
    return [
      `The register mixes two versions of the industrial classification: ${mixedText(classification)}. Industries that the change concerns are not comparable.`,
    ];
  if (recent.units > 0)
    return [
      "Industries are coded by SN2025 (NACE Rev. 2.1). Figures by SN2007 are not comparable where codes changed: division 45 went into 46, 47 and 95, and divisions such as 62, 63 and 96 were divided anew.",
    ];
  return old.units > 0 ? ["Industries are coded by SN2007 (NACE Rev. 2)."] : [];
}

/** How many units have codes of one version alone, and which, without the full stop. */
export function mixedText({ SN2007: old, SN2025: recent }: TallyResult["classification"]): string {
  return `${units(old.units)} ${have(old)} of SN2007 alone (${old.examples.join(", ")}), ${count(recent.units)} ${have(recent)} of SN2025 alone (${recent.examples.join(", ")})`;
}

function have({ units: many }: Marks): string {
  return many === 1 ? "has a code" : "have codes";
}

/** "1 sub-unit", "1,234 sub-units". */
export function units(many: number): string {
  return `${count(many)} ${many === 1 ? "sub-unit" : "sub-units"}`;
}

/** A whole number with a comma between thousands, as in the texts of the site. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
