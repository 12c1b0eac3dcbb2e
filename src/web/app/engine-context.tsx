// The engine and the stage for all views, and answers that are asked for once.

import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { type Engine, TroubleError } from "../engine/client.ts";
import type { Got, Trouble, Want } from "../engine/message.ts";
import type { Stage } from "../engine/stage.ts";

interface Setting {
  readonly engine: Engine;
  readonly answers: Map<string, Promise<unknown>>;
}

const EngineContext = createContext<Setting | undefined>(undefined);
const StageContext = createContext<Stage | undefined>(undefined);

export function EngineProvider({ engine, children }: { engine: Engine; children: ReactNode }) {
  const [setting] = useState<Setting>(() => ({ engine, answers: new Map() }));
  return <EngineContext value={setting}>{children}</EngineContext>;
}

export function StageProvider({ stage, children }: { stage: Stage; children: ReactNode }) {
  return <StageContext value={stage}>{children}</StageContext>;
}

export function useEngine(): Engine {
  return useContext(EngineContext)!.engine;
}

/** The book's names and days; only within views, which are drawn when it has come. */
export function useStage(): Stage {
  return useContext(StageContext)!;
}

export type Asking<T> =
  | { readonly is: "loading"; readonly words: string | undefined }
  | { readonly is: "trouble"; readonly trouble: Trouble; readonly again: () => void }
  | { readonly is: "got"; readonly got: T };

/** How many answers are kept. */
const answersMax = 60;

/** Asks, and asks again when the question changes; the same question is asked once. */
export function useAsk<W extends Want>(want: W): Asking<Got[W["want"]]> {
  const { engine, answers } = useContext(EngineContext)!;
  const key = JSON.stringify(want);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ key: string; asking: Asking<Got[W["want"]]> }>();
  useEffect(() => {
    let isWanted = true;
    const set = (asking: Asking<Got[W["want"]]>): void => {
      if (isWanted) setState({ key, asking });
    };
    const asked =
      (answers.get(key) as Promise<Got[W["want"]]> | undefined) ??
      engine.ask(want, (words) => set({ is: "loading", words }));
    answers.set(key, asked);
    if (answers.size > answersMax) answers.delete(answers.keys().next().value!);
    asked.then(
      (got) => set({ is: "got", got }),
      (error: unknown) => {
        answers.delete(key);
        set({ is: "trouble", trouble: troubleOf(error), again: () => setTries((n) => n + 1) });
      },
    );
    return () => {
      isWanted = false;
    };
    // `want` is what `key` says.
  }, [key, tries, engine, answers]);
  return state?.key === key ? state.asking : { is: "loading", words: undefined };
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return { code: "BUG", message: String(error), remedy: "Reload the page.", faults: [] };
}
