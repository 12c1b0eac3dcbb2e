// How likely something is, from how many paths it happened on.
// Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22(158).

/** A share of paths and its 95 % interval; all null where no path is valid. */
export type Probability =
  | { readonly probability: number; readonly low: number; readonly high: number }
  | { readonly probability: null; readonly low: null; readonly high: null };

/** 97.5 % of a standard normal lie below it. */
export const normal975 = 1.959963984540054;

/**
 * The probability that cases of n paths speak for.
 *
 * Wilson's interval: it stays within 0 and 1, says something also of no case at all (at most 3.84 in n), needs a root
 * and nothing else, and on average covers the truth 95 times in a hundred. Clopper and Pearson's never covers it less
 * often, but is wider than it says nearly everywhere. What Wilson's costs: where one path of many is a case its low
 * end is high, and a true probability just below 0.18 in n is missed one time in six.
 */
export function probabilityOf(cases: number, n: number): Probability {
  if (!(Number.isSafeInteger(cases) && cases >= 0 && cases <= n))
    throw new RangeError(`${cases} of ${n} paths`);
  if (n === 0) return { probability: null, low: null, high: null };
  const z2 = normal975 * normal975;
  const centre = (cases + z2 / 2) / (n + z2);
  const half = (normal975 / (n + z2)) * Math.sqrt((cases / n) * (n - cases) + z2 / 4);
  return {
    probability: cases / n,
    low: cases === 0 ? 0 : Math.max(centre - half, 0),
    high: cases === n ? 1 : Math.min(centre + half, 1),
  };
}
