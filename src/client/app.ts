/** What every page loads: tools for tables, copy buttons, the offer to explore charts. A page works without it. */

import { keepCiteStyle } from "./cite-style.ts";
import { addCopyButton } from "./copy.ts";
import { offerExploring } from "./explore.ts";
import { loadExplorer } from "./load-explorer.ts";
import { loadFigures } from "./load-figures.ts";
import { loadMarks } from "./load-marks.ts";
import { offerPng } from "./png.ts";
import { enhanceTable } from "./table.ts";

const tables = [...document.querySelectorAll<HTMLTableElement>("table[data-interactive]")];
for (const [index, table] of tables.entries()) {
  // The explorer sorts and filters its own, together with the map.
  if (table.closest("[data-explorer]") === null)
    enhanceTable(table, index === 0 ? "" : `t${index + 1}-`);
}

keepCiteStyle(document.querySelectorAll<HTMLInputElement>("[name=cite-style]"));

for (const source of document.querySelectorAll<HTMLElement>("[data-copy]")) addCopyButton(source);

for (const list of document.querySelectorAll<HTMLElement>("[data-png]")) offerPng(list);

const bundle = document.documentElement.dataset.charts;
if (bundle !== undefined && bundle !== "") {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]"))
    offerExploring(figure, bundle);
}

const marks = document.documentElement.dataset.marks;
if (marks !== undefined && marks !== "") loadMarks(marks);

const foot = document.querySelector<HTMLElement>("[data-explain]");
if (foot !== null) loadFigures(foot);

const explorer = document.querySelector<HTMLElement>("[data-explorer]");
if (explorer !== null) loadExplorer(explorer);
