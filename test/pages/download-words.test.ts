/** Each column of each table has words in every language; in English those of the published data package. */

import { expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { downloadWords } from "../../src/pages/download-words.ts";
import { downloadTables } from "../../src/pages/downloads.ts";
import { createSpeech } from "../../src/words/speech.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { LANGUAGES } from "../speech.ts";

const atlas = buildAtlas(datasetOf({ cells: { 1990: { coast: { boats: 400 } } } }));
const { descriptor } = atlas.dataset;

it.each(LANGUAGES.map((language) => [language.code, createSpeech(language)] as const))(
  "tables are described in %s",
  (code, speech) => {
    for (const { name, title, fields } of downloadTables(atlas)) {
      const file = {
        name,
        file: `${name}.csv`,
        title,
        fields,
        mediatype: "",
        bytes: 0,
        sha256: "",
      };
      const words = downloadWords(file, descriptor, speech);
      const own = fields.map((field) => ({ name: field.name, description: field.description }));
      expect(words.columns.map((column) => column.name)).toEqual(own.map((column) => column.name));
      if (code === "en") expect(words).toEqual({ title, columns: own });
      else expect(words.title).not.toBe(title);
      const same = words.columns.filter((column, n) => column.description === own[n]?.description);
      const units = [descriptor.jobsUnit, descriptor.firmsUnit];
      if (code !== "en")
        expect(same.filter((column) => !units.includes(column.description))).toEqual([]);
    }
  },
);
