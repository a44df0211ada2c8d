/** The card of a page: what it says, where it stands, and what it is for those who do not see it. */

import { CARD_HEIGHT, CARD_WIDTH, type Card, type CardFact } from "../charts/card.ts";
import type { PageCard } from "./head/cited-work.ts";

/** A card that is to be drawn. */
export interface CardView {
  /** Below the site's root: "1998/growth/card.png". */
  readonly file: string;
  readonly card: Card;
}

/**
 * More pages of one kind than these share the card of their edition, or of the site: drawing one for each would take a
 * third of the time of a large build, and add a tenth to its bytes.
 */
export const MOST_CARDS = 1000;

/** What a page gives its card besides title and description. */
export interface CardParts {
  readonly facts?: readonly CardFact[] | undefined;
  /** Path of the page whose card this page shares; its own where not said. */
  readonly sharedWith?: string | undefined;
}

/** A card as heads name it, by the path of the page that it belongs to. */
export function pageCard(path: string, alt: string): PageCard {
  return { path: `${path}card.png`, alt, width: CARD_WIDTH, height: CARD_HEIGHT };
}

/** "atlas.example.org" of an address; undefined where there is none. */
export function hostOf(baseUrl: string | undefined): string | undefined {
  return baseUrl === undefined ? undefined : /^https?:\/\/([^/]+)/.exec(baseUrl)?.[1];
}
