// Mechanisms that a question turns off.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Economy } from "./economy.ts";
import { mechanisms } from "./mechanism.ts";
import type { GivenChange } from "./scenario.ts";

/** A mechanism that is off on every path, from the start on. */
export interface Without {
  readonly mechanism: string;
  readonly changes: readonly GivenChange[];
}

/**
 * Mechanisms turned off as changes of given numbers, on the same draws.
 *
 * @param ids as `mechanisms` lists them
 * @throws MECHANISM_UNKNOWN, MECHANISM_TWICE, both as wrong usage
 */
export function withoutFrom(
  ids: readonly string[],
  economy: Pick<Economy, "mechanisms">,
): readonly Without[] {
  ids.forEach((id, k) => {
    if (!economy.mechanisms.some((used) => used.id === id)) throw unknown(id, economy);
    if (ids.indexOf(id) < k)
      throw wrong("MECHANISM_TWICE", `"${id}" is turned off twice.`, "Turn it off once.");
  });
  return ids.map((id) => ({
    mechanism: id,
    changes: [{ name: `mechanism ${id}`, from: 0, to: undefined, value: 0 }],
  }));
}

function unknown(id: string, economy: Pick<Economy, "mechanisms">): RoundtripError {
  return wrong(
    "MECHANISM_UNKNOWN",
    mechanisms.some((one) => one.id === id)
      ? `The mechanism "${id}" has nothing to work on in this simulation.`
      : `There is no mechanism "${id}".`,
    didYouMean(
      id,
      economy.mechanisms.map((used) => used.id),
    ) || "`roundtrip mechanisms` lists them.",
  );
}

function wrong(code: string, message: string, remedy: string): RoundtripError {
  return new RoundtripError(code, message, { exit: exitCode.usage, remedy });
}
