// What the number of loops says of a year, and what it does not.

import { dollars } from "../../../report/number.ts";

/** How many parties the longest loop has that is looked for. */
export const lengthsSought = 5;

export interface LoopsJson {
  readonly count: number;
  readonly byLength: Readonly<Record<string, number>>;
  readonly loops: readonly { readonly parties: readonly string[]; readonly throughput: number }[];
}

export function linesOfLoops(
  { count, byLength, loops: [largest] }: LoopsJson,
  year: number,
  nameOf: (party: string) => string,
): string[] {
  if (count === 0 || !largest)
    return [`In ${year} no loop is known with money put in on one side and purchases on another.`];
  const lengths = Object.entries(byLength).toSorted(([a], [b]) => Number(a) - Number(b));
  let sum = 0;
  const stops = lengths.map(([length, n]) => `${(sum += n)} with up to ${length} parties`);
  const held =
    lengths.length === 1 ? `${loopsOf(count)}, all of ${lengths[0]![0]} parties` : stops.join(", ");
  return [
    `Because their number says little. In ${year} the payments counted here hold ${held}. The number changes with the counting, with how long a loop may be, and with how parties are grouped; and a loop through which a few dollars go counts as much as one with billions.`,
    `The largest, ${[...largest.parties, largest.parties[0]!].map(nameOf).join(" → ")}, carries ${dollars(largest.throughput)}. Loops share their payments, so that they cannot be added up; the share above counts every dollar once.`,
  ];
}

function loopsOf(count: number): string {
  return `${count} ${count === 1 ? "loop" : "loops"}`;
}
