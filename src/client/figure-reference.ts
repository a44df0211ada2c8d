/** How a single number is cited: its page's reference, with the number's address. */

/**
 * A page's reference with the number's address in the place of the page's; after it where it ends in another, such as
 * the DOI of an edition, which cannot carry a fragment.
 */
export function referenceTo(citation: string, page: string, fragment: string): string {
  const [, before = "", address = "", stop = ""] =
    /^(.*\s)(https?:\S+?)(\.?)$/s.exec(citation) ?? [];
  if (URL.canParse(address) && new URL(address).pathname === new URL(page).pathname)
    return `${before}${address}${fragment}${stop}`;
  return `${citation}${/\.$/.test(citation) ? "" : "."} ${page}${fragment}`;
}
