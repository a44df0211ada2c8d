/** Numbers that explain themselves: by pointer, by keyboard, on a phone, in Norwegian, without JavaScript. */

import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isFigureError, parseFigureId } from "../../src/model/figure.ts";
import { type Shard, shardOf, unpack } from "../../src/model/figure-shard.ts";
import { buildSite } from "../../src/site/index.ts";
import { createSiteServer } from "../../src/site/site-server.ts";
import { createWorkspace, ROOT, swap } from "../commands/program.ts";
import { launch } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

const CLUSTER = "/1998/clusters/horten/electronics/";
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(inject("origin") + path);
  return page;
}

const panelOf = (page: Page) => page.locator(".figure-panel:popover-open");
const focusOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const { figure, cell } = (document.activeElement as HTMLElement).dataset;
    return figure ?? cell;
  });

describe("a number", () => {
  it("opens by pointer to its formula, operands with their rows, and code; an operand to its own", async () => {
    const page = await open(CLUSTER);
    const before = await page.evaluate(() => document.body.scrollHeight);
    const number = page.locator('[data-figure="lq:horten/electronics:1990"]').first();
    await number.click();
    const panel = panelOf(page);
    await panel.getByRole("heading", { name: "Location quotient" }).waitFor();
    expect(await panel.getAttribute("role")).toBe("dialog");
    const text = await panel.innerText();
    for (const told of [
      "12.172345824212922",
      "Electronics, Horten, 1990",
      "(1000 / 6802) / (10800 / 894200)",
      "locationQuotient in src/model/location-quotient.ts",
      "modelled",
      "lq:horten/electronics:1990",
    ])
      expect(text).toContain(told);
    const row = panel.getByRole("link", { name: /employment\.csv, line \d+/ });
    const line = Number(/line (\d+)/.exec(await row.innerText())?.[1]);
    const source = await page.request.get(
      new URL((await row.getAttribute("href")) ?? "", page.url()).href,
    );
    expect((await source.text()).split("\n")[line - 1]).toMatch(/^1990,horten,electronics,1000,/);
    expect(await page.evaluate(() => document.body.scrollHeight)).toBe(before);

    await panel.getByRole("button", { name: "Jobs: Horten, all sectors, 1990" }).click();
    await panel.getByText("sum of the jobs in the cells").waitFor();
    expect(await panel.locator("li").count()).toBe(8);
    await panel.getByRole("button", { name: /^Show all \d+$/ }).click();
    expect(await panel.locator("li").count()).toBeGreaterThan(8);
    await panel.getByRole("button", { name: "Back" }).click();
    await panel.getByRole("heading", { name: "Location quotient" }).waitFor();

    await page.keyboard.press("Escape");
    expect(await panelOf(page).count()).toBe(0);
    await expect.poll(() => focusOf(page)).toBe("lq:horten/electronics:1990");
    await number.click();
    await panelOf(page).waitFor();
    await page.mouse.click(5, 5);
    expect(await panelOf(page).count()).toBe(0);
    await page.context().close();
  });

  it("is chosen by keyboard among all of the page, as one stop of the Tab key", async () => {
    const page = await open(CLUSTER);
    const button = page.getByRole("button", { name: "Explain the numbers" });
    await button.press("Enter");
    await page.locator(".is-explaining").waitFor();
    await expect.poll(() => focusOf(page)).toBe("lq:horten/electronics:1990");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focusOf(page)).toBe("1990/horten/electronics/jobs");
    expect(await page.locator("data[tabindex='0']").count()).toBe(1);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press("Enter");
    await panelOf(page).getByText("full-time equivalents").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Jobs");
    await page.keyboard.press("Escape");
    await expect.poll(() => focusOf(page)).toBe("1990/horten/electronics/jobs");
    await page.keyboard.press("Escape");
    await expect.poll(() => button.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await page.locator("data[role], data[tabindex='0']").count()).toBe(0);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "opens as a sheet on a phone, in Norwegian, %s",
    async (colorScheme) => {
      const page = await open(`/nb${CLUSTER}`, {
        viewport: { width: 360, height: 740 },
        colorScheme,
        hasTouch: true,
      });
      await page.locator('[data-figure^="share:"]').first().tap();
      const panel = panelOf(page);
      await panel.getByText("Andel av landets arbeidsplasser").waitFor();
      const box = await panel.boundingBox();
      expect([box?.x, Math.round((box?.y ?? 0) + (box?.height ?? 0)), box?.width]).toEqual([
        0, 740, 360,
      ]);
      const number = await page.locator('[data-figure^="share:"]').first().boundingBox();
      expect((number?.y ?? 0) + (number?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
      expect(await sidewaysOverflow(page)).toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await panel.getByRole("button", { name: "Lukk" }).tap();
      expect(await panelOf(page).count()).toBe(0);
      await page.context().close();
    },
  );

  it("on a page of several editions opens from its row's, whose address names it", async () => {
    const page = await open("/clusters/horten/electronics/", { forcedColors: "active" });
    await page.locator('[data-edition="1998"] [data-cell$="/firms"]').first().click();
    const row = panelOf(page).getByRole("link", { name: /employment\.csv, line/ });
    await row.waitFor();
    const own = panelOf(page).getByRole("link", { name: "Address of this number" });
    const address = (await own.getAttribute("href")) ?? "";
    expect(address).toMatch(/^#figure=firms:horten\/electronics:\d{4}&edition=1998$/);
    const told = await row.innerText();
    const again = await open(`/clusters/horten/electronics/${address}`);
    await panelOf(again).getByRole("link", { name: told }).waitFor();
    await page.context().close();
    await again.context().close();
  });

  it("has an address, which opens it again, and a reference that carries it", async () => {
    const page = await open(CLUSTER, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator("[name=cite-style][value=chicago]").check();
    await page.locator('[data-figure="lq:horten/electronics:1994"]').first().click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Copy reference" }).click();
    await panel.getByText("Copied").waitFor();
    const reference = await page.evaluate(() => navigator.clipboard.readText());
    const fragment = "#figure=lq:horten/electronics:1994";
    expect(reference).toMatch(
      /^Location quotient, Electronics, Horten, 1994: 15\.5\. Klyngeatlas\. 1998\. “Horten: Electronics\.” In .*Modelled data/,
    );
    expect(reference.endsWith(`/1998/clusters/horten/electronics/${fragment}.`)).toBe(true);
    const link = panel.getByRole("link", { name: "Address of this number" });
    expect(await link.getAttribute("href")).toBe(fragment);

    const again = await open(CLUSTER + fragment);
    await panelOf(again).getByText("15.505914184854603").waitFor();
    const number = again.locator('[data-figure="lq:horten/electronics:1994"]').first();
    const box = await number.boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(700);
    expect(await number.getAttribute("class")).toBe("is-asked");
    await again.keyboard.press("Escape");
    await expect.poll(() => focusOf(again)).toBe("lq:horten/electronics:1994");
    expect(await number.getAttribute("class")).toBe("");
    // A number that is only an operand here opens at the page's title; another address opens another number.
    await again.evaluate(() => {
      location.hash = "#figure=jobs:nation/*:1990";
    });
    await panelOf(again).getByText("jobs:nation/*:1990").waitFor();
    await page.context().close();
    await again.context().close();
  });

  it("whose address names no figure says that it cannot be explained", async () => {
    const page = await open(`${CLUSTER}#figure=lq:nowhere/electronics:1990`);
    await page.locator(".explain").getByText("could not be fetched").waitFor();
    expect(await panelOf(page).count()).toBe(0);
    await page.context().close();
  });

  it("that is withheld tells its bounds; below a path prefix, in Norwegian", async () => {
    const space = createWorkspace();
    const withheld = swap("1996,inland,services,320,75,", "1996,inland,services,,,c");
    const outputDir = space.at("site");
    await buildSite({
      projectDir: ROOT,
      dataDir: space.data("data", { "2001": { "employment.csv": withheld } }),
      contentDir: space.content,
      outputDir,
      baseUrl: undefined,
      pathPrefix: "/p/",
    });
    const { server, close } = createSiteServer(outputDir, "/p/");
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${port}/p/nb/2001/clusters/fjord/boats/`);
    await page.locator('[data-unknown^="lq:fjord/boats:1996"]').first().click();
    const panel = panelOf(page);
    await panel.getByText("Lokaliseringskvotient").waitFor();
    const text = await panel.innerText();
    expect(text).toContain("ikke kjent");
    expect(text).toMatch(/Holdt tilbake; det er\s+(?:minst|mellom) [\d,]+/);
    const method = panel.getByRole("link", { name: "Metoden" });
    expect(await method.getAttribute("href")).toBe("/p/nb/2001/method/");
    await panel.getByRole("button", { name: /Hele landet, alle sektorer/ }).click();
    await panel.getByText("summen av landets arbeidsplasser i sektorene").waitFor();
    await page.context().close();
    await close();
    space.remove();
  });

  it("that cannot be explained says so, and stays a number", async () => {
    const page = await open(CLUSTER);
    await page.route("**/data/figures/*", (route) => route.abort());
    await page.locator("[data-figure]").first().click();
    await page.getByText("The explanation could not be fetched.").waitFor();
    expect(await panelOf(page).count()).toBe(0);
    await page.context().close();
  });

  it("without JavaScript is explained by a file and a command that the page names", async () => {
    const page = await open(CLUSTER, { javaScriptEnabled: false });
    const foot = page.locator(".explain");
    expect(await foot.innerText()).toBe(
      "How each number is computed: figures.json, or klyngeatlas explain /1998/clusters/horten/electronics/",
    );
    expect(await foot.getByRole("link").getAttribute("href")).toBe("/1998/data/figures.json");
    expect(await page.getByRole("button", { name: "Explain the numbers" }).count()).toBe(0);
    await page.context().close();
  });
});

describe("every number of the report", () => {
  it("is resolved by figures.json or is a cell, and has its value in a small file", () => {
    const site = inject("siteFolder");
    const marks = new Map<string, string>();
    for (const file of readdirSync(site, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".html")) continue;
      const html = readFileSync(join(site, file), "utf8");
      for (const [, value = "", kind, id = ""] of html.matchAll(
        /<data value="([^"]+)" data-(figure|cell)="([^"]+)">/g,
      ))
        marks.set(
          kind === "cell" ? id.replace(/^(.+)\/(.+)\/(.+)\/(.+)$/, "$4:$2/$3:$1") : id,
          value,
        );
    }
    expect(marks.size).toBeGreaterThan(5000);
    const data = join(site, "1998/data");
    const figures = JSON.parse(readFileSync(join(data, "figures.json"), "utf8")) as Record<
      string,
      { readonly value: number | null; readonly formula: string; readonly unit: string }
    >;
    const shards = new Map<string, Shard>();
    for (const name of readdirSync(join(data, "figures"))) {
      const text = readFileSync(join(data, "figures", name), "utf8");
      expect(Buffer.byteLength(text), name).toBeLessThanOrEqual(30_720);
      shards.set(name.replace(".json", ""), JSON.parse(text) as Shard);
    }
    for (const [id, value] of marks) {
      const parsed = parseFigureId(id);
      if (isFigureError(parsed)) throw new Error(`${id}: ${parsed.message}`);
      const shard = shards.get(shardOf(parsed));
      const figure = shard && unpack(shard, id);
      expect(String(figure?.value), id).toBe(value);
      if (/^(?:jobs|firms):[a-z-]+\/[a-z-]+:/.test(id) && figures[id] === undefined) continue;
      expect(figures[id], id).toMatchObject({
        value: figure?.value,
        unit: figure?.unit,
        formula: figure?.formula,
      });
    }
  });
});
