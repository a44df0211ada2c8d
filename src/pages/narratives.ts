/** Pages of prose: cases and argument, and pieces of prose on other pages. */

import type { Narrative } from "../model/narrative.ts";
import { nearest } from "../model/nearest.ts";
import type { Speech } from "../words/speech.ts";
import { editionAddresses } from "./addresses.ts";
import {
  type ClaimView,
  claimProblem,
  claimViews,
  judgeClaim,
  type PublishedClaim,
} from "./claims.ts";
import type { NarrativeLink } from "./cluster.ts";
import { clusterTable } from "./clusters.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { narrativeList } from "./edition.ts";
import { isGlossary, linkTerms, termsOf, withEntryIds } from "./glossary.ts";
import { escapeHtml, numberHtml } from "./html.ts";
import { narrativeChart, placeNarrativeChart } from "./narrative-charts.ts";
import { narrativePath } from "./narrative-path.ts";
import {
  type Heading,
  type Prose,
  type ProseProblem,
  renderProse,
  type Shortcodes,
} from "./prose.ts";
import { typedDigits } from "./typed-digits.ts";
import { href, paths } from "./urls.ts";
import type { ChartView, Sheet, TableView } from "./view.ts";

/** A narrative's body: stretches of HTML and the charts between them. */
export interface NarrativeParts {
  readonly parts: readonly ({ readonly html: string } | { readonly chart: ChartView })[];
  readonly headings: readonly Heading[];
  /** What the narrative claims of the data, with what each claim rests on. */
  readonly claims: readonly ClaimView[];
  /** Address of the edition's claims.json. */
  readonly claimsHref: string;
}

export interface NarrativeView {
  readonly summary: string;
  readonly body: NarrativeParts;
  /** Clusters the narrative speaks of. */
  readonly clusters: TableView | undefined;
  /** On the page of a section: its other pages. */
  readonly list: readonly NarrativeLink[];
}

/** Thrown where a narrative cannot be rendered: carries every problem of it. */
export class NarrativeError extends Error {
  readonly problems: readonly ProseProblem[];

  constructor(problems: readonly ProseProblem[]) {
    super(
      problems
        .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
        .join("\n"),
    );
    this.name = "NarrativeError";
    this.problems = problems;
  }
}

/** The page of a narrative. */
export async function narrativeSheet(
  context: EditionContext,
  narrative: Narrative,
  path: string,
): Promise<Sheet<NarrativeView>> {
  const { atlas, site } = context;
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const isCase = narrative.kind === "case";
  const section = isCase ? paths.cases(id) : paths.argument(id);
  const isIndex = narrative.slug === "index";
  const cells = atlas.clusters.filter(({ region, sector }) =>
    narrative.clusters.some((cell) => cell.region === region && cell.sector === sector),
  );
  const siblings = narrativeList(context, isCase ? "case" : "argument");
  const at = siblings.findIndex(
    ({ href: address }) => address === href(context.site.pathPrefix, path),
  );
  return editionSheet(context, {
    kind: "narrative",
    path,
    title: narrative.title,
    description: narrative.summary,
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      ...(isIndex ? [] : [{ path: section, text: say(isCase ? "prose.cases" : "prose.argument") }]),
    ],
    previous: isIndex ? undefined : siblings[at - 1],
    next: isIndex ? undefined : siblings[at + 1],
    view: {
      summary: narrative.summary,
      body: await narrativeParts(context, narrative, path),
      clusters:
        cells.length === 0
          ? undefined
          : clusterTable(context, cells, "clusters", say("prose.case-in-statistics")),
      list: isIndex ? siblings : [],
    },
  });
}

/** A section's page where its narratives have none of their own: a bare list of them. */
export async function sectionSheet(
  context: EditionContext,
  kind: "case" | "argument",
): Promise<Sheet<NarrativeView>> {
  const { id, descriptor } = context.atlas.dataset;
  const { say } = context.site.speech;
  const isCase = kind === "case";
  return editionSheet(context, {
    kind: "narrative",
    path: isCase ? paths.cases(id) : paths.argument(id),
    title: say(isCase ? "prose.cases" : "prose.the-argument"),
    description: say(isCase ? "prose.cases-description" : "prose.argument-description"),
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      summary: "",
      body: { parts: [], headings: [], claims: [], claimsHref: claimsHref(context) },
      clusters: undefined,
      list: narrativeList(context, kind),
    },
  });
}

/**
 * Renders a narrative's body for a page, its charts with it. Throws NarrativeError with all problems that leave it
 * without meaning; a claim that does not hold is marked, and is for planSite to refuse.
 */
export async function narrativeParts(
  context: EditionContext,
  narrative: Narrative,
  pagePath: string,
): Promise<NarrativeParts> {
  const prose = narrativeProse(context, narrative);
  const problems = [...prose.problems];
  const parts: NarrativeParts["parts"][number][] = [];
  const glossed = glossary(context, narrative);
  for (const part of prose.parts) {
    if ("html" in part) {
      parts.push({ html: glossed(part.html) });
      continue;
    }
    const chart = await placeNarrativeChart(context, narrative, part.chart, pagePath);
    if (chart !== undefined) parts.push({ chart });
    else problems.push(unknownChart(narrative, part.chart));
  }
  if (problems.length > 0) throw new NarrativeError(problems);
  return {
    parts,
    headings: prose.headings,
    claims: claimViews(context.atlas, context.numbers, prose.claims, context.site.speech),
    claimsHref: claimsHref(context),
  };
}

