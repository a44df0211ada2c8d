/**
 * KLASS, Statistics Norway's store of classifications: the three of its answers that are used here, as
 * https://data.ssb.no/api/klass/v1/api-guide.html documents them. It asks for no key, and gives JSON where the
 * request accepts it (its endings such as `.json` are on their way out).
 */

import { z } from "zod";
import { HttpFailure, NotKeptFailure } from "./http-failure.ts";
import { fetchText, type TextAnswer } from "./http-text.ts";
import { SourceFailure } from "./source.ts";
import type { Web } from "./web.ts";

export const KLASS_URL = "https://data.ssb.no/api/klass/v1";

/** A code of a classification at a date. */
export interface KlassCode {
  readonly code: string;
  readonly parentCode?: string | null | undefined;
  readonly name: string;
}

/** A change from one code to another. Without an old code the new one came into being, without a new one the old one ended. */
export interface KlassChange {
  readonly oldCode?: string | null | undefined;
  readonly oldName?: string | null | undefined;
  readonly newCode?: string | null | undefined;
  readonly newName?: string | null | undefined;
  /** ISO date. */
  readonly changeOccurred: string;
}

/** A pair of a correspondence table. */
export interface KlassPair {
  readonly sourceCode: string;
  readonly sourceName: string;
  readonly targetCode: string;
  readonly targetName: string;
}

export interface KlassAnswer<Row> {
  readonly url: string;
  readonly rows: readonly Row[];
  readonly received: TextAnswer["received"];
}

export interface KlassApi {
  /** Codes that are valid at an ISO date, perhaps of one level alone. */
  readonly codesAt: (
    classification: string,
    date: string,
    level: number | undefined,
  ) => Promise<KlassAnswer<KlassCode>>;
  /** Changes from one ISO date up to another, which is not included. */
  readonly changes: (
    classification: string,
    from: string,
    to: string,
  ) => Promise<KlassAnswer<KlassChange>>;
  /** Pairs that are valid at an ISO date. A table that KLASS has in the other direction alone is turned round. */
  readonly correspondsAt: (
    source: string,
    target: string,
    date: string,
  ) => Promise<KlassAnswer<KlassPair>>;
}

// Objects are open: KLASS gives further properties, such as short names and notes.
const codes = z.object({
  codes: z.array(
    z.object({ code: z.string(), parentCode: z.string().nullish(), name: z.string() }),
  ),
});
const changes = z.object({
  codeChanges: z.array(
    z.object({
      oldCode: z.string().nullish(),
      oldName: z.string().nullish(),
      newCode: z.string().nullish(),
      newName: z.string().nullish(),
      changeOccurred: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
    }),
  ),
});
const pairs = z.object({
  correspondenceItems: z.array(
    z.object({
      sourceCode: z.string(),
      sourceName: z.string(),
      targetCode: z.string(),
      targetName: z.string(),
    }),
  ),
});

/** KLASS at an address, in one of its languages (nb, nn, en). */
export function klassAt(web: Web, base: string, language: string): KlassApi {
  const ask = async <Body>(
    path: string,
    parameters: Readonly<Record<string, string>>,
    schema: z.ZodType<Body>,
  ): Promise<{ readonly body: Body; readonly answer: TextAnswer }> => {
    const query = new URLSearchParams({ ...parameters, language });
    const url = `${base}/classifications/${path}?${query}`;
    const answer = await fetchText(web, { url, accept: ["application/json"] });
    return { body: checked(answer, schema), answer };
  };
  const corresponds = async (source: string, target: string, date: string) => {
    const { body, answer } = await ask(
      `${source}/correspondsAt`,
      { targetClassificationId: target, date },
      pairs,
    );
    return { url: answer.url, rows: body.correspondenceItems, received: answer.received };
  };
  return {
    codesAt: async (classification, date, level) => {
      const { body, answer } = await ask(
        `${classification}/codesAt`,
        { date, ...(level === undefined ? {} : { selectLevel: String(level) }) },
        codes,
      );
      return { url: answer.url, rows: body.codes, received: answer.received };
    },
    changes: async (classification, from, to) => {
      const { body, answer } = await ask(`${classification}/changes`, { from, to }, changes);
      return { url: answer.url, rows: body.codeChanges, received: answer.received };
    },
    correspondsAt: async (source, target, date) => {
      try {
        return await corresponds(source, target, date);
      } catch (error) {
        if (!mayBeKeptTurned(error)) throw error;
        const { url, rows, received } = await corresponds(target, source, date);
        return { url, rows: rows.map(turned), received };
      }
    },
  };
}

/** KLASS has each table in one direction, and refuses the other; a cache then has that one alone. */
function mayBeKeptTurned(error: unknown): boolean {
  return error instanceof NotKeptFailure || (error instanceof HttpFailure && error.status === 404);
}

function turned({ sourceCode, sourceName, targetCode, targetName }: KlassPair): KlassPair {
  return {
    sourceCode: targetCode,
    sourceName: targetName,
    targetCode: sourceCode,
    targetName: sourceName,
  };
}

function checked<Body>({ url, text }: TextAnswer, schema: z.ZodType<Body>): Body {
  const result = schema.safeParse(parsed(text, url));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new SourceFailure(
    url,
    `The answer of KLASS is not of the form that is documented: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? ""}.`,
    "Look at the address in a browser; where KLASS has changed its form, the klass source must follow.",
  );
}

function parsed(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceFailure(
      url,
      "The answer of KLASS is no JSON that can be read.",
      "Run the command again with --refresh.",
    );
  }
}
