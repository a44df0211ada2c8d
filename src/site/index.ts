/** What this folder offers: the whole way from data to a published site, and the same for plain Eleventy. */

export { type BuildOptions, type BuildReport, buildSite } from "./build-site.ts";
export { configureBundledSite } from "./bundled-site.ts";
export { type CheckReport, checkInputs } from "./check-inputs.ts";
export { findChromium, printerOf } from "./chromium.ts";
