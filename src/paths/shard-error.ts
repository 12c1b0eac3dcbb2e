// What can be wrong with parts of a run that were computed apart.

import { RoundtripError } from "../error/error.ts";
import { blockPaths } from "./block-sums.ts";

/** Paths of some blocks, as a person would say it. */
function pathsOf(block: number): string {
  return `paths ${block * blockPaths} to ${(block + 1) * blockPaths - 1}`;
}

export function refuseOverlap(block: number): never {
  throw new RoundtripError("SHARDS_OVERLAP", `Block ${block} (${pathsOf(block)}) was given twice.`, {
    remedy: "Give every part of the run once; parts of one run share no path.",
  });
}

export function refuseMissing(block: number, paths: number): never {
  throw new RoundtripError(
    "SHARDS_MISSING",
    `Block ${block} (${pathsOf(block)}) of a run of ${paths} paths was not given.`,
    { remedy: "Give every part of the run; compute the missing one with the same seed." },
  );
}

export function refuseDifferent(paths: number, other: number): never {
  throw new RoundtripError(
    "SHARDS_DIFFER",
    `One part is of a run of ${paths} paths, another of one of ${other}.`,
    {
      remedy: "Join parts of one run only: same model, seed, paths and periods.",
    },
  );
}

export function refuseWrong(what: string): never {
  throw new RoundtripError("SHARD_WRONG", `A part of a run has ${what}.`, {
    remedy: "Compute that part again: its file is damaged, or another program wrote it.",
  });
}
