// The random numbers that a path draws in a period: the same whatever else is drawn, run or left out.

import { betaQuantile } from "../elementary/beta-quantile.ts";
import { antithetic as opposite, drawPair, normalPair } from "../random/normal.ts";
import { keyOf } from "../random/philox.ts";
import type { PlacedDraw } from "./program.ts";

/** Which numbers are drawn. */
export interface Chance {
  /** A whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** Paths 2k and 2k + 1 draw opposite numbers: z and −z, u and 1 − 2⁻⁵³ − u. */
  readonly antithetic: boolean;
}

/** Writes the draws of a path and period. */
export type Drawer = (path: number, period: number, into: Float64Array) => void;

/** @returns writes as many numbers as there are draws */
export function drawer(draws: readonly PlacedDraw[], { seed, antithetic }: Chance): Drawer {
  const key = keyOf(seed);
  const pair = new Float64Array(2);
  const quantiles = draws.map(({ from }) =>
    from.name === "beta" ? betaQuantile(from.alpha, from.beta) : undefined,
  );
  return (path, period, into) => {
    const counted = antithetic ? path >>> 1 : path;
    const turned = antithetic && path % 2 === 1;
    for (let k = 0; k < draws.length; k++) {
      const { stream, index } = draws[k]!;
      drawPair(pair, counted, period, index >>> 1, stream, key);
      if (stream === 0) {
        const z = normalPair(pair[0]!, pair[1]!)[index & 1]!;
        into[k] = turned ? -z : z;
      } else {
        const u = turned ? opposite(pair[index & 1]!) : pair[index & 1]!;
        into[k] = quantiles[k]?.(u) ?? u;
      }
    }
  };
}
