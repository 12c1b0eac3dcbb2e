// Workers of the page as a team that runs paths. They stay from run to run; one that dies is replaced by the next run.

import { RoundtripError } from "../../error/error.ts";
import type { Order, Reply } from "../../paths/job.ts";
import { alone } from "../../paths/run.ts";
import type { Threads } from "../../question/door.ts";
import { type Answered, asking } from "../../question/orders.ts";

interface Member {
  ask(order: Order): Promise<Reply>;
  readonly isDead: boolean;
}

/**
 * Teams by how many there is work for. While the size stays the same, so does the team, so that what its workers hold of
 * the last run need not be told again.
 *
 * Where workers cannot be started inside a worker, this one runs the paths itself.
 */
export function browserTeam(): (pieces: number, wanted: number | undefined) => Threads {
  const members: Member[] = [];
  let last: Threads | undefined;
  return (pieces, wanted) => {
    const size = typeof Worker === "undefined" ? 1 : Math.max(1, Math.min(pieces, wanted ?? membersMax()));
    if (last?.size === size && (size === 1 || !members.slice(0, size).some(({ isDead }) => isDead)))
      return last;
    const team = size === 1 ? alone() : { size, ask: askOf(members, size) };
    last = { ...team, started: () => Promise.resolve(), close: () => {} };
    return last;
  };
}

/** The first so many members; those that are missing or dead are replaced. */
function askOf(members: Member[], size: number): (member: number, order: Order) => Promise<Reply> {
  for (let k = 0; k < size; k++) if (!members[k] || members[k]!.isDead) members[k] = member();
  return (k, order) => members[k]!.ask(order);
}

function membersMax(): number {
  return Math.max(1, Math.min(8, navigator.hardwareConcurrency || 1));
}

function member(): Member {
  const thread = new Worker(new URL("./path-worker.ts", import.meta.url), { type: "module" });
  const orders = asking((asked) => thread.postMessage(asked));
  let isDead = false;
  const died = (): void => {
    isDead = true;
    orders.end(pathWorkerDied());
    thread.terminate();
  };
  thread.addEventListener("message", ({ data }: MessageEvent<Answered>) => orders.told(data));
  thread.addEventListener("error", (event) => {
    // Else it would go on to whoever started this worker, and count as its own end.
    event.preventDefault();
    died();
  });
  thread.addEventListener("messageerror", died);
  return {
    get isDead() {
      return isDead;
    },
    ask: (order) => (isDead ? Promise.reject(pathWorkerDied()) : orders.ask(order)),
  };
}

/** Of a run that can be made again. */
export const pathWorkerDiedCode = "PATH_WORKER_DIED";

function pathWorkerDied(): RoundtripError {
  return new RoundtripError(pathWorkerDiedCode, "A worker that computes futures has ended.", {
    remedy: "Ask again, or reload the page.",
  });
}
