/** How the edition is computed: formulae, criteria, sources, limits. */

import { ruleText } from "./cluster.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { lastClusterYear, previousClusterYear } from "./edition-years.ts";
import { type NarrativeParts, narrativeParts } from "./narratives.ts";
import { href, paths } from "./urls.ts";
import type { Sheet } from "./view.ts";

export interface NamedLink {
  readonly text: string;
  readonly href: string | undefined;
}

export interface MethodView {
  readonly year: number;
  readonly previousYear: number | undefined;
  readonly criteria: { readonly quotient: string; readonly jobs: string; readonly firms: string };
  readonly jobsUnit: string;
  readonly firmsUnit: string;
  readonly hasNationalTotals: boolean;
  readonly hasWithheld: boolean;
  readonly breaks: readonly string[];
  readonly notes: readonly string[];
  readonly sources: readonly NamedLink[];
  readonly published: string;
  /** Pieces of prose on the method, with their titles. */
  readonly pieces: readonly {
    readonly title: string;
    readonly id: string;
    readonly body: NarrativeParts;
  }[];
  readonly sensitivityHref: string;
  readonly nearMissesHref: string;
  readonly reproductionHref: string | undefined;
  readonly dataHref: string;
}

export async function methodSheet(context: EditionContext): Promise<Sheet<MethodView>> {
  const { atlas, site } = context;
  const { say, date } = site.speech;
  const { id, descriptor, national, published } = atlas.dataset;
  const { criteria } = descriptor;
  const to = (path: string): string => href(site.pathPrefix, path);
  const path = paths.method(id);
  const pieces = context.narratives.filter(({ kind }) => kind === "method");
  return editionSheet(context, {
    kind: "method",
    path,
    title: say("edition.method"),
    description: say("edition.method-description", { edition: descriptor.title }),
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      year: lastClusterYear(atlas),
      previousYear: previousClusterYear(atlas),
      criteria: {
        quotient: ruleText(criteria.locationQuotient, site.speech),
        jobs: ruleText(criteria.jobs, site.speech),
        firms: ruleText(criteria.firms, site.speech),
      },
      jobsUnit: descriptor.jobsUnit,
      firmsUnit: descriptor.firmsUnit,
      hasNationalTotals: national !== undefined,
      hasWithheld: atlas.totals.jobsWithheld || atlas.totals.firmsWithheld,
      breaks: descriptor.breaks.map(({ year, note }) => `${year}: ${note}`),
      notes: descriptor.notes,
      sources: descriptor.sources.map(({ title, path: address }) => ({
        text: title,
        href: webAddress(address),
      })),
      published: date(descriptor.published),
      pieces: await Promise.all(
        pieces.map(async (narrative) => ({
          title: narrative.title,
          id: narrative.slug,
          body: await narrativeParts(context, narrative, path),
        })),
      ),
      sensitivityHref: to(paths.sensitivity(id)),
      nearMissesHref: to(paths.nearMisses(id)),
      reproductionHref: published.length === 0 ? undefined : to(paths.reproduction(id)),
      dataHref: to(paths.data(id)),
    },
  });
}

/** An address from the data as a link, only where it is one of the web: never a script. */
export function webAddress(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\/[^\s"'<>]+$/i.test(address) ? address : undefined;
}
