// The fixed tree over blocks of paths: blocks 0 and 1, 2 and 3, then pairs of pairs. Whoever computed which
// blocks, and in whatever order they are joined, the same pairs are added, so every digit is the same.

import { type Places, blockPaths, places } from "./block-sums.ts";
import { type Moments, blockMoments, combine } from "./moments.ts";
import { refuseOverlap } from "./shard-error.ts";
import { type Cell, refuseUnequal } from "./valid.ts";

/** Moments of the blocks from `block` on, `span` of them: a power of two, of which `block` is a multiple. */
export interface Branch {
  readonly block: number;
  readonly span: number;
  /** null where none of their paths is valid. */
  readonly moments: Moments | null;
}

/**
 * The branches of a run of whole blocks.
 *
 * @param first number of the first path, a multiple of 1,024; only the last block of the whole run may be short
 * @returns as few as there can be, in order
 */
export function branchesOf({ values, failed }: Cell, first: number, scratch = places()): Branch[] {
  refuseUnequal(values, failed);
  if (!Number.isSafeInteger(first) || first < 0 || first % blockPaths !== 0) {
    throw new RangeError(`Paths are cut at blocks of ${blockPaths}: ${first}`);
  }
  const branches: Branch[] = [];
  for (let from = 0; from < values.length; from += blockPaths) {
    const moments = blockMoments(values, failed, from, scratch);
    branches.push({ block: (first + from) / blockPaths, span: 1, moments });
  }
  return joinBranches(branches);
}

/** The moments of a run of which all paths are at hand: the same tree, and nothing kept of it. */
export function momentsOf({ values, failed }: Cell, scratch: Places): Moments | null {
  refuseUnequal(values, failed);
  if (values.length <= blockPaths) return blockMoments(values, failed, 0, scratch);
  const level: (Moments | null)[] = [];
  for (let from = 0; from < values.length; from += blockPaths) {
    level.push(blockMoments(values, failed, from, scratch));
  }
  for (let count = level.length; count > 1; count = Math.ceil(count / 2)) {
    for (let k = 0; 2 * k < count; k++) {
      const [left, right] = [level[2 * k]!, 2 * k + 1 < count ? level[2 * k + 1]! : null];
      level[k] = combine(left, right);
    }
  }
  return level[0]!;
}

/**
 * Branches from anywhere, in any order, as few as there can be: twins are joined as soon as both are there.
 *
 * @throws SHARDS_OVERLAP when a block stands in two of them
 */
export function joinBranches(branches: readonly Branch[]): Branch[] {
  const joined: Branch[] = [];
  for (const branch of branches.toSorted((a, b) => a.block - b.block)) {
    const before = joined.at(-1);
    if (before && before.block + before.span > branch.block) refuseOverlap(branch.block);
    joined.push(branch);
    while (areTwins(joined.at(-2), joined.at(-1)!)) {
      const right = joined.pop()!;
      joined.push(parentOf(joined.pop()!, right, 2 * right.span));
    }
  }
  return joined;
}

/** Two halves of one branch of twice the span. */
function areTwins(left: Branch | undefined, right: Branch): boolean {
  return (
    left?.span === right.span && left.block + left.span === right.block && left.block % (2 * left.span) === 0
  );
}

function parentOf(left: Branch, right: Branch, span: number): Branch {
  const block = Math.floor(left.block / span) * span;
  return { block, span, moments: combine(left.moments, right.moments) };
}

/** The moments of all, along the same tree: a block that is not there leaves its place empty. */
export function wholeOf(branches: readonly Branch[]): Moments | null {
  let level = joinBranches(branches);
  for (let span = 2; level.length > 1; span *= 2) {
    const above: Branch[] = [];
    for (const branch of level) {
      const before = above.at(-1);
      const isTwin = before && Math.floor(before.block / span) === Math.floor(branch.block / span);
      if (isTwin) above.push(parentOf(above.pop()!, branch, span));
      else above.push(branch);
    }
    level = above;
  }
  return level[0]?.moments ?? null;
}
