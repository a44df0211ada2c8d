/** What is asked for, as the cache knows it and as it is sent. */

import type { Asked } from "./http-cache.ts";
import type { WebRequest } from "./web.ts";

/** The posted data as JSON text: the same data in the same order is the same question. */
export function askedBy({ url, post, accept }: WebRequest): Asked {
  return { url, posted: post === undefined ? undefined : JSON.stringify(post), accept };
}
