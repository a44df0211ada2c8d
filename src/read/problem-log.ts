/** Collects the problems of one file while it is read. */

import { MOST_PROBLEMS, type Problem } from "./problem.ts";

/** A problem without its file; places that do not apply are left out. */
export interface Finding {
  readonly rule: string;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly message: string;
  readonly remedy: string;
}

export interface ProblemLog {
  /** The file as problems name it. */
  readonly file: string;
  readonly error: (finding: Finding) => void;
  readonly warning: (finding: Finding) => void;
  /** Errors so far, the first of each rule. */
  readonly errors: () => readonly Problem[];
  readonly warnings: () => readonly Problem[];
  /** Number of errors so far, kept or not. */
  readonly total: () => number;
  /** Number of warnings so far, kept or not. */
  readonly totalWarnings: () => number;
}

/** An empty log. Of each rule it keeps as many problems as a reading may show, and counts the rest. */
export function createLog(file: string): ProblemLog {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const kept = new Map<string, number>();
  let total = 0;
  let totalWarnings = 0;
  const note = (severity: Problem["severity"], finding: Finding, problems: Problem[]): void => {
    const count = kept.get(finding.rule) ?? 0;
    if (count >= MOST_PROBLEMS) return;
    kept.set(finding.rule, count + 1);
    const { rule, line, column, value, message, remedy } = finding;
    problems.push({ severity, file, line, column, value, rule, message, remedy });
  };
  return {
    file,
    error: (finding) => {
      total += 1;
      note("error", finding, errors);
    },
    warning: (finding) => {
      totalWarnings += 1;
      note("warning", finding, warnings);
    },
    errors: () => errors,
    warnings: () => warnings,
    total: () => total,
    totalWarnings: () => totalWarnings,
  };
}
