// Lets years or rounds pass by themselves, each for a while, until the last or until the reader takes over.

import { useEffect, useState } from "react";
import { useStill } from "../app/motion.ts";

/** How long each stays, in milliseconds. */
const stay = 1100;

export interface Playing {
  readonly isPlaying: boolean;
  readonly stop: () => void;
  /** Starts, from the first where it is over, or stops; undefined for those who want no motion: they step by themselves. */
  readonly toggle: (() => void) | undefined;
}

interface PlayedRange {
  readonly first: number;
  readonly last: number;
  readonly at: number;
  readonly onAt: (at: number) => void;
  /** Milliseconds. */
  readonly stays?: number;
}

export function usePlaying({ first, last, at, onAt, stays = stay }: PlayedRange): Playing {
  const [isPlaying, setPlaying] = useState(false);
  const isStill = useStill();
  useEffect(() => {
    if (!isPlaying || isStill) return;
    if (at >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onAt(at + 1), stays);
    return () => clearTimeout(timer);
    // `onAt` is made anew with every drawing and does the same.
  }, [isPlaying, isStill, at, last, stays]);
  const toggle = (): void => {
    if (!isPlaying && at >= last) onAt(first);
    setPlaying(!isPlaying);
  };
  return { isPlaying, stop: () => setPlaying(false), toggle: isStill ? undefined : toggle };
}
