/** What Vega exports and its type package leaves out: text metrics and the headless SVG renderer. */

import type { Loader } from "vega";

declare module "vega" {
  interface TextItem {
    readonly text?: unknown;
    readonly fontSize?: number;
    readonly fontWeight?: unknown;
  }

  export const textMetrics: {
    /** Width of `text`, or of the item's own; replaced once, in render.ts. */
    width: (item: TextItem, text?: unknown) => number;
  };

  export class SVGStringRenderer {
    constructor(loader: Loader);
    initialize(
      element: null,
      width: number,
      height: number,
      origin: readonly [number, number],
      scale: number,
    ): this;
    render(root: unknown): this;
    svg(): string;
  }

  export interface Scene {
    readonly root: unknown;
  }
}
