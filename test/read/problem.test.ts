import { describe, expect, it } from "vitest";
import { firstOfEachKind, formatProblem, type Problem } from "../../src/read/problem.ts";
import { createLog } from "../../src/read/problem-log.ts";

const PROBLEM: Problem = {
  severity: "error",
  file: "data/1998/employment.csv",
  line: 7,
  column: "jobs",
  value: "12,5",
  rule: "decimal-comma",
  message: "The number has a decimal comma.",
  remedy: "Write a point: 12.5.",
};

describe("a problem in words", () => {
  it("names place, value, fault and remedy", () => {
    expect(formatProblem(PROBLEM)).toBe(
      'data/1998/employment.csv:7: column jobs: "12,5" – The number has a decimal comma. Remedy: Write a point: 12.5.',
    );
  });

  it("says of a warning that it is one", () => {
    const warning: Problem = {
      severity: "warning",
      file: "regions.csv",
      line: 3,
      column: "longitude",
      value: "59.3",
      rule: "swapped-coordinates",
      message: "Far away.",
      remedy: "Exchange them.",
    };
    expect(formatProblem(warning)).toBe(
      'regions.csv:3: warning: column longitude: "59.3" – Far away. Remedy: Exchange them.',
    );
  });

  it("leaves out what does not apply", () => {
    const bare = { ...PROBLEM, line: undefined, column: undefined, value: undefined };
    expect(formatProblem(bare)).toBe(
      "data/1998/employment.csv: The number has a decimal comma. Remedy: Write a point: 12.5.",
    );
  });

  it("speaks of properties in JSON", () => {
    const { file, column } = { file: "data/1998/datapackage.json", column: "klyngeatlas.status" };
    expect(formatProblem({ ...PROBLEM, file, column })).toContain(
      "datapackage.json:7: property klyngeatlas.status: ",
    );
  });

  it("shows what cannot be seen, and cannot move the terminal's cursor", () => {
    const text = formatProblem({
      ...PROBLEM,
      file: "a\u001b[2Jb.csv",
      column: "c\u202ed",
      value: "e\nf\u0000g\ud800",
    });
    expect(text).toContain("a\\u{1b}[2Jb.csv:7: column c\\u{202e}d");
    expect(text).toContain('"e\\u{a}f\\u{0}g\\u{d800}"');
  });

  it("cuts a long value, and no character in two", () => {
    const text = formatProblem({ ...PROBLEM, value: "😀".repeat(5000) });
    expect(text).toContain(`"${"😀".repeat(60)}…"`);
  });
});

describe("the problems that are kept", () => {
  const many = (rule: string, count: number): readonly Problem[] =>
    Array.from({ length: count }, (_, i) => ({ ...PROBLEM, rule, line: i + 1 }));

  it("are all where they are few, in their order", () => {
    const problems = [...many("a", 30), ...many("b", 20)];
    expect(firstOfEachKind(problems)).toEqual(problems);
  });

  it("are fifty, with some of each kind", () => {
    const kept = firstOfEachKind([...many("a", 100), ...many("b", 1), ...many("c", 100)]);
    const count = (rule: string): number => kept.filter((problem) => problem.rule === rule).length;
    expect([count("a"), count("b"), count("c")]).toEqual([25, 1, 24]);
    expect(kept[0]?.line).toBe(1);
  });
});

describe("the log of a file", () => {
  it("keeps fifty of each rule, and counts all errors", () => {
    const log = createLog("employment.csv");
    for (let i = 0; i < 1000; i++) log.error({ rule: "a", message: "A.", remedy: "B." });
    log.error({ rule: "b", message: "A.", remedy: "B." });
    log.warning({ rule: "c", message: "A.", remedy: "B." });
    expect(log.errors()).toHaveLength(51);
    expect(log.total()).toBe(1001);
    expect(log.warnings()).toEqual([
      expect.objectContaining({ severity: "warning", file: "employment.csv", line: undefined }),
    ]);
  });
});
