/**
 * schema.org, as JSON-LD: what a page is and where it stands; beside it, of an edition's first page, the report; of its
 * data page, the data set with its files. The types of schema-dts hold every property against the vocabulary. Addresses only
 * where they are known, dates from the edition's description.
 */

import type {
  BreadcrumbList,
  CreativeWork,
  DataDownload,
  Dataset,
  Organization,
  Person,
  Place,
  PropertyValue,
  Report,
  WebPage,
  WithContext,
} from "schema-dts";
import type * as Model from "../../model/dataset.ts";
import type { Speech } from "../../words/speech.ts";
import { authorsOf, isPerson, publishersOf } from "../authors.ts";
import type { SiteOptions } from "../context.ts";
import type { DownloadedFile } from "../downloads.ts";
import { webAddress } from "../method.ts";
import { absolute, href, paths } from "../urls.ts";
import type { HeadPage } from "./cited-work.ts";
import { doiAddress } from "./dublin-core.ts";
import { addressIn } from "./highwire.ts";

/**
 * The page, and what it stands for as an entity of its own: search engines look for a `Dataset` at the top of a document,
 * not within a page.
 */
export function jsonLd(
  page: HeadPage,
  site: SiteOptions,
): readonly WithContext<WebPage | Report | Dataset>[] {
  const { dataset, work } = page;
  const context = { "@context": "https://schema.org" } as const;
  const whole: readonly WithContext<Report | Dataset>[] =
    dataset === undefined || work === undefined
      ? []
      : work.kind === "report"
        ? [{ ...context, ...reportOf(dataset, site) }]
        : [{ ...context, ...datasetOf(dataset, work, site) }];
  return [{ ...context, ...pageOf(page, site) }, ...whole];
}

function pageOf(page: HeadPage, site: SiteOptions): Exclude<WebPage, string> {
  const { dataset, path, title, description, about } = page;
  return {
    "@type": "WebPage",
    ...urlOf(path, site),
    name: title,
    description,
    inLanguage: site.speech.language,
    ...(dataset === undefined ? {} : editionFacts(page, dataset, site)),
    ...(about === undefined || about.length === 0 ? {} : { about }),
    breadcrumb: breadcrumbs(page, site),
  };
}

/** The edition's facts on each of its pages; what it is as a whole on the pages that stand for it. */
function editionFacts(
  { work }: HeadPage,
  dataset: Model.Dataset,
  site: SiteOptions,
): Partial<Exclude<WebPage, string>> {
  const { descriptor, id } = dataset;
  const shared = {
    datePublished: descriptor.published,
    ...statusOf(descriptor, site.speech),
  };
  if (work?.kind === "report")
    return { ...shared, mainEntity: { "@type": "Report", "@id": idOf("report", id, site) } };
  if (work?.kind === "dataset")
    return { ...shared, mainEntity: { "@type": "Dataset", "@id": idOf("dataset", id, site) } };
  return {
    ...shared,
    ...byWhom(descriptor),
    isPartOf: {
      "@type": "Report",
      "@id": idOf("report", id, site),
      ...urlOf(paths.edition(id), site),
      name: descriptor.title,
      ...versionOf(descriptor),
    },
  };
}

function reportOf(dataset: Model.Dataset, site: SiteOptions): Exclude<Report, string> {
  const { descriptor, id } = dataset;
  return {
    "@type": "Report",
    "@id": idOf("report", id, site),
    ...urlOf(paths.edition(id), site),
    name: descriptor.title,
    ...(descriptor.description === undefined ? {} : { abstract: descriptor.description }),
    inLanguage: site.speech.language,
    ...editionWork(descriptor, site.speech),
    mainEntity: {
      "@type": "Dataset",
      "@id": idOf("dataset", id, site),
      ...urlOf(paths.data(id), site),
      name: descriptor.title,
      description: datasetDescription(descriptor, site.speech),
    },
  };
}

function datasetOf(
  dataset: Model.Dataset,
  { files }: { readonly files: readonly DownloadedFile[] },
  site: SiteOptions,
): Exclude<Dataset, string> {
  const { descriptor, id, years } = dataset;
  const { say } = site.speech;
  return {
    "@type": "Dataset",
    "@id": idOf("dataset", id, site),
    ...urlOf(paths.data(id), site),
    name: descriptor.title,
    description: datasetDescription(descriptor, site.speech),
    ...editionWork(descriptor, site.speech),
    dateCreated: descriptor.created,
    temporalCoverage: temporalCoverage(years),
    measurementTechnique: say("frame.measurement-technique"),
    variableMeasured: variables(descriptor, site.speech),
    distribution: files.map((file) => download(id, file, site)),
  };
}

/** What a search engine asks of a data set's description is at least a sentence or two. */
function datasetDescription(descriptor: Model.Descriptor, { say }: Speech): string {
  return (
    descriptor.description ??
    say("frame.dataset-description", {
      title: descriptor.title,
      jobs: descriptor.jobsUnit,
      firms: descriptor.firmsUnit,
    })
  );
}

