/** Answers that fit into memory, as text, with what the record of them needs. */

import { decodeBody } from "./http-words.ts";
import type { Web, WebRequest, WebResponse } from "./web.ts";

export interface TextAnswer {
  readonly url: string;
  readonly contentType: string;
  readonly text: string;
  readonly received: Awaited<WebResponse["received"]>;
}

/** Reads an answer whole, by the character set that its type names. */
export async function fetchText(web: Web, request: WebRequest): Promise<TextAnswer> {
  const response = await web.fetch(request);
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  const { url, contentType, received } = response;
  return {
    url,
    contentType,
    text: decodeBody(Buffer.concat(chunks), contentType),
    received: await received,
  };
}
