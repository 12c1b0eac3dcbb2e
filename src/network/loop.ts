// Loops: money that goes round and comes back to where it began, by elementary cycles up to a length.
// Johnson (1975), "Finding all the elementary circuits of a directed graph", SIAM J. Comput. 4(1), for
// what is counted; the search itself is in loop-search.ts.

import { RoundtripError } from "../error/error.ts";
import type { SparseMatrix } from "../matrix/sparse.ts";
import { type Loop, type LoopList, loopList } from "./loop-list.ts";
import { groundOf, searchFrom, searchOf } from "./loop-search.ts";
import type { Network } from "./network.ts";

export interface LoopOptions {
  /** How many legs a loop may have. */
  readonly maxLength: number;
  /** How many payments may be looked at, each time anew; unbounded when left out. */
  readonly searchLimit?: number | undefined;
  /** How many loops are listed; all when left out. */
  readonly limit?: number | undefined;
}

export interface Loops {
  readonly count: number;
  /** How many loops have how many legs; lengths without a loop are left out. */
  readonly byLength: Readonly<Record<number, number>>;
  /** Whether the search was stopped: then the counts are lower bounds. */
  readonly cut: boolean;
  /** By falling throughput, then in the order of their parties. */
  readonly loops: readonly Loop[];
}

/**
 * The loops of a network, each counted once.
 *
 * The counts are complete unless `searchLimit` stopped the search; `limit` bounds only the list, which
 * keeps the loops with the largest throughput. A network of hubs has very many: without `limit` they are
 * all kept in memory. A payment to oneself, where there is one, is a loop of one leg.
 *
 * @throws LOOP_LENGTH where maxLength is no whole number from 1, LOOP_LIMIT where a limit is negative
 */
export function loops(
  { flow }: Pick<Network, "flow">,
  { maxLength, searchLimit, limit }: LoopOptions,
): Loops {
  refuseOptions(maxLength, searchLimit, limit);
  const list = loopList(limit ?? Infinity);
  const byLength = new Map<number, number>();
  const selfPayments = ofOneLeg(flow, list);
  if (selfPayments > 0) byLength.set(1, selfPayments);
  const ground = groundOf(flow);
  const length = Math.min(maxLength, ground.party.length);
  let cut = false;
  if (length >= 2) {
    const search = searchOf(ground, length, searchLimit ?? Infinity);
    for (let root = 0; root < ground.party.length && !search.cut; root++) searchFrom(search, root, list);
    search.found.forEach((found, legs) => found > 0 && byLength.set(legs, found));
    cut = search.cut;
  }
  let count = 0;
  for (const found of byLength.values()) count += found;
  return { count, byLength: Object.fromEntries(byLength), cut, loops: list.sorted() };
}

function refuseOptions(maxLength: number, searchLimit = 0, limit = 0): void {
  if (!Number.isInteger(maxLength) || maxLength < 1) {
    throw new RoundtripError("LOOP_LENGTH", `A loop cannot have up to ${maxLength} legs.`, {
      remedy: "Give the largest number of legs as a whole number, such as 5.",
    });
  }
  if (!(searchLimit >= 0 && limit >= 0)) {
    throw new RoundtripError(
      "LOOP_LIMIT",
      `A limit of ${Math.min(searchLimit, limit)} leaves nothing to do.`,
      {
        remedy: "Give the limit as a whole number from 0, or leave it out.",
      },
    );
  }
}

function ofOneLeg({ rows, start, column, value }: SparseMatrix, list: LoopList): number {
  let count = 0;
  for (let i = 0; i < rows; i++) {
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (column[e] !== i) continue;
      count++;
      list.offer([i], value[e]!);
    }
  }
  return count;
}
