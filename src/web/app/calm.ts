// A value that changes often, seen when it has stayed the same for a moment: what takes seconds is not asked for at each step.

import { useEffect, useState } from "react";

const calmMs = 300;

/** @param key says whether a value is another; what is there first is there at once */
export function useCalm<T>(value: T, key: string): T {
  const [calm, setCalm] = useState({ key, value });
  useEffect(() => {
    const timer = setTimeout(() => setCalm((old) => (old.key === key ? old : { key, value })), calmMs);
    return () => clearTimeout(timer);
    // `value` is what `key` says.
  }, [key]);
  return calm.value;
}
