/** The text of --help, made from the commands themselves, so that it cannot fall behind them. */

import { COMMON_OPTIONS, type Command, type OperandSpec, type OptionSpec } from "./command.ts";

export function generalHelp(commands: readonly Command[]): string {
  return [
    "klyngeatlas: an atlas of regional industrial clusters, as a site, from employment statistics",
    "",
    "Usage: klyngeatlas <command> [options]",
    "",
    "Commands:",
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "klyngeatlas <command> --help shows a command’s options.",
    "Exit codes: 0 done, 1 the work failed, 2 wrong usage.",
  ].join("\n");
}

export function commandHelp(command: Command): string {
  const own = Object.entries(command.options);
  const { operands = [] } = command;
  const words = [...operands.map(operand), ...own.map(usage)];
  return [
    `klyngeatlas ${command.name}: ${command.summary}`,
    "",
    `Usage: ${["klyngeatlas", command.name, ...words].join(" ")}`,
    "",
    ...command.details.flatMap((detail) => [detail, ""]),
    ...(operands.length > 0
      ? [...columns(operands.map(({ name, description }) => [name, description])), ""]
      : []),
    "Options:",
    ...columns([...own, ...Object.entries(COMMON_OPTIONS)].map(row)),
  ].join("\n");
}

function operand({ name, optional = false }: OperandSpec): string {
  return optional ? `[${name}]` : name;
}

function usage([name, { value }]: [string, OptionSpec]): string {
  return `[${flag(name, value)}]`;
}

function row([name, { value, description }]: [string, OptionSpec]): readonly [string, string] {
  return [flag(name, value), description];
}

function flag(name: string, value: string | undefined): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
