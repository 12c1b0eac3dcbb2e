// Answers that are asked for once: the same question again gets the same answer, also while it is still on its way.

import type { Engine } from "../engine/client.ts";
import type { Got, Want } from "../engine/message.ts";
import { lookOf } from "./look.ts";
import type { Place } from "./place.ts";

/** How many answers are kept. */
const answersMax = 60;

export interface Answers {
  readonly engine: Engine;
  /** @param words told what is being done while it takes long; only to who asks first */
  ask<W extends Want>(want: W, words?: (words: string) => void): Promise<Got[W["want"]]>;
  /** The answer where it has come already. */
  known<W extends Want>(want: W): Got[W["want"]] | undefined;
}

/** What failed may be asked again. */
export function answersOf(engine: Engine): Answers {
  const answers = new Map<string, { readonly asked: Promise<unknown>; got?: unknown }>();
  return {
    engine,
    ask: <W extends Want>(want: W, words?: (words: string) => void) => {
      const key = JSON.stringify(want);
      const known = answers.get(key);
      if (known) return known.asked as Promise<Got[W["want"]]>;
      const asked = engine.ask(want, words);
      const answer: { readonly asked: typeof asked; got?: unknown } = { asked };
      answers.set(key, answer);
      if (answers.size > answersMax) answers.delete(answers.keys().next().value!);
      asked.then(
        (got) => (answer.got = got),
        () => answers.delete(key),
      );
      return asked;
    },
    known: <W extends Want>(want: W) => answers.get(JSON.stringify(want))?.got as Got[W["want"]] | undefined,
  };
}

export const stageWanted = { want: "stage" } as const;

/** What the first picture of a view is drawn from. */
export function openingWanted(place: Place): Want & { readonly want: "opening" } {
  return { want: "opening", look: lookOf(place) };
}

/** Asks for what the page of a place begins with, before the page is there: its worker is at work meanwhile. */
export function askAhead(answers: Answers, place: Place): void {
  void answers.ask(stageWanted).catch(() => {}); // who is there to see it asks for it, and shows what failed
  if (["start", "deal"].includes(place.view)) void answers.ask(openingWanted(place)).catch(() => {});
}
