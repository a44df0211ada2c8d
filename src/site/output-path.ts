/** Which files may be written below the site's root. */

/** Files of a fixed name that do not follow the pattern of pages. */
const FIXED = new Set(["_headers", "_redirects", ".klyngeatlas", ".nojekyll"]);

/** Folders and a file name with an extension, of letters that need no escaping anywhere. */
const PATTERN = /^(?:[a-z0-9-]+\/)*[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/;

/** Assets carry the names of their sources and a hash with upper-case letters. */
const ASSET = /^assets\/[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9-]+)+$/;

/** The name by which others look for it. */
const CITATION = /^[a-z0-9-]+\/CITATION\.cff$/;

/**
 * Throws unless a path stays below the site's root and is a plain file name. Paths come from ids
 * in data, and Eleventy would follow "../" out of the output folder without a word.
 */
export function assertOutputPath(file: string): void {
  if (PATTERN.test(file) || ASSET.test(file) || CITATION.test(file) || FIXED.has(file)) return;
  throw new Error(`"${file}" is no file name that a page or download may have.`);
}
