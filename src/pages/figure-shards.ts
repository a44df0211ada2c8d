/** Writes the small files from which a page explains its numbers; see src/model/figure-shard.ts for what is in them. */

import type { FigurePacker } from "../model/figure-pack.ts";
import type { WriteFile } from "./context.ts";
import { FIGURES_FOLDER } from "./urls.ts";

/** `folder` is that of the edition's data. */
export async function publishShards(
  write: WriteFile,
  folder: string,
  packer: FigurePacker,
): Promise<void> {
  for (const [name, shard] of packer.shards())
    await write(`${folder}${FIGURES_FOLDER}${name}.json`, `${JSON.stringify(shard)}\n`);
}
