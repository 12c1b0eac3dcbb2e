// The fan that is seen: runs follow what is wished.

import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useEngine } from "../../app/engine-context.tsx";
import { type FanRunner, type Seen, type Wish, fanRunner } from "./fan-runner.ts";

const nothing: Seen = {
  watched: undefined,
  baseline: undefined,
  isOld: true,
  isRunning: true,
  trouble: undefined,
};

export function useFan(wish: Wish): { readonly seen: Seen; readonly again: () => void } {
  const engine = useEngine();
  const [seen, setSeen] = useState<Seen>(nothing);
  const runner = useRef<FanRunner>(undefined);
  const key = JSON.stringify(wish);
  // The same wish said again is the same.
  const wished = useMemo(() => wish, [key]);
  useLayoutEffect(() => {
    const own = fanRunner(engine, setSeen);
    runner.current = own;
    return () => own.end();
  }, [engine]);
  // Before the frame is painted: a worker runs meanwhile.
  useLayoutEffect(() => runner.current?.wish(wished), [wished, engine]);
  return { seen, again: () => runner.current?.wish({ ...wished }) };
}

/** Marks in the browser's timeline, `fan-painted`, when what has come was painted: what the benchmark waits for. */
export function usePaintMark(painted: unknown): void {
  useLayoutEffect(() => {
    if (painted === undefined) return;
    // The next frame paints what stands in the document now, after its callbacks: what runs then comes after it.
    requestAnimationFrame(() =>
      setTimeout(() => {
        performance.clearMarks("fan-painted");
        performance.mark("fan-painted");
      }),
    );
  }, [painted]);
}
