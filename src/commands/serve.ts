/** serve: build, watch, serve on this machine with live reload. */

import { type ChildProcess, spawn } from "node:child_process";
import { watch } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { Failure } from "../site/failure.ts";
import { createSiteServer, type SiteServer } from "../site/site-server.ts";
import { type Command, type OptionValues, UsageError } from "./command.ts";
import {
  BASE_URL_OPTION,
  CONTENT_OPTION,
  DATA_OPTION,
  OUTPUT_OPTION,
  outputFolder,
  PATH_PREFIX_OPTION,
  PROJECT_DIR,
  siteAddress,
  sourceFolder,
  textOption,
} from "./site-options.ts";
import type { Terminal } from "./terminal.ts";

const HOST = "127.0.0.1";
const DEFAULT_PORT = 8080;
/** Editors write a file in several steps; builds start when they have been quiet for so long. */
const QUIET_MS = 200;

export const serveCommand: Command = {
  name: "serve",
  summary: "builds, serves on this machine, and builds again when data, content or source change",
  details: [
    "Open pages reload after each build. Where a build fails, the last good site stays. Ctrl-C ends it.",
  ],
  options: {
    data: DATA_OPTION,
    content: CONTENT_OPTION,
    output: OUTPUT_OPTION,
    "base-url": BASE_URL_OPTION,
    "path-prefix": PATH_PREFIX_OPTION,
    port: { value: "PORT", description: `port to listen on (default: ${DEFAULT_PORT}; 0 for any)` },
  },
  run: async (values, terminal) => {
    const watched = [
      sourceFolder(values, "data"),
      sourceFolder(values, "content"),
      join(PROJECT_DIR, "src"),
    ];
    const output = outputFolder(values, "output", "_site");
    const { pathPrefix } = siteAddress(values);
    const port = portOption(values);
    const site = createSiteServer(output, pathPrefix);
    const builder = createBuilder(buildArguments(values), terminal, site.reload);
    await builder.build();
    const address = await listen(site, port);
    terminal.result(`Serving http://${HOST}:${address.port}${pathPrefix}`);
    const watchers = watched.map((folder) => watch(folder, { recursive: true }, builder.changed));
    await interruption();
    for (const watcher of watchers) watcher.close();
    builder.stop();
    await site.close();
    return { lines: [], result: { port: address.port } };
  },
};

function portOption(values: OptionValues): number {
  const given = textOption(values, "port");
  const port = given === undefined ? DEFAULT_PORT : Number(given);
  if (!/^\d*$/.test(given ?? "") || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not "${given}".`);
  return port;
}

/** The same options for the command build, paths made absolute. */
function buildArguments(values: OptionValues): readonly string[] {
  const passed = (option: string, asPath: boolean): readonly string[] => {
    const value = textOption(values, option);
    return value === undefined ? [] : [`--${option}`, asPath ? resolve(value) : value];
  };
  return [
    ...["data", "content", "output"].flatMap((option) => passed(option, true)),
    ...["base-url", "path-prefix"].flatMap((option) => passed(option, false)),
    ...(values.debug === true ? ["--debug"] : []),
  ];
}

interface Builder {
  readonly build: () => Promise<void>;
  /** To be called with the name of each file that changes. */
  readonly changed: (event: string, name: string | null) => void;
  readonly stop: () => void;
}

/**
 * Builds in a process of its own, so that edits to the program itself count in the next build.
 * Changes that arrive during a build lead to one more build after it.
 */
function createBuilder(args: readonly string[], terminal: Terminal, done: () => void): Builder {
  let running: ChildProcess | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const build = async (): Promise<void> => {
    if (running !== undefined) {
      again = true;
      return;
    }
    const launcher = join(PROJECT_DIR, "src", "commands", "klyngeatlas.js");
    running = spawn(process.execPath, [launcher, "build", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const child = running;
    const code = await new Promise<number | null>((settle, fail) => {
      child.on("error", fail);
      child.on("exit", settle);
    });
    running = undefined;
    if (stopped) return;
    terminal.message(code === 0 ? "Built." : "Not built; the last good site stays.");
    if (code === 0) done();
    if (!again) return;
    again = false;
    await build();
  };

  return {
    build,
    changed: (_event, name) => {
      if (name !== null && isPassing(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void build(), QUIET_MS);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      running?.kill();
    },
  };
}

/** Files that editors keep for themselves. */
function isPassing(name: string): boolean {
  return /(?:^|[\\/])(?:\.|#)|~$|\.sw[a-z]$/.test(name);
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
