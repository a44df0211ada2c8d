import { describe, expect, it } from "vitest";
import { createTerminal } from "../../src/commands/terminal.ts";

function stream(isTTY: boolean) {
  const written: string[] = [];
  let fail: (error: Error) => void = () => {};
  return {
    isTTY,
    written,
    write: (text: string) => written.push(text) > 0,
    on: (_event: "error", listener: (error: Error) => void) => {
      fail = listener;
    },
    break: () => fail(new Error("EPIPE")),
  };
}

describe("createTerminal", () => {
  it("writes results to one stream, messages to the other", () => {
    const [out, err] = [stream(false), stream(false)];
    const terminal = createTerminal(out, err);
    terminal.result("42 pages");
    terminal.message("careful");
    expect([out.written, err.written]).toEqual([["42 pages\n"], ["careful\n"]]);
  });

  it("shows a stage once as a line where there is no terminal", () => {
    const err = stream(false);
    const terminal = createTerminal(stream(false), err);
    terminal.progress("Making pages");
    terminal.progress("Making pages", "100");
    terminal.progress("Checking pages");
    expect(err.written).toEqual(["Making pages\n", "Checking pages\n"]);
  });

  it("replaces the line on a terminal, and clears it before the next message", () => {
    const err = stream(true);
    const terminal = createTerminal(stream(true), err);
    terminal.progress("Making pages", "100");
    terminal.message("done");
    expect(err.written).toEqual(["\r\u001b[2KMaking pages 100", "\r\u001b[2K", "done\n"]);
  });

  it("shows no progress where a program reads along", () => {
    const err = stream(true);
    createTerminal(stream(true), err, true).progress("Making pages");
    expect(err.written).toEqual([]);
  });

  it("writes no more to a stream whose reader has gone", () => {
    const out = stream(false);
    const terminal = createTerminal(out, stream(false));
    terminal.result("one");
    out.break();
    terminal.result("two");
    expect(out.written).toEqual(["one\n"]);
  });
});
