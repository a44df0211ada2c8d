/** The page at an address that has moved: it leads on at once, and says so to readers whom it does not. */

import type { Redirect } from "../model/redirect.ts";
import { linkTo, type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { paths } from "./urls.ts";
import type { LinkView, Sheet } from "./view.ts";

export interface RedirectView {
  readonly to: LinkView;
  readonly since: string;
  /** Why; empty where nobody said. */
  readonly note: string;
}

/** A page that leads to the redirect's target. It is nothing to cite, and no search engine lists it. */
export function redirectSheet(
  { from, target, since, note }: Redirect,
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<RedirectView>> {
  return siteSheet(site, write, {
    kind: "redirect",
    path: from,
    title: site.speech.say("history.moved-title"),
    description: site.speech.say("history.moved-description", { target }),
    trail: [{ path: paths.front(), text: site.title }],
    movedTo: target,
    view: { to: linkTo(site, target, target), since: site.speech.date(since), note },
  });
}
