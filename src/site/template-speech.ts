/** Lets templates speak the language of their page: `{{ say("frame.skip") }}`, `{{ say("places.lede", region=link) }}`. */

import { escapeHtml } from "../pages/html.ts";
import type { Language, MessageKey } from "../words/language.ts";
import type { Values } from "../words/message.ts";
import { createSpeech, type Speech } from "../words/speech.ts";

/** What Nunjucks binds a global function to: the variables of the template, and its environment. */
export interface TemplateScope {
  readonly ctx: { readonly sheet?: { readonly lang: string } };
  readonly env: { readonly getFilter: (name: "safe") => (markup: string) => Markup };
}

/** Text that Nunjucks prints as it is: what macros answer, and the filter `safe`. */
export interface Markup {
  readonly toString: () => string;
}

/** A component that speaks is imported `with context`: it would not know its page otherwise. */
export type Say = (this: TemplateScope, key: MessageKey, values?: Values<Markup>) => Markup;

/** The function for a site in these languages. Its places take text, numbers and markup; all but markup is escaped. */
export function createSay(languages: () => readonly Language[]): Say {
  const speeches = new Map<string, Speech>();
  const speechOf = (code: string): Speech => {
    const known = speeches.get(code);
    if (known !== undefined) return known;
    const language = languages().find((one) => one.code === code);
    if (language === undefined) throw new Error(`The site has no language ${code}.`);
    const speech = createSpeech(language);
    speeches.set(code, speech);
    return speech;
  };
  return function (key, values = {}) {
    const { sheet } = this.ctx;
    if (sheet === undefined)
      throw new Error(`${key} is said where no page is known: import the component with context.`);
    for (const [place, value] of Object.entries(values))
      if (value === undefined) throw new Error(`${key} has no value for ${place}.`);
    const parts = speechOf(sheet.lang).sayParts(key, withoutKeywords(values));
    const markup = parts.map((part) =>
      typeof part === "string" ? escapeHtml(part) : part.toString(),
    );
    return this.env.getFilter("safe")(markup.join(""));
  };
}

/** Nunjucks marks an object of named arguments with a member of its own. */
function withoutKeywords(values: Values<Markup>): Values<Markup> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== "__keywords"));
}
