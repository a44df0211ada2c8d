/** Why the work could not be done, in words meant for the person at the terminal. */

/** One thing that is wrong. Fields that do not apply are absent; `--json` prints them as they are. */
export interface Diagnostic {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Number of a character in the line, or name of a column or property. */
  readonly column?: number | string | undefined;
  /** Name of the rule that is broken, for programs. */
  readonly rule?: string | undefined;
  /** Address of the built page, and the element in it. */
  readonly page?: string | undefined;
  readonly element?: string | undefined;
  readonly value?: string | undefined;
  readonly message: string;
  readonly remedy?: string | undefined;
}

/** Ends a command with exit code 1, and with its diagnostics; never shown as a stack trace. */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** How many there are in all, where not all are given. */
  readonly total: number;

  constructor(message: string, diagnostics: readonly Diagnostic[] = [], total?: number) {
    super(message);
    this.name = "Failure";
    this.diagnostics = diagnostics;
    this.total = total ?? diagnostics.length;
  }
}

/** A diagnostic as one line of text: "file:line:column: message (value). remedy". */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, page, element, value, message, remedy } = diagnostic;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [
    [place, page, element].filter((part) => part !== undefined && part !== "").join(" "),
    [message, value === undefined || value === "" ? "" : `(${value})`, remedy ?? ""]
      .filter((part) => part !== "")
      .join(" "),
  ]
    .filter((part) => part !== "")
    .join(": ");
}
