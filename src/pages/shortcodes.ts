/** Cuts the body of a narrative into text and shortcodes. What they mean is for prose.ts to say. */

export interface TextPiece {
  readonly kind: "text";
  readonly text: string;
  readonly offset: number;
}

export interface ShortcodePiece {
  readonly kind: "shortcode";
  readonly name: string;
  /** The text between quotes; undefined where there is none. */
  readonly argument: string | undefined;
  /** Where the argument's text begins in the body. */
  readonly argumentOffset: number;
  /** Options after the argument, such as round=10. */
  readonly options: ReadonlyMap<string, number>;
  readonly text: string;
  readonly offset: number;
}

export type Piece = TextPiece | ShortcodePiece;

const SHORTCODE = /\{%\s*([a-z]+)\s*(?:"([^"]*)")?((?:\s+[a-z]+=\d+)*)\s*%\}/g;

/** The pieces in order; together their texts are the body. */
export function scanShortcodes(body: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of body.matchAll(SHORTCODE)) {
    const [text, name = "", argument, options = ""] = match;
    if (match.index > at) {
      pieces.push({ kind: "text", text: body.slice(at, match.index), offset: at });
    }
    pieces.push({
      kind: "shortcode",
      name,
      argument,
      argumentOffset: match.index + text.indexOf('"') + 1,
      options: optionsOf(options),
      text,
      offset: match.index,
    });
    at = match.index + text.length;
  }
  if (at < body.length) pieces.push({ kind: "text", text: body.slice(at), offset: at });
  return pieces;
}

function optionsOf(text: string): ReadonlyMap<string, number> {
  const pairs = [...text.matchAll(/([a-z]+)=(\d+)/g)];
  return new Map(pairs.map(([, name = "", value]) => [name, Number(value)]));
}
