/**
 * Serves a built site on this machine, with the headers a host should send, and tells open pages
 * to reload. Only for looking at one's own work: nothing here is meant to face the net.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { SECURITY_HEADERS } from "./headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonld": "application/ld+json",
  ".ttl": "text/turtle; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".bib": "text/x-bibtex; charset=utf-8",
  ".ris": "application/x-research-info-systems; charset=utf-8",
};

const RELOAD_SCRIPT = "__reload.js";
const RELOAD_EVENTS = "__reload";

export interface SiteServer {
  readonly server: Server;
  /** Has open pages reload themselves. */
  readonly reload: () => void;
  /** Ends open connections and stops listening. */
  readonly close: () => Promise<void>;
}

/** A server of the site in `root`, at `pathPrefix`; not listening yet. */
export function createSiteServer(root: string, pathPrefix: string): SiteServer {
  const readers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const path = decoded(request.url ?? "/");
    if (path === undefined) return answer(response, 400, "text/plain", "Bad address.\n");
    if (path === pathPrefix + RELOAD_EVENTS) return listen(response, readers);
    if (path === pathPrefix + RELOAD_SCRIPT)
      return answer(response, 200, TYPES[".js"] ?? "", reloadScript(pathPrefix));
    whenThere(root, () => answerPath(response, path, root, pathPrefix));
  });
  return {
    server,
    reload: () => {
      for (const reader of readers) reader.write("data: reload\n\n");
    },
    close: () =>
      new Promise((resolve) => {
        for (const reader of readers) reader.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** How long a request waits for the site, which is away for a moment when a new one is put in its place. */
const PATIENCE_MS = 1000;
const PAUSE_MS = 10;

/** Has `answer` do its work once the folder is there, or when it does not come. */
function whenThere(root: string, answer: () => void, waited = 0): void {
  if (existsSync(root) || waited >= PATIENCE_MS) answer();
  else setTimeout(() => whenThere(root, answer, waited + PAUSE_MS), PAUSE_MS);
}

function answerPath(
  response: ServerResponse,
  path: string,
  root: string,
  pathPrefix: string,
): void {
  const file = path.startsWith(pathPrefix) ? find(root, path.slice(pathPrefix.length)) : undefined;
  if (file === "folder") {
    response.writeHead(301, { Location: `${encodeURI(path)}/` }).end();
    return;
  }
  if (file !== undefined && sendFile(response, 200, file, pathPrefix)) return;
  if (path === "/" && pathPrefix !== "/") {
    response.writeHead(302, { Location: pathPrefix }).end();
    return;
  }
  const notFound = notFoundPage(root, path.slice(pathPrefix.length));
  if (notFound === undefined || !sendFile(response, 404, notFound, pathPrefix))
    answer(response, 404, "text/plain", "Not found.\n");
}

/** The page for what is not found that is nearest to a path, so that it speaks the language of the address. */
function notFoundPage(root: string, path: string): string | undefined {
  const segment = path.slice(0, path.indexOf("/") + 1);
  return [`${segment}404.html`, "404.html"]
    .map((name) => find(root, name))
    .find((file) => file !== undefined && file !== "folder");
}

/** The path of a request; undefined where it is not well-formed or leaves the site. */
function decoded(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? "/");
    return path.includes("\0") || /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

/** The file that answers a path below the root; "folder" where a "/" is missing at its end. */
function find(root: string, path: string): string | "folder" | undefined {
  const file = join(root, path === "" || path.endsWith("/") ? `${path}index.html` : path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return "folder";
  return found?.isFile() === true ? file : undefined;
}

/** Sends a file; answers false, and sends nothing, where it has gone since it was found. */
function sendFile(
  response: ServerResponse,
  status: number,
  file: string,
  pathPrefix: string,
): boolean {
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const content = contentOf(file);
  if (content === undefined) return false;
  answer(
    response,
    status,
    type,
    file.endsWith(".html") ? withReload(content, pathPrefix) : content,
  );
  return true;
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function withReload(html: Buffer, pathPrefix: string): string {
  const script = `<script src="${pathPrefix}${RELOAD_SCRIPT}" defer></script>`;
  const text = html.toString("utf8");
  return text.includes("</head>")
    ? text.replace("</head>", () => `${script}</head>`)
    : text + script;
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  content: string | Buffer,
): void {
  response
    .writeHead(status, { ...SECURITY_HEADERS, "Content-Type": type, "Cache-Control": "no-store" })
    .end(content);
}

function listen(response: ServerResponse, readers: Set<ServerResponse>): void {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(": connected\n\n");
  readers.add(response);
  response.on("close", () => readers.delete(response));
}

function reloadScript(pathPrefix: string): string {
  return `new EventSource("${pathPrefix}${RELOAD_EVENTS}").onmessage = () => location.reload();\n`;
}
