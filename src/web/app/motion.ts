// Whether the reader wants things to stand still.

import { useSyncExternalStore } from "react";

const query = "(prefers-reduced-motion: reduce)";

export function useStill(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

function subscribe(listener: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener("change", listener);
  return () => list.removeEventListener("change", listener);
}
