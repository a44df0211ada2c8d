/** Addresses of narratives. */

import type { Narrative } from "../model/narrative.ts";
import { paths } from "./urls.ts";

/** Address of a narrative's page; undefined for prose that stands on another page. */
export function narrativePath(edition: string, { kind, slug }: Narrative): string | undefined {
  if (kind === "method") return undefined;
  if (slug === "index") return kind === "case" ? paths.cases(edition) : paths.argument(edition);
  return kind === "case" ? paths.caseStudy(edition, slug) : paths.argumentPage(edition, slug);
}
