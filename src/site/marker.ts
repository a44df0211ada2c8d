/**
 * `.klyngeatlas` at the root of a built site: says that the folder is ours to replace, and where the
 * site was built to stand, so that verify and serve need not be told again.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteAddress } from "./link-check.ts";
import { MARKER_FILE } from "./output-folder.ts";

export function markerText({ baseUrl, pathPrefix }: SiteAddress): string {
  return `${JSON.stringify({
    note: "Made by klyngeatlas build; the next build replaces this folder as a whole.",
    baseUrl: baseUrl ?? null,
    pathPrefix,
  })}\n`;
}

/** The address a site was built for; undefined where the folder was not made by this program. */
export function readMarker(root: string): SiteAddress | undefined {
  const file = join(root, MARKER_FILE);
  if (!existsSync(file)) return undefined;
  const { baseUrl, pathPrefix } = parse(readFileSync(file, "utf8"));
  return {
    baseUrl: typeof baseUrl === "string" ? baseUrl : undefined,
    pathPrefix: typeof pathPrefix === "string" ? pathPrefix : "/",
  };
}

function parse(text: string): { readonly baseUrl?: unknown; readonly pathPrefix?: unknown } {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    // An emptied marker still marks the folder.
    return {};
  }
}
