/** The record of what came in: published with the edition, in the property `klyngeatlas.receipts` of its descriptor. */

export type { Receipt } from "../model/dataset.ts";
