/** Colours of the style sheet: contrast by WCAG 2.2, and whether those that tell things apart do so for every eye. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CSS = readFileSync(join(import.meta.dirname, "../../content/assets/css/tokens.css"), "utf8");
const [light = "", dark = ""] = CSS.split("@media screen and (prefers-color-scheme: dark)");

type Colour = readonly [number, number, number];

/** Linear light of a token, 0 to 1. */
function token(scheme: string, name: string): Colour {
  const [, hex = ""] = new RegExp(`--${name}: #([0-9a-f]{3,6});`).exec(scheme) ?? [];
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  if (long.length !== 6) throw new Error(`no token ${name}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

type Matrix = readonly [Colour, Colour, Colour];

function times([r, g, b]: Matrix, colour: Colour): Colour {
  const dot = (row: Colour): number => row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2];
  return [dot(r), dot(g), dot(b)];
}

/** How a colour looks without one of the cones (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES: Readonly<Record<string, Matrix>> = {
  "all cones": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Distance in Oklab (Ottosson 2020), in which a step of 0.02 is just seen. */
function distance(a: Colour, b: Colour): number {
  const [x, y] = [oklab(a), oklab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

function oklab(colour: Colour): Colour {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  );
}

const SCHEMES = { light, dark: dark } as const;

describe.each(["light", "dark"] as const)("in the %s scheme", (name) => {
  const scheme = SCHEMES[name];

  it.each(["ink", "muted", "accent", "accent-strong", "warn", "chart-ink", "chart-muted"])(
    "text in %s can be read on paper and on tint",
    (colour) => {
      for (const ground of ["paper", "tint"])
        expect(
          contrast(token(scheme, colour), token(scheme, ground)),
          ground,
        ).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(["chart-cluster", "chart-nation", "chart-new", "chart-ex", "chart-rule", "line"])(
    "marks in %s stand out from paper",
    (colour) => {
      expect(contrast(token(scheme, colour), token(scheme, "paper"))).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(Object.entries(EYES))("clusters, nation, new and former differ for %s", (_, eye) => {
    const colours = ["chart-cluster", "chart-nation", "chart-new", "chart-ex"].map(
      (each) => [each, times(eye, token(scheme, each))] as const,
    );
    for (const [n, [one, a]] of colours.entries())
      for (const [other, b] of colours.slice(n + 1))
        expect(distance(a, b), `${one} and ${other}`).toBeGreaterThan(0.06);
  });
});
