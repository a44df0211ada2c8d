/** One fault at a time in an edition that is otherwise sound: what is said of it, and that nothing else is. */

import { truncateSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/read/edition.ts";
import { formatProblem } from "../../src/read/problem.ts";
import { append, type Changes, line, swap, tinyText, withEdition } from "./edition-folder.ts";

interface Fault {
  readonly changes: Changes;
  readonly file: string;
  readonly rule: string;
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
  /** Words that the message or the remedy must have. */
  readonly says?: string;
}

const EMPLOYMENT = "employment.csv";
const REGIONS = "regions.csv";
const SECTORS = "sectors.csv";
const NATIONAL = "national.csv";
const PACKAGE = "datapackage.json";
const PUBLISHED = "published-figures.csv";
const CROSSWALK = "crosswalk.csv";
const GEOJSON = "regions.geojson";
const TOPOJSON = "regions.topojson";

/** The cell of the first row, 1981,fjord,boats,100,5. */
function firstRow(text: string): Changes {
  return { [EMPLOYMENT]: line(2, text) };
}

/** The tiny edition's employment with another delimiter. */
function delimited(mark: string): string {
  return tinyText(EMPLOYMENT).replaceAll(",", mark);
}

/** A number in the place of the first row's jobs, quoted so that it is one cell. */
function jobs(value: string, rule: string, says?: string): Fault {
  const changes = firstRow(`1981,fjord,boats,"${value}",5,`);
  const fault = { changes, file: EMPLOYMENT, rule, line: 2, column: "jobs", value };
  return says === undefined ? fault : { ...fault, says };
}

const NATIONAL_ROWS = [
  "year,sector,jobs,firms",
  "1981,boats,300,12",
  "1981,engines,300,10",
  "1981,services,900,",
  "1991,boats,300,",
  "1991,engines,300,",
  "1991,services,900,",
  "1996,boats,300,",
  "1996,engines,300,",
  "1996,services,900,",
];

function national(number: number, row: string | undefined): string {
  const rows =
    row === undefined
      ? NATIONAL_ROWS.toSpliced(number - 1, 1)
      : NATIONAL_ROWS.with(number - 1, row);
  return `${rows.join("\n")}\n`;
}

function crosswalk(...rows: readonly string[]): Changes {
  return { [CROSSWALK]: `${["kind,from,to,since,note", ...rows].join("\n")}\n` };
}

function manyRegions(count = 40_000): readonly string[] {
  return Array.from({ length: count }, (_, i) => `region-${i},Region,,,`);
}

function square(region: unknown, size = 1): unknown {
  const ring = [
    [0, 0],
    [size, 0],
    [size, size],
    [0, size],
    [0, 0],
  ];
  return {
    type: "Feature",
    properties: { region },
    geometry: { type: "Polygon", coordinates: [ring] },
  };
}

function collection(...features: readonly unknown[]): Changes {
  const all = [square("fjord"), square("inland"), square("soroy"), ...features];
  return { [GEOJSON]: JSON.stringify({ type: "FeatureCollection", features: all }) };
}

function described(change: (text: string) => string): Changes {
  return { [PACKAGE]: change };
}

/** A property of the description that is not what it must be. */
function property(
  from: string,
  to: string,
  expected: Omit<Fault, "changes" | "file" | "rule"> & { readonly rule?: string },
): Fault {
  return {
    changes: described(swap(from, to)),
    file: PACKAGE,
    rule: "property-value",
    ...expected,
  };
}

/** A table with one more column: a cell for each row, in their order. */
function withColumn(column: string, cells: readonly string[]): (text: string) => string {
  return (text) =>
    text
      .trimEnd()
      .split("\n")
      .map((row, n) => `${row},${n === 0 ? column : (cells[n - 1] ?? "")}\n`)
      .join("");
}

/** The sectors with the column group_nb, in the order of the rows. */
function groupsIn(names: readonly string[]): (text: string) => string {
  return withColumn("group_nb", names);
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

const FAULTS: Readonly<Record<string, Fault>> = {
  "no description": { changes: { [PACKAGE]: undefined }, file: PACKAGE, rule: "missing-file" },
  "no regions": { changes: { [REGIONS]: undefined }, file: REGIONS, rule: "missing-file" },
  "no sectors": { changes: { [SECTORS]: undefined }, file: SECTORS, rule: "missing-file" },
  "no employment": { changes: { [EMPLOYMENT]: undefined }, file: EMPLOYMENT, rule: "missing-file" },

  "an empty file": { changes: { [SECTORS]: "" }, file: SECTORS, rule: "empty-file", line: 1 },
  "a file of empty lines": {
    changes: { [SECTORS]: "\n\n" },
    file: SECTORS,
    rule: "empty-file",
    line: 1,
  },
  "a header and no rows": {
    changes: { [NATIONAL]: "year,sector,jobs,firms\n" },
    file: NATIONAL,
    rule: "no-rows",
    line: 1,
  },
  "a column missing": {
    changes: { [EMPLOYMENT]: line(1, "year,region,sector,work,firms,flag") },
    file: EMPLOYMENT,
    rule: "missing-column",
    line: 1,
    column: "jobs",
  },
  "a column written otherwise": {
    changes: { [REGIONS]: swap("latitude", "Latitude ") },
    file: REGIONS,
    rule: "missing-column",
    line: 1,
    column: "latitude",
    value: "Latitude ",
  },
  "a header twice": {
    changes: { [REGIONS]: swap("county", "name") },
    file: REGIONS,
    rule: "duplicate-header",
    line: 1,
    column: "name",
    value: "name",
    says: "Columns 2 and 5",
  },
  "a header that is blank": {
    changes: { [REGIONS]: swap("county", " ") },
    file: REGIONS,
    rule: "blank-header",
    line: 1,
    column: "number 5",
    value: " ",
  },
  "an extra delimiter": {
    changes: firstRow("1981,fjord,boats,100,5,,"),
    file: EMPLOYMENT,
    rule: "extra-cells",
    line: 2,
    value: "1981,fjord,boats,100,5,,",
    says: "7 cells, the header 6",
  },
  "a row too short": {
    changes: firstRow("1981,fjord,boats,100"),
    file: EMPLOYMENT,
    rule: "too-few-cells",
    line: 2,
    value: "1981,fjord,boats,100",
  },
  "a row of empty cells": {
    changes: { [EMPLOYMENT]: append(",,,,,") },
    file: EMPLOYMENT,
    rule: "blank-row",
    line: 29,
  },
  tabs: {
    changes: { [EMPLOYMENT]: delimited("\t") },
    file: EMPLOYMENT,
    rule: "wrong-delimiter",
    line: 1,
    value: "year\tregion\tsector\tjobs\tfirms\tflag",
    says: "tabs",
  },
  "vertical bars": {
    changes: { [EMPLOYMENT]: delimited("|") },
    file: EMPLOYMENT,
    rule: "wrong-delimiter",
    line: 1,
    value: "year|region|sector|jobs|firms|flag",
    says: "vertical bars",
  },
  "a quote that is not closed": {
    changes: { [REGIONS]: line(3, 'soroy,"Sørøy,10.4,59.3,South') },
    file: REGIONS,
    rule: "unclosed-quote",
    line: 3,
    value: '"Sørøy,10.4,59.3,South',
  },
  "a quote that closes lines later": {
    changes: { [SECTORS]: line(2, 'boats,"Boat building,Manufacturing,Vessels,3841') },
    file: SECTORS,
    rule: "misplaced-quote",
    line: 2,
    value: '"Boat building,Manufacturing,Vessels,3841',
    says: "line 3",
  },
  "a quote within a cell": {
    changes: { [SECTORS]: line(2, 'boats,Boat "building",Manufacturing,Vessels,3841') },
    file: SECTORS,
    rule: "misplaced-quote",
    line: 2,
    value: 'boats,Boat "building",Manufacturing,Vessels,3841',
  },
  "a quote in a further column that swallows a row": {
    changes: {
      [SECTORS]: (text) =>
        append('idle,Idle,Services,,9"')(line(4, 'services,Services,Services,,"9')(text)),
    },
    file: SECTORS,
    rule: "control-character",
    line: 4,
    column: "code",
    value: "9\nidle,Idle,Services,,9",
    says: "quote",
  },

  "UTF-16 with a mark": {
    changes: { [SECTORS]: Buffer.from(`\ufeff${tinyText(SECTORS)}`, "utf16le") },
    file: SECTORS,
    rule: "utf-16",
    line: 1,
  },
  "UTF-16 without a mark": {
    changes: { [SECTORS]: Buffer.from(tinyText(SECTORS), "utf16le") },
    file: SECTORS,
    rule: "nul-character",
    line: 1,
    value: "\0",
  },
  "Latin-1, as Excel saves it": {
    changes: { [REGIONS]: latin1(tinyText(REGIONS)) },
    file: REGIONS,
    rule: "not-utf-8",
    line: 3,
    value: "Sørøy",
    says: "CSV UTF-8",
  },
  "bytes that are no UTF-8": {
    changes: {
      [REGIONS]: Buffer.concat([Buffer.from(tinyText(REGIONS)), Buffer.from([0xc3, 0x28])]),
    },
    file: REGIONS,
    rule: "not-utf-8",
    line: 5,
    value: "Ã(",
  },
  "a NUL character": {
    changes: { [REGIONS]: swap("Inland", "In\0land") },
    file: REGIONS,
    rule: "nul-character",
    line: 4,
    value: "\0",
  },
  "a control character": {
    changes: { [REGIONS]: swap("Inland", "In\u0007land") },
    file: REGIONS,
    rule: "control-character",
    line: 4,
    value: "\u0007",
  },
  "a letter lost before": {
    changes: { [REGIONS]: swap("Sørøy", "S\ufffdr\ufffdy") },
    file: REGIONS,
    rule: "replacement-character",
    line: 3,
    value: "S\ufffdr\ufffdy",
  },
  "a name on two lines": {
    changes: { [REGIONS]: swap("Inland", '"In\nland"') },
    file: REGIONS,
    rule: "control-character",
    line: 4,
    column: "name",
    value: "In\nland",
  },
  "a fault below a cell of two lines": {
    changes: {
      [REGIONS]: (text) => append("fjord,Fjord,,,")(swap(",county", ',"county\r\nname"')(text)),
    },
    file: REGIONS,
    rule: "duplicate-id",
    line: 6,
    column: "region",
    value: "fjord",
    says: "line 3",
  },
  "a name with a tab": {
    changes: { [SECTORS]: swap("Boat building", "Boat\tbuilding") },
    file: SECTORS,
    rule: "control-character",
    line: 2,
    column: "name",
    value: "Boat\tbuilding",
  },
  "a name between spaces": {
    changes: { [SECTORS]: swap("Boat building", "Boat building ") },
    file: SECTORS,
    rule: "outer-space",
    line: 2,
    column: "name",
    value: "Boat building ",
  },
  "an empty name": {
    changes: { [REGIONS]: swap("Inland", "") },
    file: REGIONS,
    rule: "empty-cell",
    line: 4,
    column: "name",
    value: "",
  },
  "an empty group": {
    changes: { [SECTORS]: line(4, "services,Services,,,9") },
    file: SECTORS,
    rule: "empty-cell",
    line: 4,
    column: "group",
    value: "",
  },

  "a decimal comma": jobs("12,5", "decimal-comma", "12.5"),
  "a decimal comma between semicolons": {
    changes: { [EMPLOYMENT]: delimited(";").replace(";100;", ";100,25;") },
    file: EMPLOYMENT,
    rule: "decimal-comma",
    line: 2,
    column: "jobs",
    value: "100,25",
    says: "100.25",
  },
  "thousands by space": jobs("1 234", "thousands-separator", "1234."),
  "thousands by no-break space": jobs("1\u00a0234", "thousands-separator", "1234."),
  "thousands by narrow space": jobs("1\u202f234,5", "thousands-separator", "1234.5."),
  "thousands by comma": jobs("1,234", "thousands-separator", "1234."),
  "thousands by points": jobs("1.234.567", "thousands-separator", "1234567."),
  "thousands by points and a decimal comma": jobs("1.234,5", "thousands-separator", "1234.5."),
  "thousands by apostrophe": jobs("1'234", "thousands-separator", "1234."),
  "a negative number": jobs("-5", "negative-number"),
  "a true minus sign": jobs("−5", "negative-number"),
  NaN: jobs("NaN", "not-finite"),
  Infinity: jobs("Infinity", "not-finite"),
  "negative infinity": jobs("-inf", "not-finite"),
  overflow: jobs("1e400", "number-too-large"),
  "more than a million millions": jobs("1000000000001", "number-too-large"),
  "a word": jobs("many", "not-a-number"),
  "a hexadecimal number": jobs("0x10", "not-a-number"),
  "a mark for a missing figure": jobs("..", "missing-mark"),
  "a number between spaces": jobs(" 100", "outer-space"),
  "fractional firms": {
    changes: firstRow("1981,fjord,boats,100,5.5,"),
    file: EMPLOYMENT,
    rule: "fractional-firms",
    line: 2,
    column: "firms",
    value: "5.5",
  },
  "jobs without firms": {
    changes: firstRow("1981,fjord,boats,100,0,"),
    file: EMPLOYMENT,
    rule: "jobs-without-firms",
    line: 2,
    column: "firms",
    value: "0",
  },
  "an unknown region": {
    changes: firstRow("1981,fjell,boats,100,5,"),
    file: EMPLOYMENT,
    rule: "unknown-region",
    line: 2,
    column: "region",
    value: "fjell",
  },
  "a region in capitals": {
    changes: firstRow("1981,Fjord,boats,100,5,"),
    file: EMPLOYMENT,
    rule: "unknown-region",
    line: 2,
    column: "region",
    value: "Fjord",
    says: "Write fjord.",
  },
  "an unknown sector": {
    changes: firstRow("1981,fjord,ships,100,5,"),
    file: EMPLOYMENT,
    rule: "unknown-sector",
    line: 2,
    column: "sector",
    value: "ships",
  },
  "a sector called __proto__": {
    changes: firstRow("1981,fjord,__proto__,100,5,"),
    file: EMPLOYMENT,
    rule: "unknown-sector",
    line: 2,
    column: "sector",
    value: "__proto__",
  },
  "an unknown flag": {
    changes: firstRow("1981,fjord,boats,100,5,eq"),
    file: EMPLOYMENT,
    rule: "unknown-flag",
    line: 2,
    column: "flag",
    value: "eq",
  },
  "a year that is none": {
    changes: firstRow("1981.0,fjord,boats,100,5,"),
    file: EMPLOYMENT,
    rule: "bad-year",
    line: 2,
    column: "year",
    value: "1981.0",
  },
  "a year of two digits": {
    changes: firstRow("81,fjord,boats,100,5,"),
    file: EMPLOYMENT,
    rule: "bad-year",
    line: 2,
    column: "year",
    value: "81",
  },
  "an empty year": {
    changes: firstRow(",fjord,boats,100,5,"),
    file: EMPLOYMENT,
    rule: "empty-cell",
    line: 2,
    column: "year",
    value: "",
  },
  "a cell twice": {
    changes: { [EMPLOYMENT]: append("1981,fjord,boats,100,5,") },
    file: EMPLOYMENT,
    rule: "duplicate-cell",
    line: 29,
    column: "sector",
    value: "1981,fjord,boats",
    says: "line 2",
  },
  "empty jobs without a flag": {
    changes: firstRow("1981,fjord,boats,,5,"),
    file: EMPLOYMENT,
    rule: "empty-without-flag",
    line: 2,
    column: "jobs",
    value: "",
  },
  "empty firms with a flag that is no reason": {
    changes: firstRow("1981,fjord,boats,100,,e"),
    file: EMPLOYMENT,
    rule: "empty-without-flag",
    line: 2,
    column: "firms",
    value: "",
  },
  "figures beside the flag c": {
    changes: firstRow("1981,fjord,boats,100,5,c"),
    file: EMPLOYMENT,
    rule: "value-with-flag",
    line: 2,
    column: "flag",
    value: "c",
  },
  "figures beside the flag x": {
    changes: firstRow("1981,fjord,boats,100,5,ex"),
    file: EMPLOYMENT,
    rule: "value-with-flag",
    line: 2,
    column: "flag",
    value: "ex",
  },

  "an id with a capital": {
    changes: { [SECTORS]: append("Sea,Sea,Services,,") },
    file: SECTORS,
    rule: "id-characters",
    line: 5,
    column: "sector",
    value: "Sea",
    says: "such as sea",
  },
  "an id with a Norwegian letter": {
    changes: { [SECTORS]: append("sjø bruk,Sea,Services,,") },
    file: SECTORS,
    rule: "id-characters",
    line: 5,
    column: "sector",
    value: "sjø bruk",
    says: "such as sjo-bruk",
  },
  "an id that leaves the folder": {
    changes: { [SECTORS]: append("../x,Sea,Services,,") },
    file: SECTORS,
    rule: "id-characters",
    line: 5,
    column: "sector",
    value: "../x",
  },
  "an empty id": {
    changes: { [SECTORS]: append(",Sea,Services,,") },
    file: SECTORS,
    rule: "empty-cell",
    line: 5,
    column: "sector",
    value: "",
  },
  "an id too long for a folder": {
    changes: { [SECTORS]: append(`${"s".repeat(101)},Sea,Services,,`) },
    file: SECTORS,
    rule: "id-too-long",
    line: 5,
    column: "sector",
    value: "s".repeat(101),
  },
  "ids that differ in capitals only": {
    changes: { [SECTORS]: append("Boats,Sea,Services,,") },
    file: SECTORS,
    rule: "id-case",
    line: 5,
    column: "sector",
    value: "Boats",
    says: "boats, on line 2",
  },
  "a region twice": {
    changes: { [REGIONS]: append("fjord,Fjord,,,") },
    file: REGIONS,
    rule: "duplicate-id",
    line: 5,
    column: "region",
    value: "fjord",
    says: "line 2",
  },
  "a sector twice": {
    changes: { [SECTORS]: append("boats,Boats,Services,,") },
    file: SECTORS,
    rule: "duplicate-id",
    line: 5,
    column: "sector",
    value: "boats",
    says: "line 2",
  },
  "a region called nation": {
    changes: {
      [REGIONS]: append("nation,Nation,,,"),
      [EMPLOYMENT]: append("1981,nation,boats,1,1,"),
    },
    file: REGIONS,
    rule: "reserved-region",
    line: 5,
    column: "region",
    value: "nation",
  },
  "a longitude in metres": {
    changes: { [REGIONS]: swap(",6.1,", ",325000,") },
    file: REGIONS,
    rule: "coordinate-range",
    line: 2,
    column: "longitude",
    value: "325000",
  },
  "a latitude beyond the pole": {
    changes: { [REGIONS]: swap(",62.4,", ",-90.5,") },
    file: REGIONS,
    rule: "coordinate-range",
    line: 2,
    column: "latitude",
    value: "-90.5",
  },
  "a longitude alone": {
    changes: { [REGIONS]: swap("6.1,62.4", "6.1,") },
    file: REGIONS,
    rule: "half-coordinates",
    line: 2,
    column: "latitude",
    value: "",
  },
  "a latitude alone": {
    changes: { [REGIONS]: swap("6.1,62.4", ",62.4") },
    file: REGIONS,
    rule: "half-coordinates",
    line: 2,
    column: "longitude",
    value: "",
  },
  "a coordinate that is no number": {
    changes: { [REGIONS]: swap("6.1,62.4", "6.1,62°24′") },
    file: REGIONS,
    rule: "not-a-number",
    line: 2,
    column: "latitude",
    value: "62°24′",
  },
  "a region without rows": {
    changes: { [REGIONS]: append("empty,Empty,,,") },
    file: REGIONS,
    rule: "region-without-jobs",
    line: 5,
    column: "region",
    value: "empty",
  },
  "a region whose rows say none": {
    changes: {
      [REGIONS]: append("empty,Empty,,,"),
      [EMPLOYMENT]: append("1981,empty,boats,0,0,"),
    },
    file: REGIONS,
    rule: "region-without-jobs",
    line: 5,
    column: "region",
    value: "empty",
  },

  "a national total below its regions": {
    changes: { [NATIONAL]: national(2, "1981,boats,199.999,12") },
    file: NATIONAL,
    rule: "national-total-too-small",
    line: 2,
    column: "jobs",
    value: "199.999",
    says: "200",
  },
  "national firms below those of the regions": {
    changes: { [NATIONAL]: national(2, "1981,boats,200,9") },
    file: NATIONAL,
    rule: "national-total-too-small",
    line: 2,
    column: "firms",
    value: "9",
    says: "10",
  },
  "a national total missing": {
    changes: { [NATIONAL]: national(5, undefined) },
    file: NATIONAL,
    rule: "national-total-missing",
    column: "sector",
    value: "boats",
    says: "1991",
  },
  "an empty national total": {
    changes: { [NATIONAL]: national(2, "1981,boats,,12") },
    file: NATIONAL,
    rule: "empty-cell",
    line: 2,
    column: "jobs",
    value: "",
  },
  "a national total twice": {
    changes: { [NATIONAL]: `${national(2, "1981,boats,300,12")}1981,boats,300,12\n` },
    file: NATIONAL,
    rule: "duplicate-cell",
    line: 11,
    column: "sector",
    value: "1981,boats",
    says: "line 2",
  },
  "a national total of an unknown sector": {
    changes: { [NATIONAL]: `${national(2, "1981,boats,300,12")}1981,ships,300,12\n` },
    file: NATIONAL,
    rule: "unknown-sector",
    line: 11,
    column: "sector",
    value: "ships",
  },
  "fractional national firms": {
    changes: { [NATIONAL]: national(2, "1981,boats,300,12.5") },
    file: NATIONAL,
    rule: "fractional-firms",
    line: 2,
    column: "firms",
    value: "12.5",
  },
  "a national total that is no number": {
    changes: { [NATIONAL]: national(2, "1981,boats,many,12") },
    file: NATIONAL,
    rule: "not-a-number",
    line: 2,
    column: "jobs",
    value: "many",
  },

  "a published figure twice": {
    changes: { [PUBLISHED]: append("tiny.count,1,,,s,m,equals,1,jobs,,,,") },
    file: PUBLISHED,
    rule: "duplicate-id",
    line: 5,
    column: "id",
    value: "tiny.count",
    says: "line 2",
  },
  "a published figure without an id": {
    changes: { [PUBLISHED]: append(",1,,,s,m,equals,1,jobs,,,,") },
    file: PUBLISHED,
    rule: "empty-cell",
    line: 5,
    column: "id",
    value: "",
  },
  "a published figure that is no number": {
    changes: { [PUBLISHED]: append("tiny.more,1,,,s,m,equals,one,jobs,,,,") },
    file: PUBLISHED,
    rule: "not-a-number",
    line: 5,
    column: "value",
    value: "one",
  },
  "a published figure of a year that is none": {
    changes: { [PUBLISHED]: append("tiny.more,1,1990s,,s,m,equals,1,jobs,,,,") },
    file: PUBLISHED,
    rule: "bad-year",
    line: 5,
    column: "year_from",
    value: "1990s",
  },
  "a line break in a note": {
    changes: { [PUBLISHED]: append('tiny.more,1,,,s,m,equals,1,jobs,"a\nb",,,') },
    file: PUBLISHED,
    rule: "control-character",
    line: 5,
    column: "note",
    value: "a\nb",
  },

  "a crosswalk of something else": {
    changes: crosswalk("county,old,fjord,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-kind",
    line: 2,
    column: "kind",
    value: "county",
  },
  "a crosswalk from an id that is none": {
    changes: crosswalk("region,Old,fjord,1990,"),
    file: CROSSWALK,
    rule: "id-characters",
    line: 2,
    column: "from",
    value: "Old",
  },
  "a crosswalk since some day": {
    changes: crosswalk("region,old,fjord,long ago,"),
    file: CROSSWALK,
    rule: "bad-year",
    line: 2,
    column: "since",
    value: "long ago",
  },
  "a crosswalk from nothing": {
    changes: crosswalk("region,,fjord,1990,"),
    file: CROSSWALK,
    rule: "empty-cell",
    line: 2,
    column: "from",
    value: "",
  },
  "an id that becomes itself": {
    changes: crosswalk("region,old,fjord,1990,", "region,fjord,fjord,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-self",
    line: 3,
    column: "to",
    value: "fjord",
  },
  "a change told twice": {
    changes: crosswalk("region,old,fjord,1990,", "region,old,fjord,1990,again"),
    file: CROSSWALK,
    rule: "crosswalk-repeated",
    line: 3,
    column: "to",
    value: "fjord",
    says: "Line 2 says the same",
  },
  "a change told with two years": {
    changes: crosswalk("region,old,fjord,1990,", "region,old,fjord,1991,"),
    file: CROSSWALK,
    rule: "crosswalk-repeated",
    line: 3,
    column: "since",
    value: "1991",
    says: "became fjord in 1990, this one in 1991",
  },
  "changes in a circle": {
    changes: crosswalk("sector,a,b,1990,", "sector,b,c,1991,", "sector,c,a,1992,"),
    file: CROSSWALK,
    rule: "crosswalk-cycle",
    line: 4,
    column: "to",
    value: "a",
    says: "c → a → b → c",
  },
  "an end that is none, by another row": {
    changes: crosswalk("region,old,fjord,1990,", "region,old,,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-ended",
    line: 3,
    column: "to",
    value: "",
    says: "line 2",
  },
  "an end that is none, by the figures": {
    changes: crosswalk("region,fjord,,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-ended",
    line: 2,
    column: "to",
    value: "",
    says: "employment.csv",
  },
  "a change into a region of no edition": {
    changes: crosswalk("region,old,fjrd,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-to-unknown",
    line: 2,
    column: "to",
    value: "fjrd",
  },
  "a change into a region mistyped": {
    changes: crosswalk("region,old,fj-ord,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-to-unknown",
    line: 2,
    column: "to",
    value: "fj-ord",
    says: "Write fjord",
  },
  "a change before what it follows": {
    changes: crosswalk("region,old,between,1995,", "region,between,fjord,1990,"),
    file: CROSSWALK,
    rule: "crosswalk-order",
    line: 2,
    column: "since",
    value: "1995",
    says: "line 3",
  },

  "boundaries that are no JSON": {
    changes: { [GEOJSON]: '{\n"type": }' },
    file: GEOJSON,
    rule: "json-syntax",
    line: 2,
  },
  "boundaries that are no collection": {
    changes: { [GEOJSON]: JSON.stringify(square("fjord")) },
    file: GEOJSON,
    rule: "boundary-form",
    column: "type",
    value: "Feature",
  },
  "a topology without arcs": {
    changes: {
      [TOPOJSON]: JSON.stringify({
        type: "Topology",
        arcs: [],
        objects: { a: { type: "Polygon", arcs: [[0]], properties: { region: "fjord" } } },
      }),
    },
    file: TOPOJSON,
    rule: "boundary-form",
    column: "type",
    value: "Topology",
  },
  "boundaries twice": {
    changes: {
      ...collection(),
      [TOPOJSON]: JSON.stringify({ type: "Topology", arcs: [], objects: {} }),
    },
    file: TOPOJSON,
    rule: "two-boundary-files",
  },
  "a feature without a region": {
    changes: collection(square(undefined)),
    file: GEOJSON,
    rule: "boundary-region",
    column: "features[3].properties.region",
  },
  "a feature whose region is a number": {
    changes: collection(square(17)),
    file: GEOJSON,
    rule: "boundary-region",
    column: "features[3].properties.region",
    value: "17",
  },
  "a feature of an unknown region": {
    changes: collection(square("fjell")),
    file: GEOJSON,
    rule: "unknown-region",
    column: "features[3].properties.region",
    value: "fjell",
  },
  "two features of a region": {
    changes: collection(square("fjord")),
    file: GEOJSON,
    rule: "duplicate-id",
    column: "features[3].properties.region",
    value: "fjord",
  },
  "a point for a region": {
    changes: {
      [REGIONS]: append("dot,Dot,,,"),
      [EMPLOYMENT]: append("1981,dot,boats,1,1,"),
      ...collection({
        type: "Feature",
        properties: { region: "dot" },
        geometry: { type: "Point", coordinates: [1, 1] },
      }),
    },
    file: GEOJSON,
    rule: "boundary-geometry",
    column: "features[3].geometry",
    value: "dot",
  },
  "boundaries in metres": {
    changes: {
      [REGIONS]: append("utm,Utm,,,"),
      [EMPLOYMENT]: append("1981,utm,boats,1,1,"),
      ...collection(square("utm", 500)),
    },
    file: GEOJSON,
    rule: "coordinate-range",
    column: "features[3].geometry",
    value: "500, 0",
  },

  "a description that is no JSON": {
    changes: described(swap('"jobsUnit": "employees",', '"jobsUnit": "employees"')),
    file: PACKAGE,
    rule: "json-syntax",
    line: 57,
    says: "A comma or } is expected (character 5 of the line)",
  },
  "a comma after the last property": {
    changes: described(swap('"notes": ["All figures are made up for tests."]', '"notes": [],')),
    file: PACKAGE,
    rule: "json-syntax",
    line: 67,
  },
  "a property twice": property(
    '"status": "modelled",',
    '"status": "modelled", "published": "2001-03-01",',
    {
      rule: "repeated-property",
      line: 55,
      column: "klyngeatlas.published",
    },
  ),
  "no property klyngeatlas": property('"klyngeatlas": {', '"else": {', {
    rule: "missing-property",
    line: 1,
    column: "klyngeatlas",
  }),
  "no title": property('"title": "Three', '"heading": "Three', {
    rule: "missing-property",
    line: 1,
    column: "title",
  }),
  "no date of publication": property('    "published": "2001-03-01",\n', "", {
    rule: "missing-property",
    line: 53,
    column: "klyngeatlas.published",
  }),
  "no date of creation": property('  "created": "2001-03-01T00:00:00Z",\n', "", {
    rule: "missing-property",
    line: 1,
    column: "created",
  }),
  "no cluster years": property('    "clusterYears": [1981, 1991],\n', "", {
    rule: "missing-property",
    line: 53,
    column: "klyngeatlas.clusterYears",
  }),
  "an empty list of cluster years": property("[1981, 1991],\n", "[],\n", {
    line: 63,
    column: "klyngeatlas.clusterYears",
    value: "[]",
  }),
  "a year in quotes": property("[1981, 1991],\n", '[1981, "1991"],\n', {
    line: 63,
    column: "klyngeatlas.clusterYears[1]",
    value: "1991",
    says: "without quotes",
  }),
  "a cluster year twice": property("[1981, 1991],\n", "[1981, 1981],\n", {
    rule: "repeated-year",
    line: 63,
    column: "klyngeatlas.clusterYears",
    value: "[1981,1981]",
  }),
  "a cluster year without data": property("[1981, 1991],\n", "[1981, 1990],\n", {
    rule: "year-without-data",
    line: 63,
    column: "klyngeatlas.clusterYears",
    value: "1990",
    says: "1981, 1991, 1996",
  }),
  "a period without data": property("[1991, 1996]]", "[1991, 1997]]", {
    rule: "year-without-data",
    line: 64,
    column: "klyngeatlas.periods[1][1]",
    value: "1997",
  }),
  "a period that runs backwards": property("[1991, 1996]]", "[1996, 1991]]", {
    rule: "reversed-period",
    line: 64,
    column: "klyngeatlas.periods[1]",
    value: "[1996,1991]",
  }),
  "a period of one year": property("[1991, 1996]]", "[1991, 1991]]", {
    rule: "reversed-period",
    line: 64,
    column: "klyngeatlas.periods[1]",
    value: "[1991,1991]",
  }),
  "a period of three years": property("[1991, 1996]]", "[1991, 1996, 2001]]", {
    line: 64,
    column: "klyngeatlas.periods[1]",
    value: "[1991,1996,2001]",
  }),
  "a status that is neither": property('"modelled"', '"guessed"', {
    line: 55,
    column: "klyngeatlas.status",
    value: "guessed",
    says: '"observed" or "modelled"',
  }),
  "a unit that is a number": property('"employees"', "7", {
    line: 56,
    column: "klyngeatlas.jobsUnit",
    value: "7",
  }),
  "an empty unit": property('"employees"', '""', {
    line: 56,
    column: "klyngeatlas.jobsUnit",
    value: "",
  }),
  "a criterion with both bounds": property('"above": 1.5', '"above": 1.5, "atLeast": 2', {
    line: 59,
    column: "klyngeatlas.criteria.locationQuotient",
    value: '{"above":1.5,"atLeast":2}',
    says: "either",
  }),
  "a criterion with neither bound": property('"atLeast": 20', "", {
    line: 60,
    column: "klyngeatlas.criteria.jobs",
    value: "{}",
    says: "either",
  }),
  "a criterion that is negative": property('"atLeast": 20', '"atLeast": -20', {
    line: 60,
    column: "klyngeatlas.criteria.jobs.atLeast",
    value: "-20",
  }),
  "a criterion missing": property(',\n      "firms": { "atLeast": 2 }', "", {
    rule: "missing-property",
    line: 58,
    column: "klyngeatlas.criteria.firms",
  }),
  "a date the Norwegian way": property('"published": "2001-03-01"', '"published": "01.03.2001"', {
    rule: "bad-date",
    line: 54,
    column: "klyngeatlas.published",
    value: "01.03.2001",
  }),
  "an id that is meant as a DOI and is none": property(
    '"name": "tiny-2001",',
    '"id": "https://doi.org/zenodo.1234", "name": "tiny-2001",',
    { rule: "bad-doi", line: 2, column: "id", value: "https://doi.org/zenodo.1234" },
  ),
  "a place identified by no address": property(
    '"published": "2001-03-01"',
    '"place": { "name": "Norway", "sameAs": "Q20" }, "published": "2001-03-01"',
    { rule: "property-value", line: 54, column: "klyngeatlas.place.sameAs", value: "Q20" },
  ),
  "a date that the calendar lacks": property(
    '"published": "2001-03-01"',
    '"published": "2001-02-29"',
    {
      rule: "bad-date",
      line: 54,
      column: "klyngeatlas.published",
      value: "2001-02-29",
    },
  ),
  "a space around a name in a language": {
    changes: {
      [REGIONS]: (text) =>
        text
          .replace(/\n/g, ",\n")
          .replace("county,", "county,name_nb")
          .replace("West,", "West,Fjorden "),
    },
    file: REGIONS,
    rule: "outer-space",
    line: 2,
    column: "name_nb",
    value: "Fjorden ",
  },
  "a group with two names in a language": {
    changes: { [SECTORS]: groupsIn(["Industri", "Vareproduksjon", "Tjenester"]) },
    file: SECTORS,
    rule: "translated-otherwise",
    line: 3,
    column: "group_nb",
    value: "Vareproduksjon",
    says: "Line 2 translates the group Manufacturing as “Industri”",
  },
  "two groups with one name in a language": {
    changes: { [SECTORS]: groupsIn(["Industri", "", "Industri"]) },
    file: SECTORS,
    rule: "translation-shared",
    line: 4,
    column: "group_nb",
    value: "Industri",
    says: "the group Manufacturing",
  },
  "a branch in a language where the sector has none": {
    changes: {
      [SECTORS]: (text) =>
        text
          .replace(/\n(?=.)/g, ",\n")
          .replace("code,", "code,branch_nb")
          .replace(",9\n", ",9,Tjenester\n"),
    },
    file: SECTORS,
    rule: "translates-nothing",
    line: 4,
    column: "branch_nb",
    value: "Tjenester",
  },
  "an address elsewhere that is none": {
    changes: { [REGIONS]: withColumn("same_as", ["https://x.example/1; Q585", "", ""]) },
    file: REGIONS,
    rule: "same-as-address",
    line: 2,
    column: "same_as",
    value: "Q585",
    says: "https://www.wikidata.org/entity/",
  },
  "an address elsewhere of another kind": {
    changes: { [SECTORS]: withColumn("same_as", ["", "javascript:alert(1)", ""]) },
    file: SECTORS,
    rule: "same-as-address",
    line: 3,
    column: "same_as",
    value: "javascript:alert(1)",
  },
  "an address elsewhere that stands twice": {
    changes: { [REGIONS]: withColumn("same_as", ["", "", "http://x.example http://x.example"]) },
    file: REGIONS,
    rule: "same-as-repeated",
    line: 4,
    column: "same_as",
    value: "http://x.example",
  },
  "a group with two ids": {
    changes: { [SECTORS]: withColumn("group_id", ["makers", "makings", "services"]) },
    file: SECTORS,
    rule: "class-id-otherwise",
    line: 3,
    column: "group_id",
    value: "makings",
    says: "has the id makers on line 2",
  },
  "two groups with one id": {
    changes: { [SECTORS]: withColumn("group_id", ["makers", "makers", "makers"]) },
    file: SECTORS,
    rule: "class-id-shared",
    line: 4,
    column: "group_id",
    value: "makers",
    says: "the group Manufacturing on line 2",
  },
  "a group without the id that others have": {
    changes: { [SECTORS]: withColumn("group_id", ["makers", "makers", ""]) },
    file: SECTORS,
    rule: "empty-cell",
    line: 4,
    column: "group_id",
    value: "",
  },
  "an id of a branch that is no id": {
    changes: { [SECTORS]: withColumn("branch_id", ["Big boats", "Big boats", ""]) },
    file: SECTORS,
    rule: "id-characters",
    line: 2,
    column: "branch_id",
    value: "Big boats",
  },
  "an id of a branch where the sector has none": {
    changes: { [SECTORS]: withColumn("branch_id", ["vessels", "vessels", "rest"]) },
    file: SECTORS,
    rule: "class-id-of-nothing",
    line: 4,
    column: "branch_id",
    value: "rest",
  },
  "a list of notes that is translated in part": property(
    '"notes": ["All figures are made up for tests."]',
    '"notes": ["All figures are made up for tests."], "translations": {"nb": {"notes": []}}',
    {
      rule: "translation-incomplete",
      line: 66,
      column: "klyngeatlas.translations.nb.notes",
      value: "[]",
      says: "1 texts, one for each of klyngeatlas.notes",
    },
  ),
  "a break of another year in a language": property(
    '"notes": ["All figures are made up for tests."]',
    '"notes": [], "translations": {"nb": {"breaks": [{"year": 1995, "note": "Ny måling."}]}}',
    {
      rule: "translation-incomplete",
      line: 66,
      column: "klyngeatlas.translations.nb.breaks[0].year",
      value: "1995",
    },
  ),
  "a property that no translation has": property(
    '"notes": ["All figures are made up for tests."]',
    '"notes": [], "translations": {"nb": {"tittel": "Tre regioner"}}',
    {
      line: 66,
      column: "klyngeatlas.translations.nb",
      value: '{"tittel":"Tre regioner"}',
      says: "title, description, jobsUnit",
    },
  ),
  "a control character in a note": property("All figures", "All\\u0007 figures", {
    rule: "control-character",
    line: 66,
    column: "klyngeatlas.notes[0]",
    value: "All\u0007 figures are made up for tests.",
  }),
  "half a character in the title": property('"title": "Three', '"title": "\\ud83dThree', {
    rule: "control-character",
    line: 3,
    column: "title",
    value: "\ud83dThree regions and three sectors, made up for tests",
  }),
  "a listed file that is not there": property('"path": "sectors.csv"', '"path": "branches.csv"', {
    rule: "missing-resource",
    line: 27,
    column: "resources[1].path",
    value: "branches.csv",
  }),
  "a list of files of which one is not there": property(
    '"path": "sectors.csv"',
    '"path": ["sectors.csv", "more.csv"]',
    { rule: "missing-resource", line: 27, column: "resources[1].path[1]", value: "more.csv" },
  ),
  "a listed file outside the folder": property(
    '"path": "sectors.csv"',
    '"path": "../sectors.csv"',
    {
      rule: "resource-path",
      line: 27,
      column: "resources[1].path",
      value: "../sectors.csv",
    },
  ),
  "a listed file with an absolute path": property(
    '"path": "sectors.csv"',
    '"path": "/sectors.csv"',
    {
      rule: "resource-path",
      line: 27,
      column: "resources[1].path",
      value: "/sectors.csv",
    },
  ),
  "a source without a title": property('{ "title": "Made up for tests" }', '{ "name": "x" }', {
    rule: "missing-property",
    line: 9,
    column: "sources[0].title",
  }),
  "a description that is a list": {
    changes: { [PACKAGE]: "[]" },
    file: PACKAGE,
    rule: "property-value",
    line: 1,
    value: "[]",
  },
  "a description that is Latin-1": {
    changes: { [PACKAGE]: latin1(tinyText(PACKAGE).replace("Three regions", "Tre områder")) },
    file: PACKAGE,
    rule: "not-utf-8",
    line: 3,
    value: "områder",
  },
};

describe("a fault in an edition", () => {
  it.each(Object.entries(FAULTS))("%s", async (_, fault) => {
    await withEdition(fault.changes, async (folder) => {
      const reading = await readEdition(folder);
      if (reading.ok) expect.fail("The edition was taken as sound.");
      const errors = reading.problems.filter(({ severity }) => severity === "error");
      expect(errors.map(({ rule }) => rule)).toEqual([fault.rule]);
      expect(reading.total).toBe(reading.problems.length);
      const problem = errors[0];
      expect(problem).toMatchObject({
        severity: "error",
        file: `${folder}/${fault.file}`,
        line: fault.line,
        column: fault.column,
        value: fault.value,
      });
      if (problem === undefined) return;
      expect(problem.message).toMatch(/^(?:[A-Z]|[a-z]+\.csv ).*\.$/s);
      expect(problem.remedy).toMatch(/\.$/);
      expect(`${problem.message} ${problem.remedy}`).toContain(fault.says ?? "");
      expect(formatProblem(problem)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    });
  });

  it("in each of several files is found at once", async () => {
    const changes = {
      [REGIONS]: append("fjord,Fjord,,,"),
      [SECTORS]: swap("Boat building", ""),
      [EMPLOYMENT]: line(2, "1981,fjord,boats,100,0,"),
      [PACKAGE]: swap('"modelled"', '"guessed"'),
      [PUBLISHED]: swap("tiny.count", ""),
      [CROSSWALK]: "kind,from,to,since,note\nx,a,b,1990,\n",
      [NATIONAL]: "year,sector,jobs\n1981,ships,1\n",
      [GEOJSON]: "{",
    };
    await withEdition(changes, async (folder) => {
      const reading = await readEdition(folder);
      if (reading.ok) expect.fail("The edition was taken as sound.");
      const files = reading.problems.map(({ file }) => file.slice(folder.length + 1));
      expect(files.toSorted()).toEqual(Object.keys(changes).toSorted());
    });
  });

  it("comes with the warning that explains it", async () => {
    const changes = {
      [EMPLOYMENT]: (text: string) => swap("flag", "flags")(line(2, "1981,fjord,boats,,5,c")(text)),
    };
    await withEdition(changes, async (folder) => {
      const reading = await readEdition(folder);
      if (reading.ok) expect.fail("The edition was taken as sound.");
      expect(reading.problems.map(({ severity, rule }) => [severity, rule])).toEqual([
        ["error", "empty-without-flag"],
        ["warning", "unknown-column"],
      ]);
      expect(reading.total).toBe(2);
    });
  });

  it("in a file too large for one text is named without reading it", async () => {
    await withEdition({}, async (folder) => {
      truncateSync(`${folder}/${EMPLOYMENT}`, 1e9);
      const reading = await readEdition(folder);
      if (reading.ok) expect.fail("The edition was taken as sound.");
      expect(reading.problems).toEqual([expect.objectContaining({ rule: "file-too-large" })]);
    });
  });

  // Each of these took between ten seconds and eight minutes where a step looked through all that came before.
  it.each<[string, Changes, string, number]>([
    [
      "regions without jobs",
      { [REGIONS]: append(...manyRegions()) },
      "region-without-jobs",
      40_000,
    ],
    [
      "rows of unknown regions",
      {
        [REGIONS]: append(...manyRegions(2000)),
        [EMPLOYMENT]: append(
          ...Array.from({ length: 40_000 }, (_, i) => `1981,other-${i},boats,1,1,`),
        ),
      },
      "unknown-region",
      40_000,
    ],
    [
      "quoted cells, of which the last is not closed",
      {
        [EMPLOYMENT]: append(
          ...Array.from({ length: 40_000 }, () => '"1981","fjord","boats","1","1",""'),
          '"1981',
        ),
      },
      "unclosed-quote",
      1,
    ],
  ])("is found among many %s", async (_, changes, rule, least) => {
    await withEdition(changes, async (folder) => {
      const reading = await readEdition(folder);
      if (reading.ok) expect.fail("The edition was taken as sound.");
      expect(reading.problems.map((problem) => problem.rule)).toContain(rule);
      expect(reading.total).toBeGreaterThanOrEqual(least);
    });
  });

  it("on every row does not hide another, and all are counted", async () => {
    const rows = Array.from({ length: 500 }, () => "1981,fjell,boats,1,1,");
    await withEdition({ [EMPLOYMENT]: append(...rows, "19,fjord,boats,1,1,") }, async (folder) => {
      const reading = await readEdition(folder);
      if (reading.ok) expect.fail("The edition was taken as sound.");
      expect(reading.total).toBe(501);
      expect(reading.problems).toHaveLength(50);
      expect(reading.problems.at(-1)).toMatchObject({ rule: "bad-year", line: 529 });
    });
  });
});
