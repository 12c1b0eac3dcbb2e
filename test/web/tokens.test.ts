// Colours of the page: contrast of text and lines (WCAG 2.2, success criteria 1.4.3 and 1.4.11), and series that tell
// apart for those who see fewer colours (Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", IEEE TVCG 15(6), table 1, severity 1).

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

type Rgb = readonly [number, number, number];

const css = readFileSync(join(import.meta.dirname, "..", "..", "src", "web", "tokens.css"), "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/gu)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const,
  ),
);

function colour(name: string, theme: Theme): Rgb {
  const hex = tokens.get(name)?.[theme];
  if (hex === undefined) throw new Error(`No token --${name}.`);
  return [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Rgb;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Text and the grounds on which the style sheets put it. */
const text: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ["ink", ["paper", "card", "sunken", "accent-ground", "warn-ground", "bad-ground"]],
  ["ink-quiet", ["paper", "card", "sunken", "accent-ground"]],
  ["accent", ["paper", "card", "sunken", "accent-ground"]],
  ["on-accent", ["accent"]],
  ["warn", ["paper", "card", "warn-ground"]],
  ["bad", ["paper", "card", "bad-ground"]],
  ["good", ["paper", "card"]],
];

const lines = ["rule-strong", "focus", ...[...tokens.keys()].filter((name) => name.startsWith("series-"))];

describe.each(themes)("%s", (theme) => {
  test.each(text.flatMap(([name, grounds]) => grounds.map((ground) => [name, ground] as const)))(
    "text in --%s on --%s keeps 4.5 to 1",
    (name, ground) => {
      expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(lines.flatMap((name) => ["paper", "card"].map((ground) => [name, ground] as const)))(
    "lines in --%s on --%s keep 3 to 1",
    (name, ground) => {
      expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
    },
  );
});

const machado = {
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
} as const;

function seen([r, g, b]: Rgb, matrix: readonly (readonly number[])[]): Rgb {
  return matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x! * r + y! * g + z! * b))) as unknown as Rgb;
}

/** CIE 1976 L*a*b* under D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * (24389 / 27) + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Rgb, b: Rgb): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** Series that stand beside one another in a chart; about 2.3 is just seen (Mahy et al. 1994), and this is six times it. */
const leastDistance = 14;
const series = [...tokens.keys()].filter((name) => name.startsWith("series-"));

describe.each(themes)("series colours in the %s theme", (theme) => {
  test.each(Object.entries(machado))("tell apart with %s", (_, matrix) => {
    const near = series.flatMap((a, k) =>
      series.slice(k + 1).flatMap((b) => {
        const far = distance(seen(colour(a, theme), matrix), seen(colour(b, theme), matrix));
        return far < leastDistance ? [`${a} and ${b}: ${far.toFixed(1)}`] : [];
      }),
    );
    expect(near).toEqual([]);
  });
});

test("the test sees colours that do not tell apart", () => {
  const [red, green]: [Rgb, Rgb] = [
    [0.45, 0.12, 0.05],
    [0.2, 0.23, 0.05],
  ];
  const far = distance(red, green);
  const farSeen = distance(seen(red, machado.deuteranopia), seen(green, machado.deuteranopia));
  expect(farSeen).toBeLessThan(far / 2);
});
