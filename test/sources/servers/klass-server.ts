/**
 * A KLASS on this machine, in the form of that of Statistics Norway: codesAt, changes and correspondsAt. Its
 * classifications are made; their numbers are the real ones.
 */

import {
  type Answer,
  jsonAnswer,
  type LocalServer,
  type SeenRequest,
  startServer,
} from "./local-server.ts";

export interface MadeKlass {
  /** Codes by classification: code, name, level. */
  readonly codes: Readonly<Record<string, readonly (readonly [string, string, number])[]>>;
  /** Changes by classification: old code and name, new code and name, ISO date. */
  readonly changes: Readonly<
    Record<
      string,
      readonly (readonly [string | null, string | null, string | null, string | null, string])[]
    >
  >;
  /** Pairs by "source target": source code and name, target code and name. */
  readonly pairs: Readonly<Record<string, readonly (readonly [string, string, string, string])[]>>;
}

export function startKlass(made: MadeKlass): Promise<LocalServer> {
  return startServer((request) => klassAnswer(request, made));
}

/** The answer to a path below `/classifications/`, whatever comes before it. */
export function klassAnswer({ url }: SeenRequest, made: MadeKlass): Answer {
  const [, id = "", what = ""] = /\/classifications\/(\d+)\/(\w+)$/.exec(url.pathname) ?? [];
  const parameter = (name: string): string => url.searchParams.get(name) ?? "";
  if (what === "codesAt") return codesAnswer(made.codes[id], parameter("selectLevel"));
  if (what === "changes")
    return changesAnswer(made.changes[id] ?? [], parameter("from"), parameter("to"));
  if (what === "correspondsAt") {
    const target = parameter("targetClassificationId");
    return pairsAnswer(made.pairs[`${id} ${target}`], id, target);
  }
  return refusal(404, `No endpoint ${url.pathname}`);
}

function codesAnswer(codes: MadeKlass["codes"][string] | undefined, level: string): Answer {
  if (codes === undefined) return refusal(404, "Classification not found");
  return jsonAnswer({
    codes: codes
      .filter(([, , own]) => level === "" || String(own) === level)
      .map(([code, name, own]) => ({
        code,
        parentCode: null,
        level: String(own),
        name,
        shortName: "",
        presentationName: "",
        validFrom: "2025-01-01",
        validTo: null,
        notes: "",
      })),
  });
}

function changesAnswer(changes: MadeKlass["changes"][string], from: string, to: string): Answer {
  return jsonAnswer({
    codeChanges: changes
      .filter(([, , , , date]) => date >= from && date < to)
      .map(([oldCode, oldName, newCode, newName, changeOccurred]) => ({
        oldCode,
        oldName,
        oldShortName: null,
        newCode,
        newName,
        newShortName: null,
        changeOccurred,
      })),
  });
}

function pairsAnswer(
  pairs: MadeKlass["pairs"][string] | undefined,
  source: string,
  target: string,
): Answer {
  if (pairs === undefined)
    return refusal(404, `Classification ${source} has no correspondence table with ${target}`);
  return jsonAnswer({
    correspondenceItems: pairs.map(([sourceCode, sourceName, targetCode, targetName]) => ({
      sourceCode,
      sourceName,
      sourceShortName: "",
      targetCode,
      targetName,
      targetShortName: "",
      validFrom: null,
      validTo: null,
    })),
  });
}

function refusal(status: number, message: string): Answer {
  return jsonAnswer(
    { status, error: status === 404 ? "Not Found" : "Bad Request", message },
    status,
  );
}
