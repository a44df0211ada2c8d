/** Where a page's numbers are explained: what the line at its foot says, and the script that reads it needs. */

import type { SiteOptions } from "./context.ts";
import { href, paths } from "./urls.ts";
import type { ExplainView } from "./view.ts";

/** `edition` is that of the page; undefined for a page that shows figures of several. */
export function explainView(
  site: Pick<SiteOptions, "pathPrefix" | "filesPrefix">,
  path: string,
  edition: string | undefined,
): ExplainView {
  const { pathPrefix, filesPrefix } = site;
  return {
    edition,
    files: filesPrefix,
    pages: typeof pathPrefix === "string" ? pathPrefix : pathPrefix.prefix,
    href:
      edition === undefined ? undefined : `${href(filesPrefix, paths.data(edition))}figures.json`,
    command: `klyngeatlas explain ${path}`,
  };
}
