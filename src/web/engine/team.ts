// Workers of the page as a team that runs paths. They stay from run to run; one that dies is replaced by the next run.

import type { Order, Reply } from "../../paths/job.ts";
import { type Team, alone } from "../../paths/run.ts";
import type { Threads } from "../../question/door.ts";

type Told = { readonly id: number } & ({ readonly reply: Reply } | { readonly error: string });

interface Member {
  ask(order: Order): Promise<Reply>;
  readonly isDead: boolean;
}

/** Where workers cannot be started inside a worker, this one runs the paths itself. */
export function browserTeam(): (blocks: number, wanted: number | undefined) => Threads {
  const members: Member[] = [];
  return (blocks, wanted) => {
    const size = Math.max(1, Math.min(blocks, wanted ?? membersMax()));
    if (size === 1 || typeof Worker === "undefined") return kept(alone());
    for (let k = 0; k < size; k++) if (!members[k] || members[k]!.isDead) members[k] = member();
    return kept({ size, ask: (k, order) => members[k]!.ask(order) });
  };
}

function membersMax(): number {
  return Math.max(1, Math.min(8, navigator.hardwareConcurrency || 1));
}

function kept(team: Team): Threads {
  return { ...team, started: () => Promise.resolve(), close: () => {} };
}

function member(): Member {
  const thread = new Worker(new URL("./path-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, { done(reply: Reply): void; failed(error: Error): void }>();
  let next = 0;
  let isDead = false;
  thread.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ("reply" in data) asked?.done(data.reply);
    else asked?.failed(new Error(data.error));
  });
  thread.addEventListener("error", (event) => {
    isDead = true;
    for (const asked of waiting.values()) asked.failed(new Error(event.message || "A worker died."));
    waiting.clear();
    thread.terminate();
  });
  return {
    get isDead() {
      return isDead;
    },
    ask: (order) =>
      new Promise((done, failed) => {
        waiting.set(next, { done, failed });
        thread.postMessage({ id: next++, order });
      }),
  };
}
