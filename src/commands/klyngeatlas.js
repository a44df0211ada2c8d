#!/usr/bin/env -S node --max-semi-space-size=32
// Room for objects that live for moments: a build makes many, and spends a quarter less time collecting them.
// Lets Node read TypeScript, then hands over. Node 20 strips no types by itself.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

// Only our own settings: a tsconfig.json in the folder the command is run from is none of our business.
register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
const { start } = await import("./main.ts");
await start();
