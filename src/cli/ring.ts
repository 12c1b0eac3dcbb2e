// Questions about who pays whom in a year, on the book: how circular, which loops, whose money, who falls.

import { type Command, InvalidArgumentError, Option } from "commander";
import { RoundtripError, exitCode } from "../error/error.ts";
import { type FlowsView, layers } from "../network/book-flows.ts";
import { yearsOfFlows } from "../network/book-years.ts";
import type { Answer } from "../report/answer.ts";
import { partyOf } from "../report/filters.ts";
import type { View } from "../report/pair.ts";
import { type Shared, answer, shared } from "./ask.ts";
import { progressOnStderr } from "./progress.ts";
import { samplesMax, whole } from "./shared.ts";

interface Yearly extends Shared {
  readonly year?: readonly number[] | undefined;
  readonly layer?: (typeof layers)[number] | undefined;
}

/** Adds the questions about flows to the program. */
export function addRingCommands(program: Command): void {
  yearly(program.command("circularity"))
    .description("How much of the money goes round: a band, by year, layer and counting.")
    .action((options: Yearly) =>
      answer(options, async (view) =>
        (await import("../report/circularity.ts")).circularityAnswer(
          view,
          yearsOf(options, view),
          options.layer,
        ),
      ),
    );

  yearly(program.command("chance"))
    .description("Whether a year's circular share is more than chance makes it.")
    .option("--samples <n>", "how many networks it is compared with", whole(1, samplesMax), 1000)
    .option("--seed <n>", "which random numbers", whole(0), 1)
    .action((options: Yearly & { readonly samples: number; readonly seed: number }) =>
      answer(options, async (view) =>
        (await import("../report/chance.ts")).chanceAnswer(oneYear(options, view), {
          samples: options.samples,
          seed: options.seed,
          progress: progressOnStderr(),
        }),
      ),
    );

  yearly(program.command("loops"))
    .description("Rings of funding and purchases, with what can go round and the deals that carry it.")
    .option("--max-length <n>", "how many parties a ring may have", whole(2), 5)
    .option("--limit <n>", "how many rings are shown", whole(1), 20)
    .action((options: Yearly & { readonly maxLength: number; readonly limit: number }) =>
      answer(options, async (view) =>
        (await import("../report/circularity.ts")).loopsAnswer(
          oneYear(options, view),
          options.maxLength,
          options.limit,
        ),
      ),
    );

  const of = (
    name: string,
    description: string,
    ask: (view: FlowsView, party: string) => Promise<Answer>,
  ): void => {
    yearly(program.command(name).argument("<party>", "a party of the book"))
      .description(description)
      .action((party: string, options: Yearly) =>
        answer(options, (view) => ask(oneYear(options, view), partyOf(view.book, party))),
      );
  };
  of(
    "trace",
    "Where a dollar of a party goes, how much comes back, where the rest ends.",
    async (view, party) => (await import("../report/trace.ts")).traceAnswer(view, party),
  );
  of("outside", "How much of a party's money comes from outside the ring, in the end.", async (view, party) =>
    (await import("../report/outside.ts")).outsideAnswer(view, party),
  );
  of("revenue", "Whose money a vendor's revenue is: at least, pro rata, at most.", async (view, party) =>
    (await import("../report/revenue.ts")).revenueAnswer(view, party),
  );
  of(
    "look-through",
    "Who stands behind a dollar that a party spends: clouds, chips, foundries, power.",
    async (view, party) => (await import("../report/look-through.ts")).lookThroughAnswer(view, party),
  );
  of("concentration", "How few a party buys from and sells to.", async (view, party) =>
    (await import("../report/concentration.ts")).concentrationAnswer(view, party),
  );

  yearly(program.command("contagion"))
    .description("Who falls with whom: losses by rounds if a party fails.")
    .requiredOption("--fail <party>", "the party that fails")
    .action((options: Yearly & { readonly fail: string }) =>
      answer(options, async (view) =>
        (await import("../report/cascade.ts")).contagionAnswer(
          oneYear(options, view),
          partyOf(view.book, options.fail),
        ),
      ),
    );
}

function yearly(command: Command): Command {
  return shared(command)
    .option(
      "--year <year>",
      "the calendar year, or years such as 2025..2028 (default: the year of the as-of)",
      years,
    )
    .addOption(new Option("--layer <layer>", "what is paid in cash, or in kind").choices(layers));
}

function years(written: string): readonly number[] {
  const match = /^(\d{4})(?:\.\.(\d{4}))?$/u.exec(written);
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || to < from || to - from > 50) {
    throw new InvalidArgumentError("Write a year such as 2026, or years such as 2025..2028.");
  }
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}

/** The years asked for. @throws UNKNOWN_YEAR where the book has no payment in one of them */
function yearsOf(options: Yearly, view: View): readonly number[] {
  if (options.year === undefined) return [Number(view.day.slice(0, 4))];
  const known = yearsOfFlows(view);
  const outside = options.year.find((year) => known && (year < known.first || year > known.last));
  if (known === undefined || outside === undefined) return options.year;
  throw new RoundtripError(
    "UNKNOWN_YEAR",
    `The book has no payment in ${String(outside).padStart(4, "0")}.`,
    {
      exit: exitCode.usage,
      remedy: `Write a year from ${known.first} to ${known.last}.`,
    },
  );
}

/** The one year of a question that takes one; cash unless told otherwise. */
function oneYear(options: Yearly, view: View): FlowsView {
  const [year, ...more] = yearsOf(options, view);
  if (more.length > 0) {
    throw new RoundtripError("USAGE", "This question takes one year.", {
      exit: exitCode.usage,
      remedy: `Write --year ${year}.`,
    });
  }
  return { ...view, year: year!, layer: options.layer ?? "cash" };
}
