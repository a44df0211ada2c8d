/** seal: keeps an edition's built pages for ever. */

import { type Command, UsageError } from "./command.ts";
import { bytesText, countText } from "./numbers.ts";
import { PDF_OPTION, printingOf } from "./printing.ts";
import {
  BASE_URL_OPTION,
  CONTENT_OPTION,
  DATA_OPTION,
  LANGUAGES_OPTION,
  languageChoice,
  PATH_PREFIX_OPTION,
  PROJECT_DIR,
  siteAddress,
  sourceFolder,
  textOption,
} from "./site-options.ts";

const OUTCOMES = {
  sealed: "sealed",
  unchanged: "was sealed already with the same bytes; the seal is as it was",
  restored: "put back as it was sealed",
  replaced: "sealed again",
} as const;

export const sealCommand: Command = {
  name: "seal",
  summary: "keeps an edition’s built pages beside its data; later builds lay them out unchanged",
  details: [
    "Builds the whole site, passes its gates, and packs every file under the edition’s address, with the assets its pages load, into EDITION/sealed: site.tar.gz, sha256.txt and seal.json. The same input makes the same bytes.",
    "Give the address at which the edition is published: it stands in citations and links, and cannot change afterwards.",
    "A seal is not replaced without --again and a reason, which is kept in seal.json. What is wrong with a sealed page belongs in an erratum.",
  ],
  operands: [{ name: "EDITION", description: "id of the edition: the name of its folder" }],
  options: {
    data: DATA_OPTION,
    content: CONTENT_OPTION,
    languages: LANGUAGES_OPTION,
    "base-url": BASE_URL_OPTION,
    "path-prefix": PATH_PREFIX_OPTION,
    pdf: PDF_OPTION,
    again: { value: "REASON", description: "replace the seal that is there, and why" },
  },
  run: async (values, terminal) => {
    const edition = textOption(values, "EDITION") ?? "";
    if (!/^[a-z0-9-]+$/.test(edition))
      throw new UsageError(
        `EDITION is the name of an edition’s folder, such as 1998, not "${edition}".`,
      );
    const again = textOption(values, "again")?.trim();
    if (again === "") throw new UsageError("--again needs a reason in words.");
    const address = siteAddress(values);
    const options = {
      edition,
      again,
      projectDir: PROJECT_DIR,
      dataDir: sourceFolder(values, "data"),
      contentDir: sourceFolder(values, "content"),
      languages: languageChoice(values),
      ...address,
      onProgress: terminal.progress,
    };
    // Loaded only now: help and wrong usage need not wait for it.
    const { sealEdition } = await import("../site/seal-edition.ts");
    const { print, line } = await printingOf(values);
    const report = await sealEdition({ ...options, print, archive: true, cards: true });
    const { files, bytes, folder, outcome } = report;
    return {
      lines: [
        `Edition ${edition} ${OUTCOMES[outcome]}: ${countText(files, "file")}, ${bytesText(bytes)} in ${folder}.`,
        "Keep that folder under version control with the data.",
        line,
      ],
      result: { ...report },
      warnings: address.baseUrl === undefined ? [WITHOUT_ADDRESS] : [],
    };
  },
};

const WITHOUT_ADDRESS = {
  severity: "warning",
  rule: "sealed-address",
  message: "Without --base-url, the citations on the sealed pages name a placeholder, for ever.",
  remedy: "Seal again with --base-url before the edition is published.",
} as const;
