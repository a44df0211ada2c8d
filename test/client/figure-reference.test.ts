/** References that carry the address of a single number. */

import { describe, expect, it } from "vitest";
import { referenceTo } from "../../src/client/figure-reference.ts";

const LQ = "lq:horten/electronics:1990";
const PAGE = "https://atlas.example/p/1998/clusters/horten/electronics/";

describe("the reference to a number", () => {
  it.each([
    [`Atlas. (1998). Horten. ${PAGE}`, `Atlas. (1998). Horten. ${PAGE}#figure=${LQ}`],
    [`Atlas. 1998. “Horten.” ${PAGE}.`, `Atlas. 1998. “Horten.” ${PAGE}#figure=${LQ}.`],
    [
      "Atlas. (1998). Clusters. https://doi.org/10.5281/zenodo.1",
      `Atlas. (1998). Clusters. https://doi.org/10.5281/zenodo.1. ${PAGE}#figure=${LQ}`,
    ],
    ["Atlas. 1998. Clusters.", `Atlas. 1998. Clusters. ${PAGE}#figure=${LQ}`],
  ])("made of %s", (citation, expected) => {
    expect(referenceTo(citation, PAGE, `#figure=${LQ}`)).toBe(expected);
  });
});
