/** The bundles in a real browser, under the site's strict content security policy. */

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { build } from "esbuild";
import { type Browser, chromium as browsers, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.ts";
import { renderChart } from "../../src/charts/render.ts";
import { samples, samplesIn } from "../charts/samples.ts";
import { NORWEGIAN } from "../speech.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  json: "application/json",
  html: "text/html",
  svg: "image/svg+xml",
  css: "text/css",
};

/** What the templates print on a figure, in the language of the page. */
const WORDS =
  'data-explore="Explore this chart" data-back="Back to the picture" data-loading="Loading" data-at="{at} of {all}" data-help="Point at the chart" data-failed="The chart could not be loaded."';

let server: Server;
let browser: Browser;
let page: Page;
let base: string;
let problems: string[];

async function script(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../../src/client/${name}.ts`, import.meta.url));
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

/** What places the things that the scripts add. */
function style(): string {
  const folder = new URL("../../content/assets/css/", import.meta.url);
  return ["charts.css", "tools.css"]
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("");
}

/** The table and downloads of a chart, as far as the scripts read them. */
function dataOf({ id, columns, rows, keys, kind }: Chart): string {
  const heads = columns.map(({ label }) => `<th>${label}</th>`).join("");
  const lines = rows.map((row, n) => {
    const ids = Object.entries(keys[n] ?? {}).map(([name, value]) => ` data-of-${name}="${value}"`);
    const cells = columns.map(({ key }) => `<td>${row[key] ?? ""}</td>`);
    return `<tr${ids.join("")}>${cells.join("")}</tr>`;
  });
  return (
    `<details class="plate-data" id="${id}"><table><thead><tr>${heads}</tr></thead><tbody>${lines.join("")}</tbody></table>` +
    `<ul data-png="Picture (PNG)" data-png-failed="Failed"><li><a href="/1998/${kind}.svg" download>Picture (SVG)</a></li></ul></details>`
  );
}

function pages(): Readonly<Record<string, string>> {
  const head =
    '<!doctype html><html lang="en" data-charts="/charts.js" data-marks="/marks.js"><meta charset="utf-8"><link rel="icon" href="/icon.json"><link rel="stylesheet" href="/style.css">';
  const files: Record<string, string> = { "/icon.json": "{}", "/style.css": style() };
  let figures = "";
  for (const [kind, make] of Object.entries(samples)) {
    const chart = make();
    if (chart === undefined) throw new Error(kind);
    files[`/${kind}.vl.json`] = JSON.stringify(chart.spec);
    const { inline, standalone } = renderChart(chart, `chart-${kind}`);
    files[`/1998/${kind}.svg`] = standalone;
    figures += `<figure class="plate" data-chart="${kind}" data-spec="/${kind}.vl.json" data-told="3" ${WORDS}><div class="plate-picture">${inline}</div>${dataOf(chart)}</figure>`;
  }
  figures += `<figure data-chart="lost" data-spec="/lost.vl.json" ${WORDS}><div class="plate-picture"><svg viewBox="0 0 1 1"><title>Lost</title></svg></div></figure>`;
  files["/charts.html"] =
    `${head}<title>Charts</title><script type="module" src="/app.js"></script><main>${figures}</main>`;
  const row = (status: string, name: string, jobs: number): string =>
    `<tr data-status="${status}"><th>${name}</th><td><data value="${jobs}">${jobs}</data></td></tr>`;
  const norwegian = Object.values(samplesIn(NORWEGIAN)).map((make) => make());
  files["/nb.html"] =
    `${head}<title>Figurer</title><main>${norwegian.map((chart) => (chart === undefined ? "" : renderChart(chart, chart.id).inline)).join("")}</main>`;
  files["/table.html"] =
    `${head}<title>Table</title><script type="module" src="/app.js"></script><p class="citation" data-copy="Copy" data-copied="Copied" data-not-copied="Not copied">Cite this</p>` +
    `<div class="table-scroll"><table data-interactive data-filter="Filter rows" data-status-label="Status" data-any="all" data-count="{shown} of {all} rows"><thead><tr><th>Region</th><th>Jobs<span class="column-note">note</span></th></tr></thead>` +
    `<tbody>${row("new", "Bærum", 9)}${row("ex", "Oslo", 100)}${row("new", "Ålesund", 20)}</tbody></table></div>`;
  files["/search.html"] =
    `${head}<title>Search</title><script type="module" src="/search.js"></script><div data-index="/search/index.json" data-kinds='{"region":"region"}' data-empty="Type" data-one="{count} result." data-many="{count} results." data-none="Nothing found for “{query}”."><form><input type="search"><select><option value=""></option></select></form><p role="status"></p><ol data-results></ol><button data-more hidden>More</button></div>`;
  files["/search/index.json"] = JSON.stringify({
    pages: 3,
    part: 200,
    kinds: ["region"],
    kind: "000",
    shards: ["os"],
  });
  files["/search/words/os.json"] = JSON.stringify({ oslo: [1, 40, 1, 30] });
  files["/search/pages/0.json"] = JSON.stringify([
    ["Horten", "/horten/", "region", "", ""],
    ["<b>Oslo</b>", "/oslo/", "region", "1998", "The <i>capital</i>"],
    ["Oslo elsewhere", "//elsewhere.example/", "region", "", ""],
  ]);
  return files;
}

beforeAll(async () => {
  const files: Record<string, string> = { ...pages() };
  for (const name of ["app", "charts", "marks", "search"])
    files[`/${name}.js`] = await script(name);
  server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const content = files[path];
    const type = TYPES[path.split(".").at(-1) ?? ""] ?? "text/plain";
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": POLICY,
    });
    response.end(content ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await browsers.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args,
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    headless: true,
  });
  page = await browser.newPage({ viewport: { width: 400, height: 900 } });
  page.on("console", (message) => {
    // The chart that is meant to be missing is the one failure a page reports.
    if (message.type() === "error" && !message.location().url.includes("lost"))
      problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function open(path: string): Promise<void> {
  problems = [];
  await page.goto(base + path);
}

describe("exploring charts", () => {
  it.each(Object.keys(samples))(
    "draws %s live in the room of its picture, and takes it away again",
    async (kind) => {
      await open("/charts.html");
      const figure = page.locator(`figure[data-chart="${kind}"]`);
      const picture = await figure.locator(".plate-picture svg").boundingBox();
      await figure.locator(".explore-button").click();
      await figure.locator(".chart-live svg").waitFor();
      await figure.getByText("Back to the picture").waitFor();
      const live = await figure.locator(".chart-live svg").boundingBox();
      expect(live?.height).toBeCloseTo(picture?.height ?? 0, 0);
      expect(live?.width).toBeCloseTo(picture?.width ?? 0, 0);
      expect(await figure.locator(".plate-picture").isVisible()).toBe(false);

      await figure.locator(".chart-live-picture").focus();
      await page.keyboard.press("ArrowDown");
      expect(await figure.locator(".chart-reading").textContent()).toMatch(/^1 of \d+\. \S+.*: /);

      await figure.locator(".explore-button").click();
      expect(await figure.locator(".plate-picture").isVisible()).toBe(true);
      expect(await figure.locator(".chart-live svg").count()).toBe(0);
      expect(problems).toEqual([]);
    },
  );

  it("keeps the picture where the chart cannot be loaded", async () => {
    await open("/charts.html");
    const figure = page.locator('figure[data-chart="lost"]');
    await figure.locator(".explore-button").click();
    await figure.getByText("could not be loaded").waitFor();
    expect(await figure.locator(".plate-picture svg").count()).toBe(1);
    expect(await figure.locator(".plate-picture").getAttribute("hidden")).toBeNull();
    expect(problems).toEqual([]);
  });
});

describe("the marks of a picture", () => {
  const figure = (kind: string) => page.locator(`figure[data-chart="${kind}"]`);

  it("are read by pointer and arrow keys in all charts, without a jump", async () => {
    await open("/charts.html");
    for (const kind of Object.keys(samples)) {
      const holder = figure(kind).locator(".plate-picture");
      const before = await figure(kind).boundingBox();
      await holder.focus();
      await holder.locator(".mark-reading").waitFor({ state: "attached" });
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("End");
      const lines = await holder.locator(".mark-reading p").allTextContents();
      expect(lines.length, kind).toBeGreaterThan(1);
      expect(lines.at(-1), kind).toMatch(/^(\d+) of \1$/);
      expect(await holder.locator("[data-row].is-marked").count(), kind).toBeGreaterThan(0);
      await page.keyboard.press("Escape");
      expect(await holder.locator(".mark-reading p").count(), kind).toBe(0);
      expect(await holder.locator(".is-marked").count(), kind).toBe(0);
      await holder.locator("[data-row]").first().hover({ force: true });
      expect(await holder.locator(".mark-reading p").count(), kind).toBeGreaterThan(0);
      const after = await figure(kind).boundingBox();
      expect([after?.width, after?.height], kind).toEqual([before?.width, before?.height]);
    }
    expect(problems).toEqual([]);
  });

  it("are marked with the same region elsewhere, from a chart and from a table", async () => {
    await open("/charts.html");
    const map = figure("symbol-map");
    await map.locator(".plate-picture").focus();
    await map.locator(".mark-reading").waitFor({ state: "attached" });
    await page.keyboard.press("Home");
    const bars = figure("sector-regions");
    expect(await bars.locator("tr.is-marked").getAttribute("data-of-region")).toBe("r0");
    expect(await bars.locator("svg.has-marked [data-row].is-marked").count()).toBe(1);
    // A sector's chart has nothing of a region.
    expect(await figure("region-profile").locator(".is-marked").count()).toBe(0);

    await page.keyboard.press("Escape");
    await map.locator("details").evaluate((details) => details.setAttribute("open", ""));
    await map.locator('tr[data-of-region="r2"]').hover();
    expect(await bars.locator("tr.is-marked").getAttribute("data-of-region")).toBe("r2");
    await page.mouse.move(1, 1);
    expect(await page.locator(".is-marked").count()).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe("the picture as PNG", () => {
  it("is made in the browser at twice the size, named by page and chart", async () => {
    await open("/charts.html");
    const figure = page.locator('figure[data-chart="growth-bars"]');
    await figure.locator("details").evaluate((details) => details.setAttribute("open", ""));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      figure.getByRole("button", { name: "Picture (PNG)" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("1998-growth-bars.png");
    const png = readFileSync(await download.path());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    // The header of a PNG holds its size; the picture is 360 units wide with a margin of 14 on each side.
    expect(png.readUInt32BE(16)).toBe(2 * (360 + 2 * 14));
    expect(problems).toEqual([]);
  });
});

describe("labels in bokmål", () => {
  it("stay within their pictures", async () => {
    await open("/nb.html");
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll("svg")].flatMap((svg) => {
        const { left, right } = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")].flatMap((text) => {
          const box = text.getBoundingClientRect();
          return box.left < left - 2 || box.right > right + 2 ? [text.textContent] : [];
        });
      }),
    );
    expect(await page.locator("svg text").count()).toBeGreaterThan(100);
    expect(outside).toEqual([]);
  });
});

describe("tables", () => {
  const names = (): Promise<string[]> => page.locator("tbody th").allTextContents();

  it("sort by number, filter by text and status, and keep their state in the address", async () => {
    await open("/table.html");
    await page.locator(".table-sort").nth(1).click();
    expect(await names()).toEqual(["Oslo", "Ålesund", "Bærum"]);
    expect(await page.locator("thead th").nth(1).getAttribute("aria-sort")).toBe("descending");
    await page.locator(".table-tools select").selectOption("new");
    expect(await names()).toEqual(["Ålesund", "Bærum"]);
    await page.locator(".table-tools input").fill("baerum");
    expect(await names()).toEqual(["Bærum"]);
    expect(await page.locator(".table-count").textContent()).toBe("1 of 3 rows");
    const query = await page.evaluate(() => location.search);
    expect(query).toBe("?sort=2d&status=new&q=baerum");
    await open(`/table.html${query}`);
    expect(await names()).toEqual(["Bærum"]);
    expect(problems).toEqual([]);
  });
});

describe("search", () => {
  it("lists what matches as text, announces the number and says when there is nothing", async () => {
    await open("/search.html");
    await page.locator("input").fill("oslo");
    await page.locator("li a").first().waitFor();
    expect(await page.locator("li a").allTextContents()).toEqual(["<b>Oslo</b>"]);
    expect(await page.locator("mark").allTextContents()).toEqual(["Oslo"]);
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("/oslo/");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    expect(await page.locator("li a").getAttribute("href")).toBe("/oslo/");
    // The number is that of the index, which is read before the pages: one of them leads elsewhere and is left out.
    expect(await page.getByRole("status").textContent()).toBe("2 results.");
    expect(await page.getByRole("button", { name: "More" }).count()).toBe(0);
    await page.locator("input").fill("zzz");
    await page.getByText("Nothing found").waitFor();
    expect(await page.locator("li").count()).toBe(0);
    expect(await page.getByRole("status").textContent()).toContain("Nothing found");
    expect(problems).toEqual([]);
  });
});
