/** RIS: one record, CRLF line ends as the format asks. */

import { type CslItem, isLiteral } from "./citation.ts";

const TYPES: Readonly<Record<CslItem["type"], string>> = {
  webpage: "ELEC",
  report: "RPRT",
  dataset: "DATA",
};

export function ris(item: CslItem): string {
  const [year, month, day] = item.issued?.["date-parts"][0] ?? [];
  const lines: [string, string | undefined][] = [
    ["TY", TYPES[item.type]],
    ["ID", item.id],
    ["TI", item.title],
    ["T2", item["container-title"]],
    ...(item.author ?? []).map((name): [string, string] => [
      "AU",
      isLiteral(name) ? name.literal : [name.family, name.given].filter(Boolean).join(", "),
    ]),
    ["PB", item.publisher],
    ["PY", year?.toString()],
    ["DA", year === undefined ? undefined : `${[year, month, day].map(twoDigits).join("/")}/`],
    ["ET", item.version],
    ["M3", item.genre],
    ["N1", item.note],
    ["LA", item.language],
    ["DO", item.DOI],
    ["UR", item.URL],
    ["ER", ""],
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([tag, value]) => `${tag}  - ${oneLine(value ?? "")}\r\n`)
    .join("");
}

function twoDigits(part: number | undefined): string {
  return part === undefined ? "" : String(part).padStart(2, "0");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
