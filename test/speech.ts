/** The site's languages for tests of pages and charts. */

import { join } from "node:path";
import { publishedLanguages } from "../src/pages/alternates.ts";
import { type SiteFacts, type SiteOptions, siteOptions } from "../src/pages/context.ts";
import { readLanguages } from "../src/read/languages.ts";
import { createSpeech } from "../src/words/speech.ts";

const reading = await readLanguages(join(import.meta.dirname, "../content/languages"));
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));

export const LANGUAGES = reading.value;

export const ENGLISH = LANGUAGES[0];

/** What pages and charts in English are given to say things with. */
export const SPEECH = createSpeech(ENGLISH);

/** A site in English alone. */
export function siteFacts(given: Pick<SiteFacts, "baseUrl" | "pathPrefix" | "title">): SiteFacts {
  return { ...given, language: ENGLISH, languages: publishedLanguages([ENGLISH]) };
}

/** The same, as those who make pages are given it. */
export function siteAt(given: Pick<SiteFacts, "baseUrl" | "pathPrefix" | "title">): SiteOptions {
  return siteOptions(siteFacts(given));
}

const bokmal = LANGUAGES.find(({ code }) => code === "nb");
if (bokmal === undefined) throw new Error("There is no bokmål.");

/** The same in bokmål. */
export const NORWEGIAN = createSpeech(bokmal);
