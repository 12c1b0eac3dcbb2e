// The width that a chart has, so that it is laid out anew for a phone: its text is never shrunk.

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Below this a chart scrolls in its box. */
const least = 240;

/**
 * @param usual taken until the box has been measured
 * @returns a ref for the box around the chart, and its width in CSS pixels
 */
export function useWidth<E extends HTMLElement = HTMLDivElement>(
  usual = 0,
): readonly [RefObject<E | null>, number] {
  const box = useRef<E>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(Math.max(least, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
