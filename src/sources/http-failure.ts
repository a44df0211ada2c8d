/** Why there is no answer: a host refused, or nobody may be asked. */

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

/** Offline, and the cache has no sound answer to the request. */
export class NotKeptFailure extends SourceFailure {
  constructor(from: string, message: string) {
    super(
      from,
      message,
      "Run the same command once with a network connection and without --offline; its answers are then kept.",
    );
    this.name = "NotKeptFailure";
  }
}
