/** A graph as Turtle 1.1 (https://www.w3.org/TR/turtle/). */

import {
  type Identified,
  identified,
  isThing,
  type Literal,
  PREFIXES,
  type Property,
  type Value,
} from "./graph.ts";

export function turtleText(root: Identified): string {
  const prefixes = Object.entries(PREFIXES).map(([name, at]) => `@prefix ${name}: <${at}> .\n`);
  const things = identified(root).map(
    ({ id, types, properties }) => `\n${address(id)}${statements(types, properties, "  ")} .\n`,
  );
  return [...prefixes, ...things].join("");
}

function statements(
  types: readonly string[],
  properties: readonly Property[],
  indent: string,
): string {
  const said = [
    ...(types.length > 0 ? [`a ${types.join(", ")}`] : []),
    ...properties
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => `${name} ${values.map((one) => object(one, indent)).join(", ")}`),
  ];
  return said.map((text) => `\n${indent}${text}`).join(" ;");
}

function object(value: Value, indent: string): string {
  if (!isThing(value)) return literal(value);
  if (value.id !== undefined) return address(value.id);
  return `[${statements(value.types, value.properties, `${indent}  `)}\n${indent}]`;
}

function literal({ value, datatype, language }: Literal): string {
  const text = `"${value.replace(/["\\\n\r\t]/g, (one) => ESCAPES[one] ?? one)}"`;
  if (datatype !== undefined) return `${text}^^${datatype}`;
  return language === undefined ? text : `${text}@${language}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** What cannot stand between < and > is encoded. */
function address(id: string): string {
  return `<${id.replace(/[\s<>"{}|^`\\]/g, (one) => encodeURIComponent(one))}>`;
}
