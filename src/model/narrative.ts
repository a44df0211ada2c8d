/** The shape of a narrative once read: a Markdown file with front matter, written by an author. */

export type NarrativeKind = "case" | "argument" | "method";

export interface TimelineEvent {
  readonly when: string;
  readonly label: string;
  /** Section of the source publication. */
  readonly section: string;
}

export interface NamedPoint {
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly note: string;
}

export type KnowledgeReach = "national" | "global" | "both";

/** Where an industry's knowledge comes from (Isaksen 1998, table 1). */
export interface KnowledgeBase {
  readonly industry: string;
  readonly rd: KnowledgeReach;
  readonly rdNote: string;
  readonly suppliers: KnowledgeReach;
  readonly suppliersNote: string;
}

export interface Narrative {
  /** As shown to the author: "content/cases/horten.md". */
  readonly file: string;
  readonly kind: NarrativeKind;
  /** Last segment of the address; "index" for the section's own page. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Editions it belongs to; "*" for all. */
  readonly editions: readonly string[];
  readonly order: number;
  readonly clusters: readonly { readonly region: string; readonly sector: string }[];
  readonly timeline: readonly TimelineEvent[];
  readonly points: readonly NamedPoint[];
  readonly knowledge: readonly KnowledgeBase[];
  /** Whose the digits of the body are: each bound to a figure, claim or reference, or all quoted from elsewhere. */
  readonly digits: "bound" | "quoted";
  readonly body: string;
  /** Line of the file on which the body begins, 1-based. */
  readonly bodyLine: number;
}

/** Whether the narrative is part of the edition. */
export function belongsTo(narrative: Narrative, edition: string): boolean {
  return narrative.editions.includes("*") || narrative.editions.includes(edition);
}
