// A party of a network by its name.

import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Network } from "./network.ts";

/**
 * The number of a party.
 *
 * @throws NETWORK_UNKNOWN_PARTY
 */
export function partyNumber({ parties }: Network, name: string): number {
  let [low, high] = [0, parties.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parties[middle]! < name) low = middle + 1;
    else high = middle;
  }
  if (parties[low] === name) return low;
  throw new RoundtripError("NETWORK_UNKNOWN_PARTY", `No party of the network is called "${name}".`, {
    remedy: didYouMean(name, parties) || "Write the name as it stands in the list of payments.",
  });
}
