// The errors that a user sees: a code that stays, what was found, what to do next.

/** Exit codes of every command; other programs rely on them. */
export const exitCode = { done: 0, bug: 1, usage: 2, input: 3, limit: 4, interrupted: 130 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** A place in a text that somebody wrote. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line itself, and how many characters of it the fault covers. */
  readonly excerpt: string;
  readonly width: number;
  /** Where in the excerpt the fault begins, from 1: a long line is shown in part. */
  readonly mark: number;
}

/** One thing that is wrong with an input, where it stands, and what to write instead. */
export interface Fault extends Partial<Place> {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What of an input an error is about, so that whoever knows the file can say where it stands. */
export interface About {
  /** The path of a value, such as `flows[1][2]`. */
  readonly path?: string;
  /** The name of a party. */
  readonly party?: string;
}

/** An error of the user's making: wrong usage, wrong input, or a limit that was reached. */
export class RoundtripError extends Error {
  readonly code: string;
  readonly remedy: string;
  readonly exit: ExitCode;
  /** Every fault of the input, when the error stands for several. */
  readonly faults: readonly Fault[];
  readonly about: About;

  constructor(
    code: string,
    message: string,
    options: { remedy?: string; exit?: ExitCode; faults?: readonly Fault[]; about?: About } = {},
  ) {
    super(message);
    this.name = "RoundtripError";
    this.code = code;
    this.remedy = options.remedy ?? "";
    this.exit = options.exit ?? exitCode.input;
    this.faults = options.faults ?? [];
    this.about = options.about ?? {};
  }
}
