// Loaded before a program: when it ends, the last line on its standard error says what it used.
import { isMainThread } from "node:worker_threads";

if (isMainThread)
  process.on("exit", () => {
    process.stderr.write(`\n${JSON.stringify(process.resourceUsage())}\n`);
  });
