// The loops worth listing: those with the largest throughput, when there are more than anybody reads.

/** One way round. */
export interface Loop {
  /** Numbers of the parties in the order of payment, the smallest first; the last pays the first. */
  readonly parties: readonly number[];
  /** What can go all the way round: the smallest leg. */
  readonly throughput: number;
}

export interface LoopList {
  /** A loop with less throughput than this will not be listed. */
  least(): number;
  /** Offers a loop, from any of its parties on; the array is not kept. */
  offer(parties: readonly number[], throughput: number): void;
  /** The list, by falling throughput, then in the order of the parties. */
  sorted(): readonly Loop[];
}

/** How many loops beyond the limit wait until they are sorted away. */
const slackLeast = 256;

/** An empty list that keeps at most `limit` loops. */
export function loopList(limit: number): LoopList {
  const kept: Loop[] = [];
  let last: Loop | undefined; // of a full list
  let least = limit > 0 ? -Infinity : Infinity;
  const trim = (): void => {
    kept.sort(byThroughput);
    if (kept.length < limit) return;
    kept.length = limit;
    last = kept.at(-1);
    least = last?.throughput ?? Infinity;
  };
  return {
    least: () => least,
    offer: (parties, throughput) => {
      if (throughput < least || limit === 0) return;
      const loop = { parties: fromSmallest(parties), throughput };
      if (last !== undefined && byThroughput(loop, last) > 0) return;
      kept.push(loop);
      if (kept.length >= limit + Math.max(limit, slackLeast)) trim();
    },
    sorted: () => {
      trim();
      return kept;
    },
  };
}

function fromSmallest(parties: readonly number[]): number[] {
  let first = 0;
  for (let k = 1; k < parties.length; k++) if (parties[k]! < parties[first]!) first = k;
  return [...parties.slice(first), ...parties.slice(0, first)];
}

function byThroughput(a: Loop, b: Loop): number {
  if (a.throughput !== b.throughput) return b.throughput - a.throughput;
  for (let k = 0; k < a.parties.length && k < b.parties.length; k++) {
    const order = a.parties[k]! - b.parties[k]!;
    if (order !== 0) return order;
  }
  return a.parties.length - b.parties.length;
}
