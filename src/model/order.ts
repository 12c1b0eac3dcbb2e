// The order in which equations are solved: each after those that it reads; those that read one another together.
// Tarjan (1972), "Depth-First Search and Linear Graph Algorithms", SIAM Journal on Computing 1(2), without
// recursion: a chain of equations may be long.

/** Who reads whom. Vertices are numbered in the alphabetical order of their names, so that the order in which
 * equations are written changes nothing, not even the last digit of a simultaneous solution. */
export interface Graph {
  readonly names: readonly string[];
  /** For each vertex those that it reads, in the order in which they stand in its equation. */
  readonly reads: readonly (readonly number[])[];
}

/** The graph of named things; names that are none of them are left out. */
export function graphOf(
  entries: Iterable<{ readonly name: string; readonly reads: Iterable<string> }>,
): Graph {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const number = new Map(sorted.map(({ name }, i) => [name, i]));
  return {
    names: sorted.map(({ name }) => name),
    reads: sorted.map(({ reads }) => [...new Set(reads)].flatMap((name) => number.get(name) ?? [])),
  };
}

/**
 * The strongly connected components of a graph, each after those that it reads.
 *
 * @returns vertices; those of one component read one another, directly or through others
 */
export function components({ reads }: Graph): number[][] {
  const n = reads.length;
  const index = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const isOpen = new Uint8Array(n);
  const next = new Int32Array(n); // the next read of each vertex to look at
  const open: number[] = []; // seen, and their component is not complete
  const path: number[] = [];
  const found: number[][] = [];
  let seen = 0;
  const enter = (v: number): void => {
    index[v] = low[v] = seen++;
    isOpen[v] = 1;
    open.push(v);
    path.push(v);
  };
  for (let start = 0; start < n; start++) {
    if (index[start]! >= 0) continue;
    enter(start);
    while (path.length > 0) {
      const v = path.at(-1)!;
      const to = reads[v]![next[v]!++];
      if (to !== undefined) {
        if (index[to]! < 0) enter(to);
        else if (isOpen[to]) low[v] = Math.min(low[v]!, index[to]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[v]!);
      if (low[v] !== index[v]) continue;
      const component = open.splice(open.lastIndexOf(v));
      for (const member of component) isOpen[member] = 0;
      found.push(component);
    }
  }
  return found;
}

/** Whether the vertices of a component read one another, or the only one itself. */
export function isCyclic({ reads }: Graph, component: readonly number[]): boolean {
  return component.length > 1 || reads[component[0]!]!.includes(component[0]!);
}

/** Steps after which the search for the shortest cycle takes the shortest that it has. */
const stepsMax = 20_000_000;

/** The shortest cycle of a component, from its first name on: each vertex reads the next, the last reads the first. */
export function shortestCycle({ reads }: Graph, component: readonly number[]): number[] {
  const inside = new Set(component);
  let best: number[] = [];
  let steps = 0;
  for (const start of component.toSorted((a, b) => a - b)) {
    const readBy = new Map<number, number>();
    let level = [start];
    for (let length = 1; level.length > 0 && (best.length === 0 || length < best.length); length++) {
      const below: number[] = [];
      for (const v of level) {
        for (const to of reads[v]!) {
          steps++;
          if (!inside.has(to) || readBy.has(to)) continue;
          readBy.set(to, v);
          below.push(to);
        }
      }
      level = below;
      if (!readBy.has(start)) continue;
      best = backFrom(start, readBy);
      break;
    }
    if (best.length === 1 || (best.length > 0 && steps > stepsMax)) break;
  }
  return best;
}

function backFrom(start: number, readBy: ReadonlyMap<number, number>): number[] {
  const cycle: number[] = [];
  let v = start;
  do {
    v = readBy.get(v)!;
    cycle.push(v);
  } while (v !== start);
  return cycle.toReversed();
}

/** A cycle as people read it: `a -> b -> a`, where a reads b. A long one is shown in part. */
export function showCycle({ names }: Graph, cycle: readonly number[]): string {
  const shown = [...cycle, cycle[0]!].map((v) => names[v]!);
  if (shown.length <= 12) return shown.join(" -> ");
  return [...shown.slice(0, 6), `… ${shown.length - 11} more …`, ...shown.slice(-5)].join(" -> ");
}
