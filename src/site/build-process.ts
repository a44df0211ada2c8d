/**
 * A process that builds again and again, and remembers from build to build. It is apart from the one that serves, so
 * that pages are answered while it builds, and so that it can be replaced when the program itself has been edited.
 */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BuildMessage, BuildRequest } from "./build-service.ts";
import type { BuildOptions } from "./build-site.ts";
import { Failure } from "./failure.ts";
import type { WorkshopReport } from "./workshop.ts";

/** Room for objects that live for moments, as in the launcher of the commands. */
const NODE_OPTIONS = ["--max-semi-space-size=32"];

export interface BuildProcess {
  /**
   * As the workshop's build; one at a time. Where the process has ended it is started anew, and remembers nothing.
   */
  readonly build: (
    request: BuildRequest,
    onProgress: NonNullable<BuildOptions["onProgress"]>,
  ) => Promise<WorkshopReport>;
  /** Ends the process, in the middle of a build if need be; its unfinished folder is removed. */
  readonly end: () => Promise<void>;
}

export function createBuildProcess(): BuildProcess {
  let running: ChildProcess | undefined;
  const connect = (): ChildProcess => {
    if (running !== undefined) return running;
    const child = fork(fileURLToPath(new URL("./build-process.js", import.meta.url)), {
      execArgv: NODE_OPTIONS,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
    child.on("exit", () => {
      if (running === child) running = undefined;
    });
    running = child;
    return child;
  };
  return {
    build: (request, onProgress) => ask(connect(), request, onProgress),
    end: async () => {
      const child = running;
      running = undefined;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

function ask(
  child: ChildProcess,
  request: BuildRequest,
  onProgress: NonNullable<BuildOptions["onProgress"]>,
): Promise<WorkshopReport> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off("message", listen);
      child.off("exit", ended);
      child.off("error", failed);
      act();
    };
    const listen = (message: BuildMessage): void => {
      if (message.kind === "progress") onProgress(message.stage, message.count);
      else if (message.kind === "built") settle(() => resolve(message.report));
      else settle(() => reject(errorOf(message)));
    };
    const failed = (error: Error): void => settle(() => reject(error));
    const ended = (): void => failed(new Error("The build process has ended."));
    child.on("message", listen);
    child.on("exit", ended);
    child.on("error", failed);
    child.send(request, (error) => {
      if (error !== null) failed(error);
    });
  });
}

function errorOf(message: Extract<BuildMessage, { readonly kind: "failed" | "broken" }>): Error {
  if (message.kind === "failed")
    return new Failure(message.message, message.diagnostics, message.total);
  const error = new Error(message.message);
  if (message.stack !== undefined) error.stack = message.stack;
  return error;
}
