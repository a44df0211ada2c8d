/** All that machines are told in a page's head, ready for its template. */

import type { SiteOptions } from "../context.ts";
import { jsonForScript } from "../html.ts";
import type { HeadLinkView, HeadPage, MetaView } from "./cited-work.ts";
import { DUBLIN_CORE_SCHEMAS, dublinCore } from "./dublin-core.ts";
import { highwireTags } from "./highwire.ts";
import { jsonLd } from "./json-ld.ts";
import { openGraph } from "./open-graph.ts";
import { signposts } from "./signposting.ts";

export interface HeadView {
  readonly metas: readonly MetaView[];
  readonly links: readonly HeadLinkView[];
  /** The page first, then what it stands for; serialised, and safe inside script elements. */
  readonly jsonLd: readonly string[];
}

export function headOf(page: HeadPage, site: SiteOptions): HeadView {
  return {
    metas: [...openGraph(page, site), ...highwireTags(page, site), ...dublinCore(page, site)],
    links: [...DUBLIN_CORE_SCHEMAS, ...signposts(page, site)],
    jsonLd: jsonLd(page, site).map(jsonForScript),
  };
}
