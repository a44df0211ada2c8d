/** Whether a text of JSON that comes in pieces has come to its end, without holding it. */

export interface JsonEnd {
  readonly read: (chunk: Uint8Array) => void;
  /** Every bracket and quote is closed, and there was something to close. */
  readonly reached: () => boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets and quotes; what lies between them is for the reader of the JSON to judge. */
export function createJsonEnd(): JsonEnd {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let any = false;
  return {
    read: (chunk) => {
      // By position: iterating over the bytes takes four times as long.
      for (let i = 0; i < chunk.length; i += 1) {
        const byte = chunk[i];
        if (quoted) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) quoted = false;
        } else if (byte === QUOTE) {
          quoted = true;
          any = true;
        } else if (byte === 0x7b || byte === 0x5b) {
          depth += 1;
          any = true;
        } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
      }
    },
    reached: () => any && depth === 0 && !quoted,
  };
}
