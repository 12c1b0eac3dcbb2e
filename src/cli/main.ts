// The command line: one verb a question. Data on stdout, everything else on stderr.

import { Command, CommanderError, Option, type OptionValues } from "@commander-js/extra-typings";
import type { Book } from "../book/book.ts";
import { countings } from "../book/count.ts";
import { newestDay } from "../book/known.ts";
import { type Fault, RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Answer } from "../report/answer.ts";
import { citation, sourceBlocks, sourcesJson } from "../report/cite.ts";
import type { View } from "../report/pair.ts";
import { isDay, isPartialDate, lastDay } from "../unit/date.ts";
import { bookLayers, openBook, textsOf } from "./book-files.ts";
import { renderCsv, renderText } from "./render.ts";

/** What every command may be told. */
interface Shared {
  readonly format?: "table" | "json" | "csv" | undefined;
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

/** Runs one command line and returns its exit code. Nothing is thrown. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCode.done;
  const program = commands((exit) => (code = exit));
  try {
    const alone = argv.length === 0 || (argv.length === 1 && argv[0] === "book");
    await program.parseAsync(alone ? [...argv, "--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
    return fail(asUserError(error, program, argv), wantsJson(argv));
  }
}

function commands(setExit: (code: number) => void) {
  const program = new Command("roundtrip")
    .description("The open model of AI's circular economy: who funds, supplies and owes whom, with sources.")
    .version("0.1.0")
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError(false);

  shared(program.command("report"))
    .description("The Amazon–Anthropic loop, every pair with money both ways, totals, confidence, gaps.")
    .action(async (options) =>
      answer(options, async (view) => (await import("../report/report.ts")).reportAnswer(view)),
    );

  shared(program.command("claims"))
    .description("What the articles claim, what the book computes, and the verdict.")
    .action(async (options) =>
      answer(options, async ({ book, day }) => (await import("../report/claims.ts")).claimsAnswer(book, day)),
    );

  shared(program.command("signals"))
    .description("What to watch: indicator, latest value, threshold, crossed or not.")
    .action(async (options) =>
      answer(options, async ({ book, day }) =>
        (await import("../report/signals.ts")).signalsAnswer(book, day),
      ),
    );

  const book = program
    .command("book")
    .description("The book itself: check, list, show, due, export.")
    .exitOverride();

  shared(book.command("check").argument("[dir]", "the folder of a book; the default book unless given"))
    .description("Every fault of a book at once, with place and remedy.")
    .action(async (dir, options) => setExit(await check(dir, options)));

  shared(book.command("list").argument("<kind>", "deals, legs, parties, facts, offerings, …"))
    .description("Records of one kind, with filters.")
    .option("--party <id>", "only what concerns this party or group")
    .option("--kind <kind>", "only this kind, such as equity or compute")
    .option("--since <date>", "only from this date on")
    .option("--region <name>", "only what runs in this region")
    .option("--model <name>", "only this model or family")
    .option("--platform <id>", "only this platform")
    .option("--metric <name>", "only this metric of the facts")
    .option("--open-weights", "only models with open weights")
    .option("--live", "only legs that count: not overlapping, superseded or cancelled")
    .action(async (kind, options) =>
      answer(options, async ({ book: opened, day }) => {
        const { listAnswer, listable } = await import("../report/list.ts");
        const known = listable.find((name) => name === kind);
        if (!known) throw unknownWord("kind of record", kind, listable);
        if (options.since !== undefined && !isPartialDate(options.since))
          throw badDate("--since", options.since);
        return listAnswer(opened, known, options, day);
      }),
    );

  shared(book.command("show").argument("<id>", "the id of any record"))
    .description("One record with all that is known of it.")
    .action(async (id, options) =>
      answer(options, async ({ book: opened, day }) =>
        (await import("../report/list.ts")).showAnswer(opened, id, day),
      ),
    );

  shared(book.command("count"))
    .description("How many records the book holds, and how many amounts are unknown.")
    .action(async (options) =>
      answer(options, async ({ book: opened, day }) =>
        (await import("../report/holdings.ts")).holdingsAnswer(opened, day),
      ),
    );

  shared(book.command("due"))
    .description("Commitments, leases and debts falling due by year: the maturity wall.")
    .addOption(new Option("--by <period>", "the period").choices(["year"] as const).default("year" as const))
    .option("--party <id>", "only what this group has to pay")
    .action(async (options) =>
      answer(options, async ({ book: opened, day, counting }) => {
        if (options.party !== undefined) (await import("../report/list.ts")).partyOf(opened, options.party);
        return (await import("../report/due.ts")).dueAnswer(opened, day, counting, options.party);
      }),
    );

  shared(book.command("export"))
    .description("The whole book as one JSON document, as known on the day.")
    .action(async (options) =>
      answer({ ...options, json: true }, async ({ book: opened, day }) =>
        (await import("../report/export.ts")).exportAnswer(opened, day),
      ),
    );

  return program;
}

function shared<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return command
    .addOption(new Option("--format <format>", "how to answer").choices(["table", "json", "csv"] as const))
    .option("--json", "short for --format json")
    .option("--as-of <date>", "as known on this day (default: the newest day in the book)")
    .addOption(
      new Option("--count <rule>", "what counts as money").choices(countings).default("firm" as const),
    )
    .addOption(
      new Option("--level <level>", "groups or their segments")
        .choices(["group", "segment"] as const)
        .default("group" as const),
    )
    .option(
      "--book <dir>",
      "a book that lies over the default one; repeatable",
      (dir: string, before: string[]) => [...before, dir],
      [] as string[],
    )
    .option("--no-default-book", "leave the default book out")
    .option("--sources", "add the sources of every figure shown")
    .option("--cite", "print a sentence that may be quoted")
    .exitOverride();
}

/** Opens the book, asks, and prints the answer in the form that was wanted. */
async function answer(options: Shared, question: Question): Promise<void> {
  const format = options.json ? "json" : (options.format ?? "table");
  if (options.asOf !== undefined && !isPartialDate(options.asOf)) throw badDate("--as-of", options.asOf);
  const book = await openBook({ folders: options.book, withDefault: options.defaultBook });
  const day = options.asOf === undefined ? newestDay(book) : lastDay(options.asOf);
  const answered = await question({ book, day, counting: options.count, level: options.level }, options);
  await print(form(book, answered, day, format, options));
}

function form(
  book: Book,
  answered: Answer,
  day: string,
  format: "table" | "json" | "csv",
  options: Shared,
): string {
  if (options.cite) {
    const sentence = citation(book, answered, day);
    return format === "json"
      ? `${JSON.stringify({ citation: sentence, sources: sourcesJson(book, answered) }, null, 2)}\n`
      : `${sentence}\n`;
  }
  if (format === "csv") return renderCsv(answered.blocks);
  if (format === "json") {
    if (!options.sources) return `${JSON.stringify(answered.json, null, 2)}\n`;
    const sources = sourcesJson(book, answered);
    const json = Array.isArray(answered.json)
      ? { answer: answered.json, sources }
      : { ...(answered.json as object), sources };
    return `${JSON.stringify(json, null, 2)}\n`;
  }
  const blocks = options.sources ? [...answered.blocks, ...sourceBlocks(book, answered)] : answered.blocks;
  return renderText(blocks, {
    width: Math.max(60, Math.min(process.stdout.columns ?? 120, 160)),
    colour: wantsColour(),
  });
}

function wantsColour(): boolean {
  return process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
}

/** Writes all of it before the process may end, also into a pipe that fills. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );
}

/** `book check`: the faults as a list; exit 3 where there are any. */
async function check(dir: string | undefined, options: Shared): Promise<number> {
  const over = options.book.length > 0 || !options.defaultBook;
  const folders = dir === undefined ? options.book : [dir, ...options.book];
  const { layers, hash } = bookLayers({
    folders,
    withDefault: dir === undefined && (options.defaultBook || !over),
  });
  const read = layers.map(textsOf);
  const { tryBook } = await import("../book/load.ts");
  const unreadable = read.flatMap(({ faults }) => faults);
  const { book, faults } = tryBook(
    read.map(({ texts }) => texts),
    hash,
    unreadable,
  );
  if (options.json || options.format === "json") {
    const listed = faults.map(({ code, file, line, column, message, remedy }) => ({
      code,
      file,
      line,
      column,
      message,
      remedy,
    }));
    await print(`${JSON.stringify({ ok: faults.length === 0, faults: listed }, null, 2)}\n`);
  } else if (book && faults.length === 0) {
    await print(
      `ok: ${book.header.title} ${book.header.version}, ${book.deals.size} deals, ${book.legs.size} legs, ${book.facts.size} facts, ${book.sources.size} sources\n`,
    );
  } else {
    process.stderr.write(faultsText(faults));
  }
  return faults.length === 0 ? exitCode.done : exitCode.input;
}

function faultsText(faults: readonly Fault[]): string {
  const shown = faults.map((fault) => {
    const place = fault.file === undefined ? "" : ` ${fault.file}:${fault.line}:${fault.column}`;
    const gutter = `${fault.line ?? ""}`.length;
    const excerpt =
      fault.excerpt === undefined
        ? []
        : [
            `  ${fault.line} | ${fault.excerpt}`,
            `  ${" ".repeat(gutter)} | ${" ".repeat(Math.max(0, (fault.mark ?? 1) - 1))}${"^".repeat(Math.max(1, Math.min(fault.width ?? 1, 60)))}`,
          ];
    return [`error ${fault.code}${place}`, ...excerpt, `${fault.message} ${fault.remedy}`].join("\n");
  });
  return `${shown.join("\n\n")}\n\n${faults.length === 1 ? "1 fault" : `${faults.length} faults`}.\n`;
}

function unknownWord(what: string, word: string, known: readonly string[]): RoundtripError {
  return new RoundtripError("UNKNOWN_WORD", `There is no ${what} "${word}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(word, known) || (known.length <= 20 ? `Use one of: ${known.join(", ")}.` : ""),
  });
}

function badDate(option: string, written: string): RoundtripError {
  return new RoundtripError("BAD_DATE", `${option} "${written}" is not a date of the calendar.`, {
    exit: exitCode.usage,
    remedy: isDay(written.slice(0, 10))
      ? `Write ${option} ${written.slice(0, 10)}.`
      : `Write a day such as ${option} 2026-09-30.`,
  });
}

function wantsJson(argv: readonly string[]): boolean {
  return (
    argv.includes("--json") || argv.includes("--format=json") || argv[argv.indexOf("--format") + 1] === "json"
  );
}

/** Any error as one that the user can act on; what is none of theirs is our bug. */
function asUserError(
  error: unknown,
  program: {
    commands: readonly {
      name(): string;
      options: readonly { long?: string | null }[];
      commands: readonly unknown[];
    }[];
  },
  argv: readonly string[],
): RoundtripError {
  if (error instanceof RoundtripError) return error;
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /u, "").replace(/\n[^]*$/u, "");
    const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith(".") ? "" : "."}`;
    return new RoundtripError("USAGE", sentence, {
      exit: exitCode.usage,
      remedy: usageRemedy(message, program, argv),
    });
  }
  const { message, stack } = error as Error;
  return new RoundtripError("BUG", `This is a bug of roundtrip: ${message}`, {
    exit: exitCode.bug,
    remedy: `Please report it with this:\n${stack ?? ""}`,
  });
}

function usageRemedy(
  message: string,
  program: Parameters<typeof asUserError>[1],
  argv: readonly string[],
): string {
  const word = /'([^']+)'/u.exec(message)?.[1]?.replace(/=.*$/u, "") ?? "";
  const subcommands = program.commands.find((command) => command.name() === argv[0])?.commands as
    typeof program.commands | undefined;
  if (/unknown option/u.test(message)) {
    const named = [...program.commands, ...(subcommands ?? [])].flatMap((command) =>
      command.options.map((option) => option.long ?? ""),
    );
    return (
      didYouMean(word, [...new Set(named)]) || `\`roundtrip ${argv[0] ?? ""} --help\` lists the options.`
    );
  }
  if (/unknown command/u.test(message)) {
    const names = (
      subcommands && subcommands.length > 0 && argv[0] !== word ? subcommands : program.commands
    ).map((command) => command.name());
    return didYouMean(word, names) || `Use one of: ${names.join(", ")}.`;
  }
  if (/too many arguments|missing required/u.test(message))
    return `\`roundtrip ${argv[0] ?? ""} --help\` shows how it is used.`;
  return "`roundtrip --help` shows how it is used.";
}

/** One error: an object on stdout under --json, prose on stderr always. */
function fail(error: RoundtripError, json: boolean): number {
  if (json) {
    const { file, line, column } = error.faults[0] ?? {};
    const place = file === undefined ? {} : { file, line, column };
    const faults =
      error.faults.length === 0
        ? {}
        : { faults: error.faults.map(({ excerpt: _, width: __, mark: ___, ...fault }) => fault) };
    process.stdout.write(
      `${JSON.stringify({ error: { code: error.code, message: error.message, remedy: error.remedy, ...place, ...faults } }, null, 2)}\n`,
    );
  }
  process.stderr.write(
    error.faults.length > 0
      ? faultsText(error.faults)
      : `error ${error.code}\n${error.message}${error.remedy ? ` ${error.remedy}` : ""}\n`,
  );
  return error.exit;
}
