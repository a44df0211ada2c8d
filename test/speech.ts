/** The site's languages for tests of pages and charts. */

import { join } from "node:path";
import { readLanguages } from "../src/read/languages.ts";
import { createSpeech } from "../src/words/speech.ts";

const reading = await readLanguages(join(import.meta.dirname, "../content/languages"));
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));

export const LANGUAGES = reading.value;

export const ENGLISH = LANGUAGES[0];

/** What pages and charts in English are given to say things with. */
export const SPEECH = createSpeech(ENGLISH);
