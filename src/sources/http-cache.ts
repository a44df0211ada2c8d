/**
 * Answers kept in a folder, by what was asked: for work without a network, and so that a second run asks
 * for nothing twice. Two files an answer: its bytes, and the facts about them.
 */

import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const facts = z.strictObject({
  url: z.string(),
  /** What was posted, as JSON text; absent for a GET. */
  posted: z.string().optional(),
  status: z.int(),
  contentType: z.string(),
  /** As the host writes it; absent where it does not say. */
  lastModified: z.string().optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  /** ISO 8601 in UTC with seconds. */
  retrieved: z.string(),
});

export type KeptFacts = Readonly<z.infer<typeof facts>>;

export interface KeptAnswer {
  readonly facts: KeptFacts;
  /** Path of the file with its bytes. */
  readonly path: string;
}

/** What identifies an answer: what was asked for, and in which types. */
export interface Asked {
  readonly url: string;
  readonly posted: string | undefined;
  readonly accept: readonly string[];
}

export interface HttpCache {
  /** The answer, its bytes checked against their hash; "damaged" where they are not what was kept. */
  readonly find: (asked: Asked) => Promise<KeptAnswer | "damaged" | undefined>;
  /** Path of a new file for an answer on its way; `keep` or `drop` it. */
  readonly part: () => Promise<string>;
  /** Puts a whole answer into the cache in one step: a reader sees the old one, or the new one. */
  readonly keep: (asked: Asked, part: string, facts: KeptFacts) => Promise<KeptAnswer>;
  readonly drop: (part: string) => Promise<void>;
}

/** A cache in a folder, which is made where it is missing. */
export function createCache(folder: string): HttpCache {
  const pathOf = (asked: Asked, ending: string): string => join(folder, `${keyOf(asked)}${ending}`);
  return {
    find: async (asked) => {
      const text = await readFile(pathOf(asked, ".json"), "utf8").catch(() => undefined);
      if (text === undefined) return undefined;
      const known = parseFacts(text);
      if (known === undefined) return "damaged";
      const path = join(folder, `${known.sha256}.body`);
      return (await hashOf(path)) === known.sha256 ? { facts: known, path } : "damaged";
    },
    part: async () => {
      await mkdir(folder, { recursive: true });
      return join(folder, `${randomUUID()}.part`);
    },
    keep: async (asked, part, known) => {
      const path = join(folder, `${known.sha256}.body`);
      await rename(part, path);
      const draft = join(folder, `${randomUUID()}.part`);
      await writeFile(draft, `${JSON.stringify(known, undefined, 2)}\n`);
      await rename(draft, pathOf(asked, ".json"));
      return { facts: known, path };
    },
    drop: (part) => rm(part, { force: true }),
  };
}

function keyOf({ url, posted, accept }: Asked): string {
  return createHash("sha256")
    .update(JSON.stringify([url, posted ?? null, accept]))
    .digest("hex");
}

function parseFacts(text: string): KeptFacts | undefined {
  try {
    return facts.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch {
    return undefined;
  }
  return hash.digest("hex");
}
