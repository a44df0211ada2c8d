/** A claim's sentence as markup: the sentence, a mark that leads to its entry in the list, a warning where it is due. */

import type { Speech } from "../words/speech.ts";
import { escapeHtml } from "./html.ts";
import type { ClaimVerdict, ProseClaim } from "./prose.ts";

/** What stands before a sentence that its figures do not bear out; undefined where they do. */
export function claimWarning(verdict: ClaimVerdict, { say }: Speech): string | undefined {
  return verdict === "holds" ? undefined : say(`prose.claim-${verdict}`);
}

/** Where the sentence stands, so that the list can lead back to it. */
export function sentenceId({ id }: Pick<ProseClaim, "id">): string {
  return `${id}-sentence`;
}

/** `source` is the sentence in Markdown, its shortcodes already markup. */
export function claimHtml(
  claim: Omit<ProseClaim, "sentence">,
  source: string,
  speech: Speech,
): string {
  const { id, number, verdict } = claim;
  const warning = claimWarning(verdict, speech);
  const opening =
    warning === undefined ? "" : `<strong class="claim-warning">${escapeHtml(warning)}</strong> `;
  const label = speech.say("prose.claim-mark", { number });
  // The word joiner keeps the mark on the line on which the sentence ends.
  const mark = `\u2060<a class="claim-mark" href="#${escapeHtml(id)}" aria-label="${escapeHtml(label)}">${number}</a>`;
  return `<span class="claim" id="${escapeHtml(sentenceId(claim))}" data-claim="${verdict}">${opening}${source}</span>${mark}`;
}
