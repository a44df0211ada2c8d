/** Takes an answer in: writes it to the cache as it comes, and checks that it is what was asked for, and whole. */

import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { askedBy } from "./http-asked.ts";
import { BEGINNING, beginningOf } from "./http-beginning.ts";
import type { HttpCache, KeptAnswer } from "./http-cache.ts";
import type { Exchange } from "./http-exchange.ts";
import { HttpFailure } from "./http-failure.ts";
import { createJsonEnd } from "./http-json-end.ts";
import { CutShort } from "./http-outcome.ts";
import type { WebSettings } from "./http-settings.ts";
import { decodeBody, isJson, mediaType, pageTitle, saidBy } from "./http-words.ts";
import { SourceFailure } from "./source.ts";
import type { WebRequest } from "./web.ts";

/** Keeps an answer, once it is the type that is wanted and whole. */
export async function takeIn(
  at: URL,
  answer: Exchange,
  request: WebRequest,
  cache: HttpCache,
  { largest, now }: WebSettings,
): Promise<KeptAnswer> {
  const contentType = answer.headers["content-type"] ?? "";
  const accepted = request.accept.some((type) => mediaType(type) === mediaType(contentType));
  if (!accepted) throw otherType(at, contentType, await beginningOf(answer.body), request);
  const part = await cache.part();
  try {
    const { sha256, bytes, beginning } = await spool(at, answer.body, part, contentType, largest);
    const page = isJson(contentType) ? pageTitle(decodeBody(beginning, contentType)) : undefined;
    if (page !== undefined) throw otherType(at, "text/html", beginning, request);
    const report = request.refuse?.(decodeBody(beginning, contentType));
    if (report !== undefined)
      throw new HttpFailure(
        at.href,
        answer.status,
        report,
        `${at.host} gave no figures. It says: “${report}”.`,
        "Ask for less at a time, or try again later.",
      );
    const asked = askedBy(request);
    const lastModified = answer.headers["last-modified"];
    const kept = await cache.keep(asked, part, {
      url: request.url,
      ...(asked.posted === undefined ? {} : { posted: asked.posted }),
      status: answer.status,
      contentType,
      ...(lastModified === undefined ? {} : { lastModified }),
      sha256,
      bytes,
      retrieved: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    });
    return kept;
  } finally {
    await cache.drop(part);
  }
}

/** Writes a body to a file as it comes, and checks that it is whole. */
async function spool(
  at: URL,
  body: AsyncIterable<Uint8Array>,
  path: string,
  contentType: string,
  largest: number,
) {
  const hash = createHash("sha256");
  const end = isJson(contentType) ? createJsonEnd() : undefined;
  const first: Uint8Array[] = [];
  let bytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of body) {
      if (bytes < BEGINNING) first.push(chunk.subarray(0, BEGINNING - bytes));
      bytes += chunk.length;
      if (bytes > largest) throw tooLarge(at, largest);
      hash.update(chunk);
      end?.read(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  const beginning = Buffer.concat(first);
  if (end?.reached() === false && pageTitle(decodeBody(beginning, contentType)) === undefined)
    throw new CutShort(`its JSON ends before its time, after ${bytes} bytes`);
  return { sha256: hash.digest("hex"), bytes, beginning };
}

function tooLarge(at: URL, largest: number): SourceFailure {
  return new SourceFailure(
    at.href,
    `The answer of ${at.host} is larger than ${largest} bytes.`,
    "Ask for less: fewer years, regions or sectors.",
  );
}

function otherType(
  at: URL,
  contentType: string,
  beginning: Uint8Array,
  request: WebRequest,
): SourceFailure {
  const text = decodeBody(beginning, contentType);
  const page = pageTitle(text);
  const wanted = request.accept.join(" or ");
  if (page !== undefined)
    return new SourceFailure(
      at.href,
      `${at.host} answered with a web page instead of ${wanted}. The page begins: “${page}”.`,
      "Open the address in a browser: the service may be closed for maintenance, have moved, or need a network that does not ask you to log in.",
    );
  const type = contentType === "" ? "without naming a media type" : `with ${contentType}`;
  return new SourceFailure(
    at.href,
    `${at.host} answered ${type} instead of ${wanted}. The answer begins: “${saidBy(text)}”.`,
    "Check the address and the format in the query file.",
  );
}
