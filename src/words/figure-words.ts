/** What is said of figures one by one, in the language of a page: the form of `/E/data/figures/words.json`. */

import type { Marks } from "./numerals.ts";

type Texts = Readonly<Record<string, string>>;

export interface FigureWords {
  /** Messages of the area "figures" by key, with their places open: "{scope}, {years}". */
  readonly say: Texts;
  readonly marks: Marks;
  readonly units: Texts;
  /** By letter. */
  readonly flags: Texts;
  /** By the model's own words, which figures.json has. */
  readonly formulas: Texts;
  /** By measure: file and function, the one with the rule first. */
  readonly code: Readonly<Record<string, readonly (readonly [file: string, name: string])[]>>;
  /** Name and version; undefined where they are not known. */
  readonly program?: string | undefined;
  /** Names by id. */
  readonly regions: Texts;
  readonly sectors: Texts;
  readonly branches: Texts;
  readonly groups: Texts;
}
