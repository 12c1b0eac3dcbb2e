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
  const ask = useOnce();
  return useAsked(JSON.stringify(want), (words) => ask(want, words));
}

/** Several questions at once: all answers, in their order, when the last has come. */
export function useAsks<W extends Want>(wants: readonly W[]): Asking<readonly Got[W["want"]][]> {
  const ask = useOnce();
  return useAsked(JSON.stringify(wants), (words) => Promise.all(wants.map((want) => ask(want, words))));
}

type Words = (words: string) => void;

/** Asks the engine what has not been asked before; what failed may be asked again. */
function useOnce(): <W extends Want>(want: W, words: Words) => Promise<Got[W["want"]]> {
  const { engine, answers } = useContext(EngineContext)!;
  return <W extends Want>(want: W, words: Words) => {
    const key = JSON.stringify(want);
    const known = answers.get(key) as Promise<Got[W["want"]]> | undefined;
    if (known) return known;
    const asked = engine.ask(want, words);
    answers.set(key, asked);
    if (answers.size > answersMax) answers.delete(answers.keys().next().value!);
    asked.catch(() => answers.delete(key));
    return asked;
  };
}

/** @param ask asks what `key` says */
function useAsked<T>(key: string, ask: (words: Words) => Promise<T>): Asking<T> {
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ key: string; asking: Asking<T> }>();
  useEffect(() => {
    let isWanted = true;
    const set = (asking: Asking<T>): void => {
      if (isWanted) setState({ key, asking });
    };
    ask((words) => set({ is: "loading", words })).then(
      (got) => set({ is: "got", got }),
      (error: unknown) =>
        set({ is: "trouble", trouble: troubleOf(error), again: () => setTries((n) => n + 1) }),
    );
    return () => {
      isWanted = false;
    };
    // `ask` asks what `key` says.
  }, [key, tries]);
  return state?.key === key ? state.asking : { is: "loading", words: undefined };
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return { code: "BUG", message: String(error), remedy: "Reload the page.", faults: [] };
}
