/**
 * `CITATION.cff` of an edition: the Citation File Format 1.2.0 (Druskat et al. 2021), as GitHub and Zenodo read it.
 * The format asks for authors; an edition that names nobody has no such file.
 */

import { stringify } from "yaml";
import type { Contributor, Descriptor } from "../model/dataset.ts";
import { authorsOf, isPerson } from "./authors.ts";
import { madeIn } from "./citation.ts";
import { webAddress } from "./method.ts";

export interface CitedFile {
  readonly descriptor: Descriptor;
  readonly contentHash: string | undefined;
  /** Of the edition's front page; undefined where it is not known. */
  readonly url: string | undefined;
}

/** Undefined where the edition names nobody. */
export function citationFile({ descriptor, contentHash, url }: CitedFile): string | undefined {
  const authors = authorsOf(descriptor).map(agent);
  if (authors.length === 0) return undefined;
  const year = madeIn(descriptor);
  const { description, doi, keywords, published, status, title, version } = descriptor;
  const identifiers = [
    ...(doi === undefined || FORMAT_DOI.test(doi) ? [] : [addressOf(doi)]),
    ...(contentHash === undefined ? [] : [hashOf(contentHash)]),
  ];
  const content = {
    "cff-version": "1.2.0",
    message:
      status === "modelled"
        ? `Please cite this edition as below. Its figures are modelled${year === undefined ? "" : ` (made in ${year})`}; say so where you use them.`
        : "Please cite this edition as below.",
    type: "dataset",
    title,
    ...(description === undefined ? {} : { abstract: description }),
    authors,
    ...(version === undefined ? {} : { version }),
    "date-released": published.slice(0, 10),
    ...(doi === undefined || !FORMAT_DOI.test(doi) ? {} : { doi }),
    ...(url === undefined ? {} : { url }),
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(keywords.length === 0 ? {} : { keywords: [...new Set(keywords)] }),
    ...licenceOf(descriptor),
  };
  // Lines are not folded, so that a text is found by its words.
  return stringify(content, { lineWidth: 0 });
}

function agent(contributor: Contributor): Readonly<Record<string, string>> {
  const address = webAddress(contributor.path);
  const orcid = address !== undefined && ORCID.test(address) ? { orcid: address } : undefined;
  const website = address === undefined || orcid !== undefined ? {} : { website: address };
  if (!isPerson(contributor)) return { name: contributor.title, ...orcid, ...website };
  const { familyName, givenName } = contributor;
  return {
    "family-names": familyName,
    ...(givenName === undefined ? {} : { "given-names": givenName }),
    ...orcid,
    ...website,
  };
}

const ORCID = /^https:\/\/orcid\.org\/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$/;

/** DOIs may have more signs than the format allows; such a one is given by its address. */
const FORMAT_DOI = /^10\.\d{4,9}(?:\.\d+)?\/[\w:/;\-.()[\]\\]+$/;

function addressOf(doi: string): Readonly<Record<string, string>> {
  return { type: "url", value: `https://doi.org/${doi}`, description: "DOI" };
}

function hashOf(contentHash: string): Readonly<Record<string, string>> {
  return {
    type: "other",
    value: `sha256:${contentHash}`,
    description: "Hash of data/source/sha256.txt, which has a hash of each input file",
  };
}

/**
 * Licences of data by their SPDX identifiers, the only names that the format takes; others by their address. So is
 * NLOD 2.0, which is younger than the format's list.
 */
const SPDX = [
  "CC-BY-4.0",
  "CC-BY-3.0",
  "CC-BY-SA-4.0",
  "CC-BY-SA-3.0",
  "CC-BY-NC-4.0",
  "CC-BY-NC-SA-4.0",
  "CC-BY-ND-4.0",
  "CC0-1.0",
  "NLOD-1.0",
  "ODC-By-1.0",
  "ODbL-1.0",
  "OGL-UK-3.0",
  "PDDL-1.0",
];

function licenceOf({ licences }: Descriptor): Readonly<Record<string, string>> {
  const known = licences.find(({ name }) => name !== undefined && SPDX.includes(name))?.name;
  if (known !== undefined) return { license: known };
  const address = licences.map(({ path }) => webAddress(path)).find((path) => path !== undefined);
  return address === undefined ? {} : { "license-url": address };
}
