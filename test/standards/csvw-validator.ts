/**
 * A validator for CSV on the Web: of metadata as in "Metadata Vocabulary for Tabular Data", and of tables as in "Model
 * for Tabular Data and Metadata on the Web" (W3C Recommendations, 2015), as far as metadata of tables published here
 * go. What it does not know it objects to, rather than let it pass: transformations, virtual columns, separators,
 * formats of numbers and dates, metadata that are found or inherited.
 */

import { parse } from "csv-parse/sync";
import type { Json } from "./published.ts";

const CONTEXT = "http://www.w3.org/ns/csvw";

/** Prefixes of the initial context that are of use here. */
const PREFIXES = new Set(
  "cc csvw dc dcat dcterms foaf org owl prov rdf rdfs schema skos void xsd".split(" "),
);

type Check = (value: Json, say: Say) => void;
type Say = (objection: string) => void;
type Properties = Readonly<Record<string, Check>>;

/** What each kind of object may have; other properties must be prefixed names or addresses. */
const isText: Check = (value, say) => {
  if (typeof value !== "string") say("is no text");
};
const isBoolean: Check = (value, say) => {
  if (typeof value !== "boolean") say("is no boolean");
};
const isCount: Check = (value, say) => {
  if (!Number.isInteger(value) || value < 0) say("is no whole number from 0 on");
};
const isLink: Check = (value, say) => {
  if (typeof value !== "string" || value === "" || value.startsWith("_:")) say("is no link");
};
const isTypeOf =
  (name: string): Check =>
  (value, say) => {
    if (value !== name) say(`must be ${name}`);
  };
const anything: Check = () => {};

const INHERITED: Properties = {
  aboutUrl: isText,
  datatype: checkDatatype,
  default: isText,
  lang: isText,
  null: (value, say) => {
    if (![value].flat().every((one: Json) => typeof one === "string")) say("is no text or texts");
  },
  propertyUrl: isText,
  required: isBoolean,
  valueUrl: isText,
};

const TABLE: Properties = {
  ...INHERITED,
  "@id": isLink,
  "@type": isTypeOf("Table"),
  dialect: checkDialect,
  notes: checkNotes,
  suppressOutput: isBoolean,
  tableSchema: anything,
  url: isLink,
};

const GROUP: Properties = {
  ...INHERITED,
  "@context": anything,
  "@id": isLink,
  "@type": isTypeOf("TableGroup"),
  dialect: checkDialect,
  notes: checkNotes,
  tables: anything,
};

const SCHEMA: Properties = {
  ...INHERITED,
  "@id": isLink,
  "@type": isTypeOf("Schema"),
  columns: anything,
  foreignKeys: anything,
  primaryKey: anything,
};

const COLUMN: Properties = {
  ...INHERITED,
  "@id": isLink,
  "@type": isTypeOf("Column"),
  name: (value, say) => {
    if (typeof value !== "string" || !/^[A-Za-z0-9.%][\w.%]*$/.test(value))
      say("is no name of a variable");
  },
  titles: (value, say) => {
    if (![value].flat().every((one: Json) => typeof one === "string")) say("is no text or texts");
  },
};

const DIALECT: Properties = {
  "@id": isLink,
  "@type": isTypeOf("Dialect"),
  delimiter: isText,
  doubleQuote: isBoolean,
  encoding: (value, say) => {
    if (!["utf-8", "UTF-8"].includes(value)) say("is not UTF-8");
  },
  header: isBoolean,
  headerRowCount: isCount,
  lineTerminators: (value, say) => {
    if (![value].flat().every((one: Json) => typeof one === "string")) say("is no text or texts");
  },
  quoteChar: isText,
};

const DATATYPES: Readonly<Record<string, RegExp>> = {
  boolean: /^(?:true|false|1|0)$/,
  date: /^-?\d{4,}-\d\d-\d\d$/,
  double: /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/,
  gYear: /^-?\d{4,}$/,
  integer: /^[+-]?\d+$/,
  number: /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/,
  string: /^[\s\S]*$/,
};
const NUMERIC = new Set(["double", "integer", "number"]);

const DATATYPE: Properties = {
  "@id": isLink,
  base: (value, say) => {
    if (!(value in DATATYPES)) say("is no datatype that is known here");
  },
  format: isText,
  maximum: anything,
  minimum: anything,
};

