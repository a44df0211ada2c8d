/** A real Chromium, the one that comes as a package, so that every machine tests in the same. */

import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

export async function launch(further: readonly string[] = []): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    // The package's own arguments are for a cloud function: one process that dies with its first page.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...further,
    ],
    headless: true,
  });
}

/** One page of each kind. */
export const PAGES = [
  "/",
  "/1998/",
  "/1998/clusters/",
  "/1998/clusters/horten/electronics/",
  "/1998/sectors/",
  "/1998/sectors/electronics/",
  "/1998/regions/",
  "/1998/regions/oslo/",
  "/1998/growth/",
  "/1998/method/",
  "/1998/sensitivity/",
  "/1998/near-misses/",
  "/1998/reproduction/",
  "/1998/cases/",
  "/1998/cases/arendal/",
  "/1998/argument/",
  "/1998/argument/knowledge-bases/",
  "/1998/argument/bibliography/",
  "/1998/data/",
  "/clusters/horten/electronics/",
  "/changes/",
  "/errata/",
  "/errata/1998/",
  "/search/",
  "/about/",
  "/about/design/",
  "/404.html",
] as const;
