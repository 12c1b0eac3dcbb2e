// Runs that follow the hand: while it moves few paths of what is on the screen, when it rests many of everything. One runs,
// the newest wish waits, and what was run lately is kept. A long run gives way to a moving hand.

import type { Engine } from "../../engine/client.ts";
import { TroubleError } from "../../engine/client.ts";
import type { Trouble } from "../../engine/message.ts";
import type { Watch } from "../../engine/question.ts";
import type { Fans, Watched } from "../../engine/watched.ts";

/** Paths while the hand moves, and when it rests. */
const pathsMoving = 1000;
const pathsResting = 10_000;
/** Where the rest takes long, this many come first. */
export const pathsFirst = 2000;
const longMs = 1000;
const keptMax = 12;

export interface Wish {
  /** What is run when the hand rests. */
  readonly watch: Watch;
  /** And while it moves. */
  readonly moving: Watch;
  /** Of the first move: run ahead, so that its program is compiled and what it is compared with is there. */
  readonly ahead: Watch;
  readonly isMoving: boolean;
}

export interface Seen {
  readonly watched: Watched | undefined;
  /** The same futures without the changes; undefined where nothing is changed or compared. */
  readonly baseline: Fans | undefined;
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
  let shown: Watched | undefined;
  let trouble: { readonly of: Wish; readonly is: Trouble } | undefined;
  /** The wish that was asked again after its run was lost. */
  let askedAgain: Wish | undefined;
  const ranAhead = new Set<string>();
  let running: Run | undefined;
  let hasEnded = false;
  let msPerPath = 0;

  const of = (watch: Watch, paths: number): Watched | undefined => kept.get(keyOf({ watch, paths }));
  const best = ({ watch, moving }: Wish): Watched | undefined =>
    of(watch, pathsResting) ?? of(watch, pathsFirst) ?? of(moving, pathsMoving);

  const tell = (): void => {
    if (hasEnded || !wished) return;
    const found = best(wished);
    shown = found ?? shown;
    see({
      watched: shown,
      baseline: wished.watch.against && (shown?.against ?? of(wished.ahead, pathsMoving)),
      isOld: found === undefined,
      isRunning: next() !== undefined,
      trouble: trouble && trouble.of === wished ? trouble.is : undefined,
    });
  };

  /** What is still to be run for the wish. */
  const next = (): Run | undefined => {
    if (hasEnded || !wished || trouble?.of === wished) return undefined;
    const { watch, moving, isMoving } = wished;
    // What has been run with more paths need not be run with fewer.
    if (of(watch, pathsResting)) return undefined;
    if (isMoving) return best(wished) ? undefined : { watch: moving, paths: pathsMoving };
    const isLong = msPerPath === 0 || msPerPath * pathsResting > longMs;
    return isLong && !of(watch, pathsFirst) ? { watch, paths: pathsFirst } : { watch, paths: pathsResting };
  };

  /** What is run when nothing is waited for. */
  const ahead = (): Run | undefined => {
    if (hasEnded || !wished || wished.isMoving || trouble) return undefined;
    const run = { watch: wished.ahead, paths: pathsMoving };
    return ranAhead.has(keyOf(run)) ? undefined : run;
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
      if (run.paths !== pathsMoving) msPerPath = watched.runMs / watched.paths;
      keep(keyOf(run), watched);
      // The hand may be further already: what has come is nearer to it than what is seen.
      if (!ranAhead.has(keyOf(run))) shown = watched;
    } catch (error) {
      if (ranAhead.has(keyOf(run))) return; // nobody waits for it
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
    const nextOrAhead = (): Run | undefined => {
      const run = next();
      if (run) return run;
      const early = ahead();
      if (early) ranAhead.add(keyOf(early));
      return early;
    };
    for (let run = nextOrAhead(); run; run = nextOrAhead()) {
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
