/** serve: build, watch, serve on this machine with live reload. */

import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { performance } from "node:perf_hooks";
import { type BuildProcess, createBuildProcess } from "../site/build-process.ts";
import type { BuildRequest } from "../site/build-service.ts";
import { Failure } from "../site/failure.ts";
import { createSiteServer, type SiteServer } from "../site/site-server.ts";
import { type Command, type OptionValues, UsageError } from "./command.ts";
import { printDiagnostics, unexpectedError } from "./diagnostics.ts";
import { rebuildWords } from "./rebuild-words.ts";
import { createRebuilder } from "./rebuilder.ts";
import {
  BASE_URL_OPTION,
  CLAIMS_OPTION,
  CONTENT_OPTION,
  claimPolicy,
  DATA_OPTION,
  LANGUAGES_OPTION,
  languageChoice,
  OUTPUT_OPTION,
  outputFolder,
  PATH_PREFIX_OPTION,
  PROJECT_DIR,
  siteAddress,
  sourceFolder,
  textOption,
} from "./site-options.ts";
import type { Terminal } from "./terminal.ts";
import { watchFolder } from "./watch-folder.ts";

const HOST = "127.0.0.1";
const DEFAULT_PORT = 8080;
/** The program's own source. What lies in its folder for browsers is read anew by each build, as content is. */
const SOURCE = join(PROJECT_DIR, "src");
const SOURCE_NAME = `${basename(SOURCE)}/`;
const CLIENT_NAME = `${SOURCE_NAME}client/`;

export const serveCommand: Command = {
  name: "serve",
  summary: "builds, serves on this machine, and builds again when data, content or source change",
  details: [
    "Builds after the first make anew only what has changed; their pages have the bytes of a full build.",
    "Open pages reload after each build. Where a build fails, the last good site stays. Ctrl-C ends it.",
  ],
  options: {
    data: DATA_OPTION,
    content: CONTENT_OPTION,
    languages: LANGUAGES_OPTION,
    output: OUTPUT_OPTION,
    "base-url": BASE_URL_OPTION,
    "path-prefix": PATH_PREFIX_OPTION,
    claims: CLAIMS_OPTION,
    port: { value: "PORT", description: `port to listen on (default: ${DEFAULT_PORT}; 0 for any)` },
  },
  run: async (values, terminal) => {
    const request = buildRequest(values);
    const port = portOption(values);
    const site = createSiteServer(request.outputDir, request.pathPrefix);
    const builder = createBuildProcess();
    let over = false;
    const rebuilder = createRebuilder(
      createBuild(builder, request, {
        terminal,
        debug: values.debug === true,
        done: site.reload,
        isOver: () => over,
      }),
    );
    // Before the first build, so that what is edited during it is not missed.
    const watchers = [request.dataDir, request.contentDir, SOURCE].map((folder) =>
      watchFolder(folder, rebuilder.changed),
    );
    const interrupted = interruption();
    try {
      const built = rebuilder.build().then(() => true);
      if (!(await Promise.race([built, interrupted.then(() => false)])))
        return { lines: [], result: {} };
      const address = await listen(site, port);
      terminal.result(`Serving http://${HOST}:${address.port}${request.pathPrefix}`);
      await interrupted;
      return { lines: [], result: { port: address.port } };
    } finally {
      over = true;
      for (const watcher of watchers) watcher.close();
      rebuilder.stop();
      await builder.end();
      await site.close();
    }
  },
};

function buildRequest(values: OptionValues): BuildRequest {
  return {
    projectDir: PROJECT_DIR,
    dataDir: sourceFolder(values, "data"),
    contentDir: sourceFolder(values, "content"),
    languages: languageChoice(values),
    outputDir: outputFolder(values, "output", "_site"),
    ...siteAddress(values),
    claims: claimPolicy(values),
  };
}

interface Setting {
  readonly terminal: Terminal;
  readonly debug: boolean;
  /** Called when there is a new site. */
  readonly done: () => void;
  /** Whether nobody waits for a build any more. */
  readonly isOver: () => boolean;
}

/** Builds once, and says how it went. */
function createBuild(
  builder: BuildProcess,
  request: BuildRequest,
  { terminal, debug, done, isOver }: Setting,
): (changes: readonly string[]) => Promise<void> {
  let told = "";
  return async (changes) => {
    const start = performance.now();
    if (changes.some(isProgram)) await builder.end();
    try {
      // The stages of the first build take their time; those of later ones would fill the terminal.
      const progress =
        changes.length === 0 ? terminal.progress : () => terminal.progress("Building");
      const report = await builder.build(request, progress);
      const warnings = JSON.stringify(report.warnings);
      // The same warnings again and again would hide what is new.
      if (warnings !== told) printDiagnostics(report.warnings, report.warnings.length, terminal);
      told = warnings;
      terminal.message(rebuildWords(changes, report, (performance.now() - start) / 1000));
      done();
    } catch (error) {
      if (!isOver()) tellFailure(error, terminal, debug);
    }
  };
}

function tellFailure(error: unknown, terminal: Terminal, debug: boolean): void {
  if (error instanceof Failure) {
    printDiagnostics(error.diagnostics, error.total, terminal);
    terminal.message(error.message);
  } else {
    if (debug && error instanceof Error) terminal.message(error.stack ?? error.message);
    terminal.message(unexpectedError(error, debug));
  }
  terminal.message("Not built; the last good site stays.");
}

/** Whether a change is one of the program, which a running process does not notice. */
function isProgram(name: string): boolean {
  return name.startsWith(SOURCE_NAME) && !name.startsWith(CLIENT_NAME);
}

function portOption(values: OptionValues): number {
  const given = textOption(values, "port");
  const port = given === undefined ? DEFAULT_PORT : Number(given);
  if (!/^\d*$/.test(given ?? "") || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not "${given}".`);
  return port;
}

async function listen(site: SiteServer, port: number): Promise<AddressInfo> {
  await new Promise<void>((settle, fail) => {
    site.server.once("error", (error) =>
      fail(new Failure(`Port ${port} cannot be listened on: ${error.message}.`)),
    );
    site.server.listen(port, HOST, () => settle());
  });
  const address = site.server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address;
}

function interruption(): Promise<void> {
  return new Promise((settle) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => settle());
  });
}
