/** The column `same_as`: addresses that identify the same region or sector elsewhere. */

import type { Place } from "./cell.ts";
import type { ProblemLog } from "./problem-log.ts";

/** A host, then what a link may hold: no space, quote, bracket or backslash, so that it prints as it is. */
const ADDRESS =
  /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:[/?#][^\s"'<>\\^`{|}]*)?$/i;

/**
 * The addresses of a cell, which are divided by semicolons or spaces; undefined where it is empty. The log says what is
 * no address, or stands twice.
 */
export function sameAsCell(
  cell: string,
  place: Place,
  log: ProblemLog,
): readonly string[] | undefined {
  const addresses = cell.split(/[;\s]+/).filter((address) => address !== "");
  for (const [n, address] of addresses.entries()) {
    if (!ADDRESS.test(address))
      log.error({
        rule: "same-as-address",
        ...place,
        value: address,
        message: "This is no address of the web.",
        remedy:
          "Write it whole, such as https://www.wikidata.org/entity/Q585; divide several by semicolons.",
      });
    else if (addresses.indexOf(address) < n)
      log.error({
        rule: "same-as-repeated",
        ...place,
        value: address,
        message: "The address stands twice in the cell.",
        remedy: "Remove one of them.",
      });
  }
  return addresses.length === 0 ? undefined : addresses;
}
