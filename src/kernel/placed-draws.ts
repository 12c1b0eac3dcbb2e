// Which random number each draw of a system is. They are counted over the whole system, in the order of its
// equations, so that what a program leaves out changes no other draw.

import type { Draw } from "../expression/expression.ts";
import { type System, equationsOf } from "../expression/system.ts";
import type { PlacedDraw } from "./program.ts";
import { type Reading, readingOf } from "../expression/reading.ts";

export type PlacedDraws = ReadonlyMap<Draw, PlacedDraw>;

/**
 * The draws that are new in each period.
 *
 * @param readings what the equations read, by name, where that is known already
 */
export function drawsOfStep(system: System, readings?: ReadonlyMap<string, Reading>): PlacedDraws {
  return placed(equationsOf(system).map(({ name, value }) => readings?.get(name) ?? readingOf(value)));
}

/** The draws that a path makes once. */
export function drawsOfSetup(system: System): PlacedDraws {
  const initials = equationsOf(system).flatMap(({ initial }) => (initial ? [initial] : []));
  return placed([...system.once.map(({ value }) => value), ...initials].map(readingOf));
}

function placed(readings: readonly Reading[]): PlacedDraws {
  const all = new Map<Draw, PlacedDraw>();
  const next: [normals: number, others: number] = [0, 0];
  for (const { draws } of readings) {
    for (const e of draws) {
      if (all.has(e)) continue;
      const stream = e.from.name === "normal" ? 0 : 1;
      all.set(e, { from: e.from, stream, index: next[stream]++ });
    }
  }
  return all;
}
