/** Processes that are told to stop, and what those that were stopped have left behind. */

/** Whether a process of that number exists; it may be somebody else's, which we may not signal. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `discard` and ends the process when it is told to stop; the answer takes the arrangement back. */
export function onInterruption(discard: () => void): () => void {
  const handlers = Object.entries(SIGNALS).map(([signal, status]) => {
    const handler = (): void => {
      discard();
      process.exit(status);
    };
    process.once(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.removeListener(signal, handler);
  };
}
