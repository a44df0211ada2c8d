/** A long outline of straight lines, each point as a step from the one before: the same points in two thirds of the text. */

const LINES = /^(?:M-?[\d.]+,-?[\d.]+(?:L-?[\d.]+,-?[\d.]+)*Z?)+$/;
const COMMAND = /([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?/g;

/**
 * `path` has absolute commands M, L and Z, and numbers of at most one decimal; any other path is answered as it is.
 * Steps are reckoned in whole tenths, so that nothing is lost on the way along a coast.
 */
export function relativePath(path: string): string {
  if (!LINES.test(path) || /\.\d\d/.test(path)) return path;
  let [x, y] = [0, 0];
  let written = "";
  let isLine = false;
  for (const [, command, right = "", down = ""] of path.matchAll(COMMAND)) {
    if (command === "Z") {
      written += "Z";
      isLine = false;
      continue;
    }
    const [toX, toY] = [tenths(right), tenths(down)];
    const numbers = command === "M" ? [toX, toY] : [toX - x, toY - y];
    if (command === "M") written += "M";
    else if (!isLine) written += "l";
    isLine = command === "L";
    for (const number of numbers) written = joined(written, shortest(number));
    [x, y] = [toX, toY];
  }
  return written;
}

function tenths(text: string): number {
  return Math.round(Number(text) * 10);
}

/** "0.5" as ".5", in tenths. */
function shortest(number: number): string {
  return String(number / 10).replace(/^(-?)0\./, "$1.");
}

/** A number after what is written: a minus divides, and so does a second point; else a space. */
function joined(written: string, number: string): string {
  if (/[Ml]$/.test(written) || number.startsWith("-")) return written + number;
  const hasPoint = /\.\d+$/.test(written);
  return hasPoint && number.startsWith(".") ? written + number : `${written} ${number}`;
}
