/** Addresses of single numbers. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressedIn, fragmentOf } from "../../src/model/figure-address.ts";
import { isFigureError, MEASURES, parseFigureId } from "../../src/model/figure-id.ts";

const LQ = "lq:horten/electronics:1990";
const PAGE = "https://atlas.example/p/1998/clusters/horten/electronics/";

describe("the address of a number", () => {
  it.each([
    [{ id: LQ, edition: undefined }, `#figure=${LQ}`],
    [{ id: "jobs:horten/*:1990", edition: "1998" }, "#figure=jobs:horten/*:1990&edition=1998"],
  ])("of %j is %s, and leads back", (address, fragment) => {
    expect(fragmentOf(address)).toBe(fragment);
    expect(addressedIn(fragment)).toEqual(address);
    expect(addressedIn(encodeURI(fragment))).toEqual(address);
    expect(addressedIn(`#${encodeURIComponent(fragment.slice(1))}`)).toEqual(address);
  });

  it("of any figure is a fragment as it stands, and leads back", () => {
    const name = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    const scope = fc.oneof(
      fc.tuple(name, name).map((pair) => pair.join("/")),
      fc.tuple(name, name, name, name).map(([a, b, c, d]) => `clusters/${a}/${b}+${c}/${d}`),
      name.map((branch) => `nation/branch=${branch}`),
      fc.constant("clusters/*"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(MEASURES)), scope, (measure, where) => {
        const id = `${measure}:${where}:1990`;
        fc.pre(!isFigureError(parseFigureId(id)));
        const url = new URL(fragmentOf({ id, edition: undefined }), PAGE);
        expect(url.hash).toBe(`#figure=${id}`);
        expect(addressedIn(url.hash)).toEqual({ id, edition: undefined });
      }),
    );
  });

  it.each(["", "#", "#figure=", "#figure-trend", "#main", "#figure=%", `#x&figure=${LQ}`])(
    "is not in %j, unless it is a name that no figure has",
    (fragment) => {
      expect(addressedIn(fragment)?.id ?? "%").toBe("%");
    },
  );
});
