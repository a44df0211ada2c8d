/** What sources know of the network. `http-web.ts` is the real one: it retries, waits, caches and counts. */

export interface WebRequest {
  readonly url: string;
  /** JSON to post; without it the request is a GET. */
  readonly post?: unknown;
  /** Media types that are accepted; an answer of another type is a failure that says what came instead. */
  readonly accept: readonly string[];
  /** Least time between two requests to the host, in milliseconds, where the source says so. */
  readonly spacing?: number | undefined;
  /**
   * Looks at the first 4096 bytes of an answer and says what it reports, where it is no answer although the
   * host calls it one (such as a warning with status 200); it is then a failure, and not kept.
   */
  readonly refuse?: ((beginning: string) => string | undefined) | undefined;
}

export interface WebResponse {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  /** When the host says that what it sent was last changed, as it writes it (header Last-Modified); undefined where it does not say. */
  readonly lastModified?: string | undefined;
  /** Bytes as they were received after decoding of the transfer, one chunk after the other; may be read once. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Hash, size and time of retrieval; settles when the body has been read to its end. */
  readonly received: Promise<{
    readonly sha256: string;
    readonly bytes: number;
    readonly retrieved: string;
  }>;
}

export interface Web {
  /** Throws `SourceFailure` where the answer cannot be had; its message says what to do. */
  readonly fetch: (request: WebRequest) => Promise<WebResponse>;
}
