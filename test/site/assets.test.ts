import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Assets, bundleAssets } from "../../src/site/assets.ts";
import { Failure } from "../../src/site/failure.ts";

let folder: string;

function place(file: string, text: string): void {
  const path = join(folder, "one", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const bundle = (root = join(folder, "one"), pathPrefix = "/p/"): Promise<Assets> =>
  bundleAssets({
    root,
    clientDir: join(root, "client"),
    assetsDir: join(root, "assets"),
    pathPrefix,
  });

const FONT = "@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2";

/** Style sheets beside the main one, for pages that have what they style. */
const OWN_SHEETS = ["claims", "contrast", "explorer", "figures", "print", "search"] as const;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-assets-"));
  place(
    "client/app.ts",
    'import { word } from "./word.ts"; const n: number = 1; document.title = word + n;',
  );
  place("client/word.ts", 'export const word = "said";');
  place("client/charts.ts", 'export const charts = "charts";');
  place("client/explorer.ts", 'export const explorer = "explorer";');
  place("client/figures.ts", 'export const figures = "figures";');
  place("client/marks.ts", 'export const marks = "marks";');
  place("client/search.ts", 'document.title = "search";');
  place(
    "assets/css/main.css",
    `@import "./base.css"; @font-face { font-family: A; src: url("${FONT}"); }`,
  );
  place("assets/css/base.css", "/* said once */ p { color: rgb(0, 0, 0) }");
  for (const name of OWN_SHEETS) place(`assets/css/${name}.css`, "div { color: rgb(0, 0, 0) }");
  place("assets/static/icon.svg", "<svg/>");
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "one", "node_modules"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = ({ files }: Assets, address: string): string =>
  Buffer.from(files.find(({ file }) => `/p/${file}` === address)?.content ?? []).toString();

describe("bundleAssets", () => {
  it("bundles scripts and style, small, and names them by a hash below the prefix", async () => {
    const assets = await bundle();
    expect(assets.urls.css).toMatch(/^\/p\/assets\/main-[A-Z0-9]{8}\.css$/);
    for (const name of OWN_SHEETS)
      expect(assets.urls[`${name}Css`]).toMatch(
        new RegExp(`^/p/assets/${name}-[A-Z0-9]{8}\\.css$`),
      );
    expect(assets.urls.app).toMatch(/^\/p\/assets\/app-[A-Z0-9]{8}\.js$/);
    expect(text(assets, assets.urls.css)).toMatch(/^p\{color:#000\}@font-face\{/);
  });

  it("finds the packages that a style sheet elsewhere names", async () => {
    const elsewhere = join(folder, "elsewhere");
    cpSync(join(folder, "one", "assets"), elsewhere, { recursive: true });
    const root = join(folder, "one");
    const assets = await bundleAssets({
      root,
      clientDir: join(root, "client"),
      assetsDir: elsewhere,
      pathPrefix: "/",
    });
    expect(assets.urls.fonts).toHaveLength(1);
  });

  it("publishes the fonts of the style sheet, whose addresses are relative to it", async () => {
    const assets = await bundle();
    const [font] = assets.urls.fonts;
    expect(assets.urls.fonts).toHaveLength(1);
    expect(font?.href).toMatch(/^\/p\/assets\/source-sans-3-latin-400-normal-[A-Z0-9]{8}\.woff2$/);
    expect(text(assets, assets.urls.css)).toContain(
      `url("./${font?.href.slice("/p/assets/".length)}")`,
    );
  });

  it("makes one file of each script, so that a page waits for one request", async () => {
    const assets = await bundle();
    const scripts = assets.files.filter(({ file }) => file.endsWith(".js"));
    expect(scripts).toHaveLength(6);
    expect(text(assets, assets.urls.app)).not.toContain("import");
  });

  it("publishes still pictures, found by their names", async () => {
    const assets = await bundle();
    expect(assets.urls.static["icon.svg"]).toMatch(/^\/p\/assets\/icon-[0-9a-f]{8}\.svg$/);
  });

  it("makes the same bytes and names in another folder", async () => {
    cpSync(join(folder, "one"), join(folder, "elsewhere", "two"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const contents = ({ files }: Assets) =>
      files.map(({ file, content }) => [file, Buffer.from(content).toString("base64")]);
    const here = await bundle();
    const there = await bundle(join(folder, "elsewhere", "two"));
    expect(contents(there)).toEqual(contents(here));
    expect(there.files.length).toBeGreaterThanOrEqual(6);
  });

  it("gives another name to another content", async () => {
    const before = await bundle();
    place("assets/css/base.css", "p { color: blue }");
    const after = await bundle();
    expect(after.urls.css).not.toBe(before.urls.css);
    expect(after.urls.app).toBe(before.urls.app);
  });

  it("says in which line a script is wrong", async () => {
    place("client/search.ts", "const ok = 1;\nconst = 2;");
    const failure = await bundle().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      diagnostics: [{ file: "client/search.ts", line: 2, column: 7 }],
    });
  });

  it("says which part is missing", async () => {
    rmSync(join(folder, "one/client/search.ts"));
    await expect(bundle()).rejects.toMatchObject({
      diagnostics: [{ file: expect.stringMatching(/search\.ts$/) }],
    });
  });
});
