/** Which program this is, as its package says: what was computed, was computed by it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../pages/context.ts";

const NAME = "Klyngeatlas";

/** The program in a folder that holds its package.json. */
export function programIn(projectDir: string): Program {
  const manifest: unknown = JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : "unknown";
  return { name: NAME, version };
}
