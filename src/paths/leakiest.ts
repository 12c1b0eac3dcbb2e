// Which path leaks most. Of many paths only what they add up to is kept, and a leak has to be shown on its path.

import { imbalanceName } from "../kernel/imbalance.ts";
import type { Program } from "../kernel/program.ts";
import { type Outputs, valuesOf } from "./outputs.ts";

/** A path and its imbalance up to the last period. */
export interface Leakiest {
  readonly path: number;
  readonly imbalance: number;
}

/**
 * The path of the largest imbalance among some, by number; the first of several.
 *
 * @param outputs of paths, the first of which has the number `first`
 * @returns undefined where the program has no accounts, or all of the paths failed
 */
export function leakiestOf(program: Program, outputs: Outputs, first: number): Leakiest | undefined {
  const o = program.outputs.findIndex(({ name }) => name === imbalanceName);
  if (o < 0) return undefined;
  const { failed } = outputs;
  const found = valuesOf(program, outputs, o, program.periods); // the largest so far, in the last period
  let path = -1;
  for (let k = 0; k < found.length; k++)
    if (failed[k] === 0 && (path < 0 || found[k]! > found[path]!)) path = k;
  return path < 0 ? undefined : { path: first + path, imbalance: found[path]! };
}

/** Blocks come in any order: of equal imbalances the lower number counts. */
export function leakier(a: Leakiest | undefined, b: Leakiest | undefined): Leakiest | undefined {
  if (!a || !b) return a ?? b;
  if (a.imbalance === b.imbalance) return a.path < b.path ? a : b;
  return a.imbalance > b.imbalance ? a : b;
}
