// Where a page thread starts: lets Node read TypeScript, then hands over. Hooks of the main thread do not hold here.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
const { servePages } = await import("./page-service.ts");
servePages();
