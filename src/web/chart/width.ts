// The width that a chart has, so that it is laid out anew for a phone instead of shrunk.

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

export interface Measured {
  readonly box: RefObject<HTMLDivElement | null>;
  /** In CSS pixels. */
  readonly width: number;
}

/** @param usual taken until the box has been measured */
export function useWidth(usual = 800): Measured {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const set = (): void => setWidth(Math.max(240, Math.round(element.clientWidth)));
    set();
    const observer = new ResizeObserver(set);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}
