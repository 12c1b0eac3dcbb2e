// `book …`: check, list, show, count, due, export.

import { type Command, Option } from "commander";
import { exitCode } from "../error/error.ts";
import { recordKinds } from "../book/vocabulary.ts";
import type { Filters } from "../report/filters.ts";
import { isPartialDate } from "../unit/date.ts";
import { type Shared, answer, badDate, shared } from "./ask.ts";
import { bookLayers, textsOf } from "./book-files.ts";
import { faultsText, plainFault } from "./failure.ts";
import { print, unknownWord } from "./shared.ts";

/** Adds `book` with all its questions; `setExit` is told the exit code of a check. */
export function addBookCommands(program: Command, setExit: (code: number) => void): void {
  const book = program
    .command("book")
    .description("The book itself: check, list, show, count, due, export.")
    .exitOverride();

  shared(book.command("check").argument("[dir]", "the folder of a book; the default book unless given"))
    .description("Every fault of a book at once, with place and remedy.")
    .action(async (dir: string | undefined, options: Shared) => setExit(await check(dir, options)));

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
    .action(async (kind: string, options: Shared & Filters) =>
      answer(options, async ({ book: opened, day }) => {
        const { listAnswer } = await import("../report/list.ts");
        const known = recordKinds.find((name) => name === kind);
        if (!known) throw unknownWord("kind of record", kind, recordKinds);
        if (options.since !== undefined && !isPartialDate(options.since))
          throw badDate("--since", options.since);
        return listAnswer(opened, known, options, day);
      }),
    );

  shared(book.command("show").argument("<id>", "the id of any record"))
    .description("One record with all that is known of it.")
    .action(async (id: string, options: Shared) =>
      answer(options, async ({ book: opened, day }) =>
        (await import("../report/show.ts")).showAnswer(opened, id, day),
      ),
    );

  shared(book.command("count"))
    .description("How many records the book holds, and how many amounts are unknown.")
    .action(async (options: Shared & { readonly party?: string }) =>
      answer(options, async ({ book: opened, day }) =>
        (await import("../report/holdings.ts")).holdingsAnswer(opened, day),
      ),
    );

  shared(book.command("due"))
    .description("Commitments, leases and debts falling due by year: the maturity wall.")
    .addOption(new Option("--by <period>", "the period").choices(["year"]).default("year"))
    .option("--party <id>", "only what this group has to pay")
    .action(async (options: Shared & { readonly party?: string }) =>
      answer(options, async ({ book: opened, day, counting }) => {
        if (options.party !== undefined)
          (await import("../report/filters.ts")).partyOf(opened, options.party);
        return (await import("../report/due.ts")).dueAnswer(opened, day, counting, options.party);
      }),
    );

  shared(book.command("export"))
    .description("The whole book as one JSON document, as known on the day.")
    .action(async (options: Shared & { readonly party?: string }) =>
      answer({ ...options, json: true }, async ({ book: opened, day }) =>
        (await import("../report/export.ts")).exportAnswer(opened, day),
      ),
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
    await print(`${JSON.stringify({ ok: faults.length === 0, faults: faults.map(plainFault) }, null, 2)}\n`);
  } else if (book && faults.length === 0) {
    await print(
      `ok: ${book.header.title} ${book.header.version}, ${book.deals.size} deals, ${book.legs.size} legs, ${book.facts.size} facts, ${book.sources.size} sources\n`,
    );
  } else {
    process.stderr.write(faultsText(faults));
  }
  return faults.length === 0 ? exitCode.done : exitCode.input;
}
