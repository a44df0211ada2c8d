/** What an answer says, in words: of its media type, its refusal, its page. */

/** The media type without its parameters, in small letters. */
export function mediaType(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

export function isJson(contentType: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(mediaType(contentType));
}

/** Text of a body, by the character set its type names; UTF-8 where it names none that is known. */
export function decodeBody(bytes: Uint8Array, contentType: string): string {
  return new TextDecoder(charset(contentType)).decode(bytes);
}

function charset(contentType: string): string {
  const named = /;\s*charset="?([\w.:-]+)"?/i.exec(contentType)?.[1]?.toLowerCase();
  if (named === undefined) return "utf-8";
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return "utf-8";
  }
}

const MOST_WORDS = 200;

/** What a refusal says: the words of its JSON, its fault or its page; empty where it has none. */
export function saidBy(body: string): string {
  const said = saidByJson(body) ?? saidByFault(body) ?? pageTitle(body) ?? body;
  const line = said.replace(/\s+/g, " ").trim();
  return line.length <= MOST_WORDS ? line : `${line.slice(0, MOST_WORDS)}…`;
}

/** Title, or else first words, of an HTML page; undefined where the text is none. */
export function pageTitle(body: string): string | undefined {
  if (!/^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(body)) return undefined;
  const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(body)?.[1];
  const words = (title ?? body.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " "))
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
  return words.length <= 80 ? words : `${words.slice(0, 80)}…`;
}

function saidByFault(body: string): string | undefined {
  return /<faultstring[^>]*>([\s\S]*?)<\/faultstring>/i.exec(body)?.[1];
}

/**
 * The forms that statistical offices use: a problem with title and detail (PxWebApi 2), a text or list under
 * `error` with `label` (PxWebApi 1, Eurostat), a `message` with `errors` of single fields (Spring).
 */
function saidByJson(body: string): string | undefined {
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isRecord(data)) return undefined;
  const { title, detail, error, warning, message, melding } = data;
  const parts = [
    title,
    detail === title ? undefined : detail,
    ...labels(error),
    ...labels(warning),
  ];
  const texts = [...parts, message, melding].filter((part) => typeof part === "string");
  return texts.length === 0 ? undefined : [...new Set(texts)].join(": ");
}

function labels(reported: unknown): readonly unknown[] {
  if (typeof reported === "string") return [reported];
  if (Array.isArray(reported)) return reported.flatMap(labels);
  return isRecord(reported) ? [reported.label ?? reported.message] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
