// Where a thread that draws cards starts: lets Node read TypeScript, then hands over.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
const { serveCards } = await import("./card-service.ts");
await serveCards();
