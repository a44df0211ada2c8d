/** Columns that give names in a language: `name_nb`, `group_nb`, `branch_nb`. A cell may be empty: the name is then the data's own. */

import { checkText } from "./cell.ts";
import type { ProblemLog } from "./problem-log.ts";
import type { NamedColumn } from "./table-header.ts";

/** Of the further columns those that translate a column of the table. */
export function translatedColumns(
  further: readonly NamedColumn[],
  columns: readonly string[],
): readonly string[] {
  const forms = columns.map((name) => new RegExp(`^${name}_[a-z]{2,3}(?:-[a-z0-9]+)*$`));
  return further.map(({ name }) => name).filter((name) => forms.some((form) => form.test(name)));
}

/** Checks the translations of a row; `extra` are its further cells. */
export function checkTranslations(
  extra: Readonly<Record<string, string>>,
  columns: readonly string[],
  line: number,
  log: ProblemLog,
): void {
  for (const column of columns) checkText(extra[column] ?? "", { line, column }, log);
}

/** A translation, and the line on which it first stood. */
interface Entry {
  readonly text: string;
  readonly line: number;
}

/**
 * Takes what each row calls a group or branch in a language: rows of one group must agree, and two groups differ. An own
 * name that is empty has nothing to translate.
 */
export function createClassCheck(
  log: ProblemLog,
): (column: string, own: string, translation: string, line: number) => void {
  const translations = new Map<string, Entry>();
  const owns = new Map<string, Entry>();
  return (column, own, text, line) => {
    if (text === "") return;
    const known = translations.get(`${column}\n${own}`);
    const sharing = owns.get(`${column}\n${text}`);
    const fault = faultOf(column, own, known, sharing, text);
    if (fault !== undefined) log.error({ ...fault, line, column, value: text });
    if (known === undefined) translations.set(`${column}\n${own}`, { text, line });
    if (sharing === undefined) owns.set(`${column}\n${text}`, { text: own, line });
  };
}

function faultOf(
  column: string,
  own: string,
  known: Entry | undefined,
  sharing: Entry | undefined,
  text: string,
): { readonly rule: string; readonly message: string; readonly remedy: string } | undefined {
  const [name = column] = column.split("_");
  if (own === "")
    return {
      rule: "translates-nothing",
      message: `The sector has no ${name} that could be translated.`,
      remedy: `Fill in the ${name}, or empty this cell.`,
    };
  if (known !== undefined && known.text !== text)
    return {
      rule: "translated-otherwise",
      message: `Line ${known.line} translates the ${name} ${own} as “${known.text}”.`,
      remedy: "Write it alike on every row.",
    };
  if (sharing !== undefined && sharing.text !== own)
    return {
      rule: "translation-shared",
      message: `Line ${sharing.line} gives this name to the ${name} ${sharing.text}: readers could not tell the two apart.`,
      remedy: "Give each a name of its own.",
    };
  return undefined;
}
