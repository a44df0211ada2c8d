/** The columns `group_id` and `branch_id`: ids of groups and branches that stay where names change. */

import { checkId } from "./cell.ts";
import type { ProblemLog } from "./problem-log.ts";

/** What first stood beside a name or an id, and on which line. */
interface Entry {
  readonly text: string;
  readonly line: number;
}

/** Reads the id of the group or branch of each row; undefined where the row has none. */
export type ClassIdReader = (
  column: "group_id" | "branch_id",
  name: string,
  id: string,
  line: number,
) => string | undefined;

/**
 * Where a table has the column, every group or branch has an id: the same on all its rows, and no other's. `has` says
 * whether it has.
 */
export function createClassIds(has: (column: string) => boolean, log: ProblemLog): ClassIdReader {
  const ids = new Map<string, Entry>();
  const names = new Map<string, Entry>();
  return (column, name, id, line) => {
    if (!has(column)) return undefined;
    const what = column === "group_id" ? "group" : "branch";
    const place = { line, column };
    if (name === "") {
      if (id !== "" && what === "branch")
        log.error({
          rule: "class-id-of-nothing",
          ...place,
          value: id,
          message: "The sector has no branch that could have an id.",
          remedy: "Fill in the branch, or empty this cell.",
        });
      return undefined;
    }
    const known = ids.get(`${column}\n${name}`);
    // The same fault on each row of a group is one fault.
    if (known?.text === id) return id;
    const isFit = checkId(id, place, log);
    if (known === undefined) ids.set(`${column}\n${name}`, { text: id, line });
    if (!isFit) return undefined;
    const sharing = names.get(`${column}\n${id}`);
    if (known !== undefined)
      log.error({
        rule: "class-id-otherwise",
        ...place,
        value: id,
        message: `The ${what} ${name} has the id ${known.text} on line ${known.line}.`,
        remedy: `Write one id on every row of the ${what}.`,
      });
    else if (sharing !== undefined && sharing.text !== name)
      log.error({
        rule: "class-id-shared",
        ...place,
        value: id,
        message: `It is the id of the ${what} ${sharing.text} on line ${sharing.line}.`,
        remedy: `Give each ${what} an id of its own, or write its name alike on every row.`,
      });
    if (sharing === undefined) names.set(`${column}\n${id}`, { text: name, line });
    return id;
  };
}
