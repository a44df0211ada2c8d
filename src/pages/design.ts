/** The living page of the design: type, colours and marks as the style sheet has them now. */

import { type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { paths } from "./urls.ts";
import type { Sheet } from "./view.ts";

/** Tokens of content/assets/css/tokens.css that carry a meaning. */
const COLOURS = [
  { token: "ink", use: "ink" },
  { token: "muted", use: "muted" },
  { token: "accent", use: "accent" },
  { token: "chart-cluster", use: "cluster" },
  { token: "chart-nation", use: "nation" },
  { token: "chart-new", use: "new" },
  { token: "chart-ex", use: "ex" },
  { token: "chart-rule", use: "rule" },
  { token: "chart-pale", use: "pale" },
] as const;

const BADGES = ["stable", "new", "ex", "cluster", "possible", "none", "yes", "no", "open"] as const;

/** Numbers that show whether figures stand in columns. */
const FIGURES = [1111.1, -20406.8, 975310.5];

export interface DesignView {
  readonly colours: readonly { readonly token: string; readonly use: string }[];
  readonly badges: readonly string[];
  readonly figures: readonly string[];
}

export function designSheet(site: SiteOptions, write: WriteFile): Promise<Sheet<DesignView>> {
  const { say, number } = site.speech;
  return siteSheet(site, write, {
    kind: "design",
    path: paths.design(),
    title: say("site.design-title"),
    description: say("site.design-description"),
    trail: [
      { path: paths.front(), text: site.title },
      { path: paths.about(), text: say("site.about-title") },
    ],
    view: {
      colours: COLOURS.map(({ token, use }) => ({ token, use: say(`site.design-use-${use}`) })),
      badges: BADGES,
      figures: FIGURES.map((figure) => number(figure, 1)),
    },
  });
}
