// The page's side of its worker, with a worker that answers when it is told.

import { afterEach, expect, test, vi } from "vitest";
import { TroubleError, engine } from "../../src/web/engine/client.ts";

class FakeWorker extends EventTarget {
  static readonly made: FakeWorker[] = [];
  readonly posted: { readonly id: number }[] = [];
  isEnded = false;
  constructor() {
    super();
    FakeWorker.made.push(this);
  }
  postMessage(message: { readonly id: number }): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

afterEach(() => {
  FakeWorker.made.length = 0;
  vi.unstubAllGlobals();
});

test("words about what takes long are told, then what has come", async () => {
  vi.stubGlobal("Worker", FakeWorker);
  const words: string[] = [];
  const asked = engine().ask({ want: "stage" }, (one) => words.push(one));
  const [worker] = FakeWorker.made;
  worker!.say({ id: 0, words: "1 of 2" });
  worker!.say({ id: 0, got: "all" });
  expect(await asked).toBe("all");
  expect(words).toEqual(["1 of 2"]);
});

test("a worker that is killed fails what waits, is said, and the next question starts another", async () => {
  vi.stubGlobal("Worker", FakeWorker);
  const own = engine();
  const restarts: string[] = [];
  const forget = own.onRestart(() => restarts.push("again"));
  const lost = own.ask({ want: "stage" });
  own.kill();
  await expect(lost).rejects.toMatchObject({ trouble: { code: "WORKER_DIED" } });
  await expect(lost).rejects.toBeInstanceOf(TroubleError);
  expect(restarts).toEqual(["again"]);
  expect(FakeWorker.made[0]!.isEnded).toBe(true);
  const next = own.ask({ want: "stage" });
  expect(FakeWorker.made).toHaveLength(2);
  FakeWorker.made[1]!.say({ id: FakeWorker.made[1]!.posted[0]!.id, got: "all" });
  expect(await next).toBe("all");
  forget();
  own.kill();
  expect(restarts).toEqual(["again"]);
});

test("what a worker says after its end is nobody's", async () => {
  vi.stubGlobal("Worker", FakeWorker);
  const own = engine();
  const lost = own.ask({ want: "stage" });
  own.kill();
  await expect(lost).rejects.toThrow();
  const next = own.ask({ want: "stage" });
  FakeWorker.made[0]!.say({ id: 0, got: "of the dead" });
  FakeWorker.made[0]!.dispatchEvent(new Event("error"));
  FakeWorker.made[1]!.say({ id: 1, got: "of the living" });
  expect(await next).toBe("of the living");
});
