// A party that matters comes into sight where the map is wider than its box.

import { type RefObject, useEffect, useRef } from "react";

/** @param x the left edge of the party's box; where it changes, the map is moved */
export function useScrollTo(box: RefObject<HTMLElement | null>, x: number | undefined): void {
  const last = useRef<number>(undefined);
  useEffect(() => {
    if (x === undefined || x === last.current || !box.current) return;
    last.current = x;
    const { clientWidth } = box.current;
    box.current.scrollTo({ left: x - clientWidth / 2 + 70 });
  }, [box, x]);
}
