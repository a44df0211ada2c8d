/** The beginning of a body, enough for what it says. */

/** Bytes of an answer that are looked at for a page or a report. */
export const BEGINNING = 4096;

/** First bytes of a body; the rest is let go. */
export async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const first: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    first.push(chunk);
    bytes += chunk.length;
    if (bytes >= BEGINNING * 4) break;
  }
  return Buffer.concat(first).subarray(0, BEGINNING * 4);
}
