/** Fetches explanations of figures and the words for them, each file once. */

import { parseFigureId } from "../model/figure-id.ts";
import { allOf, type Shard, shardOf, type UnpackedFigure, unpack } from "../model/figure-shard.ts";
import type { FigureWords } from "../words/figure-words.ts";

/** Where an edition's explanations lie. */
export interface FigureSource {
  /** Address of the folder with the explanations: "/1998/data/figures/". */
  readonly folder: string;
  readonly words: FigureWords;
  /** The page that tells of the method, in the language of the words. */
  readonly method: string;
  readonly figure: (id: string) => Promise<UnpackedFigure>;
  /** With every input, also of a long sum in a large file. */
  readonly whole: (id: string) => Promise<UnpackedFigure>;
}

const FOLDER = "data/figures/";
const fetched = new Map<string, Promise<unknown>>();

function json(address: string): Promise<unknown> {
  const before = fetched.get(address);
  if (before !== undefined) return before;
  const answer = fetch(address).then((response): Promise<unknown> => {
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  });
  fetched.set(address, answer);
  // A failure is forgotten, so that it may be tried again.
  answer.catch(() => fetched.delete(address));
  return answer;
}

function shardName(id: string): string {
  const parsed = parseFigureId(id);
  if ("message" in parsed) throw new Error(parsed.message);
  return shardOf(parsed);
}

async function figureIn(folder: string, shard: string, id: string): Promise<UnpackedFigure> {
  const figure = unpack((await json(`${folder}${shard}.json`)) as Shard, id);
  if (figure === undefined) throw new Error(`${id} is not in its file.`);
  return figure;
}

/**
 * `files` stands before what is published once for all languages, `pages` before pages of the reader's. An edition that
 * was sealed before the language came has no words in it: then those of the first language serve.
 */
export async function openSource(
  edition: string,
  files: string,
  pages: string,
): Promise<FigureSource> {
  const [home, words] = await json(`${pages}${edition}/${FOLDER}words.json`)
    .then((answer) => [`${pages}${edition}/`, answer] as const)
    .catch(async (error: unknown) => {
      if (files === pages) throw error;
      const home = `${files}${edition}/`;
      return [home, await json(`${home}${FOLDER}words.json`)] as const;
    });
  const folder = `${files}${edition}/${FOLDER}`;
  return {
    folder,
    words: words as FigureWords,
    method: `${home}method/`,
    figure: async (id) => figureIn(folder, shardName(id), id),
    whole: async (id) => figureIn(folder, allOf(shardName(id)), id),
  };
}
