// Where a thread that packs files of an archive starts: lets Node read TypeScript, then hands over.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
const { serveFiles } = await import("./archive-service.ts");
serveFiles();
