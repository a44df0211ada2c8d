/** Which files of a built site are an edition's. */

/** Editions of a site, by the file they all have: their figures. */
export function editionsOf(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => /^([a-z0-9-]+)\/data\/figures\.json$/.exec(file)?.[1] ?? []);
}

/** First segment of the addresses in a language other than the site's first. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/;

/** The parts of a page's address that say to what it belongs: "1998" of "/1998/growth/", "nb/1998" of "/nb/1998/growth/". */
export function ownerOf(page: string): string {
  const [, first = "", second = ""] = page.split("/");
  return LANGUAGE.test(first) && second !== "" ? `${first}/${second}` : first;
}

/**
 * The edition of a file ("1998/growth/index.html") or an address below the site's root; undefined where it belongs to
 * none. Pages of an edition in another language ("nb/1998/growth/index.html") are the edition's too.
 */
export function editionOf(file: string, editions: readonly string[]): string | undefined {
  const [first = "", second = ""] = file.split("/");
  if (editions.includes(first)) return first;
  return LANGUAGE.test(first) && editions.includes(second) ? second : undefined;
}
