/** A small graph of described things, which json-ld.ts and turtle.ts write down. Names are prefixed: "dct:title". */

export const PREFIXES = {
  adms: "http://www.w3.org/ns/adms#",
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  spdx: "http://spdx.org/rdf/terms#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

export type Name = `${keyof typeof PREFIXES}:${string}`;

/** A text; with a datatype or a language where it has one. */
export interface Literal {
  readonly value: string;
  readonly datatype?: Name | undefined;
  readonly language?: string | undefined;
}

/** A thing with an address, absolute or relative to the document; or without, described where it stands. */
export interface Thing {
  readonly id?: string | undefined;
  readonly types: readonly Name[];
  readonly properties: readonly Property[];
}

export type Value = Literal | Thing;

/** A property without values is none. */
export type Property = readonly [name: Name, values: readonly Value[]];

export interface Identified extends Thing {
  readonly id: string;
}

export function isThing(value: Value): value is Thing {
  return "types" in value;
}

/** Every thing with an address of which something is said, once, in the order in which they are met. */
export function identified(root: Identified): readonly Identified[] {
  const found = new Map<string, Identified>();
  const meet = (thing: Thing): void => {
    const { id, types, properties } = thing;
    if (id !== undefined && types.length + properties.length > 0 && !found.has(id))
      found.set(id, { ...thing, id });
    for (const [, values] of properties)
      for (const value of values) if (isThing(value)) meet(value);
  };
  meet(root);
  return [...found.values()];
}
