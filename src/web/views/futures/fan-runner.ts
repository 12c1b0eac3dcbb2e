// Runs that follow the hand: few paths while it moves, many when it rests, the same without the changes beside them. One
// runs, the newest wish waits, and what was run lately is kept. A long run gives way to a moving hand.

import type { Engine } from "../../engine/client.ts";
import { TroubleError } from "../../engine/client.ts";
import type { Trouble } from "../../engine/message.ts";
import type { Watch } from "../../engine/question.ts";
import type { Watched } from "../../engine/watched.ts";

/** Paths while the hand moves, and when it rests. */
const pathsMoving = 1000;
const pathsResting = 10_000;
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

interface Run {
  readonly watch: Watch;
  readonly paths: number;
}

/** @param see told whenever something else is to be seen */
export function fanRunner(engine: Pick<Engine, "ask">, see: (seen: Seen) => void): FanRunner {
  const kept = new Map<string, Watched>();
  let wished: Wish | undefined;
  let shown: Pick<Seen, "watched" | "baseline"> = { watched: undefined, baseline: undefined };
  let trouble: { readonly of: Wish; readonly is: Trouble } | undefined;
  /** The wish that was asked again after its run was lost. */
  let askedAgain: Wish | undefined;
  let running: Run | undefined;
  let hasEnded = false;
  let msPerPath = 0;

  const of = (watch: Watch, paths: number): Watched | undefined => kept.get(keyOf({ watch, paths }));
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
      isRunning: next() !== undefined,
      trouble: trouble && trouble.of === wished ? trouble.is : undefined,
    });
  };

  /** What is still to be run for the wish; of each number of paths first with the changes. */
  const next = (): Run | undefined => {
    if (hasEnded || !wished || trouble?.of === wished) return undefined;
    const { watch, baseline, isMoving } = wished;
    const isLong = msPerPath === 0 || msPerPath * pathsResting > longMs;
    const steps = isMoving ? [pathsMoving] : isLong ? [pathsFirst, pathsResting] : [pathsResting];
    for (const paths of steps)
      for (const one of baseline ? [watch, baseline] : [watch]) {
        // What has been run with more paths need not be run with fewer.
        if (![pathsMoving, pathsFirst, pathsResting].some((most) => most >= paths && of(one, most)))
          return { watch: one, paths };
      }
    return undefined;
  };

  const keep = (key: string, watched: Watched): void => {
    kept.delete(key);
    kept.set(key, watched);
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!);
  };

  const ask = async (run: Run): Promise<void> => {
    const asker = wished!;
    try {
      const watched = await engine.ask({ want: "watch", watch: { ...run.watch, paths: run.paths } });
      msPerPath = watched.runMs / watched.paths;
      keep(keyOf(run), watched);
    } catch (error) {
      const is = error instanceof TroubleError ? error.trouble : bug(error);
      // This hand's newer run took its place.
      if (is.code === "OVERTAKEN" && running !== run) return;
      // Another view's did, or the worker died: what is still wished is asked again, once.
      const isLost = is.code === "OVERTAKEN" || is.code === "WORKER_DIED";
      if (!isLost || askedAgain === asker) trouble = { of: asker, is };
      askedAgain = asker;
    }
  };

  const go = async (): Promise<void> => {
    const givesWay = wished?.isMoving === true && (running?.paths ?? 0) > pathsMoving;
    if (running && !givesWay) return;
    for (let run = next(); run; run = next()) {
      running = run;
      await ask(run);
      tell();
      if (running !== run) return;
    }
    running = undefined;
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

function keyOf({ watch, paths }: Run): string {
  return JSON.stringify([watch, paths]);
}

function bug(error: unknown): Trouble {
  return { code: "BUG", message: String(error), remedy: "Reload the page.", faults: [] };
}
