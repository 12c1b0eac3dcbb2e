// The engine, its answers and the stage for all views.

import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { type Engine, TroubleError } from "../engine/client.ts";
import type { Got, Trouble, Want } from "../engine/message.ts";
import type { Answers } from "./answers.ts";
import type { Stage } from "../engine/stage.ts";

const AnswersContext = createContext<Answers | undefined>(undefined);
const StageContext = createContext<Stage | undefined>(undefined);

export function EngineProvider({ answers, children }: { answers: Answers; children: ReactNode }) {
  return <AnswersContext value={answers}>{children}</AnswersContext>;
}

export function StageProvider({ stage, children }: { stage: Stage; children: ReactNode }) {
  return <StageContext value={stage}>{children}</StageContext>;
}

export function useEngine(): Engine {
  return useContext(AnswersContext)!.engine;
}

/** The book's names and days; only within views, which are drawn when it has come. */
export function useStage(): Stage {
  return useContext(StageContext)!;
}

export type Asking<T> =
  | { readonly is: "loading"; readonly words: string | undefined }
  | { readonly is: "trouble"; readonly trouble: Trouble; readonly again: () => void }
  | { readonly is: "got"; readonly got: T };

/** Asks, and asks again when the question changes; the same question is asked once. */
export function useAsk<W extends Want>(want: W): Asking<Got[W["want"]]> {
  const answers = useContext(AnswersContext)!;
  return useAsked(
    JSON.stringify(want),
    (words) => answers.ask(want, words),
    () => answers.known(want),
  );
}

/** Several questions at once: all answers, in their order, when the last has come. */
export function useAsks<W extends Want>(wants: readonly W[]): Asking<readonly Got[W["want"]][]> {
  const answers = useContext(AnswersContext)!;
  return useAsked(JSON.stringify(wants), (words) =>
    Promise.all(wants.map((want) => answers.ask(want, words))),
  );
}

type Words = (words: string) => void;

/**
 * @param ask asks what `key` says
 * @param known the answer where it is there already, so that it is drawn at once
 */
function useAsked<T>(
  key: string,
  ask: (words: Words) => Promise<T>,
  known: () => T | undefined = () => undefined,
): Asking<T> {
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
  if (state?.key === key) return state.asking;
  const got = known();
  return got === undefined ? { is: "loading", words: undefined } : { is: "got", got };
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return { code: "BUG", message: String(error), remedy: "Reload the page.", faults: [] };
}
