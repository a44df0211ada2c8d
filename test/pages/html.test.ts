import { describe, expect, it } from "vitest";
import { escapeHtml, jsonForScript, numberHtml } from "../../src/pages/html.ts";
import { SPEECH } from "../speech.ts";

describe("markup made outside templates", () => {
  it("escapes what could be markup", () => {
    expect(escapeHtml(`<b a="1" c='2'>&`)).toBe("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
  });

  it("lets no JSON end the script element it stands in", () => {
    const text = jsonForScript({ name: "</script><!--\u2028" });
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual({ name: "</script><!--\u2028" });
  });

  it("says which figure a number is, with unit and marks", () => {
    const number = {
      figure: "lq:a/b:1990",
      cell: undefined,
      value: "3.25",
      text: "3.25",
      unit: "%",
      flags: "m",
    };
    expect(numberHtml(number, SPEECH)).toBe(
      '<data value="3.25" data-figure="lq:a/b:1990">3.25%</data><abbr class="flag" title="modelled">m</abbr>',
    );
  });

  it("makes no data element of what is not defined", () => {
    const number = {
      figure: "lq:a/b:1990",
      cell: undefined,
      value: undefined,
      text: "–",
      unit: "",
      flags: "",
    };
    expect(numberHtml(number, SPEECH)).toBe(
      '<span class="number" data-unknown="lq:a/b:1990">–</span>',
    );
  });
});
