/** The record of what came in: published with the edition, in the property `klyngeatlas.receipts` of its descriptor. */

import type { Licence } from "../model/dataset.ts";

export interface Receipt {
  /** What it is: "Statistics Norway, table 11656". */
  readonly title: string;
  /** Address without secrets, or the file's name without its folder. */
  readonly from: string;
  /** The query file's name below the edition's folder, such as `queries/national.yaml`. */
  readonly query: string;
  /** What was asked for, as it was sent: the request's body or its parameters; undefined for files. */
  readonly request?: string | undefined;
  /** Time of retrieval, ISO 8601 in UTC with seconds. */
  readonly retrieved: string;
  /** Of the bytes received, as hexadecimal digits. Of several responses: of their hashes, joined by line breaks, in the order of requests. */
  readonly sha256: string;
  readonly bytes: number;
  /** When the source says that it was last updated, as it writes it. */
  readonly updated?: string | undefined;
  readonly licence?: Licence | undefined;
  /** Further sentences, such as that figures are lower bounds, or that the response was made for a test. */
  readonly notes?: readonly string[] | undefined;
}
