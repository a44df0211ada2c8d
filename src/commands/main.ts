/** From the command line to an exit code. */

import { parseArgs } from "node:util";
import { type Diagnostic, Failure } from "../site/failure.ts";
import { programIn } from "../site/program.ts";
import { addCommand } from "./add.ts";
import { buildCommand } from "./build.ts";
import { checkCommand } from "./check.ts";
import {
  COMMON_OPTIONS,
  type Command,
  EXIT,
  type OperandSpec,
  type OptionValues,
  UsageError,
} from "./command.ts";
import { printDiagnostics, unexpectedError } from "./diagnostics.ts";
import { diffCommand } from "./diff.ts";
import { explainCommand } from "./explain.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { publishCommand } from "./publish.ts";
import { sealCommand } from "./seal.ts";
import { serveCommand } from "./serve.ts";
import { PROJECT_DIR } from "./site-options.ts";
import { createTerminal, type Terminal } from "./terminal.ts";
import { verifyCommand } from "./verify.ts";

export const COMMANDS: readonly Command[] = [
  buildCommand,
  serveCommand,
  checkCommand,
  verifyCommand,
  addCommand,
  diffCommand,
  explainCommand,
  sealCommand,
  publishCommand,
];

/** Runs with the process's own arguments and streams. */
export async function start(): Promise<void> {
  const args = process.argv.slice(2);
  const terminal = createTerminal(process.stdout, process.stderr, args.includes("--json"));
  process.exitCode = await main(args, terminal);
}

/** Runs the command that `args` name; answers the exit code. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") return showHelp(rest[0], terminal);
  if (name === "--version") {
    terminal.result(programIn(PROJECT_DIR).version);
    return EXIT.done;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    const what = name === undefined ? "No command is given." : `There is no command ${name}.`;
    const names = COMMANDS.map((each) => each.name).join(", ");
    terminal.message(`klyngeatlas: ${what} There are: ${names}. See klyngeatlas --help.`);
    return EXIT.usage;
  }
  return runCommand(command, rest, terminal);
}

async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const asJson = args.includes("--json");
  const end = (
    code: number,
    message: string,
    diagnostics: readonly Diagnostic[] = [],
    total = diagnostics.length,
  ): number => {
    if (asJson)
      terminal.result(
        JSON.stringify({ command: command.name, ok: false, message, total, diagnostics }),
      );
    else {
      printDiagnostics(diagnostics, total, terminal);
      terminal.message(`klyngeatlas: ${message}`);
    }
    return code;
  };
  try {
    const values = parse(command, args);
    if (values.help === true) {
      terminal.result(commandHelp(command));
      return EXIT.done;
    }
    const { lines, result, warnings = [] } = await command.run(values, terminal);
    if (asJson) {
      const outcome = { command: command.name, ok: true, diagnostics: warnings, ...result };
      terminal.result(JSON.stringify(outcome));
    } else {
      printDiagnostics(warnings, warnings.length, terminal);
      for (const line of lines) terminal.result(line);
    }
    return EXIT.done;
  } catch (error) {
    if (error instanceof UsageError)
      return end(EXIT.usage, `${error.message} See klyngeatlas ${command.name} --help.`);
    if (error instanceof Failure)
      return end(EXIT.failed, error.message, error.diagnostics, error.total);
    if (args.includes("--debug") && error instanceof Error)
      terminal.message(error.stack ?? error.message);
    return end(EXIT.failed, unexpectedError(error, args.includes("--debug")));
  }
}

function showHelp(name: string | undefined, terminal: Terminal): number {
  const command = COMMANDS.find((each) => each.name === name);
  terminal.result(command === undefined ? generalHelp(COMMANDS) : commandHelp(command));
  return EXIT.done;
}

function parse(command: Command, args: readonly string[]): OptionValues {
  const specs = { ...command.options, ...COMMON_OPTIONS };
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { value, several = false }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple: several },
    ]),
  );
  const { operands = [] } = command;
  const allowPositionals = operands.length > 0;
  try {
    const parsed = parseArgs({ args: [...args], options, strict: true, allowPositionals });
    if (parsed.values.help === true) return { help: true };
    return optionValues(command, parsed.values, parsed.positionals);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Node's own words name the option; what follows the first sentence speaks of its API.
    const words = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${words.split(/\. |\n/)[0]}.`);
  }
}

type ParsedValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function optionValues(
  { name, operands = [], further }: Command,
  parsed: ParsedValues,
  positionals: readonly string[],
): OptionValues {
  const values = Object.fromEntries(
    Object.entries(parsed).map(([option, value]) => [
      option,
      Array.isArray(value) ? value.map(String) : value,
    ]),
  );
  const list = further === undefined ? undefined : values[further];
  if (further === undefined || !Array.isArray(list))
    return { ...values, ...operandValues(name, operands, positionals) };
  const own = positionals.slice(0, operands.length);
  const more = positionals.slice(operands.length);
  return { ...values, [further]: [...list, ...more], ...operandValues(name, operands, own) };
}

/** Each operand's text by its name; refuses one too few and one too many. */
function operandValues(
  command: string,
  operands: readonly OperandSpec[],
  given: readonly string[],
): OptionValues {
  const extra = given[operands.length];
  if (extra !== undefined) throw new UsageError(`Unexpected argument '${extra}'.`);
  const missing = operands
    .slice(given.length)
    .filter(({ optional = false }) => !optional)
    .map(({ name }) => name);
  if (missing.length > 0) throw new UsageError(`${command} needs ${missing.join(" and ")}.`);
  return Object.fromEntries(operands.map(({ name }, n) => [name, given[n]]));
}
