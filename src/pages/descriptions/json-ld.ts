/** A graph as JSON-LD 1.1 with its context inside, so that reading it asks nobody else. */

import {
  type Identified,
  identified,
  isThing,
  PREFIXES,
  type Property,
  type Value,
} from "./graph.ts";

export function jsonLdText(root: Identified): string {
  const graph = identified(root).map(({ id, types, properties }) => ({
    "@id": id,
    ...described(types, properties),
  }));
  return `${JSON.stringify({ "@context": PREFIXES, "@graph": graph }, null, 2)}\n`;
}

function described(types: readonly string[], properties: readonly Property[]): object {
  const given = properties.filter(([, values]) => values.length > 0);
  return {
    ...(types.length > 0 ? { "@type": oneOrAll(types) } : {}),
    ...Object.fromEntries(given.map(([name, values]) => [name, oneOrAll(values.map(jsonValue))])),
  };
}

function jsonValue(value: Value): unknown {
  if (isThing(value))
    return value.id === undefined ? described(value.types, value.properties) : { "@id": value.id };
  const { value: text, datatype, language } = value;
  if (datatype !== undefined) return { "@value": text, "@type": datatype };
  return language === undefined ? text : { "@value": text, "@language": language };
}

function oneOrAll<T>(values: readonly T[]): T | readonly T[] {
  const [only, ...others] = values;
  return only === undefined || others.length > 0 ? values : only;
}