/** Everything that is wrong with metadata and the tables they describe, given by address; none where all is right. */
export function judgeTables(
  metadataText: string,
  tableOf: (url: string) => string | undefined,
): readonly string[] {
  const found: string[] = [];
  const metadata: Json = JSON.parse(metadataText);
  if ([metadata["@context"]].flat()[0] !== CONTEXT) found.push("@context: is not that of CSVW");
  const isGroup = "tables" in metadata;
  const group = isGroup ? metadata : { ...metadata, tables: [metadata] };
  if (isGroup) checkObject(metadata, GROUP, "group", found);
  if (!Array.isArray(group.tables) || group.tables.length === 0) {
    found.push("tables: are none");
    return found;
  }
  const tables = group.tables.map((table: Json, at: number): Table => {
    const own = isGroup ? TABLE : { ...TABLE, "@context": anything };
    return readTable(table, own, group.dialect, `tables[${at}]`, tableOf, found);
  });
  for (const table of tables) checkForeignKeys(table, tables, found);
  return found;
}

interface Table {
  readonly url: string;
  readonly where: string;
  readonly schema: Json;
  readonly names: readonly (string | undefined)[];
  readonly rows: readonly (readonly string[])[];
}

function readTable(
  table: Json,
  properties: Properties,
  groupDialect: Json,
  where: string,
  tableOf: (url: string) => string | undefined,
  found: string[],
): Table {
  checkObject(table, properties, where, found);
  const schema = table?.tableSchema ?? {};
  checkObject(schema, SCHEMA, `${where}.tableSchema`, found);
  const columns: readonly Json[] = Array.isArray(schema.columns) ? schema.columns : [];
  if (columns.length === 0) found.push(`${where}: has no columns`);
  for (const [at, column] of columns.entries())
    checkObject(column, COLUMN, `${where}.columns[${at}]`, found);
  const names: readonly (string | undefined)[] = columns.map((column) => column?.name);
  const given = names.filter((name) => name !== undefined);
  if (new Set(given).size !== given.length) found.push(`${where}: two columns have one name`);
  const result = { url: String(table?.url), where, schema, names };
  const text = tableOf(result.url);
  if (text === undefined) {
    found.push(`${where}: there is no ${result.url}`);
    return { ...result, rows: [] };
  }
  const rows = rowsOf(text, { ...groupDialect, ...table.dialect }, where, columns, found);
  for (const [at, row] of rows.entries())
    for (const [c, column] of columns.entries())
      checkCell(row[c] ?? "", column, `${where} row ${at + 1} ${column?.name}`, found);
  checkPrimaryKey({ ...result, rows }, found);
  return { ...result, rows };
}

/** The rows below the header, which must have the titles of the columns. */
function rowsOf(
  text: string,
  dialect: Json,
  where: string,
  columns: readonly Json[],
  found: string[],
): readonly (readonly string[])[] {
  const terminators = [dialect.lineTerminators ?? ["\r\n", "\n"]].flat();
  let lines: string[][];
  try {
    lines = parse(text, {
      delimiter: dialect.delimiter ?? ",",
      quote: dialect.quoteChar ?? '"',
      record_delimiter: terminators,
      relax_column_count: true,
    });
  } catch (error) {
    found.push(`${where}: ${String(error)}`);
    return [];
  }
  const headers = dialect.headerRowCount ?? (dialect.header === false ? 0 : 1);
  for (const header of lines.slice(0, headers))
    for (const [at, cell] of header.entries()) {
      const titles = [columns[at]?.titles ?? columns[at]?.name].flat();
      if (!titles.includes(cell)) found.push(`${where}: the header has ${cell} for ${titles}`);
    }
  for (const [at, line] of lines.entries())
    if (line.length !== columns.length)
      found.push(`${where}: line ${at + 1} has ${line.length} cells, and not ${columns.length}`);
  return lines.slice(headers);
}

function checkCell(text: string, column: Json, where: string, found: string[]): void {
  const nulls = [column?.null ?? ""].flat();
  if (nulls.includes(text)) {
    if (column?.required === true) found.push(`${where}: is required`);
    return;
  }
  const datatype = column?.datatype ?? "string";
  const base = typeof datatype === "string" ? datatype : (datatype.base ?? "string");
  if (DATATYPES[base]?.test(text) !== true) {
    found.push(`${where}: ${text} is no ${base}`);
    return;
  }
  if (typeof datatype === "string") return;
  const { format, minimum, maximum } = datatype;
  if (format !== undefined && !new RegExp(`^(?:${format})$`).test(text))
    found.push(`${where}: ${text} is not ${format}`);
  if (minimum !== undefined && Number(text) < Number(minimum))
    found.push(`${where}: ${text} is less than ${minimum}`);
  if (maximum !== undefined && Number(text) > Number(maximum))
    found.push(`${where}: ${text} is more than ${maximum}`);
}

