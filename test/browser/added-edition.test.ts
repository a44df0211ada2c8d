/** Pages that only a second edition brings: what came in, what was accepted, lives and places through the editions. */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSiteServer, type SiteServer } from "../../src/site/site-server.ts";
import { build, makeData, options, rewrite } from "../site/made-site.ts";
import { launch } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

const RECEIPTS = [
  {
    title: "A table that was made for a test",
    from: "https://statistics.example.org/api/tables/12345/data?lang=en",
    query: "",
    request: `{"query":${JSON.stringify("x".repeat(300))}}`,
    retrieved: "2002-01-31T08:00:00Z",
    sha256: "0123456789abcdef".repeat(4),
    bytes: 123_456,
    updated: "2002-01-15",
    licence: { title: "CC0 1.0" },
    notes: ["The answer was made."],
  },
];
const DECISIONS = [
  { date: "2002-02-01", reason: "Looked at.", findings: ["All jobs together changed by +30 %."] },
];

let browser: Browser;
let site: SiteServer;
let origin: string;
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-added-"));

beforeAll(async () => {
  const data = makeData(join(folder, "data"), { "2001": "2001-03-02", "2002": "2002-03-01" });
  rewrite(join(data, "2002/datapackage.json"), (text) => {
    const description = JSON.parse(text) as { readonly klyngeatlas: object };
    const klyngeatlas = { ...description.klyngeatlas, receipts: RECEIPTS, decisions: DECISIONS };
    return JSON.stringify({ ...description, klyngeatlas });
  });
  const content = join(folder, "content");
  mkdirSync(content);
  await build(options(data, content), join(folder, "site"));
  site = createSiteServer(join(folder, "site"), "/");
  await new Promise<void>((done) => site.server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`;
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const PAGES = [
  "/2002/data/",
  "/changes/",
  "/clusters/fjord/boats/",
  "/regions/fjord/",
  "/sectors/",
];

describe("after a second edition", () => {
  it.each(PAGES.flatMap((path) => [360, 1280].map((width) => [path, width] as const)))(
    "%s at %d px has nothing that axe finds, and no sideways scrolling",
    async (path, width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(origin + path, { waitUntil: "load" });
      for (const details of await page.locator("details").all())
        await details.evaluate((element) => element.setAttribute("open", ""));
      const { violations } = await new AxeBuilder({ page }).analyze();
      const overflow = await sidewaysOverflow(page);
      await context.close();
      expect({ found: violations.map(({ id }) => id), overflow }).toEqual({
        found: [],
        overflow: 0,
      });
    },
  );

  it("tells what came in, what was asked, and what was accepted", async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/2002/data/`);
    const text = (await page.locator("main").textContent()) ?? "";
    await page.close();
    for (const told of [
      "A table that was made for a test",
      "31 January 2002",
      "Looked at.",
      "+30 %",
    ])
      expect(text).toContain(told);
  });
});
