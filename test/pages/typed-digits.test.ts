/** Which digits of prose are accounted for, and which are not. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Narrative } from "../../src/model/narrative.ts";
import { typedDigits } from "../../src/pages/typed-digits.ts";
import { readNarratives } from "../../src/read/narratives.ts";
import { NORWEGIAN, SPEECH } from "../speech.ts";

function narrative(body: string, digits: Narrative["digits"] = "bound"): Narrative {
  return {
    file: "content/cases/made.md",
    kind: "case",
    slug: "made",
    title: "Made",
    summary: "",
    editions: ["*"],
    order: 1,
    clusters: [],
    timeline: [],
    points: [],
    knowledge: [],
    digits,
    body,
    bodyLine: 8,
  };
}

const found = (body: string): readonly string[] =>
  typedDigits(narrative(body), SPEECH).map(
    ({ line, column, value }) => `${line}:${column} ${value}`,
  );

describe("typed digits", () => {
  it.each([
    ["There were 63,000 jobs.", ["8:12 63,000"]],
    ["First.\n\nIt fell from 20 to 13.5 per cent.", ["10:14 20", "10:20 13.5"]],
    ["Seven of thirteen sectors did better.", ["8:1 Seven of thirteen"]],
    ["Some twenty-two per cent of all jobs.", ["8:6 twenty-two per cent"]],
    ["The E18 passes.", ["8:6 18"]],
    ['| a | 12 |\n| --- | --- |\n| {% paper "4" %} | 13 |\n| b | 14 |', ["8:7 12", "11:7 14"]],
    ['- one {% paper "4" %} 5\n- two 6\n- three\n  7', ["9:7 6", "11:3 7"]],
    ['In 1970 and {% figure "lq:horten/electronics:1990" %} in 1990.', ["8:4 1970"]],
    [
      '{% claim "lq:horten/electronics:1990 > 3" %}Above 3 in 1990, not 4.{% endclaim %}',
      ["8:66 4"],
    ],
    [
      '{% claim "share:bergen/textiles:1990 rounds to 13 %" %}It fell.{% endclaim %} To 13.',
      ["8:82 13"],
    ],
    [
      '{% claim "share:bergen/textiles:1990 rounds to 13 %" %}From 20 to 13.{% endclaim %} {% paper "4" %} 20.',
      ["8:61 20"],
    ],
  ])("finds in %j", (body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  it.each([
    ["Two regions have one of the four harbours."],
    ["## 1. Since 1957\n\nText."],
    ["1. First\n2. Second"],
    ['It had 12 yards {% paper "2" %}, and 14 later\non the next line.'],
    ['{% figure "change:bergen/textiles:1970-1990" round=100 %} from 1970 to 1990.'],
    ['{% claim "horten/electronics is a cluster in 1990" %}In 1990 it was one.{% endclaim %}'],
    [
      '{% claim "change:bergen/textiles:1970-1990 rounds to -5400 jobs" %}It lost 5,400 jobs.{% endclaim %}',
    ],
    [
      '{% claim "better:branches:1970-1990 = 7 branches and compared:branches:1970-1990 = 13 branches" %}Seven of the thirteen.{% endclaim %}',
    ],
    [
      '{% link "argument/bibliography#asheim-isaksen-1997" %}Asheim and Isaksen 1997{% endlink %} says so.',
    ],
    ['The {% typed "name of a road" %}E18{% endtyped %} passes.'],
    ['<a id="year-1998"></a>Here `x1` and [there](https://example.org/2001).'],
  ])("accounts for %j", (body) => {
    expect(found(body)).toEqual([]);
  });

  it("leaves a narrative alone that says its digits are quoted", () => {
    expect(typedDigits(narrative("Pages 299–330.", "quoted"), SPEECH)).toEqual([]);
  });

  it.each([
    ["Det var 63 000 arbeidsplasser i 12 byer.", ["63 000", "12"]],
    ["Det var 63\u00a0000 arbeidsplasser, 5,8 prosent.", ["63\u00a0000", "5,8"]],
    ["I 1990 200 bedrifter, i 1994 1 000.", ["1990", "200", "1994", "1 000"]],
    ["Sju av tretten bransjer og tjueto prosent.", ["Sju av tretten", "tjueto prosent"]],
    ["Åtti prosent og to grunner.", ["Åtti prosent"]],
    ['{% claim "jobs:horten/electronics:1990 > 63000 jobs" %}63 000{% endclaim %}', []],
    ['{% claim "share:horten/electronics:1990 rounds to 3.2 %" %}3,2 prosent{% endclaim %}', []],
    [
      '{% claim "better:branches:1970-1990 = 7 branches and compared:branches:1970-1990 = 13 branches" %}Sju av de tretten.{% endclaim %}',
      [],
    ],
  ])("reads numbers and number words of bokmål: %j", (body, expected) => {
    expect(typedDigits(narrative(body), NORWEGIAN).map(({ value }) => value)).toEqual(expected);
  });

  it("says what to do", () => {
    const [problem] = typedDigits(narrative("There were 12."), SPEECH);
    expect(problem?.rule).toBe("prose-digits");
    expect(problem?.remedy).toContain("{% typed");
  });

  it.each([
    ["content", SPEECH],
    ["content/languages/nb", NORWEGIAN],
  ])("finds none in the bundled narratives of %s", async (folder, speech) => {
    const reading = await readNarratives(join(import.meta.dirname, "../..", folder), folder);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.value.length).toBeGreaterThan(10);
    expect(reading.value.flatMap((each) => typedDigits(each, speech))).toEqual([]);
  });
});
