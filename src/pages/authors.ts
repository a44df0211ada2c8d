/** Whom an edition is by: in citations and in what machines are told. */

import type { Contributor, Descriptor } from "../model/dataset.ts";

/** Roles of those who answer for a data package, the first that occurs. Others helped, or were drawn on. */
const AUTHOR_ROLES = ["author", "creator", "publisher"];

/** Authors, else creators, else publishers, else all contributors. */
export function authorsOf({ contributors }: Descriptor): readonly Contributor[] {
  const role = AUTHOR_ROLES.find((each) => contributors.some((one) => one.role === each));
  return contributors.filter((one) => role === undefined || one.role === role);
}

/** Those who are said to publish it; nobody where the edition names none. */
export function publishersOf({ contributors }: Descriptor): readonly Contributor[] {
  return contributors.filter(({ role }) => role === "publisher");
}

export interface Person extends Contributor {
  readonly familyName: string;
}

/** A contributor with a family name is a person; any other is an organisation. */
export function isPerson(contributor: Contributor): contributor is Person {
  return contributor.familyName !== undefined;
}

/** "Isaksen, Arne"; an organisation as it is called. */
export function invertedName(contributor: Contributor): string {
  if (!isPerson(contributor)) return contributor.title;
  const { familyName, givenName } = contributor;
  return givenName === undefined ? familyName : `${familyName}, ${givenName}`;
}
