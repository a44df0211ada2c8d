/** What is wrong with the input, said so that whoever made it can put it right. */

/** One thing that is wrong (`error`) or odd (`warning`) in one place of one file. */
export interface Problem {
  readonly severity: "error" | "warning";
  /** Path relative to the current folder where it lies below it, else as given. */
  readonly file: string;
  /** 1-based; undefined where the whole file or folder is meant. */
  readonly line: number | undefined;
  /** Name of the column; for JSON and YAML the path of the property, such as `klyngeatlas.periods[0]`. */
  readonly column: string | undefined;
  /** The text at fault, as it stands in the file. */
  readonly value: string | undefined;
  /** Stable name of the rule that is broken; docs/input.md lists them all. */
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * What reading gives: the value, or what is wrong: errors and warnings, at most `MOST_PROBLEMS` of them.
 * `total` counts all.
 */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly total: number };

/** Most problems that a reading keeps: more would not be read, and the first ones often cause the rest. */
export const MOST_PROBLEMS = 50;

const LONGEST_VALUE = 60;

/** One line of text: `file:line: column X: "value" – message Remedy: …`; a warning says that it is one. */
export function formatProblem({
  severity,
  file,
  line,
  column,
  value,
  message,
  remedy,
}: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const kind = /json$|\.ya?ml$/.test(file) ? "property" : "column";
  const where = column === undefined ? "" : `${kind} ${visible(column)}: `;
  const what = value === undefined ? "" : `"${visible(value)}" – `;
  const mark = severity === "warning" ? "warning: " : "";
  return `${escapeInvisible(place)}: ${mark}${where}${what}${escapeInvisible(message)} Remedy: ${escapeInvisible(remedy)}`;
}

/** Text that may be printed: what cannot be seen is escaped, and what is too long is cut. */
function visible(text: string): string {
  const characters = [...text.slice(0, 4 * LONGEST_VALUE)];
  const kept =
    characters.length > LONGEST_VALUE ? [...characters.slice(0, LONGEST_VALUE), "…"] : characters;
  return escapeInvisible(kept.join(""));
}

/** Control and bidirectional formatting characters, line separators and halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function escapeInvisible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/**
 * At most `MOST_PROBLEMS` of the problems, in their order. Each kind of problem in each file keeps its first
 * ones, so that a fault on every row of a table does not hide a single fault elsewhere.
 */
export function firstOfEachKind(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, number>();
  const ranked = problems.map((problem, position) => {
    const kind = `${problem.file}\n${problem.rule}`;
    const rank = seen.get(kind) ?? 0;
    seen.set(kind, rank + 1);
    return { problem, position, rank };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .slice(0, MOST_PROBLEMS)
    .sort((a, b) => a.position - b.position)
    .map(({ problem }) => problem);
}
