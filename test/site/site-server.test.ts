import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSiteServer, type SiteServer } from "../../src/site/site-server.ts";

let folder: string;
let site: SiteServer;
let origin: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-server-"));
  mkdirSync(join(folder, "site", "1998"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "site", "index.html"), "<head></head>front");
  writeFileSync(join(folder, "site", "1998", "index.html"), "<head></head>edition");
  writeFileSync(join(folder, "site", "404.html"), "<head></head>nowhere");
  site = createSiteServer(join(folder, "site"), "/p/");
  await new Promise<void>((resolve) => site.server.listen(0, "127.0.0.1", () => resolve()));
  const address = site.server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});

afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string): Promise<Response> => fetch(origin + path, { redirect: "manual" });

describe("createSiteServer", () => {
  it("answers pages below the prefix, with the headers of a host and the script that reloads", async () => {
    const response = await get("/p/1998/");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await response.text()).toBe(
      '<head><script src="/p/__reload.js" defer></script></head>edition',
    );
  });

  it("leads from the root to the prefix, and from a folder to its page", async () => {
    expect((await get("/")).headers.get("location")).toBe("/p/");
    expect((await get("/p/1998")).headers.get("location")).toBe("/p/1998/");
  });

  it("answers what is not there with the site's own page and status 404", async () => {
    const response = await get("/p/nothing/");
    expect([response.status, await response.text()]).toEqual([
      404,
      expect.stringContaining("nowhere"),
    ]);
  });

  it.each([
    "/p/..%2fsecret.txt",
    "/p/%2e%2e/secret.txt",
    "/p/1998/..%2f..%2f..%2fsecret.txt",
    "/p/%00",
  ])("never leaves the site's folder: %s", async (path) => {
    expect(await (await get(path)).text()).not.toContain("secret");
  });

  it("waits for the site while a new one is put in its place", async () => {
    const away = join(folder, "away");
    renameSync(join(folder, "site"), away);
    const answered = get("/p/1998/");
    // The request is in the server's hands when a second one has been answered that needs no site.
    await get("/p/__reload.js");
    renameSync(away, join(folder, "site"));
    expect([(await answered).status, await (await answered).text()]).toEqual([
      200,
      expect.stringContaining("edition"),
    ]);
  });

  it("says that nothing is found where there is no site", async () => {
    rmSync(join(folder, "site"), { recursive: true });
    expect((await get("/p/1998/")).status).toBe(404);
  });

  it("tells open pages to reload", async () => {
    const response = await get("/p/__reload");
    const reader = response.body?.getReader();
    await reader?.read();
    site.reload();
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe("data: reload\n\n");
  });
});
