/** How problems and failures are told at the terminal. */

import { type Diagnostic, formatDiagnostic } from "../site/failure.ts";
import type { Terminal } from "./terminal.ts";

/** Most diagnostics that are printed as text; `--json` has them all. */
const SHOWN = 50;

/** `total`: how many there are, where not all are given. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  total: number,
  terminal: Terminal,
): void {
  const shown = diagnostics.slice(0, SHOWN);
  for (const diagnostic of shown) terminal.message(formatDiagnostic(diagnostic));
  if (total > shown.length) terminal.message(`… and ${total - shown.length} more.`);
}

/** One line for an error that is a mistake of ours. */
export function unexpectedError(error: unknown, debug: boolean): string {
  const what = error instanceof Error ? error.message : String(error);
  const line = `An unexpected error: ${what.split("\n")[0]}`;
  return debug ? line : `${line} Run again with --debug to see where.`;
}
