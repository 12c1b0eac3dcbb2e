// A dollar that wanders: what of it leaves where, and how often it passes whom. The fundamental matrix of an absorbing
// chain (Kemeny and Snell 1960, Finite Markov Chains, chapter III), one strong component after another.

import { type Gth, gthBackward, gthForward, gthOf } from "../matrix/gth.ts";
import { solveIdentityMinus } from "../matrix/krylov.ts";
import { type SparseMatrix, transpose } from "../matrix/sparse.ts";
import { dependenciesFirst } from "../matrix/sweep.ts";
import { components } from "./component.ts";
import { among } from "./reach.ts";

/** Components up to this size are solved densely and without subtraction, larger ones by iteration. */
const denseMax = 300;

/** An absorbing chain P, solved for any right side. */
export interface Chain {
  /** x = Pᵀ x + b: how much passes each state in all when b enters. */
  forward(b: Float64Array): Float64Array;
  /** x = P x + b: with b a reward for each visit, what is to be expected from each state on. */
  backward(b: Float64Array): Float64Array;
}

interface Block {
  readonly members: Int32Array;
  readonly solve: (b: Float64Array, forward: boolean) => Float64Array;
}

/**
 * The chain that passes on shares and loses the rest.
 *
 * Components are settled in their order, so that one that passes on almost all it receives spoils no digit elsewhere;
 * up to 300 states they are exact to rounding, however little leaks; beyond that as `solveIdentityMinus` says.
 *
 * @param share n × n: row i, column j is the share of what is at i that goes on to j
 * @param leak  n: the share of what is at i that leaves the chain there; with its row of `share` it adds to 1
 * @throws where some state can reach no leak: find closed groups first
 */
export function chainOf(share: SparseMatrix, leak: Float64Array): Chain {
  const blocks = blocksOf(share, leak);
  return {
    forward(b) {
      const [x, waiting] = [new Float64Array(b.length), b.slice()];
      for (let at = blocks.length - 1; at >= 0; at--) {
        settle(blocks[at]!, waiting, x, true);
        for (const i of blocks[at]!.members) push(share, i, x[i]!, waiting);
      }
      return x;
    },
    backward(b) {
      const x = new Float64Array(b.length);
      const right = new Float64Array(b.length);
      for (const block of blocks) {
        for (const i of block.members) right[i] = b[i]! + pull(share, i, x);
        settle(block, right, x, false);
      }
      return x;
    },
  };
}

function settle({ members, solve }: Block, b: Float64Array, x: Float64Array, forward: boolean): void {
  const local = solve(
    Float64Array.from(members, (i) => b[i]!),
    forward,
  );
  for (let k = 0; k < members.length; k++) x[members[k]!] = local[k]!;
}

function push({ start, column, value }: SparseMatrix, i: number, x: number, onto: Float64Array): void {
  for (let e = start[i]!; e < start[i + 1]!; e++) onto[column[e]!]! += value[e]! * x;
}

function pull({ start, column, value }: SparseMatrix, i: number, x: Float64Array): number {
  let sum = 0;
  for (let e = start[i]!; e < start[i + 1]!; e++) sum += value[e]! * x[column[e]!]!;
  return sum;
}

/** The strong components, each before all that reach it. */
function blocksOf(share: SparseMatrix, leak: Float64Array): Block[] {
  const { of, count, sizes } = components(share);
  const members = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let i = 0; i < share.rows; i++) members[of[i]!]![filled[of[i]!]!++] = i;
  // In a depth-first postorder a component is complete with its last member, and after all that it reaches.
  const left = sizes.slice();
  const blocks: Block[] = [];
  const place = new Int32Array(share.rows).fill(-1);
  for (const i of dependenciesFirst(share)) {
    if (--left[of[i]!]! > 0) continue;
    blocks.push(blockOf(share, leak, members[of[i]!]!, place));
  }
  return blocks;
}

function blockOf(share: SparseMatrix, leak: Float64Array, members: Int32Array, place: Int32Array): Block {
  if (members.length === 1) return { members, solve: single(share, leak, members[0]!) };
  for (let k = 0; k < members.length; k++) place[members[k]!] = k;
  const block =
    members.length > denseMax ? iterated(share, members, place) : exact(share, leak, members, place);
  for (const i of members) place[i] = -1;
  return block;
}

function single(share: SparseMatrix, leak: Float64Array, i: number): Block["solve"] {
  let pivot = leak[i]!;
  let self = false;
  for (let e = share.start[i]!; e < share.start[i + 1]!; e++) {
    if (share.column[e] === i) self = true;
    else pivot += share.value[e]!;
  }
  return self ? (b) => b.map((x) => x / pivot) : (b) => b;
}

function iterated(share: SparseMatrix, members: Int32Array, place: Int32Array): Block {
  const block = among(share, members, place);
  let turned: SparseMatrix | undefined;
  return {
    members,
    solve: (b, forward) => solveIdentityMinus(forward ? (turned ??= transpose(block)) : block, b),
  };
}

function exact(share: SparseMatrix, leak: Float64Array, members: Int32Array, place: Int32Array): Block {
  const n = members.length;
  const dense = new Float64Array(n * n);
  const out = new Float64Array(n);
  members.forEach((i, k) => {
    out[k] = leak[i]!;
    for (let e = share.start[i]!; e < share.start[i + 1]!; e++) {
      const at = place[share.column[e]!]!;
      if (at < 0) out[k] += share.value[e]!;
      else dense[k * n + at]! += share.value[e]!;
    }
  });
  let gth: Gth | undefined;
  return {
    members,
    solve: (b, forward) => {
      gth ??= gthOf(dense, out);
      return forward ? gthForward(gth, b) : gthBackward(gth, b);
    },
  };
}
