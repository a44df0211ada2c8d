// Where a build process starts: lets Node read TypeScript, then hands over. Hooks of the process that started it do not hold here.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
try {
  const { serveBuilds } = await import("./build-service.ts");
  serveBuilds();
} catch (error) {
  // While the program itself is being edited, it may be broken for a moment.
  const message = error.message.trim().replace(/\s*\n\s*/g, " ");
  process.send({ kind: "broken", message, stack: error.stack }, () => process.exit(1));
}
