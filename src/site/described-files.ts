/** Whether the files of an edition are those that its research object, `ro-crate-metadata.json`, names and hashes. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Diagnostic } from "./failure.ts";
import { sha256 } from "./seal.ts";

const METADATA = "ro-crate-metadata.json";

const crate = z.object({
  "@graph": z.array(
    z.looseObject({
      "@id": z.string(),
      "@type": z.union([z.string(), z.array(z.string())]).optional(),
      sha256: z.string().optional(),
    }),
  ),
});

/** Objections to an edition below `root`. None to one that was published without such a description. */
export function judgeDescribed(root: string, edition: string): readonly Diagnostic[] {
  const folder = join(root, edition);
  const metadata = join(folder, METADATA);
  if (!existsSync(metadata)) return [];
  const object = (file: string, message: string): Diagnostic => ({
    page: `/${edition}/${file}`,
    rule: "described-file",
    message,
    remedy: "Build the site again, and change nothing in its folder.",
  });
  const read = crate.safeParse(parsed(readFileSync(metadata, "utf8")));
  if (!read.success) return [object(METADATA, "The description of the edition cannot be read.")];
  return read.data["@graph"].flatMap(({ "@id": file, "@type": type, sha256: hash }) => {
    if (![type].flat().includes("File")) return [];
    if (!existsSync(join(folder, file)))
      return [object(file, `${METADATA} names the file, and it is not there.`)];
    if (hash === undefined || sha256(readFileSync(join(folder, file))) === hash) return [];
    return [object(file, `The file is another than the one that ${METADATA} describes.`)];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
