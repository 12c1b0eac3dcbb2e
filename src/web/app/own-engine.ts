// A question that takes long, asked of a worker of its own: it holds nothing else up, and ends when it is left.

import { useEffect, useState } from "react";
import { type Asking, troubleOf } from "./engine-context.tsx";
import { engine } from "../engine/client.ts";
import type { Got, Want } from "../engine/message.ts";

export function useAskAlone<W extends Want>(want: W): Asking<Got[W["want"]]> {
  const key = JSON.stringify(want);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ key: string; asking: Asking<Got[W["want"]]> }>();
  useEffect(() => {
    const own = engine();
    let isWanted = true;
    const set = (asking: Asking<Got[W["want"]]>): void => {
      if (isWanted) setState({ key, asking });
    };
    own
      .ask(want, (words) => set({ is: "loading", words }))
      .then(
        (got) => set({ is: "got", got }),
        (error: unknown) =>
          set({ is: "trouble", trouble: troubleOf(error), again: () => setTries((n) => n + 1) }),
      );
    return () => {
      isWanted = false;
      own.kill();
    };
    // `want` is what `key` says.
  }, [key, tries]);
  return state?.key === key ? state.asking : { is: "loading", words: undefined };
}
