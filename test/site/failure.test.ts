import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/site/failure.ts";

describe("a diagnostic as a line of text", () => {
  const diagnostic = {
    file: "data/1998/employment.csv",
    line: 12,
    column: "jobs",
    value: "1,5",
    message: "The number has a decimal comma.",
    remedy: "Write a decimal point.",
  };

  it("names file, line and column, then what is wrong, the value and the remedy", () => {
    expect(formatDiagnostic(diagnostic)).toBe(
      "data/1998/employment.csv:12:jobs: The number has a decimal comma. (1,5) Write a decimal point.",
    );
  });

  it("says of a warning that it is one", () => {
    expect(formatDiagnostic({ ...diagnostic, severity: "warning" })).toMatch(/^warning: data/);
  });

  it("lets no value of the input command the terminal or fill it", () => {
    const line = formatDiagnostic({ ...diagnostic, value: `\u001b[2J${"x".repeat(500)}` });
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(line).toContain("(\\u001b[2Jxxx");
    expect(line.length).toBeLessThanOrEqual(250);
  });
});
