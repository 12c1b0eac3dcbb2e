// From an economy to the paths that a back-test or a calibration reads: only the series that are asked for are kept.

import { RoundtripError } from "../error/error.ts";
import { programOf } from "../kernel/lower.ts";
import type { Economy } from "../model/circular/economy.ts";
import { toSystem } from "../model/to-system.ts";
import { imbalanceMax } from "../paths/diagnose.ts";
import { type Paths, type RunOptions, type Team, runPaths } from "../paths/run.ts";
import { largestImbalance } from "./model-run.ts";

export interface EconomyRun extends Pick<RunOptions, "paths" | "progress"> {
  readonly seed: number;
  /** Ids of the series whose paths are wanted; what the economy does not have is passed over. */
  readonly series: ReadonlySet<string>;
}

/**
 * Runs an economy as its givens stand.
 *
 * @throws ECONOMY_FAILED where every path failed, ECONOMY_IMBALANCE where its accounts leak on one
 */
export async function runEconomy(
  economy: Pick<Economy, "model" | "series">,
  { paths, seed, series, progress }: EconomyRun,
  team?: Team,
): Promise<Paths> {
  const variables = economy.series.filter(({ id }) => series.has(id)).map(({ variable }) => variable);
  const program = programOf(toSystem(economy.model), [...new Set(variables)]);
  const inputs = { seed, antithetic: false, given: program.givenDefault };
  const run = await runPaths(program, { inputs, paths, progress, keepPaths: true }, team);
  if (run.failed.every((mark) => mark !== 0)) {
    throw new RoundtripError("ECONOMY_FAILED", `All ${paths} paths failed.`, {
      remedy: "Ask for more paths, or look with `roundtrip simulate` at what fails.",
    });
  }
  const imbalance = largestImbalance(run);
  if (imbalance !== null && imbalance > imbalanceMax) {
    throw new RoundtripError(
      "ECONOMY_IMBALANCE",
      `The accounts of ${economy.model.name} leak: up to ${imbalance.toExponential(1)} of their amounts.`,
      { remedy: "No figure of such a run can be trusted: every payment needs its payer and its payee." },
    );
  }
  return run;
}
