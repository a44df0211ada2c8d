/** The shape of an erratum once read: what was found wrong with a published page, said beside it. */
export interface Erratum {
  /** As shown to the author: "content/errata/1998-horten.md". */
  readonly file: string;
  /** Line of the property `page`, 1-based. */
  readonly line: number;
  /** Address of the page, from the site's root: "/1998/clusters/horten/electronics/". */
  readonly page: string;
  /** The edition that the page belongs to: the first part of its address. */
  readonly edition: string;
  /** ISO date on which the erratum was published. */
  readonly date: string;
  readonly title: string;
  /** BCP 47: of title and text. */
  readonly language: string;
  /** Last part of its place on a page of errata, from the file's name. */
  readonly slug: string;
  /** Markdown: paragraphs, lists, emphasis and links. */
  readonly body: string;
}
