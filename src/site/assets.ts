/**
 * Style sheet, scripts, fonts and still pictures: bundled, named by the hash of their content,
 * and meant for `assets/`. A name therefore never changes its content and may be cached for ever.
 */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { type BuildFailure, build, type Message } from "esbuild";
import { type Diagnostic, Failure } from "./failure.ts";

/** Addresses as pages write them: below the path prefix. */
export interface AssetUrls {
  readonly css: string;
  readonly app: string;
  readonly charts: string;
  readonly explorer: string;
  readonly marks: string;
  readonly figures: string;
  /** Style of what `figures` shows, which no page needs before. */
  readonly figuresCss: string;
  /** Style of the map beside the list of clusters, for the page that has it. */
  readonly explorerCss: string;
  readonly searchCss: string;
  /** Style of claims, for pages with narratives. */
  readonly claimsCss: string;
  /** Style for readers who ask for more contrast, or have colours of their own. */
  readonly contrastCss: string;
  /** Style of paper. */
  readonly printCss: string;
  readonly search: string;
  /** Fonts of the style sheet, for preloading. */
  readonly fonts: readonly FontUrl[];
  /** Files of `content/assets/static/`, address by file name. */
  readonly static: Readonly<Record<string, string>>;
}

export interface FontUrl {
  readonly href: string;
  readonly type: "font/woff2";
}

export interface AssetFile {
  /** Below the site's root: "assets/app-1A2B3C4D.js". */
  readonly file: string;
  readonly content: Uint8Array;
}

export interface Assets {
  readonly urls: AssetUrls;
  readonly files: readonly AssetFile[];
}

export interface AssetSources {
  /** Folder that holds `node_modules`; paths are taken from it, so that bytes do not depend on where it stands. */
  readonly root: string;
  /** Folder with app.ts, charts.ts, explorer.ts, figures.ts, marks.ts and search.ts. */
  readonly clientDir: string;
  /** Folder with css/main.css, css/claims.css, css/contrast.css, css/explorer.css, css/figures.css, css/print.css, css/search.css and static/. */
  readonly assetsDir: string;
  readonly pathPrefix: string;
}

/** Bundles everything; answers the files and their addresses, and writes nothing. */
export async function bundleAssets(sources: AssetSources): Promise<Assets> {
  const { root, clientDir, assetsDir, pathPrefix } = sources;
  const scripts = await bundle(root, {
    entryPoints: ["app", "charts", "explorer", "figures", "marks", "search"].map((name) =>
      join(clientDir, `${name}.ts`),
    ),
    format: "esm",
    target: "es2022",
  });
  // Fonts are named in main.css as files of their packages: url("@fontsource/…/files/….woff2").
  const style = await bundle(root, {
    entryPoints: ["main", "claims", "contrast", "explorer", "figures", "print", "search"].map(
      (name) => join(assetsDir, "css", `${name}.css`),
    ),
    loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
  });
  const pictures = readStatic(join(assetsDir, "static"));
  const address = (file: string): string => `${pathPrefix}${file}`;
  const find = (files: readonly AssetFile[], stem: string, extension: string): string => {
    const found = files.find(({ file }) => isNamed(file, stem, extension));
    if (found === undefined) throw new Error(`${stem}${extension} was bundled without a result.`);
    return address(found.file);
  };
  return {
    urls: {
      css: find(style, "main", ".css"),
      app: find(scripts, "app", ".js"),
      charts: find(scripts, "charts", ".js"),
      explorer: find(scripts, "explorer", ".js"),
      marks: find(scripts, "marks", ".js"),
      figures: find(scripts, "figures", ".js"),
      figuresCss: find(style, "figures", ".css"),
      explorerCss: find(style, "explorer", ".css"),
      searchCss: find(style, "search", ".css"),
      claimsCss: find(style, "claims", ".css"),
      contrastCss: find(style, "contrast", ".css"),
      printCss: find(style, "print", ".css"),
      search: find(scripts, "search", ".js"),
      fonts: style
        .filter(({ file }) => file.endsWith(".woff2"))
        .map(({ file }) => ({ href: address(file), type: "font/woff2" })),
      static: Object.fromEntries(pictures.map(({ name, file }) => [name, address(file)])),
    },
    files: [...scripts, ...style, ...pictures.map(({ file, content }) => ({ file, content }))],
  };
}

/** Whether an asset is `stem` with a hash of esbuild (eight letters or digits) before its extension. */
function isNamed(file: string, stem: string, extension: string): boolean {
  const name = basename(file);
  return (
    name.startsWith(`${stem}-`) &&
    name.endsWith(extension) &&
    name.length === stem.length + 9 + extension.length
  );
}

interface BundleOptions {
  readonly entryPoints: string[];
  readonly format?: "esm";
  readonly target?: string;
  readonly splitting?: boolean;
  readonly loader?: Record<string, "file">;
}

async function bundle(root: string, options: BundleOptions): Promise<readonly AssetFile[]> {
  const missing = options.entryPoints.filter((path) => !existsSync(path));
  if (missing.length > 0)
    throw new Failure(
      "Parts of the site’s own style or scripts are missing.",
      missing.map((file) => ({ file, message: "This file does not exist." })),
    );
  try {
    const { outputFiles } = await build({
      ...options,
      absWorkingDir: root,
      bundle: true,
      minify: true,
      write: false,
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
      outdir: join(root, "assets"),
      entryNames: "[name]",
      assetNames: "[name]-[hash]",
      // A style sheet of a content folder elsewhere names the same packages.
      nodePaths: [join(root, "node_modules")],
      // The bundles must not depend on a tsconfig.json that happens to lie further up.
      tsconfigRaw: {},
    });
    return outputFiles
      .map(({ path, contents }) => ({ file: assetName(path, contents), content: contents }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  } catch (error) {
    throw isBuildFailure(error)
      ? new Failure(
          "The site’s own style or scripts could not be bundled.",
          error.errors.map(explain),
        )
      : error;
  }
}

/**
 * Scripts and styles are named by a hash of what they hold. esbuild's own hash of them also covers where their
 * parts were found, which differs from machine to machine; its hash of fonts does not, and the style names them by it.
 */
function assetName(path: string, content: Uint8Array): string {
  const extension = extname(path);
  if (extension !== ".js" && extension !== ".css") return `assets/${basename(path)}`;
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  return `assets/${basename(path, extension)}-${hash}${extension}`;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function explain({ text, location }: Message): Diagnostic {
  return location === null
    ? { message: text }
    : { file: location.file, line: location.line, column: location.column + 1, message: text };
}

interface Picture extends AssetFile {
  readonly name: string;
}

/** Files that are published as they are; folders below are not entered. */
function readStatic(folder: string): readonly Picture[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => {
      const content = readFileSync(join(folder, name));
      const extension = extname(name);
      const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
      return { name, file: `assets/${basename(name, extension)}-${hash}${extension}`, content };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
