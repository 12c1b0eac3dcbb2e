// What a question needs of the door through which it is asked: threads, a clock, and ears for what is said meanwhile.

import type { Team } from "../paths/run.ts";

/** A team, when it has come, and how to let it go. */
export interface Threads extends Team {
  started(): Promise<void>;
  close(): void;
}

/** Told often what is being done; the words are only made when somebody looks. */
export type Progress = (words: () => string) => void;

export interface Door {
  /**
   * Threads for a run.
   *
   * @param blocks how many blocks of paths there are to share out
   * @param wanted how many threads were asked for; undefined as many as serve
   */
  team(blocks: number, wanted: number | undefined): Threads;
  /** Milliseconds since some moment. */
  now(): number;
  /** Ears for one run. */
  progress(): Progress;
  /** A line beside the answer. */
  note(line: string): void;
}