function checkPrimaryKey(table: Table, found: string[]): void {
  const { primaryKey } = table.schema;
  if (primaryKey === undefined) return;
  const columns = columnsNamed(primaryKey, table, "primaryKey", found);
  const known = new Set<string>();
  for (const [at, row] of table.rows.entries()) {
    const key = keyOf(row, columns);
    if (known.has(key)) found.push(`${table.where} row ${at + 1}: its primary key was there`);
    known.add(key);
  }
}

function checkForeignKeys(table: Table, tables: readonly Table[], found: string[]): void {
  const { foreignKeys = [] } = table.schema;
  for (const { columnReference, reference } of foreignKeys) {
    const own = columnsNamed(columnReference, table, "columnReference", found);
    const target = tables.find(({ url }) => url === reference?.resource);
    if (target === undefined) {
      found.push(`${table.where}: there is no table ${reference?.resource}`);
      continue;
    }
    const theirs = columnsNamed(reference.columnReference, target, "reference", found);
    const counts = new Map<string, number>();
    for (const row of target.rows) {
      const key = keyOf(row, theirs);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [at, row] of table.rows.entries()) {
      const rows = counts.get(keyOf(row, own)) ?? 0;
      if (rows !== 1)
        found.push(`${table.where} row ${at + 1}: refers to ${rows} rows of ${target.url}`);
    }
  }
}

function columnsNamed(
  reference: Json,
  { names, where }: Table,
  property: string,
  found: string[],
): readonly number[] {
  return [reference].flat().map((name: Json) => {
    const at = names.indexOf(name);
    if (at < 0) found.push(`${where}.${property}: no column has the name ${name}`);
    return at;
  });
}

function keyOf(row: readonly string[], columns: readonly number[]): string {
  return JSON.stringify(columns.map((at) => row[at]));
}

/** An object has no properties but its own and common ones, with values as they must be. */
function checkObject(value: Json, properties: Properties, where: string, found: string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    found.push(`${where}: is no object`);
    return;
  }
  for (const [name, one] of Object.entries<Json>(value)) {
    const say: Say = (objection) => found.push(`${where}.${name}: ${objection}`);
    const check = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (check !== undefined) check(one, say);
    else if (isCommonName(name)) checkCommonValue(one, say);
    else say("is no property of this");
  }
}

/** A prefixed name of a vocabulary, or an address. */
function isCommonName(name: string): boolean {
  if (/^https?:\/\//.test(name)) return true;
  const [prefix = "", local] = name.split(":");
  return PREFIXES.has(prefix) && local !== undefined && local !== "";
}

/** JSON-LD of the kind that common properties may have. */
function checkCommonValue(value: Json, say: Say): void {
  if (Array.isArray(value)) {
    for (const one of value) checkCommonValue(one, say);
    return;
  }
  if (typeof value !== "object") return;
  if (value === null) {
    say("is null");
    return;
  }
  if ("@value" in value) {
    const others = Object.keys(value).filter((name) => name !== "@value");
    if (others.length > 1 || others.some((name) => !["@type", "@language"].includes(name)))
      say("is a value with more than a type or a language");
    if (typeof value["@value"] === "object") say("is a value that is none");
    if (value["@type"] !== undefined && !isCommonName(value["@type"])) say("has no known type");
    return;
  }
  for (const [name, one] of Object.entries<Json>(value)) {
    if (name === "@id") {
      if (typeof one !== "string" || one.startsWith("_:")) say("has no link for its @id");
    } else if (name === "@type") {
      if (![one].flat().every(isCommonName)) say("has no known type");
    } else if (isCommonName(name)) checkCommonValue(one, say);
    else say(`has ${name}, which is no common property`);
  }
}

function checkNotes(value: Json, say: Say): void {
  if (!Array.isArray(value)) say("are no list");
  for (const note of [value].flat()) {
    if (typeof note !== "object") say("is no object");
    checkCommonValue(note, say);
  }
}

function checkDialect(value: Json, say: Say): void {
  checkWithin(value, DIALECT, say);
}

function checkDatatype(value: Json, say: Say): void {
  if (typeof value === "string") {
    if (!(value in DATATYPES)) say(`${value} is no datatype that is known here`);
    return;
  }
  checkWithin(value, DATATYPE, say);
  const { base = "string", format, minimum, maximum } = value;
  if (format !== undefined && base !== "string") say(`has a format for ${base}, unknown here`);
  if (minimum !== undefined || maximum !== undefined)
    if (!NUMERIC.has(base)) say(`has bounds, and ${base} has no order`);
  if (format !== undefined)
    try {
      new RegExp(format);
    } catch {
      say("has a format that is no regular expression");
    }
}

function checkWithin(value: Json, properties: Properties, say: Say): void {
  const found: string[] = [];
  checkObject(value, properties, "", found);
  for (const objection of found) say(objection);
}
