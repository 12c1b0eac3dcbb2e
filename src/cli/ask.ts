// What every question to the book shares: its options, the book that it opens, the form of its answer.

import { type Command, Option } from "commander";
import type { Book } from "../book/book.ts";
import { countings } from "../book/count.ts";
import { newestDay } from "../book/known.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import type { Answer } from "../report/answer.ts";
import { citation, sourceBlocks, sourcesJson } from "../report/cite.ts";
import type { View } from "../report/pair.ts";
import { isDay, isPartialDate, lastDay } from "../unit/date.ts";
import { openBook } from "./book-files.ts";
import { type Format, formatOption, inForm, print, withBooks } from "./shared.ts";

/** What every command may be told. */
export interface Shared {
  readonly format?: Format | undefined;
  readonly json?: boolean | undefined;
  readonly asOf?: string | undefined;
  readonly count: (typeof countings)[number];
  readonly level: "group" | "segment";
  readonly book: string[];
  readonly defaultBook: boolean;
  readonly sources?: boolean | undefined;
  readonly cite?: boolean | undefined;
}

type Question = (view: View, shared: Shared) => Answer | Promise<Answer>;

/** Gives a command the options that every question has. */
export function shared(command: Command): Command {
  const asked = command
    .addOption(formatOption())
    .option("--json", "short for --format json")
    .option("--as-of <date>", "as known on this day (default: the newest day in the book)")
    .addOption(new Option("--count <rule>", "what counts as money").choices(countings).default("firm"))
    .addOption(
      new Option("--level <level>", "groups or their segments")
        .choices(["group", "segment"])
        .default("group"),
    );
  return withBooks(asked)
    .option("--sources", "add the sources of every figure shown")
    .option("--cite", "print a sentence that may be quoted")
    .exitOverride();
}

/** Opens the book, asks, and prints the answer in the form that was wanted. */
export async function answer(options: Shared, question: Question): Promise<void> {
  const format = options.json ? "json" : (options.format ?? "table");
  if (options.asOf !== undefined && !isPartialDate(options.asOf)) throw badDate("--as-of", options.asOf);
  const book = await openBook({ folders: options.book, withDefault: options.defaultBook });
  const newest = newestDay(book);
  const day = options.asOf === undefined ? newest : lastDay(options.asOf);
  if (day > newest) process.stderr.write(`note: the book ends on ${newest}; nothing later is in it\n`);
  const answered = await question({ book, day, counting: options.count, level: options.level }, options);
  await print(form(book, answered, day, format, options));
}

function form(book: Book, answered: Answer, day: string, format: Format, options: Shared): string {
  if (options.cite) {
    const sentence = citation(book, answered, day);
    return format === "json"
      ? `${JSON.stringify({ citation: sentence, sources: sourcesJson(book, answered) }, null, 2)}\n`
      : `${sentence}\n`;
  }
  if (!options.sources) return inForm(answered, format);
  const sources = sourcesJson(book, answered);
  const json = Array.isArray(answered.json)
    ? { answer: answered.json, sources }
    : { ...(answered.json as object), sources };
  const blocks = format === "table" ? [...answered.blocks, ...sourceBlocks(book, answered)] : answered.blocks;
  return inForm({ ...answered, json, blocks }, format);
}

/** An option whose date the calendar does not have. */
export function badDate(option: string, written: string): RoundtripError {
  return new RoundtripError("BAD_DATE", `${option} "${written}" is not a date of the calendar.`, {
    exit: exitCode.usage,
    remedy: isDay(written.slice(0, 10))
      ? `Write ${option} ${written.slice(0, 10)}.`
      : `Write a day such as ${option} 2026-09-30.`,
  });
}
