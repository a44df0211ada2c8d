/** Rules that each built page must satisfy by itself. */

import type { Diagnostic } from "./failure.ts";
import type { PageScan } from "./page-scan.ts";

/** Sources of a policy that would let code or style from anywhere run. */
const UNSAFE_SOURCES = ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"];

/** What is wrong with the page at `page`, an address such as "/1998/clusters/". */
export function judgePage(page: string, scan: PageScan): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (element: string, message: string, value?: string): void => {
    found.push({ page, element, message, value });
  };
  if (scan.lang === undefined || scan.lang === "")
    report("<html>", "The page does not say its language (lang).");
  if (scan.title === "") report("<title>", "The page has no title.");
  if (scan.headings !== 1)
    report("<h1>", "The page must have exactly one main heading.", String(scan.headings));
  if (!scan.hasMain) report("<main>", 'There is no <main id="main">.');
  for (const id of duplicates(scan.ids)) report(`#${id}`, "Two elements have this id.", id);
  for (const element of scan.inline)
    report(element, "Code and style inside a page are refused by the content policy.");
  for (const chart of scan.emptyCharts)
    report("<figure data-chart>", "The chart has no picture without JavaScript.", chart);
  judgePolicy(scan.policy, report);
  return found;
}

function judgePolicy(
  policy: string | undefined,
  report: (element: string, message: string, value?: string) => void,
): void {
  const element = "<meta http-equiv=Content-Security-Policy>";
  if (policy === undefined) {
    report(element, "The page carries no content security policy.");
    return;
  }
  const directives = policy.split(";").map((directive) => directive.trim().split(/\s+/));
  if (!directives.some(([name]) => name === "default-src"))
    report(element, "The content security policy has no default-src.", policy);
  for (const [name, ...sources] of directives)
    for (const source of sources.filter((each) => UNSAFE_SOURCES.includes(each)))
      report(element, `The content security policy allows ${source} in ${name}.`, policy);
}

function duplicates(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}
