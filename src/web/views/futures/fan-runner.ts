// Runs that follow the hand: few paths while it moves, many when it rests, the same without the changes beside them. One
// runs, the newest wish waits, and what was run lately is kept.

import type { Engine } from "../../engine/client.ts";
import { TroubleError } from "../../engine/client.ts";
import type { Trouble } from "../../engine/message.ts";
import type { Watch } from "../../engine/question.ts";
import type { Watched } from "../../engine/watched.ts";

/** Paths while the hand moves, and when it rests. */
export const pathsMoving = 1000;
export const pathsResting = 10_000;
/** Where the rest takes long, this many come first. */
export const pathsFirst = 2000;
const longMs = 1000;
const keptMax = 12;

export interface Wish {
  readonly watch: Watch;
  /** The same futures without the changes; undefined where nothing is changed or compared. */
  readonly baseline: Watch | undefined;
  readonly isMoving: boolean;
}

export interface Seen {
  readonly watched: Watched | undefined;
  readonly baseline: Watched | undefined;
  /** Whether what is seen is of another wish than the newest. */
  readonly isOld: boolean;
  readonly isRunning: boolean;
  readonly trouble: Trouble | undefined;
}

export interface FanRunner {
  wish(wish: Wish): void;
  end(): void;
}

/** @param see told whenever something else is to be seen */
export function fanRunner(engine: Pick<Engine, "ask">, see: (seen: Seen) => void): FanRunner {
  const kept = new Map<string, Watched>();
  let wished: Wish | undefined;
  let shown: Pick<Seen, "watched" | "baseline"> = { watched: undefined, baseline: undefined };
  let trouble: { readonly of: Wish; readonly is: Trouble } | undefined;
  /** The wish that was asked again after the worker died under it. */
  let askedAgain: Wish | undefined;
  let isRunning = false;
  let hasEnded = false;
  let msPerPath = 0;

  const of = (watch: Watch, paths: number): Watched | undefined => kept.get(keyOf(watch, paths));
  const best = (watch: Watch): Watched | undefined =>
    [pathsResting, pathsFirst, pathsMoving].map((paths) => of(watch, paths)).find((one) => one);

  const tell = (): void => {
    if (hasEnded || !wished) return;
    const { watch, baseline } = wished;
    const watched = best(watch) ?? shown.watched;
    const beside = baseline && (best(baseline) ?? shown.baseline);
    shown = { watched, baseline: beside ?? shown.baseline };
    see({
      watched,
      baseline: beside,
      isOld: best(watch) === undefined,
      isRunning,
      trouble: trouble && trouble.of === wished ? trouble.is : undefined,
    });
  };

  const next = (): { watch: Watch; paths: number } | undefined => {
    if (hasEnded || !wished || trouble?.of === wished) return undefined;
    const { watch, baseline, isMoving } = wished;
    const steps = isMoving
      ? [pathsMoving]
      : msPerPath === 0 || msPerPath * pathsResting > longMs
        ? [pathsFirst, pathsResting]
        : [pathsResting];
    for (const paths of steps)
      for (const one of [watch, baseline]) {
        // What has been run with more paths need not be run with fewer.
        const isDone = one && [paths, ...steps.filter((other) => other > paths)].some((p) => of(one, p));
        if (one && !isDone && (!isMoving || best(one) === undefined)) return { watch: one, paths };
      }
    return undefined;
  };

  const keep = (key: string, watched: Watched): void => {
    kept.delete(key);
    kept.set(key, watched);
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!);
  };

  const go = async (): Promise<void> => {
    if (isRunning) return;
    for (let run = next(); run; run = next()) {
      isRunning = true;
      const asker = wished!;
      try {
        const watched = await engine.ask({ want: "watch", watch: { ...run.watch, paths: run.paths } });
        msPerPath = watched.runMs / watched.paths;
        keep(keyOf(run.watch, run.paths), watched);
      } catch (error) {
        const is = error instanceof TroubleError ? error.trouble : bug(error);
        // Another view's watch took its place, or the worker died: what is still wished is asked again, once.
        const isLost = is.code === "OVERTAKEN" || is.code === "WORKER_DIED";
        if (!isLost || askedAgain === asker) trouble = { of: asker, is };
        askedAgain = asker;
      }
      isRunning = next() !== undefined;
      tell();
    }
    isRunning = false;
  };

  return {
    wish(wish) {
      wished = wish;
      tell();
      void go();
    },
    end() {
      hasEnded = true;
    },
  };
}

function keyOf(watch: Watch, paths: number): string {
  return JSON.stringify([watch, paths]);
}

function bug(error: unknown): Trouble {
  return { code: "BUG", message: String(error), remedy: "Reload the page.", faults: [] };
}
