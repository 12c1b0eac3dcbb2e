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

/** Where the distance between a size that breaks and one that does not ends the search, as a share of the usual size. */
const precision = 0.01;

/**
 * The least size that makes an event more likely than not; undefined where the largest does not.
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
  const isLikely = (probability: number): boolean => probability > 0.5;
  let high = { size: most, probability: await probabilityAt(most) };
  if (!isLikely(high.probability)) return undefined;
  let low = none;
  const apart = isWhole ? 1 : precision * Math.abs(usual - none);
  while (high.size - low > apart) {
    const middle = isWhole ? Math.floor((low + high.size) / 2) : (low + high.size) / 2;
    if (middle < least) break;
    const probability = await probabilityAt(middle);
    if (isLikely(probability)) high = { size: middle, probability };
    else low = middle;
  }
  return { ...high, relative: (high.size - none) / (usual - none) };
}
