// A tally as plain lists, so that parts of a run can be files. Numbers come back from JSON as they went, to the
// last bit.

import type { Branch } from "./branch.ts";
import { type HistogramRecord, histogramOf, histogramRecord } from "./histogram.ts";
import { refuseWrong } from "./shard-error.ts";
import { type Tally, emptyTally } from "./tally.ts";

export interface TallyRecord {
  readonly paths: number;
  readonly branches: readonly Branch[];
  /** Either these or a histogram, by the number of paths. */
  readonly values?: readonly number[];
  readonly histogram?: HistogramRecord;
}

export function tallyRecord({ paths, branches, spread }: Tally): TallyRecord {
  if (spread.kind === "counted") return { paths, branches, histogram: histogramRecord(spread.histogram) };
  return { paths, branches, values: spread.values.flatMap((part) => [...part]) };
}

/** The tally that a record was made of. @throws SHARD_WRONG when the record cannot be one */
export function tallyOf(record: TallyRecord): Tally {
  const { paths, branches, values, histogram } = record;
  if (!(Number.isSafeInteger(paths) && paths > 0)) refuseWrong(`${paths} as its number of paths`);
  const tally = emptyTally(paths);
  const odd = branches.find((branch) => !isBranch(branch));
  if (odd) refuseWrong(`a branch at block ${odd.block} that is none`);
  const valid = branches.reduce((count, { moments }) => count + (moments?.paths ?? 0), 0);
  if (tally.spread.kind === "counted") {
    if (histogram === undefined) refuseWrong(`no histogram, in a run of ${paths} paths`);
    const counted = histogramOf(histogram);
    if (counted.total !== valid) {
      refuseWrong(`a histogram of ${counted.total} values of ${valid} valid paths`);
    }
    return { paths, branches, spread: { kind: "counted", histogram: counted } };
  }
  if (values?.length !== valid) refuseWrong(`${values?.length ?? "no"} values of ${valid} valid paths`);
  if (!values.every((x) => Number.isFinite(x))) refuseWrong("a value that is no number");
  return { paths, branches, spread: { kind: "exact", values: [Float64Array.from(values)] } };
}

function isBranch({ block, span, moments }: Branch): boolean {
  if (!(Number.isSafeInteger(block) && block >= 0 && Number.isSafeInteger(span) && span >= 1)) return false;
  if ((span & (span - 1)) !== 0 || block % span !== 0) return false; // no power of two
  if (moments === null) return true;
  const { paths, mean, squares, least, most } = moments;
  const areNumbers = [mean, squares, least, most].every((x) => Number.isFinite(x));
  return (
    Number.isSafeInteger(paths) && paths >= 1 && areNumbers && squares >= 0 && least <= mean && mean <= most
  );
}
