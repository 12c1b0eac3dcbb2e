// How few hands something lies in: Herfindahl (1950) and Hirschman (1945), as in the merger guidelines of the US
// Department of Justice and the Federal Trade Commission (2023), guideline 1.

import { RoundtripError } from "../error/error.ts";

export interface Concentration {
  /** Σ s², shares s in percent: from 10,000 / n for n equals to 10,000 for one alone. */
  readonly hhi: number;
  /** 10,000 / HHI: how many equals would be as concentrated. */
  readonly effectiveNumber: number;
}

/**
 * The concentration of amounts among those who hold them.
 *
 * @param amounts one for each holder, any unit
 * @returns null where there is nothing to share
 * @throws NETWORK_AMOUNT where an amount is negative or no finite number
 */
export function concentration(amounts: Iterable<number>): Concentration | null {
  const sizes = [...amounts];
  for (const amount of sizes) {
    if (Number.isFinite(amount) && amount >= 0) continue;
    throw new RoundtripError("NETWORK_AMOUNT", `A concentration of amounts with ${amount} among them.`, {
      remedy: "Give finite amounts that are not negative.",
    });
  }
  sizes.sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  if (largest === 0) return null;
  // Against the largest, so that no square overflows.
  let [sum, squares] = [0, 0];
  for (const amount of sizes) {
    const size = amount / largest;
    sum += size;
    squares += size * size;
  }
  const share = squares / (sum * sum);
  return { hhi: 10_000 * share, effectiveNumber: 1 / share };
}
