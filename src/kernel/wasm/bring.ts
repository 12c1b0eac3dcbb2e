// Draws that are made outside of the compiled program, since they need a quantile function.

import { drawer } from "../draws.ts";
import type { Inputs } from "../interpret.ts";
import type { Program } from "../program.ts";
import type { Compiled } from "./compile.ts";
import { lanes, slotBytes } from "./layout.ts";

/**
 * Writes the draws that are made outside, for the 32 paths that run next.
 *
 * @param memory of the engine, from where its part begins
 */
export function bringer(
  program: Program,
  { layout, brought, setupBrought }: Omit<Compiled, "bytes">,
  inputs: Inputs,
  memory: Float64Array,
): (first: number) => void {
  const draw = drawer(
    brought.map((k) => program.draws[k]!),
    inputs,
  );
  const drawSetup = drawer(
    setupBrought.map((k) => program.setupDraws[k]!),
    inputs,
  );
  const drawn = new Float64Array(Math.max(brought.length, setupBrought.length));
  return (first) => {
    for (let t = 0; t <= program.periods; t++) {
      const count = t === 0 ? setupBrought.length : brought.length;
      if (count === 0) continue;
      for (let lane = 0; lane < lanes; lane++) {
        (t === 0 ? drawSetup : draw)(first + lane, t, drawn);
        for (let b = 0; b < count; b++) {
          memory[(layout.brought + t * layout.broughtRow + b * slotBytes) / 8 + lane] = drawn[b]!;
        }
      }
    }
  };
}
