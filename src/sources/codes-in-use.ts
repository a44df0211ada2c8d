/** Regions and sectors that a source names, but says nothing of. */

/** Which codes at one position of the cells' codes have a cell that says something. */
export function codesInUse(
  forEachCell: (
    take: (codes: readonly string[], value: number | undefined, status: string | undefined) => void,
  ) => void,
  position: number,
  says: (value: number | undefined, status: string | undefined) => boolean,
): ReadonlySet<string> {
  const used = new Set<string>();
  forEachCell((codes, value, status) => {
    if (says(value, status)) used.add(codes[position] ?? "");
  });
  return used;
}

const SHOWN = 8;

/** A sentence about codes that were left out; undefined where there are none. */
export function noteOfUnused(
  what: "region" | "sector",
  codes: readonly string[],
  of: string,
): string | undefined {
  if (codes.length === 0) return undefined;
  const shown = codes.slice(0, SHOWN).join(", ");
  const rest = codes.length > SHOWN ? " …" : "";
  const subject = codes.length === 1 ? `One ${what}` : `${codes.length} ${what}s`;
  return `${subject} of ${of} ${codes.length === 1 ? "has" : "have"} no figure in these years and ${codes.length === 1 ? "is" : "are"} left out: ${shown}${rest}.`;
}
