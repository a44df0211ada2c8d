/** A host answered, and its answer is a refusal. */

import { SourceFailure } from "./source.ts";

/** Carries the status and the host's own words, so that a source can ask for less where it asked for too much. */
export class HttpFailure extends SourceFailure {
  readonly status: number;
  /** What the host said, in its words; empty where it said nothing that can be read. */
  readonly said: string;

  constructor(from: string, status: number, said: string, message: string, remedy: string) {
    super(from, message, remedy);
    this.name = "HttpFailure";
    this.status = status;
    this.said = said;
  }
}
