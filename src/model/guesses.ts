// Which variables of a simultaneous block to guess: a set that every cycle passes, small, so that one round
// works the others out from it. Reductions of Levy and Low (1988), "A Contraction Algorithm for Finding Small
// Cycle Cutsets", Journal of Algorithms 9(4); where none applies, the variable that most cycles seem to pass.

import type { Graph } from "./order.ts";

/**
 * The members of a block in the order in which a round works them out: what the first guess needs, the first
 * guess, what the second needs …
 *
 * @param component vertices that read one another
 */
export function blockOrder(graph: Graph, component: readonly number[]): number[] {
  const inside = new Set(component);
  const guesses = guessedVertices(graph, component);
  const isGuess = new Set(guesses);
  const placed = new Set<number>();
  const order: number[] = [];
  // Depth first from each guess; a guess that is read is no reason to work it out before.
  for (const root of guesses) {
    const stack = [root];
    while (stack.length > 0) {
      const v = stack.at(-1)!;
      const open = placed.has(v)
        ? []
        : graph.reads[v]!.filter((to) => inside.has(to) && !isGuess.has(to) && !placed.has(to));
      if (open.length > 0) {
        stack.push(...open.toReversed());
        continue;
      }
      stack.pop();
      if (placed.has(v)) continue;
      placed.add(v);
      order.push(v);
    }
  }
  return order;
}

/** A small set of vertices without which the component has no cycle. */
export function guessedVertices(graph: Graph, component: readonly number[]): number[] {
  const reads = new Map<number, Set<number>>();
  const readBy = new Map<number, Set<number>>(component.map((v) => [v, new Set<number>()]));
  for (const v of component) {
    reads.set(v, new Set(graph.reads[v]!.filter((to) => readBy.has(to))));
    for (const to of reads.get(v)!) readBy.get(to)!.add(v);
  }
  const guesses: number[] = [];
  const queue: Passed[] = [];
  const waiting = new Set(component.toSorted((a, b) => a - b));
  const remove = (v: number): void => {
    for (const to of reads.get(v)!) {
      readBy.get(to)!.delete(v);
      waiting.add(to);
    }
    for (const from of readBy.get(v)!) {
      reads.get(from)!.delete(v);
      waiting.add(from);
    }
    reads.delete(v);
    readBy.delete(v);
  };
  /** Every cycle through v passes the only vertex before or after it: v is bridged. */
  const bridge = (v: number): void => {
    const [froms, tos] = [[...readBy.get(v)!], [...reads.get(v)!]];
    remove(v);
    for (const from of froms) {
      for (const to of tos) {
        reads.get(from)!.add(to);
        readBy.get(to)!.add(from);
      }
    }
  };
  for (;;) {
    for (const v of waiting) {
      waiting.delete(v);
      const [to, from] = [reads.get(v), readBy.get(v)];
      if (!to || !from) continue;
      if (to.has(v)) {
        guesses.push(v);
        remove(v);
      } else if (to.size === 0 || from.size === 0) {
        remove(v);
      } else if (to.size === 1 || from.size === 1) {
        bridge(v);
      } else {
        push(queue, { v, ways: to.size * from.size });
      }
    }
    const worst = pop(queue);
    if (worst === undefined) return guesses;
    const [to, from] = [reads.get(worst.v), readBy.get(worst.v)];
    // What has changed since stands in the queue again.
    if (!to || !from || to.size * from.size !== worst.ways) continue;
    guesses.push(worst.v);
    remove(worst.v);
  }
}

/** A vertex and how many ways lead through it. */
interface Passed {
  readonly v: number;
  readonly ways: number;
}

/** Most ways first; of several, the first by name. */
function isBefore(a: Passed, b: Passed): boolean {
  return a.ways > b.ways || (a.ways === b.ways && a.v < b.v);
}

/** Adds to a heap: each entry stands before the two at twice its place and one or two more. */
function push(heap: Passed[], entry: Passed): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(heap[at]!, heap[above]!)) return;
    [heap[at], heap[above]] = [heap[above]!, heap[at]!];
    at = above;
  }
}

/** Takes the first of a heap. */
function pop(heap: Passed[]): Passed | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  heap[0] = last;
  for (let at = 0; ;) {
    let next = 2 * at + 1;
    if (next >= heap.length) return first;
    if (next + 1 < heap.length && isBefore(heap[next + 1]!, heap[next]!)) next++;
    if (!isBefore(heap[next]!, heap[at]!)) return first;
    [heap[at], heap[next]] = [heap[next]!, heap[at]!];
    at = next;
  }
}
