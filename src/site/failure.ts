/** Why the work could not be done, in words meant for the person at the terminal. */

/** One thing that is wrong. Fields that do not apply are absent; `--json` prints them as they are. */
export interface Diagnostic {
  /** What is odd but not wrong is a warning; all else is an error. */
  readonly severity?: "error" | "warning" | undefined;
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

const LONGEST_VALUE = 80;

/** A value of the input as a terminal may show it: control characters spelled out, not too long. */
function printable(value: string): string {
  const cut = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 1)}…` : value;
  return cut.replace(/\p{Cc}/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** A diagnostic as one line of text: "file:line:column: message (value). remedy". */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, file, line, column, page, element, value, message, remedy } = diagnostic;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const text = [
    [place, page, element].filter((part) => part !== undefined && part !== "").join(" "),
    [message, value === undefined || value === "" ? "" : `(${printable(value)})`, remedy ?? ""]
      .filter((part) => part !== "")
      .join(" "),
  ]
    .filter((part) => part !== "")
    .join(": ");
  return severity === "warning" ? `warning: ${text}` : text;
}
