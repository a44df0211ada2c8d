/**
 * A register of sub-units on this machine, in the form of that of Brønnøysund: the bulk file as a JSON list or
 * as CSV, packed with gzip, under the media types of version 2 of its interface. Its units are made.
 */

import { gzipSync } from "node:zlib";
import { type Answer, type LocalServer, type SeenRequest, startServer } from "./local-server.ts";

export interface MadeUnit {
  readonly municipality?: string;
  readonly country?: string;
  readonly industry?: string;
  /** Given only from five upwards, as the register does; `some` stands for one to four. */
  readonly employees?: number | "some";
  readonly closed?: string;
}

const TYPE = "application/vnd.brreg.enhetsregisteret.underenhet.v2+gzip;charset=UTF-8";
export const LAST_MODIFIED = "Sun, 22 Nov 2026 04:12:53 GMT";
export const BULK_PATH = "/enhetsregisteret/api/underenheter/lastned";

/** Serves the units; `bulk` replaces the whole file where a test needs another. */
export function startRegister(
  units: readonly MadeUnit[],
  bulk: Buffer = gzipSync(registerJson(units)),
): Promise<LocalServer> {
  return startServer((request) => answer(request, units, bulk));
}

function answer({ url }: SeenRequest, units: readonly MadeUnit[], bulk: Buffer): Answer {
  const headers = { "last-modified": LAST_MODIFIED, "content-disposition": "attachment" };
  if (url.pathname === BULK_PATH) return { status: 200, type: TYPE, body: bulk, headers };
  if (url.pathname === `${BULK_PATH}/csv`)
    return { status: 200, type: TYPE, body: gzipSync(registerCsv(units)), headers };
  return {
    status: 404,
    type: "application/json",
    body: JSON.stringify({ status: 404, error: "Not Found", path: url.pathname }),
  };
}

/** The list as the register writes it: properties that a unit lacks are absent. */
export function registerJson(units: readonly MadeUnit[]): string {
  return JSON.stringify(units.map(jsonOf));
}

function jsonOf({ municipality, country, industry, employees, closed }: MadeUnit, i: number) {
  const number = String(810_000_000 + i);
  return {
    organisasjonsnummer: number,
    navn: `MADE "UNIT", [${i}] {Å\\Ø}`,
    organisasjonsform: { kode: "BEDR", beskrivelse: "Underenhet til næringsdrivende" },
    registreringsdatoEnhetsregisteret: "2001-02-03",
    registrertIMvaregisteret: true,
    ...(industry === undefined ? {} : { naeringskode1: { kode: industry, beskrivelse: "Made" } }),
    harRegistrertAntallAnsatte: employees !== undefined,
    ...(typeof employees === "number" ? { antallAnsatte: employees } : {}),
    overordnetEnhet: "910000000",
    ...(closed === undefined ? {} : { nedleggelsesdato: closed }),
    beliggenhetsadresse: {
      land: country === undefined ? "Norge" : "Elsewhere",
      landkode: country ?? "NO",
      adresse: ["Made street 1", "c/o, somebody"],
      ...(municipality === undefined ? {} : { kommune: "MADE", kommunenummer: municipality }),
    },
  };
}

const CSV_COLUMNS = [
  "organisasjonsnummer",
  "navn",
  "naeringskode1.kode",
  "harRegistrertAntallAnsatte",
  "antallAnsatte",
  "beliggenhetsadresse.adresse",
  "beliggenhetsadresse.kommunenummer",
  "beliggenhetsadresse.landkode",
  "overordnetEnhet",
  "nedleggelsesdato",
] as const;

/** The same as rows: every cell in quotes, and line breaks within some. */
export function registerCsv(units: readonly MadeUnit[]): string {
  const rows = units.map(({ municipality, country, industry, employees, closed }, i) => [
    String(810_000_000 + i),
    `MADE "UNIT", [${i}]`,
    industry ?? "",
    String(employees !== undefined),
    typeof employees === "number" ? String(employees) : "",
    "Made street 1\nc/o somebody",
    municipality ?? "",
    country ?? "NO",
    "910000000",
    closed ?? "",
  ]);
  return [CSV_COLUMNS, ...rows]
    .map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`)
    .join("");
}
