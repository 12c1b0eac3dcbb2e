// How wide a chart is: it is laid out anew for its room, and its text keeps its size.

import { type RefCallback, useCallback, useState } from "react";

/** @returns a ref for the room, and its width in pixels, 0 until it is measured */
export function useRoom(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((room: HTMLElement | null) => {
    if (!room) return;
    const measure = (): void => setWidth(Math.floor(room.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(room);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
