/** What a command is: its name, what it does in a line, its options, and the work. */

import type { Diagnostic } from "../site/failure.ts";
import type { Terminal } from "./terminal.ts";

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

export interface OptionSpec {
  /** Placeholder of its value, such as "DIR"; undefined for a switch. */
  readonly value?: string | undefined;
  readonly description: string;
  /** Whether it may be given several times; its value is then a list. */
  readonly several?: boolean | undefined;
}

/** What a command works on: given by its place after the command. */
export interface OperandSpec {
  /** As the help shows it, in capitals; its text is under this name among the values. */
  readonly name: string;
  readonly description: string;
  /** Whether it may be left out; only the last ones may. */
  readonly optional?: boolean | undefined;
}

/** Values by option name: text, a list of texts, or true for a switch that is set; and texts by operand name. */
export type OptionValues = Readonly<
  Record<string, string | readonly string[] | boolean | undefined>
>;

/** What a command has to say at its end: lines for people, and the same for programs. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly result: Readonly<Record<string, unknown>>;
  /** What is odd but not wrong. */
  readonly warnings?: readonly Diagnostic[] | undefined;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What a user should know beyond the options, one paragraph a line. */
  readonly details: readonly string[];
  /** In the order in which they are given; absent where the command takes none. */
  readonly operands?: readonly OperandSpec[] | undefined;
  /** The option to which further arguments belong, so that `--from a b` names two files; absent where there may be none. */
  readonly further?: string | undefined;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Throws `Failure` where the work failed and `UsageError` where it was called wrongly. */
  readonly run: (values: OptionValues, terminal: Terminal) => Promise<Outcome>;
}

/** Wrong usage: exit code 2, with a hint at the help. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  json: { description: "print the outcome and every diagnostic as one JSON object" },
  debug: { description: "show where in the program an unexpected error arose" },
  help: { description: "show this help" },
};
