/** What a data page says of the files to download. The files, and the package that describes them, are in English for all languages. */

import type { Descriptor } from "../model/dataset.ts";
import type { MessageKey } from "../words/language.ts";
import type { Speech } from "../words/speech.ts";
import type { DownloadedFile } from "./downloads.ts";

export interface DownloadWords {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly description: string }[];
}

type Columns = Readonly<Record<string, MessageKey>>;

const CELL: Columns = {
  region: "edition.column-region",
  sector: "edition.column-sector",
  location_quotient: "edition.column-quotient",
  data_status: "edition.column-data-status",
};

const CLUSTERS: Columns = {
  ...CELL,
  year: "edition.column-cluster-year",
  region_name: "edition.column-region-name",
  sector_name: "edition.column-sector-name",
  group: "edition.column-group",
  jobs: "edition.column-unit",
  firms: "edition.column-unit",
  verdict: "edition.column-cluster",
  status: "edition.column-status",
};

const QUOTIENTS: Columns = {
  ...CELL,
  year: "edition.column-year",
  jobs: "edition.column-unit-withheld",
  firms: "edition.column-unit-withheld",
  verdict: "edition.column-verdict",
};

const GROWTH: Columns = {
  period: "edition.column-period",
  level: "edition.column-level",
  id: "edition.column-id",
  name: "edition.column-name",
  clusters: "edition.column-clusters",
  jobs_from: "edition.column-jobs-from",
  jobs_to: "edition.column-jobs-to",
  change: "edition.column-change",
  change_percent: "edition.column-percent",
  national_from: "edition.column-national-from",
  national_to: "edition.column-national-to",
  national_change_percent: "edition.column-percent",
  data_status: "edition.column-data-status",
};

const FILES: ReadonlyMap<string, { readonly title: MessageKey; readonly columns: Columns }> =
  new Map([
    ["clusters", { title: "edition.file-clusters", columns: CLUSTERS }],
    ["location-quotients", { title: "edition.file-location-quotients", columns: QUOTIENTS }],
    ["growth", { title: "edition.file-growth", columns: GROWTH }],
    ["claims", { title: "edition.file-claims", columns: {} }],
    ["figures", { title: "edition.file-figures", columns: {} }],
  ]);

/** Title and columns of a file in the language; as the file has them where nothing is known of it. */
export function downloadWords(
  { file, title, fields = [] }: DownloadedFile,
  { jobsUnit, firmsUnit }: Pick<Descriptor, "jobsUnit" | "firmsUnit">,
  { say }: Speech,
): DownloadWords {
  const known = FILES.get(file.replace(/\.[a-z]+$/, ""));
  return {
    title: known === undefined ? title : say(known.title),
    columns: fields.map(({ name, description }) => {
      const key = known?.columns[name];
      const unit = name === "firms" ? firmsUnit : jobsUnit;
      return { name, description: key === undefined ? description : say(key, { unit }) };
    }),
  };
}
