/** What a seal keeps of an edition's narratives: title, address and kind of each that has a page of its own. */

export interface SearchEntry {
  readonly title: string;
  readonly path: string;
  readonly kind: string;
}