/** Links the first use of each term to the edition's glossary; on the glossary itself, makes its entries be found. */
function glossary(
  { atlas, narratives, site }: EditionContext,
  narrative: Narrative,
): (html: string) => string {
  if (isGlossary(narrative)) return withEntryIds;
  const terms = termsOf(narratives);
  const address = href(site.pathPrefix, paths.argumentPage(atlas.dataset.id, "glossary"));
  const seen = new Set<string>();
  return (html) => linkTerms(html, terms, address, seen);
}

function claimsHref({ atlas, site }: EditionContext): string {
  return `${href(site.filesPrefix, paths.data(atlas.dataset.id))}claims.json`;
}

/** What prose is made from, without a page around it. */
export type ProseBasis = Pick<EditionContext, "atlas" | "numbers" | "narratives" | "site">;

/** A narrative's body over an edition's data. */
export function narrativeProse(basis: ProseBasis, narrative: Narrative): Prose {
  return renderProse(narrative, shortcodesOf(basis), basis.site.speech);
}

/** All problems of a narrative, in reading order, without making a page of it: for `check`. */
export function narrativeProblems(
  context: EditionContext,
  narrative: Narrative,
): readonly ProseProblem[] {
  const { problems, claims, parts } = narrativeProse(context, narrative);
  const failing = claims.flatMap((claim) => claimProblem(claim, context.site.speech) ?? []);
  const charts = parts.flatMap((part) =>
    "chart" in part && narrativeChart(narrative, part.chart, context.site.speech) === undefined
      ? [unknownChart(narrative, part.chart)]
      : [],
  );
  return [...problems, ...failing, ...charts, ...typedDigits(narrative, context.site.speech)].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}

/** Every claim of the edition's narratives, in the order of files and lines. */
export function claimsOf(context: EditionContext): readonly PublishedClaim[] {
  const { id } = context.atlas.dataset;
  return context.narratives
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .flatMap((narrative) => {
      const page = narrativePath(id, narrative) ?? paths.method(id);
      const { claims } = narrativeProse(context, narrative);
      return claims.map((claim) => ({ page, claim }));
    });
}

function unknownChart(narrative: Narrative, id: string): ProseProblem {
  const lines = narrative.body.split("\n");
  const at = lines.findIndex((line) => line.includes(`{% chart "${id}"`));
  return {
    file: narrative.file,
    line: narrative.bodyLine + Math.max(0, at),
    column: Math.max(0, lines[at]?.indexOf("{%") ?? 0) + 1,
    value: id,
    message: `There is no chart ${id} for this page, or its data are missing from the front matter.`,
    remedy:
      "Use arendal-map (points), ericsson-timeline (timeline) or knowledge-bases (knowledge).",
  };
}

function shortcodesOf(context: ProseBasis): Shortcodes {
  const { atlas, numbers, site } = context;
  const { id } = atlas.dataset;
  let pages: ReadonlySet<string> | undefined;
  const bibliography = context.narratives.some(
    ({ kind, slug }) => kind === "argument" && slug === "bibliography",
  );
  return {
    figure(figureId, { round, digits }) {
      const number = numbers.tryFigure(figureId, { round, digits });
      if ("message" in number)
        return {
          problem: number.message,
          remedy: "See docs/figure-ids.md for the ids of figures.",
        };
      return numberHtml(number, site.speech);
    },
    claim: (condition) => judgeClaim(atlas, condition),
    paper(section) {
      const text = escapeHtml(sectionText(section, site.speech));
      if (!bibliography) return `(${text})`;
      const address = `${href(site.pathPrefix, paths.argumentPage(id, "bibliography"))}#isaksen-1998`;
      return `(<a class="paper-ref" href="${escapeHtml(address)}">${text}</a>)`;
    },
    link(target) {
      if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*(#[a-z0-9-]+)?$/.test(target))
        return {
          problem: `“${target}” is no target within the edition.`,
          remedy:
            "Write it as clusters/REGION/SECTOR, regions/REGION, sectors/SECTOR, cases/NAME …",
        };
      const [page = "", fragment] = target.split("#");
      const path = `${paths.edition(id)}${page}/`;
      pages ??= new Set(editionAddresses(atlas, context.narratives));
      if (!pages.has(path)) return strayLink(target, path, pages);
      const address = href(site.pathPrefix, path);
      return fragment === undefined ? address : `${address}#${fragment}`;
    },
  };
}

/** Words in which authors name parts of the source publication; others stand as they are written. */
const PARTS_OF_PAPER = [
  "Bibliography",
  "characteristic",
  "clusters",
  "Conclusion",
  "footnote",
  "job growth",
  "post-Fordism",
  "Preface",
  "summary",
  "table",
] as const;

/** "Isaksen 1998, section 2, characteristic 3". */
function sectionText(section: string, { say }: Speech): string {
  const words = PARTS_OF_PAPER.reduce(
    (text, part) => text.replace(part, say(`prose.paper-${part}`)),
    section,
  );
  return say(/^\d/.test(section) ? "prose.paper-section" : "prose.paper", { section: words });
}

/** A link to a page that the edition does not have. */
function strayLink(
  target: string,
  path: string,
  pages: ReadonlySet<string>,
): { readonly problem: string; readonly remedy: string } {
  const near = nearest(path, pages);
  const meant = near?.split("/").slice(2, -1).join("/");
  return {
    problem: `The edition has no page ${target}.`,
    remedy:
      meant === undefined
        ? "Name a page that it has; of regions and sectors, only clusters have a page together."
        : `Name a page that it has, such as ${meant}.`,
  };
}
