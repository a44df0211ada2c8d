/** `redirects.csv` of a data folder: published addresses that have moved. */

import type { Redirect } from "../model/redirect.ts";
import { isAddress, isDay, isPageAddress } from "./address.ts";
import { checkText } from "./cell.ts";
import { openInput } from "./file.ts";
import { firstOfEachKind, type Reading } from "./problem.ts";
import type { ProblemLog } from "./problem-log.ts";
import { readTable } from "./table.ts";

export const REDIRECTS_FILE = "redirects.csv";

const FORM = {
  required: ["from", "to", "since", "note"],
  optional: [],
  further: "unknown",
} as const;

type Row = Omit<Redirect, "target">;

/**
 * Reads the redirects of a data folder, ordered by `from`; there are none where the file is not there. A chain of
 * redirects is followed to its end. Whether addresses exist is known only once the site is made (see
 * site/redirects.ts).
 */
export async function readRedirects(dataDir: string): Promise<Reading<readonly Redirect[]>> {
  const input = await openInput(dataDir, REDIRECTS_FILE, "optional");
  const { log } = input;
  const rows = new Map<string, Row>();
  if (input.bytes !== undefined)
    await readTable(input, FORM, (columns) => (cells, line) => {
      const cell = (name: (typeof FORM.required)[number]): string => cells[columns.of(name)] ?? "";
      const row = {
        from: cell("from"),
        to: cell("to"),
        since: cell("since"),
        note: cell("note"),
        file: log.file,
        line,
      };
      if (checkRow(row, rows, log)) rows.set(row.from, row);
    });
  const redirects = [...rows.values()].flatMap((row) => follow(row, rows, log));
  if (log.total() > 0)
    return {
      ok: false,
      problems: firstOfEachKind([...log.errors(), ...log.warnings()]),
      total: log.total() + log.totalWarnings(),
    };
  return {
    ok: true,
    value: redirects.sort((a, b) => (a.from < b.from ? -1 : 1)),
    warnings: log.warnings(),
  };
}

function checkRow(row: Row, rows: ReadonlyMap<string, Row>, log: ProblemLog): boolean {
  const { line, from, to, since, note } = row;
  const before = log.total();
  checkAddress(from, { line, column: "from" }, log);
  checkAddress(withoutFragment(to), { line, column: "to" }, log);
  if (!isDay(since))
    log.error({
      rule: "bad-date",
      line,
      column: "since",
      value: since,
      message: "This is no day of the calendar.",
      remedy: "Write the day from which the address leads elsewhere, such as 2027-01-31.",
    });
  checkText(note, { line, column: "note" }, log);
  if (log.total() > before) return false;
  if (isPageAddress(from) !== isPageAddress(withoutFragment(to))) {
    log.error({
      rule: "redirect-kind",
      line,
      column: "to",
      value: to,
      message: "A page can lead to a page only, and a file to a file.",
      remedy: 'Pages end in "/", files in a name with an ending.',
    });
    return false;
  }
  const twice = rows.get(from);
  if (twice === undefined) return true;
  log.error({
    rule: "redirect-twice",
    line,
    column: "from",
    value: from,
    message: `The address is redirected on line ${twice.line} already.`,
    remedy: "Remove one of the two rows.",
  });
  return false;
}

function checkAddress(
  address: string,
  place: { readonly line: number; readonly column: string },
  log: ProblemLog,
): void {
  if (isAddress(address)) return;
  const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\)/i.test(address);
  log.error({
    rule: elsewhere ? "redirect-elsewhere" : "bad-address",
    ...place,
    value: address,
    message: elsewhere
      ? "A redirect leads from one address of this site to another, never to another host."
      : "This is no address of the site.",
    remedy:
      "Write it from the site's root, without host and path prefix, such as /1998/clusters/ or /1998/data/growth.csv.",
  });
}

/** The redirect with its last target; none where it leads back to itself. */
function follow(row: Row, rows: ReadonlyMap<string, Row>, log: ProblemLog): readonly Redirect[] {
  const passed = [row.from];
  let target = row.to;
  for (;;) {
    const next = rows.get(withoutFragment(target));
    if (next === undefined) return [{ ...row, target }];
    if (passed.includes(next.from)) {
      // Rows that lead into a circle are not part of it: its own rows are named once each.
      if (next.from === row.from)
        log.error({
          rule: "redirect-cycle",
          line: row.line,
          column: "to",
          value: row.to,
          message: `The address leads back to itself: ${[...passed, row.from].join(" → ")}.`,
          remedy: "Let the last of them lead to a page that exists.",
        });
      return [];
    }
    passed.push(next.from);
    target = next.to;
  }
}

export function withoutFragment(address: string): string {
  return address.replace(/#[a-z0-9-]+$/, "");
}
