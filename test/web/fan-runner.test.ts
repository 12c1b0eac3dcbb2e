// Which runs follow a hand, in which order, and what is seen meanwhile.

import { expect, test } from "vitest";
import { TroubleError } from "../../src/web/engine/client.ts";
import type { Watch } from "../../src/web/engine/question.ts";
import type { Watched } from "../../src/web/engine/watched.ts";
import { type Seen, fanRunner } from "../../src/web/views/futures/fan-runner.ts";

interface Run {
  readonly watch: Watch;
  readonly done: (msPerPath?: number) => Promise<void>;
  readonly fail: (code: string) => Promise<void>;
}

/** An engine whose runs end when they are told. */
function engine() {
  const runs: Run[] = [];
  const turn = (): Promise<void> => new Promise((done) => void setTimeout(done));
  const ask = ({ watch }: { watch: Watch }): Promise<Watched> =>
    new Promise((done, failed) => {
      runs.push({
        watch,
        done: (msPerPath = 0.01) => {
          const paths = watch.paths!;
          done({
            quarters: [],
            paths,
            failedPaths: 0,
            series: {},
            events: {},
            against: undefined,
            runMs: msPerPath * paths,
            notes: [],
          });
          return turn();
        },
        fail: (code) => {
          failed(new TroubleError({ code, message: code, remedy: "", faults: [] }));
          return turn();
        },
      });
    });
  const seen: Seen[] = [];
  const runner = fanRunner({ ask: ask as never }, (one) => seen.push(one));
  const told = (): string[] => runs.map(({ watch }) => `${watch.set!.join()} ${watch.paths}`);
  return { runs, runner, seen, told };
}

const watch = (set: string): Watch => ({ series: ["a.cash"], events: [], set: [set] });
const wish = (set: string, isMoving: boolean) => ({
  watch: watch(set),
  moving: watch(`${set} moving`),
  ahead: watch("ahead"),
  isMoving,
});

test("at rest few paths come first where many take long, then the first move is run ahead", async () => {
  const { runs, runner, told, seen } = engine();
  runner.wish(wish("x", false));
  await runs[0]!.done(1);
  await runs[1]!.done(1);
  expect(seen.at(-1)).toMatchObject({ isOld: false, isRunning: false });
  await runs[2]!.done(1);
  expect(told()).toEqual(["x 2000", "x 10000", "ahead 1000"]);
  runner.wish(wish("y", true));
  await runs[3]!.done(1);
  runner.wish(wish("y", false));
  await runs[4]!.done(1);
  await runs[5]!.done(1);
  // Once is enough.
  expect(told().slice(3)).toEqual(["y moving 1000", "y 2000", "y 10000"]);
});

test("while the hand moves the futures without its change are those run ahead, where they are compared", async () => {
  const { runs, runner, seen } = engine();
  runner.wish(wish("x", false));
  for (let k = 0; k < 3; k++) await runs[k]!.done(1);
  expect(seen.at(-1)!.baseline).toBeUndefined();
  const moved = wish("y", true);
  runner.wish({ ...moved, watch: { ...moved.watch, against: {} } });
  await runs[3]!.done(1);
  expect(seen.at(-1)).toMatchObject({ isOld: false, watched: { paths: 1000 }, baseline: { paths: 1000 } });
  runner.wish(wish("z", true));
  await runs[4]!.done(1);
  expect(seen.at(-1)!.baseline).toBeUndefined();
});

test("where 10,000 paths take no second, they come at once", async () => {
  const { runs, runner, told } = engine();
  runner.wish(wish("x", false));
  await runs[0]!.done(0.01);
  await runs[1]!.done(0.01);
  await runs[2]!.done();
  runner.wish(wish("y", false));
  await runs[3]!.done(0.01);
  expect(told()).toEqual(["x 2000", "x 10000", "ahead 1000", "y 10000"]);
});

test("a run ahead that fails is no trouble, and is not tried again", async () => {
  const { runs, runner, told, seen } = engine();
  runner.wish(wish("x", false));
  await runs[0]!.done();
  await runs[1]!.done();
  await runs[2]!.fail("OVERTAKEN");
  expect(seen.at(-1)!.trouble).toBeUndefined();
  runner.wish(wish("x", false));
  expect(told()).toEqual(["x 2000", "x 10000", "ahead 1000"]);
});

test("while one runs only the newest wish of a moving hand waits", async () => {
  const { runs, runner, told, seen } = engine();
  for (const set of ["a", "b", "c", "d"]) runner.wish(wish(set, true));
  await runs[0]!.done();
  expect(told()).toEqual(["a moving 1000", "d moving 1000"]);
  // What has come is seen, though the hand is further.
  expect(seen.at(-1)).toMatchObject({ isOld: true, isRunning: true, watched: { paths: 1000 } });
  await runs[1]!.done();
  expect(seen.at(-1)).toMatchObject({ isOld: false, isRunning: false });
  expect(told()).toHaveLength(2);
});

test("a long run gives way to a moving hand, and its end is no trouble", async () => {
  const { runs, runner, told, seen } = engine();
  runner.wish(wish("x", false));
  await runs[0]!.done(1);
  runner.wish(wish("y", true));
  expect(told()).toEqual(["x 2000", "x 10000", "y moving 1000"]);
  await runs[1]!.fail("OVERTAKEN");
  await runs[2]!.done(1);
  expect(seen.at(-1)).toMatchObject({ isOld: false, trouble: undefined });
  expect(told()).toHaveLength(3);
});

test("a run under which the worker died is made again once, then told", async () => {
  const { runs, runner, seen, told } = engine();
  runner.wish(wish("x", true));
  await runs[0]!.fail("WORKER_DIED");
  expect(told()).toEqual(["x moving 1000", "x moving 1000"]);
  await runs[1]!.fail("WORKER_DIED");
  expect(seen.at(-1)!.trouble?.code).toBe("WORKER_DIED");
  expect(told()).toHaveLength(2);
});

test("what was run is not run again, and trouble of one wish is none of the next", async () => {
  const { runs, runner, seen, told } = engine();
  runner.wish(wish("x", true));
  await runs[0]!.done();
  runner.wish(wish("bad", true));
  await runs[1]!.fail("SETTING_UNKNOWN");
  expect(seen.at(-1)!.trouble?.code).toBe("SETTING_UNKNOWN");
  runner.wish(wish("x", true));
  expect(seen.at(-1)).toMatchObject({ isOld: false, trouble: undefined });
  expect(told()).toHaveLength(2);
});

test("what has ended sees nothing more", async () => {
  const { runs, runner, seen } = engine();
  runner.wish(wish("x", false));
  const before = seen.length;
  runner.end();
  await runs[0]!.done();
  expect(seen).toHaveLength(before);
  expect(runs).toHaveLength(1);
});
