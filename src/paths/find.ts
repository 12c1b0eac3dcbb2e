// Values at some ranks, put there without sorting the rest.
// Hoare (1961), "Algorithm 65: Find", Communications of the ACM 4(7).

/** Below it, values are sorted one by one. */
const insertedMax = 32;
/**
 * Moves values so that those at the ranks stand where they would if all were sorted.
 *
 * @param values the first `count` are worked on; finite
 * @param ranks  ascending; of `from` to `to − 1` less `below`, each a place from 0 to `count` − 1
 * @param partitionsMax how many a search may take before it sorts: so many it needs only where values defy the choice of
 *   the middle one of three
 */
export function findRanks(
  values: Float64Array,
  count: number,
  { ranks, from, to, below }: { ranks: readonly number[]; from: number; to: number; below: number },
  partitionsMax = 64,
): void {
  let left = 0;
  let sortedTo = -1;
  for (let j = from; j < to; j++) {
    const rank = ranks[j]! - below;
    if (rank > sortedTo) sortedTo = find(values, left, count - 1, rank, partitionsMax);
    left = rank + 1;
  }
}

/**
 * Nothing left of the rank is larger than its value then, and nothing right of it smaller.
 *
 * @returns the last of the places around the rank that are sorted
 */
function find(
  values: Float64Array,
  first: number,
  last: number,
  rank: number,
  partitionsMax: number,
): number {
  let [left, right] = [first, last];
  for (let k = 0; right - left >= insertedMax; k++) {
    if (k === partitionsMax) {
      values.subarray(left, right + 1).sort();
      return right;
    }
    const pivot = middleOf(values[left]!, values[(left + right) >>> 1]!, values[right]!);
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const x = values[i]!;
      values[i++] = values[j]!;
      values[j--] = x;
    }
    // Places between j and i hold the pivot.
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else return rank;
  }
  insert(values, left, right);
  return right;
}

function middleOf(a: number, b: number, c: number): number {
  if (a < b) return b < c ? b : a < c ? c : a;
  return a < c ? a : b < c ? c : b;
}

/** Sorts a few values, one by one. */
function insert(values: Float64Array, first: number, last: number): void {
  for (let i = first + 1; i <= last; i++) {
    const x = values[i]!;
    let j = i;
    for (; j > first && values[j - 1]! > x; j--) values[j] = values[j - 1]!;
    values[j] = x;
  }
}
