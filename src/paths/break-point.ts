// How large a shock has to be until an event is more likely than not, by bisection on its size.

/** Sizes that a shock can have. */
interface Sizes {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
  readonly none: number;
  readonly isWhole: boolean;
}

export interface BreakPoint {
  /** The least size found at which the event is more likely than not. */
  readonly size: number;
  readonly probability: number;
  /** Against what is usual: 1 is a shock of its usual size. */
  readonly relative: number;
}

/** Sizes are tried in steps of this share of the usual size. */
const precision = 0.01;

/**
 * The least size that makes an event more likely than not, among none and then steps of a hundredth of the usual size;
 * undefined where the largest does not.
 *
 * Runs share their random numbers, so the chance of the event changes with the size alone; that it rises with it is
 * taken for granted.
 *
 * @param probabilityAt how likely the event is at a size
 */
export async function breakPoint(
  { least, most, usual, none, isWhole }: Sizes,
  probabilityAt: (size: number) => Promise<number>,
): Promise<BreakPoint | undefined> {
  const step = isWhole ? 1 : precision * (usual - none);
  const sizeOf = (k: number): number =>
    Math.max(least, Math.min(most, Number((none + k * step).toPrecision(12))));
  let [low, high] = [0, Math.ceil((most - none) / step - 1e-9)];
  let found = await probabilityAt(sizeOf(high));
  if (!(found > 0.5)) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const probability = await probabilityAt(sizeOf(middle));
    if (probability > 0.5) [high, found] = [middle, probability];
    else low = middle;
  }
  const size = sizeOf(high);
  return { size, probability: found, relative: (size - none) / (usual - none) };
}
