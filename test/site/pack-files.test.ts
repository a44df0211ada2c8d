/** Files of an archive are packed the same on threads as without them. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ArchiveSite, PackedFile } from "../../src/site/archive-file.ts";
import { packFiles } from "../../src/site/pack-files.ts";

const root = mkdtempSync(join(tmpdir(), "klyngeatlas-pack-"));
const names = Array.from({ length: 200 }, (_, i) => `1998/${i}/index.html`);
const site: ArchiveSite = {
  root,
  baseUrl: "https://atlas.example.org",
  pathPrefix: "/",
  files: new Set(names),
};

beforeAll(() => {
  for (const [i, name] of names.entries()) {
    mkdirSync(join(root, "1998", String(i)), { recursive: true });
    writeFileSync(
      join(root, name),
      `<link rel="stylesheet" href="/assets/main-${i}.css"><a href="/1998/${(i * 7) % 200}/">${"jobs ".repeat(i)}</a><a href="/search/">`,
    );
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function packed(threads: number, of = names): Promise<readonly PackedFile[]> {
  const files: PackedFile[] = [];
  for await (const file of packFiles(site, of, threads)) files.push(file);
  return files;
}

const told = (files: readonly PackedFile[]) =>
  files.map(({ entry: { name, bytes, size, checksum }, hash, assets }) => [
    name,
    Buffer.from(bytes).toString("base64"),
    size,
    checksum,
    hash,
    assets,
  ]);

it("in the same order, with the same bytes", async () => {
  const alone = told(await packed(0));
  expect(alone.map(([name]) => name)).toEqual(names);
  expect(alone[3]?.at(-1)).toEqual(["assets/main-3.css"]);
  expect(told(await packed(3))).toEqual(alone);
});

it("and fails where a file cannot be read", async () => {
  await expect(packed(2, [...names, "1998/lost/index.html"])).rejects.toThrow(/ENOENT/);
});
