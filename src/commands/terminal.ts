/** Where a command writes: results to one stream, messages and progress to the other. */

export interface Terminal {
  /** A line of the result, on standard output. */
  readonly result: (line: string) => void;
  /** A line for the person at the terminal, on standard error. */
  readonly message: (line: string) => void;
  /** What is going on. On a terminal it replaces the line before; elsewhere each stage is a line, and its counts are left out. */
  readonly progress: (stage: string, count?: string) => void;
}

/** The part of a stream that a terminal needs; `process.stdout` is one. */
export interface Stream {
  readonly isTTY?: boolean | undefined;
  write(text: string): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

const CLEAR_LINE = "\r\u001b[2K";

/** A terminal over two streams. A stream whose reader has gone is written to no more; the work goes on. */
export function createTerminal(out: Stream, err: Stream, quiet = false): Terminal {
  const write = (stream: Stream): ((text: string) => void) => {
    let open = true;
    stream.on("error", () => {
      open = false;
    });
    return (text) => {
      if (open) stream.write(text);
    };
  };
  const writeOut = write(out);
  const writeErr = write(err);
  const live = err.isTTY === true;
  let shown = "";
  const clear = (): void => {
    if (live && shown !== "") writeErr(CLEAR_LINE);
    shown = "";
  };
  return {
    result: (line) => {
      clear();
      writeOut(`${line}\n`);
    },
    message: (line) => {
      clear();
      writeErr(`${line}\n`);
    },
    progress: (stage, count) => {
      if (quiet) return;
      if (live) {
        writeErr(`${CLEAR_LINE}${stage}${count === undefined ? "" : ` ${count}`}`);
        shown = stage;
      } else if (stage !== shown) {
        writeErr(`${stage}\n`);
        shown = stage;
      }
    },
  };
}
