/** What a source is: it reads its own part of a query file and gives observations. One file a source. */

import type { ZodType } from "zod";
import type { ProblemLog } from "../read/problem-log.ts";
import type { TakeObservation } from "./observation.ts";
import type { Receipt } from "./receipt.ts";
import type { Web } from "./web.ts";

/** A row of `crosswalk.csv`. */
export interface CrosswalkEntry {
  readonly kind: "region" | "sector";
  readonly from: string;
  readonly to: string;
  readonly since: number;
  readonly note: string;
}

/** What a source says beyond its observations. */
export interface Delivery {
  /** Names of regions and sectors by the source's codes, as far as the source gives them. */
  readonly regionNames: ReadonlyMap<string, string>;
  readonly sectorNames: ReadonlyMap<string, string>;
  readonly receipts: readonly Receipt[];
  /** Sentences that readers must know, for the notes of the edition: what a figure counts, what is missing, what is a lower bound. */
  readonly notes: readonly string[];
  /** In the source's own codes; in ids of regions where the source was told how codes become regions. */
  readonly crosswalk: readonly CrosswalkEntry[];
  /** Of a query that `gives: codes`: code lists as CSV text, by their names beside the query file. */
  readonly codeLists?: ReadonlyMap<string, string> | undefined;
}

/** What a source is given to work with. */
export interface SourceTask<Query> {
  /** The source's own part of the query file, checked. */
  readonly query: Query;
  /** Name of the query file below the edition's folder, for receipts. */
  readonly queryName: string;
  /** Years that are wanted, ascending; undefined for all that the source has. */
  readonly years: readonly number[] | undefined;
  /** Resolves a file that the query names; absolute. */
  readonly resolve: (name: string) => string;
  /** Problems of the query file; problems of a data file are logged under that file's name, in a log made by `logFor`. */
  readonly log: ProblemLog;
  /** The log of a data file, by the path as the user wrote it. */
  readonly logFor: (file: string) => ProblemLog;
  readonly web: Web;
  /** The time now, ISO 8601 in UTC with seconds: sources have no clock of their own. */
  readonly now: () => string;
  readonly take: TakeObservation;
  /** Told what is going on, for people who wait. */
  readonly progress: (text: string) => void;
}

export interface Source<Query> {
  /** As a query file names it. */
  readonly name: string;
  /** Shape of the source's own part of a query file; strict: an unknown property is a mistake. */
  readonly schema: ZodType<Query>;
  /** Gives every observation, and at the end what there is to say of them. Throws `SourceFailure` where the source cannot be read at all. */
  readonly read: (task: SourceTask<Query>) => Promise<Delivery>;
}

/** A source could not be read: the message says what was tried and what the analyst can do. */
export class SourceFailure extends Error {
  /** Address or file. */
  readonly from: string;
  readonly remedy: string;

  constructor(from: string, message: string, remedy: string) {
    super(message);
    this.name = "SourceFailure";
    this.from = from;
    this.remedy = remedy;
  }
}
