// What a path has in period 0: numbers found once, and initial values.

import { RoundtripError } from "../error/error.ts";
import type { Expression } from "../expression/expression.ts";
import type { Once } from "../expression/system.ts";
import { withLeaves } from "../expression/walk.ts";
import type { Model } from "./model.ts";
import { readsNow } from "./names.ts";
import { components, graphOf, isCyclic, shortestCycle, showCycle } from "./order.ts";

export interface Start {
  /** Each after those that it is made of. */
  readonly once: readonly Once[];
  /** The value of a variable in period 0, of given and once-found numbers. */
  readonly initial: ReadonlyMap<string, Expression>;
}

/**
 * What a path has in period 0. An initial value that is read by others is put in their place, so that it is
 * made of given and once-found numbers; nodes stay shared, and a draw in it is the same draw everywhere.
 *
 * @returns the numbers in their order, or a cycle in which they depend on one another
 * @throws MODEL_START where one reads what has no value then
 */
export function startOf(model: Model): Start | { readonly cycle: string; readonly name: string } {
  const initials = model.variables.flatMap(({ name, unit, initial }) =>
    initial === undefined ? [] : [{ name, unit, value: initial }],
  );
  const entries = new Map([...model.once, ...initials].map((entry) => [entry.name, entry]));
  const isOnce = new Set(model.once.map(({ name }) => name));
  const given = new Set(model.given.map(({ name }) => name));
  const graph = graphOf([...entries.values()].map(({ name, value }) => ({ name, reads: readsNow(value) })));
  const once: Once[] = [];
  const initial = new Map<string, Expression>();
  for (const component of components(graph)) {
    if (isCyclic(graph, component)) {
      const cycle = shortestCycle(graph, component);
      return { cycle: showCycle(graph, cycle), name: graph.names[cycle[0]!]! };
    }
    const { name, unit, value } = entries.get(graph.names[component[0]!]!)!;
    const resolved = withLeaves(value, (e) => {
      if (e.op === "lag") throw pastOfStart(name, e.name);
      if (e.op !== "variable" || given.has(e.name) || isOnce.has(e.name)) return e;
      return initial.get(e.name) ?? throwing(noStart(e.name, name));
    });
    if (isOnce.has(name)) once.push({ name, unit, value: resolved });
    else initial.set(name, resolved);
  }
  return { once, initial };
}

/** @param cycle as `a -> b -> a` */
export function startCycle(cycle: string): RoundtripError {
  return new RoundtripError("MODEL_CYCLE", `Numbers of period 0 depend on one another: ${cycle}.`, {
    remedy: "Give one of them as a figure: what holds before the first period is not solved for.",
  });
}

function throwing(error: Error): never {
  throw error;
}

function pastOfStart(name: string, read: string): RoundtripError {
  return new RoundtripError("MODEL_START", `${name} reads ${read} of a period before period 0.`, {
    remedy: "Parameters and initial values have no past: write the name alone.",
  });
}

function noStart(read: string, name: string): RoundtripError {
  return new RoundtripError("MODEL_START", `${name} reads ${read}, which has no value in period 0.`, {
    remedy: `Give ${read} an initial value, or make ${name} an equation.`,
  });
}
