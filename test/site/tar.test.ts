import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packTar, TarError, type TarFile, unpackTar } from "../../src/site/tar.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-tar-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONG = `${"r".repeat(100)}/${"s".repeat(100)}/${"t".repeat(100)}/index.html`;
const SPLIT = `1998/clusters/${"r".repeat(90)}/${"s".repeat(80)}/index.html`;

const FILES: readonly TarFile[] = [
  { name: "1998/index.html", content: Buffer.from("<p>Ålesund</p>") },
  { name: "1998/empty.csv", content: new Uint8Array(0) },
  { name: "1998/block.bin", content: new Uint8Array(1024).fill(7) },
  { name: SPLIT, content: Buffer.from("a name in two fields") },
  { name: LONG, content: Buffer.from("a name in an extended header") },
  { name: "1998/last.txt", content: Buffer.from("the name before is not kept") },
];

const archive = (files: readonly TarFile[]): Buffer => Buffer.concat([...packTar(files)]);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpacked(bytes: Uint8Array, size = 1000): Promise<readonly TarFile[]> {
  const files: TarFile[] = [];
  for await (const { name, content } of unpackTar(inPieces(bytes, size)))
    files.push({ name, content: Buffer.from(content) });
  return files;
}

const plain = (files: readonly TarFile[]) =>
  files.map(({ name, content }) => [name, Buffer.from(content).toString("utf8")]);

describe("a tar archive", () => {
  it.each([1, 511, 512, 513, 100_000])("comes back whole in pieces of %i bytes", async (size) => {
    expect(plain(await unpacked(archive(FILES), size))).toEqual(plain(FILES));
  });

  it("is read by the system's own tar, long names included", () => {
    const path = join(folder, "a.tar");
    writeFileSync(path, archive(FILES));
    const { status, stderr } = spawnSync("tar", ["xf", path, "-C", folder], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    for (const { name, content } of FILES)
      expect(readFileSync(join(folder, name)).equals(content), name).toBe(true);
  });

  it("holds no time, owner or other trace of the machine", () => {
    const header = archive(FILES).subarray(0, 512).toString("latin1");
    expect(header.slice(100, 124)).toBe("0000644\0" + "0000000\0" + "0000000\0");
    expect(header.slice(136, 148)).toBe("00000000000\0");
    expect(header.slice(265, 345)).toBe("\0".repeat(80));
    expect(archive(FILES).equals(archive(FILES))).toBe(true);
    expect(archive(FILES).length % 10_240).toBe(0);
  });

  it("is refused where it ends too early, is altered, or holds a link", async () => {
    const bytes = archive(FILES);
    await expect(unpacked(bytes.subarray(0, 700))).rejects.toThrow(TarError);
    const altered = Buffer.from(bytes);
    altered.write("x", 3);
    await expect(unpacked(altered)).rejects.toThrow("checksum");
    const link = Buffer.from(bytes);
    link.write("2", 156);
    // The checksum is made right again, so that only the type is at fault.
    link.write(
      `${(Number.parseInt(link.toString("latin1", 148, 154), 8) + 2).toString(8).padStart(6, "0")}`,
      148,
    );
    await expect(unpacked(link)).rejects.toThrow("no plain file");
  });
});
