// The width that a chart has, so that it is laid out anew for a phone: its text is never shrunk.

import { type RefCallback, useCallback, useState } from "react";

/** Below this a chart scrolls in its box. */
const least = 240;

/** A ref for the box around the chart, which may come later than the view, and its width in CSS pixels; 0 until then. */
export function useWidth(): readonly [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(0);
  const box = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const measure = (): void => setWidth(Math.max(least, Math.floor(element.clientWidth)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
