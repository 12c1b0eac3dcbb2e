// One series in one period, of all paths of a run: what comparisons and correlations are made of.

import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { marksOf } from "./outputs.ts";
import type { Paths } from "./run.ts";
import type { Cell } from "./valid.ts";

/**
 * The values of a series in a period, by path.
 *
 * @throws PATHS_NOT_KEPT where a run of many paths kept only what they add up to; SERIES_UNKNOWN for a name or a
 *   period that the run does not have
 */
export function cellOf({ program, record, paths }: Paths, name: string, period: number): Cell {
  if (!record) {
    throw new RoundtripError("PATHS_NOT_KEPT", `The ${paths} paths of this run were not kept.`, {
      exit: exitCode.usage,
      remedy: "Run it with keepPaths: true.",
    });
  }
  const names = program.outputs.map((output) => output.name);
  const o = names.indexOf(name);
  if (o < 0 || !(Number.isInteger(period) && period >= 0 && period <= program.periods)) {
    throw new RoundtripError("SERIES_UNKNOWN", `The run has no series "${name}" in period ${period}.`, {
      exit: exitCode.usage,
      remedy: didYouMean(name, names) || `It has periods 0 to ${program.periods} of ${names.join(", ")}.`,
    });
  }
  const from = (o * (program.periods + 1) + period) * paths;
  return { values: record.values.subarray(from, from + paths), failed: marksOf(record) };
}
