/** Gives a file a second name; where the file system has no such links, a copy. */

import { copyFileSync, linkSync } from "node:fs";

/** Codes of systems that cannot link here: other device, not supported, not permitted, too many links. */
const NO_LINK = new Set(["EXDEV", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EPERM", "EMLINK"]);

/**
 * Makes `target`, which must not exist, with the content of `source`. Both may then be one file: neither may be
 * written to in place. The folder must be there.
 */
export function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && NO_LINK.has(String(error.code))))
      throw error;
    copyFileSync(source, target);
  }
}
