/** Frictionless Data Package 2.0 (https://datapackage.org): what each file of /E/data/ is, its fields, keys and hash. */

import type { Contributor, Licence, Source } from "../../model/dataset.ts";
import type { Field } from "../downloads.ts";
import {
  type ComputedFile,
  descriptionOf,
  doiAddress,
  type EditionFacts,
  formatOf,
  type KnownFile,
} from "./facts.ts";

const PROFILES = "https://datapackage.org/profiles/2.0";

/** The text of datapackage.json. */
export function dataPackage(facts: EditionFacts): string {
  const { id, descriptor, computed, sources, sourceList } = facts;
  const { doi, version, keywords } = descriptor;
  const homepage = facts.address("");
  const licences = descriptor.licences.flatMap(packageLicence);
  const content = {
    $schema: `${PROFILES}/datapackage.json`,
    name: `klyngeatlas-${id}`,
    ...(doi === undefined ? {} : { id: doiAddress(doi) }),
    title: descriptor.title,
    description: descriptionOf(descriptor),
    ...(homepage === undefined ? {} : { homepage }),
    ...(version === undefined ? {} : { version }),
    // The profile asks for a time; none is made up for a day.
    ...(descriptor.created.includes("T") ? { created: descriptor.created } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
    ...(licences.length > 0 ? { licenses: licences } : {}),
    ...(descriptor.sources.length > 0 ? { sources: descriptor.sources.map(packageSource) } : {}),
    ...(descriptor.contributors.length > 0
      ? { contributors: descriptor.contributors.map(packageContributor) }
      : {}),
    klyngeatlas: ownProperties(facts),
    resources: [...computed.map(computedResource), ...[...sources, sourceList].map(sourceResource)],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** What the standard has no words for. */
function ownProperties({ id, descriptor, contentHash }: EditionFacts): object {
  const { published, status, place, criteria, receipts, decisions } = descriptor;
  return {
    edition: id,
    published,
    status,
    ...(place === undefined ? {} : { place }),
    criteria,
    ...(contentHash === undefined ? {} : { contentHash: `sha256:${contentHash}` }),
    ...(receipts.length > 0 ? { receipts } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
  };
}

function computedResource(file: ComputedFile): object {
  return {
    name: file.name,
    ...(file.fields === undefined ? {} : { type: "table" }),
    path: file.file,
    title: file.title,
    format: formatOf(file.file),
    mediatype: file.mediatype,
    encoding: "utf-8",
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    ...(file.fields === undefined ? {} : tableProperties(file.fields, file.keys)),
  };
}

function tableProperties(fields: readonly Field[], keys: ComputedFile["keys"]): object {
  const foreignKey = keys?.foreignKey;
  return {
    dialect: { $schema: `${PROFILES}/tabledialect.json`, delimiter: ",", lineTerminator: "\n" },
    schema: {
      $schema: `${PROFILES}/tableschema.json`,
      fields: fields.map(schemaField),
      missingValues: [""],
      ...(keys === undefined ? {} : { primaryKey: keys.primaryKey }),
      ...(foreignKey === undefined
        ? {}
        : {
            foreignKeys: [
              {
                fields: foreignKey.fields,
                reference: { resource: `${foreignKey.table}-csv`, fields: foreignKey.fields },
              },
            ],
          }),
    },
  };
}

function schemaField({ name, type, description, required, counted, values }: Field): object {
  const constraints = {
    ...(required === true ? { required } : {}),
    ...(counted === true ? { minimum: 0 } : {}),
    ...(values === undefined ? {} : { enum: values }),
  };
  return {
    name,
    type,
    description,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}

/** An input file. Its fields are those that the edition's own data package, one of these files, gives it. */
function sourceResource({ path, title, mediaType, bytes, sha256 }: KnownFile): object {
  const below = path.replace(/^data\//, "");
  return {
    name: below.replace(/[^a-z0-9]+/gi, "-"),
    path: below,
    title,
    format: formatOf(below),
    mediatype: mediaType,
    encoding: "utf-8",
    bytes,
    hash: `sha256:${sha256}`,
  };
}

/** A licence needs a name of certain characters, or a path; another name stands as its title. None where there is neither. */
function packageLicence({ name, title, path }: Licence): readonly object[] {
  const isId = name !== undefined && /^[-a-zA-Z0-9._]+$/.test(name);
  const words = title ?? (isId ? undefined : name);
  if (!isId && !isPackagePath(path)) return [];
  return [
    {
      ...(isId ? { name } : {}),
      ...(isPackagePath(path) ? { path } : {}),
      ...(words === undefined ? {} : { title: words }),
    },
  ];
}

function packageSource({ title, path }: Source): object {
  return { title, ...(isPackagePath(path) ? { path } : {}) };
}

function packageContributor({ title, givenName, familyName, role, path }: Contributor): object {
  return {
    title,
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
    ...(role === undefined ? {} : { roles: [role] }),
    ...(isPackagePath(path) ? { path } : {}),
  };
}

/** A web address, or a path that stays below the package. */
function isPackagePath(path: string | undefined): path is string {
  if (path === undefined) return false;
  if (/^(?:http|ftp)s?:\/\//.test(path)) return true;
  return /^[^./~]/.test(path) && !/^file:|\/\.\.\/|\\|:\/\//.test(path);
}
