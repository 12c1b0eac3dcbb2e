// What every command does with its answer: print it in the form that was wanted.

import { type Command, InvalidArgumentError, Option } from "commander";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Answer } from "../report/answer.ts";
import { csvOf } from "../report/csv.ts";
import { renderText } from "./render.ts";

export type Format = "table" | "json" | "csv";

export function formatOption() {
  return new Option("--format <format>", "how to answer").choices(["table", "json", "csv"]);
}

/** Gives a command the options that choose its books. */
export function withBooks(command: Command): Command {
  return command
    .option(
      "--book <dir>",
      "a book that lies over the default one; repeatable",
      (dir: string, before: string[]) => [...before, dir],
      [] as string[],
    )
    .option("--no-default-book", "leave the default book out");
}

/** An answer in the form that was wanted. */
export function inForm(answer: Answer, format: Format): string {
  if (format === "csv") return csvOf(answer);
  if (format === "json") return `${JSON.stringify(answer.json, null, 2)}\n`;
  return renderText(answer.blocks, {
    width: Math.max(60, Math.min(process.stdout.columns ?? 120, 160)),
    colour: process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "",
  });
}

/** Writes all of it before the process may end, also into a pipe that fills. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );
}

/** Networks that one is compared with: a million take hours, and p is then known to six digits. */
export const samplesMax = 1_000_000;

/** Reads a whole number between two, both permitted; the error says which are. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): (written: string) => number {
  return (written) => {
    const value = /^\d+$/u.test(written) ? Number(written) : NaN;
    if (value >= least && value <= most) return value;
    const until = most === Number.MAX_SAFE_INTEGER ? "" : ` to ${most.toLocaleString("en-US")}`;
    throw new InvalidArgumentError(`Write a whole number from ${least}${until}.`);
  };
}

export function unknownWord(what: string, word: string, known: readonly string[]): RoundtripError {
  return new RoundtripError("UNKNOWN_WORD", `There is no ${what} "${word}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(word, known) || (known.length <= 20 ? `Use one of: ${known.join(", ")}.` : ""),
  });
}
