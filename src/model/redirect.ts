/** The shape of a redirect once read: an address that was published, and where what it led to is now. */
export interface Redirect {
  readonly from: string;
  /** As written: an address of the site, with or without a fragment. */
  readonly to: string;
  /** Where `to` leads in the end, where it is redirected itself. */
  readonly target: string;
  /** ISO date. */
  readonly since: string;
  readonly note: string;
  /** As shown: "data/redirects.csv". */
  readonly file: string;
  readonly line: number;
}
