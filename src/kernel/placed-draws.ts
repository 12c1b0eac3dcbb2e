// Which random number each draw of a system is. They are counted over the whole system, in the order of its
// equations, so that what a program leaves out changes no other draw.

import type { Draw, Expression } from "../expression/expression.ts";
import { type System, equationsOf } from "../expression/system.ts";
import { nodesOf } from "../expression/walk.ts";
import type { PlacedDraw } from "./program.ts";

export type PlacedDraws = ReadonlyMap<Draw, PlacedDraw>;

/** The draws that are new in each period. */
export function drawsOfStep(system: System): PlacedDraws {
  return placed(equationsOf(system).map(({ value }) => value));
}

/** The draws that a path makes once. */
export function drawsOfSetup(system: System): PlacedDraws {
  const initials = equationsOf(system).flatMap(({ initial }) => (initial ? [initial] : []));
  return placed([...system.once.map(({ value }) => value), ...initials]);
}

function placed(expressions: readonly Expression[]): PlacedDraws {
  const all = new Map<Draw, PlacedDraw>();
  const next: [normals: number, others: number] = [0, 0];
  for (const root of expressions) {
    for (const e of nodesOf(root)) {
      if (e.op !== "draw" || all.has(e)) continue;
      const stream = e.from.name === "normal" ? 0 : 1;
      all.set(e, { from: e.from, stream, index: next[stream]++ });
    }
  }
  return all;
}
