// The search for loops: from each party in turn, ahead along payments and back against them.
// Gupta and Suzumura (2021), "Finding All Bounded-Length Simple Cycles in a Directed Graph",
// arXiv:2105.10094: a path turns back where the root is too far to be reached in time. Two things are our
// own: roots go from the busiest party down and are taken out when done, so that hubs are crossed once;
// and how far we look back from the root is weighed against how much there is to look at ahead.

import { type SparseMatrix, transpose } from "../matrix/sparse.ts";
import { components } from "./component.ts";
import type { LoopList } from "./loop-list.ts";

/** The part of a network on which loops can lie, its parties renumbered from the busiest down. */
export interface Ground {
  readonly party: Int32Array;
  readonly ahead: SparseMatrix;
  readonly back: SparseMatrix;
}

/** Every loop lies within a component, so links between components are left out. */
export function groundOf(flow: SparseMatrix): Ground {
  const { of } = components(flow);
  const links = new Int32Array(flow.rows);
  const inside = (i: number, e: number): boolean => of[i] === of[flow.column[e]!] && i !== flow.column[e];
  let entries = 0;
  for (let i = 0; i < flow.rows; i++) {
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      if (!inside(i, e)) continue;
      links[i]!++;
      links[flow.column[e]!]!++;
      entries++;
    }
  }
  const party = Int32Array.from(links.keys())
    .filter((i) => links[i]! > 0)
    .sort((a, b) => links[b]! - links[a]! || a - b);
  const rank = new Int32Array(flow.rows);
  party.forEach((i, r) => (rank[i] = r));

  const n = party.length;
  const loose = {
    rows: n,
    columns: n,
    start: new Int32Array(n + 1),
    column: new Int32Array(entries),
    value: new Float64Array(entries),
  };
  let at = 0;
  party.forEach((i, r) => {
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      if (!inside(i, e)) continue;
      loose.column[at] = rank[flow.column[e]!]!;
      loose.value[at++] = flow.value[e]!;
    }
    loose.start[r + 1] = at;
  });
  const back = transpose(loose); // transposing puts columns into order
  return { party, ahead: transpose(back), back };
}

/** What the searches from all roots share. */
export interface Search extends Ground {
  /** How many legs a loop may have. */
  readonly length: number;
  /** First entry of each party that leads to a party not yet taken out, ahead and back. */
  readonly aheadFrom: Int32Array;
  readonly backFrom: Int32Array;
  /** Steps from each party to the root: `far` where none were found, `onPath` where the path has been. */
  readonly reach: Int32Array;
  readonly far: number;
  readonly onPath: number;
  /** What each party next to the root pays it. */
  readonly closing: Float64Array;
  /** The parties whose reach is known, nearest first, and how many they are. */
  readonly near: Int32Array;
  nears: number;
  /** Up to how many steps we have looked back. */
  radius: number;
  /** Entries not yet taken out, and Σ in × out over the parties: their ratio is how fast paths multiply. */
  entries: number;
  walks: number;
  /** The path ahead: its parties, the next entry of each, their reach before, and what can go along it. */
  readonly path: Int32Array;
  readonly entry: Int32Array;
  readonly was: Int32Array;
  readonly flow: Float64Array;
  /** How many loops of each length. */
  readonly found: Float64Array;
  stepsLeft: number;
  cut: boolean;
}

/** A search for loops of up to `length` legs, that looks at no more than `steps` payments. */
export function searchOf(ground: Ground, length: number, steps: number): Search {
  const { party, ahead, back } = ground;
  const n = party.length;
  let walks = 0;
  for (let i = 0; i < n; i++) {
    walks += (ahead.start[i + 1]! - ahead.start[i]!) * (back.start[i + 1]! - back.start[i]!);
  }
  return {
    ...ground,
    length,
    aheadFrom: ahead.start.slice(0, n),
    backFrom: back.start.slice(0, n),
    reach: new Int32Array(n).fill(length),
    far: length,
    onPath: length + 1,
    closing: new Float64Array(n),
    near: new Int32Array(n),
    nears: 0,
    radius: 0,
    entries: ahead.column.length,
    walks,
    path: new Int32Array(length),
    entry: new Int32Array(length),
    was: new Int32Array(length),
    flow: new Float64Array(length).fill(Infinity),
    found: new Float64Array(length + 1),
    stepsLeft: steps,
    cut: false,
  };
}

/** Finds the loops through the root that cross no earlier root. Roots come one after another, from 0 on. */
export function searchFrom(search: Search, root: number, list: LoopList): void {
  if (lookBack(search, root)) lookAhead(search, root, list);
  for (let k = 0; k < search.nears; k++) search.reach[search.near[k]!] = search.far;
  search.nears = 0;
  takeOut(search, root);
}

/**
 * Finds the parties near before the root, level by level, for as long as a level costs less than the
 * paths ahead that it can cut off. Tells whether a loop is possible.
 */
