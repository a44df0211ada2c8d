/** Builds when something has changed: one build after the other, with all changes that arrived in the meantime. */

/** Editors and tools write in several steps; a build starts when they have been quiet for so long. */
const QUIET_MS = 100;

export interface Rebuilder {
  /** Notes that a file has changed. */
  readonly changed: (name: string) => void;
  /** Builds at once, whatever has changed. Resolves when it is done. */
  readonly build: () => Promise<void>;
  /** No build starts any more. */
  readonly stop: () => void;
}

/** `work` builds once; it is told what has changed since the build before, and must not throw. */
export function createRebuilder(
  work: (changes: readonly string[]) => Promise<void>,
  quietMs = QUIET_MS,
): Rebuilder {
  const changes = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let stopped = false;

  const build = async (): Promise<void> => {
    running = true;
    const told = [...changes].sort();
    changes.clear();
    await work(told);
    running = false;
    if (changes.size > 0) wait();
  };

  const wait = (): void => {
    clearTimeout(timer);
    if (running || stopped) return;
    timer = setTimeout(() => void build(), quietMs);
  };

  return {
    build,
    changed: (name) => {
      changes.add(name);
      wait();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
