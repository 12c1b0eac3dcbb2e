// The page's side of its worker: questions as promises, words about what takes long, and a new worker where one died.

import type { FromDesk, Got, ToDesk, Trouble, Want } from "./message.ts";

export class TroubleError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.message);
    this.name = "TroubleError";
    this.trouble = trouble;
  }
}

interface Waiting {
  readonly done: (got: never) => void;
  readonly failed: (error: TroubleError) => void;
  readonly words: ((words: string) => void) | undefined;
}

export interface Engine {
  /**
   * Asks the worker.
   *
   * @param words told what is being done while it takes long
   * @throws TroubleError; its code is OVERTAKEN where a newer watch took its place
   */
  ask<W extends Want>(want: W, words?: (words: string) => void): Promise<Got[W["want"]]>;
  /** Called when a worker died and another took its place. */
  onRestart(listener: () => void): () => void;
  /** Ends the worker as a crash would: what waits fails, and the next question starts another. */
  kill(): void;
}

export function engine(): Engine {
  const listeners = new Set<() => void>();
  let waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let next = 0;

  const start = (): Worker => {
    const desk = new Worker(new URL("./desk.ts", import.meta.url), { type: "module", name: "roundtrip" });
    desk.addEventListener("message", ({ data }: MessageEvent<FromDesk>) => {
      const asked = waiting.get(data.id);
      if (!asked) return;
      if ("words" in data) {
        asked.words?.(data.words);
        return;
      }
      waiting.delete(data.id);
      if ("got" in data) asked.done(data.got as never);
      else asked.failed(new TroubleError(data.trouble));
    });
    desk.addEventListener("error", () => died(desk));
    desk.addEventListener("messageerror", () => died(desk));
    return desk;
  };

  const died = (desk: Worker): void => {
    if (desk !== worker) return;
    desk.terminate();
    worker = undefined;
    const lost = waiting;
    waiting = new Map();
    for (const { failed } of lost.values()) failed(new TroubleError(deskDied));
    for (const listener of listeners) listener();
  };

  return {
    ask: (want, words) =>
      new Promise((done, failed) => {
        worker ??= start();
        const id = next++;
        waiting.set(id, { done, failed, words });
        worker.postMessage({ id, ...want } satisfies ToDesk);
      }),
    onRestart: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    kill: () => worker && died(worker),
  };
}

const deskDied: Trouble = {
  code: "WORKER_DIED",
  message: "The worker that computes has ended.",
  remedy: "Another has been started: ask again.",
  faults: [],
};