function lookBack(search: Search, root: number): boolean {
  const { length, back, ahead, backFrom, aheadFrom, reach, far, near, closing } = search;
  const growth = Math.max(1, search.walks / search.entries);
  const legs = ahead.start[root + 1]! - aheadFrom[root]!;
  if (legs === 0) return false;
  let paths = legs * growth ** (length - 1);
  near[0] = root;
  reach[root] = 0;
  let known = 1;
  let level = 0;
  search.radius = 0;
  while (search.radius < length - 1 && level < known) {
    const end = known;
    let cost = 0;
    for (let k = level; k < end; k++) cost += back.start[near[k]! + 1]! - backFrom[near[k]!]!;
    if (search.radius > 0 && cost >= paths) break;
    if ((search.stepsLeft -= cost) < 0) {
      search.cut = true;
      break;
    }
    const steps = ++search.radius;
    for (; level < end; level++) {
      const j = near[level]!;
      for (let e = backFrom[j]!; e < back.start[j + 1]!; e++) {
        const i = back.column[e]!;
        if (reach[i] !== far) continue;
        reach[i] = steps;
        near[known++] = i;
        if (steps === 1) closing[i] = back.value[e]!;
      }
    }
    paths /= growth;
  }
  if (level === known) search.radius = length - 1; // who has not been met does not reach the root at all
  search.nears = known;
  return known > 1 && !search.cut;
}

/** Follows every path from the root whose end can still get back in time. */
function lookAhead(search: Search, root: number, list: LoopList): void {
  const { length, radius, aheadFrom, reach, far, onPath, found, path, entry, was, flow } = search;
  const { start, column, value } = search.ahead;
  let depth = 0;
  let i = root;
  let e = aheadFrom[root]!;
  search.stepsLeft -= start[root + 1]! - e;
  reach[root] = onPath;
  path[0] = root;
  while (search.stepsLeft >= 0) {
    const left = length - 1 - depth; // legs after the next one
    let next = -1;
    if (left <= 2) lastLegs(search, depth, e, list);
    else {
      const end = start[i + 1]!;
      const within = left > radius ? far : left;
      for (; e < end; e++) {
        const j = column[e]!;
        if (reach[j]! > within) continue;
        next = j;
        break;
      }
    }
    if (next >= 0) {
      path[depth + 1] = next;
      flow[depth + 1] = Math.min(flow[depth]!, value[e]!);
      if (reach[next] === 1) {
        found[depth + 2]!++;
        close(search, depth + 1, list);
      }
      entry[depth++] = e + 1;
      i = next;
      was[depth] = reach[next]!;
      reach[next] = onPath;
      e = aheadFrom[next]!;
      search.stepsLeft -= start[next + 1]! - e;
    } else {
      if (depth === 0) break;
      reach[i] = was[depth]!;
      i = path[--depth]!;
      e = entry[depth]!;
    }
  }
  for (; depth > 0; depth--) reach[path[depth]!] = was[depth]!;
  search.cut = search.stepsLeft < 0;
}

/**
 * The last two steps of a path, or the last one, before it has as many legs as a loop may have. Most of
 * the work lies here, so nothing is put on the path but what is listed.
 */
function lastLegs(search: Search, depth: number, from: number, list: LoopList): void {
  const { length, radius, aheadFrom, reach, far, found, path, flow } = search;
  const { start, column, value } = search.ahead;
  const end = start[path[depth]! + 1]!;
  const left = length - 1 - depth;
  const within = left > radius ? far : left;
  const carried = flow[depth]!;
  let stepsLeft = search.stepsLeft;
  let [short, long] = [0, 0];
  let least = list.least();
  for (let e = from; e < end; e++) {
    const j = column[e]!;
    if (reach[j]! > within) continue;
    const carries = Math.min(carried, value[e]!);
    path[depth + 1] = j;
    flow[depth + 1] = carries;
    if (reach[j] === 1) {
      short++;
      if (carries >= least) least = close(search, depth + 1, list);
    }
    if (left === 1) continue;
    const last = start[j + 1]!;
    let f = aheadFrom[j]!;
    stepsLeft -= last - f;
    if (stepsLeft < 0) break;
    for (; f < last; f++) {
      const k = column[f]!;
      if (reach[k] !== 1) continue;
      long++;
      if (carries < least) continue;
      path[depth + 2] = k;
      flow[depth + 2] = Math.min(carries, value[f]!);
      least = close(search, depth + 2, list);
    }
  }
  found[depth + 2]! += short;
  if (left === 2) found[length]! += long;
  search.stepsLeft = stepsLeft;
}

/** Offers the loop of the path as far as `depth` for the list; returns the least that the list then takes. */
function close({ path, party, flow, closing }: Search, depth: number, list: LoopList): number {
  const throughput = Math.min(flow[depth]!, closing[path[depth]!]!);
  if (throughput < list.least()) return list.least();
  const parties: number[] = [];
  for (let k = 0; k <= depth; k++) parties.push(party[path[k]!]!);
  list.offer(parties, throughput);
  return list.least();
}

/** No later loop may cross the root. It comes first in every row, because all before it are out. */
function takeOut(search: Search, root: number): void {
  const { ahead, back, aheadFrom, backFrom } = search;
  for (let e = aheadFrom[root]!; e < ahead.start[root + 1]!; e++) {
    const j = ahead.column[e]!;
    backFrom[j]!++;
    search.walks -= ahead.start[j + 1]! - aheadFrom[j]!;
  }
  for (let e = backFrom[root]!; e < back.start[root + 1]!; e++) {
    const i = back.column[e]!;
    aheadFrom[i]!++;
    search.walks -= back.start[i + 1]! - backFrom[i]!;
  }
  const out = ahead.start[root + 1]! - aheadFrom[root]!;
  const into = back.start[root + 1]! - backFrom[root]!;
  search.entries -= out + into;
  search.walks -= out * into;
}
