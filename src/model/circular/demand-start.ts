// What customers spend on labs at the start, by segment, and how it grew before.

import { type Expression, constant } from "../../expression/expression.ts";
import type { Draft } from "./draft.ts";
import { plain } from "./measures.ts";
import { minus, over, plus, times } from "./write.ts";

export const segments = ["ent", "con"] as const;

export type Segment = (typeof segments)[number];

/** What a lab is spent on at the start, a year, in a segment. */
export function startSpend(d: Draft, segment: Segment, name: string): Expression {
  const share = d.started(`${name}.entShare`, plain)!;
  return times(d.started(`${name}.runRate`)!, segment === "ent" ? share : minus(1, share));
}

export function startTotal(d: Draft, segment: Segment, names: readonly string[]): Expression {
  return plus(...names.map((name) => startSpend(d, segment, name)));
}

/** The log growth a quarter that a segment showed before the start: that of the labs whose past is known. */
export function startGrowth(d: Draft, segment: Segment, names: readonly string[]): Expression {
  const known = names.filter((name) => d.levelOf(`${name}.growth`));
  if (known.length === 0) return constant(0, plain);
  const total = plus(...known.map((name) => startSpend(d, segment, name)));
  return over(
    plus(...known.map((name) => times(startSpend(d, segment, name), d.started(`${name}.growth`, plain)!))),
    total,
  );
}
