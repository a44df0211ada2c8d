/** Writes the small files from which a page explains its numbers; see src/model/figure-shard.ts for what is in them. */

import { type FigurePacker, shortened } from "../model/figure-pack.ts";
import { allOf } from "../model/figure-shard.ts";
import type { WriteFile } from "./context.ts";
import { FIGURES_FOLDER } from "./urls.ts";

/** Characters of a file that is fetched whole for one number; of a larger one, a shortened one is. */
const LARGE = 30_000;

/** `folder` is that of the edition's data. */
export async function publishShards(
  write: WriteFile,
  folder: string,
  packer: FigurePacker,
): Promise<void> {
  const writeShard = (name: string, text: string): Promise<void> =>
    write(`${folder}${FIGURES_FOLDER}${name}.json`, `${text}\n`);
  for (const [name, shard] of packer.shards()) {
    const text = JSON.stringify(shard);
    if (text.length <= LARGE) await writeShard(name, text);
    else {
      await writeShard(name, JSON.stringify(shortened(name, shard)));
      await writeShard(allOf(name), text);
    }
  }
}
