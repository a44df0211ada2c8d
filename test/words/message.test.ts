import { describe, expect, it } from "vitest";
import { MessageError, readMessage } from "../../src/words/message.ts";

describe("a message", () => {
  it("fills its places", () => {
    const message = readMessage("{jobs} jobs in {region}", "en");
    expect([...message.places]).toEqual(["jobs", "region"]);
    expect(message.fill({ jobs: "1,000", region: "Horten" })).toEqual(["1,000 jobs in Horten"]);
  });

  it("chooses by number and by word", () => {
    const text =
      "{n, plural, one {{count} klynge} other {{count} klynger}}{since, select, new { (ny)} other {}}";
    const message = readMessage(text, "nb");
    expect([...message.places].sort()).toEqual(["count", "n", "since"]);
    expect(message.fill({ n: 1, count: "1", since: "new" })).toEqual(["1 klynge (ny)"]);
    expect(message.fill({ n: 2, count: "2", since: "stable" })).toEqual(["2 klynger"]);
  });

  it("hands opaque values through between stretches of text", () => {
    const markup = { html: "<data>62</data>" };
    expect(readMessage("In all {count} clusters.", "en").fill({ count: markup })).toEqual([
      "In all ",
      markup,
      " clusters.",
    ]);
  });

  it("takes angle brackets as text", () => {
    expect(readMessage("a < b, <b>c</b>", "en").fill({})).toEqual(["a < b, <b>c</b>"]);
  });

  it("says where it is not well-formed", () => {
    expect(() => readMessage("{count clusters", "en")).toThrow(MessageError);
    try {
      readMessage("In all {count clusters", "en");
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        column: 8,
        message: expect.stringContaining("not well-formed"),
      });
    }
  });

  it("refuses the number sign, whose digits the machine would group", () => {
    expect(() => readMessage("{n, plural, one {# klynge} other {# klynger}}", "nb")).toThrow(
      /name a place/,
    );
  });

  it("throws where a place has no value", () => {
    expect(() => readMessage("{count} clusters", "en").fill({})).toThrow(/count/);
  });
});
