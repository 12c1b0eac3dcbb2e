// Another machine that gives another bit anywhere gives another hash.

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { betaQuantile } from "../../src/elementary/beta-quantile.ts";
import { cosineAndSine, exp, log, power, wholePower } from "../../src/elementary/elementary.ts";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";
import { normalPair } from "../../src/random/normal.ts";
import { type Draws, drawsOf } from "../../src/random/philox.ts";
import { anySize, between } from "./sample.ts";

const pert = betaQuantile(2.2, 3.8);

test.each([
  ["exp", "808cdfa190769d9e", (random) => [exp(between(-750, 715)(random))]],
  ["log", "9fa9ef7e6a6af546", (random) => [log(anySize(random)), log(0.5 + random.next())]],
  ["cosine and sine", "dd9c39618faf4563", (random) => cosineAndSine(random.next())],
  ["power", "559274db392c4a0f", (random) => [power(10 * random.next(), 20 * random.next() - 10)]],
  [
    "whole powers",
    "dfa862d9ab383e16",
    (random) => [wholePower(0.5 + 1.5 * random.next(), random.below(129) - 64)],
  ],
  [
    "the normal quantile",
    "5310f78900ce8cb2",
    (random) => [normalQuantile(random.next()), normalQuantile(anySize(random, 1))],
  ],
  ["the beta quantile", "400b61246b57ae54", (random) => [pert(random.next())]],
  ["normals", "c8f08df2bd753f10", (random) => normalPair(random.next(), random.next())],
] as [string, string, (random: Draws) => readonly number[]][])(
  "%s of 100,000 arguments has the same bits on every machine",
  (_, expected, valuesOf) => {
    const random = drawsOf(1, 0, 0);
    const hash = createHash("sha256");
    const bits = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < 100_000; i++) {
      for (const value of valuesOf(random)) {
        bits.setFloat64(0, value);
        hash.update(bits);
      }
    }
    expect(hash.digest("hex").slice(0, 16)).toBe(expected);
  },
);
