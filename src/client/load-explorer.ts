/** Fetches the explorer where a page has one: when a reader stirs or soon after, or at once where the address names a view. */

interface ExplorerModule {
  readonly startExplorer: (root: HTMLElement) => void;
}

/** Until then the first view has arrived on a slow network; whoever reads without a pointer or keys gets it too. */
const PATIENCE = 4000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin", "scroll"] as const;

export function loadExplorer(root: HTMLElement): void {
  const address = root.dataset.explorer ?? "";
  let isLoading = false;
  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    for (const sign of SIGNS) removeEventListener(sign, start);
    const { startExplorer } = (await import(address)) as ExplorerModule;
    startExplorer(root);
  };
  // Without it map and list stay as they are, which is complete: nothing to tell the reader.
  const start = (): void => void load().catch(() => undefined);
  if (location.search !== "") {
    start();
    return;
  }
  for (const sign of SIGNS) addEventListener(sign, start, { passive: true });
  setTimeout(start, PATIENCE);
}