type EditionWork = Partial<
  Pick<
    Exclude<Dataset, string>,
    | "author"
    | "creativeWorkStatus"
    | "datePublished"
    | "identifier"
    | "isBasedOn"
    | "keywords"
    | "license"
    | "publisher"
    | "sameAs"
    | "spatialCoverage"
    | "version"
  >
>;

/** What report and data set have alike. */
function editionWork(descriptor: Model.Descriptor, speech: Speech): EditionWork {
  const { doi, keywords, licences, place, published, sources } = descriptor;
  const licence = licences.flatMap(({ path }) => webAddress(path) ?? []);
  const publishers = publishersOf(descriptor);
  return {
    ...(doi === undefined
      ? {}
      : {
          identifier: { "@type": "PropertyValue", propertyID: "DOI", value: doi },
          sameAs: doiAddress(doi),
        }),
    ...versionOf(descriptor),
    datePublished: published,
    ...statusOf(descriptor, speech),
    ...byWhom(descriptor),
    ...(publishers.length === 0 ? {} : { publisher: publishers.map(agent) }),
    ...(licence.length === 0 ? {} : { license: licence }),
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(place === undefined ? {} : { spatialCoverage: placeOf(place) }),
    ...(sources.length === 0 ? {} : { isBasedOn: sources.map(sourceOf) }),
  };
}

function versionOf({ version }: Model.Descriptor): { readonly version?: string } {
  return version === undefined ? {} : { version };
}

function statusOf(
  { status }: Model.Descriptor,
  { say }: Speech,
): { readonly creativeWorkStatus?: string } {
  return status === "modelled" ? { creativeWorkStatus: say("frame.creative-work-status") } : {};
}

function byWhom(descriptor: Model.Descriptor): { readonly author?: (Person | Organization)[] } {
  const authors = authorsOf(descriptor);
  return authors.length === 0 ? {} : { author: authors.map(agent) };
}

function agent(contributor: Model.Contributor): Person | Organization {
  const { title, givenName, path } = contributor;
  const address = webAddress(path);
  const shared = { name: title, ...(address === undefined ? {} : { url: address }) };
  if (!isPerson(contributor)) return { "@type": "Organization", ...shared };
  return {
    "@type": "Person",
    ...shared,
    familyName: contributor.familyName,
    ...(givenName === undefined ? {} : { givenName }),
  };
}

function placeOf({ name, sameAs }: Model.Place): Place {
  return { "@type": "Place", name, ...(sameAs === undefined ? {} : { sameAs }) };
}

function sourceOf({ title, path }: Model.Source): CreativeWork {
  const url = webAddress(path);
  return { "@type": "CreativeWork", name: title, ...(url === undefined ? {} : { url }) };
}

/** ISO 8601, as schema.org asks: from the first year to the last. */
function temporalCoverage(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  return first === last ? String(first) : `${first}/${last}`;
}

function variables(
  { jobsUnit, firmsUnit }: Model.Descriptor,
  { say }: Speech,
): readonly PropertyValue[] {
  const variable = (name: string, unitText?: string): PropertyValue => ({
    "@type": "PropertyValue",
    name,
    ...(unitText === undefined ? {} : { unitText }),
  });
  return [
    variable(say("frame.measured-jobs"), jobsUnit),
    variable(say("frame.measured-firms"), firmsUnit),
    variable(say("frame.measured-quotient")),
    variable(say("frame.measured-growth"), "%"),
  ];
}

function download(edition: string, file: DownloadedFile, site: SiteOptions): DataDownload {
  const { baseUrl, filesPrefix } = site;
  const path = `${paths.data(edition)}${file.file}`;
  return {
    "@type": "DataDownload",
    name: file.title,
    ...(baseUrl === undefined ? {} : { contentUrl: absolute(baseUrl, filesPrefix, path) }),
    encodingFormat: file.mediatype,
    contentSize: `${file.bytes} B`,
    sha256: file.sha256,
  };
}

function breadcrumbs({ trail, path, title }: HeadPage, site: SiteOptions): BreadcrumbList {
  return {
    "@type": "BreadcrumbList",
    itemListElement: [...trail, { path, text: title }].map(({ path: at, text }, index) => {
      const item = addressIn(site, at);
      return {
        "@type": "ListItem" as const,
        position: index + 1,
        name: text,
        ...(item === undefined ? {} : { item }),
      };
    }),
  };
}

/** By what other pages mean the same report or data set; below the host's root where the host is not known. */
function idOf(kind: "report" | "dataset", edition: string, site: SiteOptions): string {
  const path = `${kind === "report" ? paths.edition(edition) : paths.data(edition)}#${kind}`;
  return addressIn(site, path) ?? href(site.pathPrefix, path);
}

function urlOf(path: string, site: SiteOptions): { readonly url?: string } {
  const url = addressIn(site, path);
  return url === undefined ? {} : { url };
}
