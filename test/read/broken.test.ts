/** What an analyst is told of an edition with many faults, word for word. */

import { join } from "node:path";
import { expect, it } from "vitest";
import { readEditions } from "../../src/read/editions.ts";
import { formatProblem } from "../../src/read/problem.ts";

const BROKEN = join(import.meta.dirname, "../fixtures/broken");

it("all faults of all files are told at once", async () => {
  const reading = await readEditions(BROKEN);
  if (reading.ok) expect.fail("The edition was taken as sound.");
  const place = /^.*\/broken\/2001\//;
  expect(reading.problems.map((problem) => formatProblem(problem).replace(place, ""))).toEqual([
    'datapackage.json:54: property klyngeatlas.published: "1 March 2001" – The property is not what it must be. Remedy: It must be a date of the calendar such as 1998-04-01.',
    "datapackage.json:53: property klyngeatlas.firmsUnit: The description lacks the property klyngeatlas.firmsUnit. Remedy: Add it: it is a text.",
    'datapackage.json:58: property klyngeatlas.criteria.locationQuotient: "{"above":1.5,"atLeast":1.5}" – The property is not what it must be. Remedy: It must be either {"above": number} or {"atLeast": number}.',
    'datapackage.json:63: property klyngeatlas.periods[1]: "[1996,1991]" – The property is not what it must be. Remedy: It must be an earlier year and a later one, in this order.',
    'regions.csv:3: "Sørøy" – The line has bytes that are not UTF-8 (lines with such bytes: 1); the word is shown as it reads in Latin-1 (Windows-1252). Remedy: Save the file as UTF-8; in Excel choose "CSV UTF-8 (Comma delimited)", not "CSV". Nothing needs to be typed again.',
    'sectors.csv:5: column sector: "boats" – The id stands on line 2 already. Remedy: Remove one of the rows, or give it another id.',
    'sectors.csv:6: column sector: "IT" – An id has small letters a to z, digits and hyphens only. Remedy: Write it such as it, here and in every other table.',
    'sectors.csv:6: column name: "" – The cell is empty. Remedy: Fill in the name.',
    'employment.csv:2: column jobs: "1 100" – The number has a thousands separator. Remedy: Write the digits alone, with a point before decimals: 1100.',
    'employment.csv:3: column jobs: "20,5" – The number has a decimal comma. Remedy: Write a point: 20.5.',
    'employment.csv:4: column firms: "0" – The cell has 80 jobs and no firm. Remedy: Correct the firms; where they are not known, leave the cell empty and give the row the flag x.',
    'employment.csv:5: column jobs: "" – The cell is empty, and no flag says why. Remedy: Give the figure, or the flag c (confidential) or x (not available).',
    'employment.csv:6: column flag: "c" – The flag says that a figure is withheld or missing, and both figures are given. Remedy: Empty the figure that must not be published, or remove the flag where both may be; e marks an estimate.',
    'employment.csv:7: column sector: "shipping" – sectors.csv has no sector of this id. Remedy: Add it to sectors.csv, or correct it.',
    'employment.csv:8: column year: "81" – This is no year. Remedy: Write a year of four digits, such as 1990.',
    'employment.csv:9: "1981,inland,engines,60,3,," – The row has 7 cells, the header 6. Remedy: Remove the extra delimiter, or put a text that holds "," in double quotes.',
    'employment.csv:12: column sector: "1991,fjord,boats" – The year, region and sector stand on line 11 already. Remedy: Remove one of the rows, or add the two together where they are parts.',
  ]);
  expect(reading.total).toBe(reading.problems.length);
});
