// Which paths count. A path that failed has no value, whatever stands in its place.

/** Numbers of one cell (one series in one period) by path, and which of the paths failed. */
export interface Cell {
  /** n, in order of path; in the place of a failed path anything, NaN included. */
  readonly values: Float64Array;
  /** n: not 0 where the path failed. */
  readonly failed: Uint8Array;
}

/** The values of the paths that did not fail, in order of path; the array itself where none did. */
export function validOf({ values, failed }: Cell): Float64Array {
  refuseUnequal(values, failed);
  let count = 0;
  for (let path = 0; path < failed.length; path++) if (failed[path] === 0) count++;
  if (count === values.length) return values;
  const valid = new Float64Array(count);
  let at = 0;
  for (let path = 0; path < failed.length; path++) if (failed[path] === 0) valid[at++] = values[path]!;
  return valid;
}

/** A NaN or an infinity in a path that did not fail is our own mistake: it would spoil figures in silence. */
export function refuseNotFinite(values: Float64Array): void {
  for (let at = 0; at < values.length; at++) {
    const x = values[at]!;
    if (x - x !== 0) throw new RangeError(`Value ${at} of ${values.length} is ${x}; its path did not fail.`);
  }
}

export function refuseUnequal(values: Float64Array, other: ArrayLike<number>): void {
  if (values.length !== other.length) {
    throw new RangeError(`Not the same number of paths: ${values.length} and ${other.length}.`);
  }
}
