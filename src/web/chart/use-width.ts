// The width in which a chart is laid out: text keeps its size on a phone, and the chart gets fewer marks.

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** @returns a ref for the element around the chart, and its width in CSS pixels; 0 before it is known */
export function useWidth(): readonly [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    setWidth(Math.round(element.clientWidth));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
