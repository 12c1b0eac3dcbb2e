// Questions to the simulation: simulate, assumptions, sensitivity, stress, explain, scenarios, mechanisms.

import { type Command } from "commander";
import { RoundtripError, exitCode } from "../error/error.ts";
import { type Shared, answer, shared } from "./ask.ts";
import type { Simulated } from "../report/simulate.ts";
import { whole } from "./shared.ts";
import type { Asked, EconomyMaker, RunOptions } from "../question/simulation-run.ts";
import { terminal } from "./door.ts";

type Simulating = Shared & RunOptions;

/** Adds the questions to the simulation to the program. */
export function addSimulationCommands(program: Command, make: EconomyMaker): void {
  simulating(program.command("simulate"))
    .description("Many futures of the circular economy: every series by quarter, how likely what is.")
    .option("--party <id>", "only this group or segment")
    .option("--out <dir>", "write the run as CSV and Parquet into a new folder")
    .action(async (options: Simulating & { readonly party?: string; readonly out?: string }) =>
      answer(options, async (view) => {
        const { runSimulate } = await import("../question/simulation-answers.ts");
        const { party, out } = options;
        if (out === undefined) return runSimulate(await askedOf(view, options, make), { party });
        const { refuseTaken } = await import("./out-folder.ts");
        refuseTaken(out);
        const { writeRun } = await import("./run-folder.ts");
        const use = (run: Simulated): Promise<void> => writeRun(run, out);
        return runSimulate(await askedOf(view, options, make), { party, use });
      }),
    );

  simulating(program.command("accounts"))
    .description("Who pays whom and who owes whom in a quarter, by sector: both matrices.")
    .option("--quarter <quarter>", "which quarter, such as 2027Q4 (default: the first)")
    .action(async (options: Simulating & { readonly quarter?: string }) =>
      answer(options, async (view) => {
        const { runAccounts } = await import("../question/simulation-answers.ts");
        return runAccounts(await askedOf(view, options, make), options.quarter);
      }),
    );

  shared(program.command("assumptions"))
    .description("What the simulation assumes: interval, reason, source, and whether it is used.")
    .action(async (options: Shared) =>
      answer(options, async ({ book, day }) =>
        (await import("../report/assumptions.ts")).assumptionsAnswer(book, await make(book, { day })),
      ),
    );

  shared(program.command("scenarios"))
    .description("The scenarios that can be simulated, with their sizes and why.")
    .action(async (options: Shared) =>
      answer(options, async () => (await import("../report/scenarios.ts")).scenariosAnswer()),
    );

  shared(program.command("mechanisms"))
    .description("The mechanisms of the simulation, the deals that they work on, and what each moves.")
    .action(async (options: Shared) =>
      answer(options, async ({ book, day }) =>
        (await import("../report/mechanisms.ts")).mechanismsAnswer(book, await make(book, { day }), day),
      ),
    );

  simulating(program.command("sensitivity"))
    .description("Which assumptions move a series in a quarter, or the chance of an event.")
    .requiredOption(
      "--of <series@quarter>",
      "a series in a quarter, such as anthropic.cash@2028Q4, or an event",
    )
    .action(async (options: Simulating & { readonly of: string }) =>
      answer(options, async (view) => {
        const { runSensitivity } = await import("../question/simulation-answers.ts");
        return runSensitivity(await askedOf(view, options, make), options.of);
      }),
    );

  simulating(program.command("stress"))
    .description("What a scenario does to whom and when, or how large it must be to break something.")
    .option("--party <id>", "only this group or segment")
    .option("--break <event>", "the smallest shock that makes this event more likely than not")
    .action(async (options: Simulating & { readonly party?: string; readonly break?: string }) =>
      answer(options, async (view) => {
        const { runBreak, runStress } = await import("../question/simulation-answers.ts");
        refuseStress(options);
        const of = await askedOf(view, options, make);
        return options.break === undefined ? runStress(of, options.party) : runBreak(of, options.break);
      }),
    );

  simulating(
    program
      .command("burn-down")
      .argument("[leg]", "a contract of a lab for compute", "anthropic-aws-2026-04-commitment"),
  )
    .description("A commitment by year: paid, left, minimums missed, money back per dollar put in.")
    .action(async (leg: string, options: Simulating) =>
      answer(options, async (view) => {
        const { runBurnDown } = await import("../question/simulation-answers.ts");
        return runBurnDown(await askedOf(view, options, make, [leg]), leg);
      }),
    );

  simulating(program.command("outlook").argument("<party>", "a lab, a neocloud or a group"))
    .description("A party on one page: cash, outside money, minimums against use, default by date.")
    .action(async (party: string, options: Simulating) =>
      answer(options, async (view) => {
        const { runOutlook } = await import("../question/simulation-answers.ts");
        return runOutlook(await askedOf(view, options, make), party);
      }),
    );

  simulating(program.command("worth").argument("<party>", "a lab"))
    .description("What must be true for a price: run-rate, growth, and how many futures deliver.")
    .option("--price <amount>", "a price, such as 350B; repeatable", repeated, [])
    .action(async (party: string, options: Simulating & { readonly price: readonly string[] }) =>
      answer(options, async (view) => {
        const { runWorth } = await import("../question/simulation-answers.ts");
        return runWorth(await askedOf(view, options, make), party, options.price);
      }),
    );

  simulating(
    program
      .command("explain")
      .argument("<series@quarter>", "a series in a quarter, such as anthropic.cash@2028Q4, or an event"),
  )
    .description("Why a series is what it is in a quarter: equation, assumptions, deals, sources.")
    .action(async (written: string, options: Simulating) =>
      answer(options, async (view) => {
        const { runExplain } = await import("../question/simulation-answers.ts");
        return runExplain(await askedOf(view, options, make), written);
      }),
    );
}

function repeated(written: string, before: string[]): string[] {
  return [...before, written];
}

/** Gives a command the options of a run, beside those that every question has. */
function simulating(command: Command): Command {
  return shared(command)
    .option("--paths <n>", "how many futures", whole(1, 10_000_000), 2000)
    .option("--seed <n>", "which random numbers", whole(0), 1)
    .option("--quarters <n>", "how many quarters", whole(1, 80), 40)
    .option("--from <quarter>", "the last known quarter (default: the newest that most parties have told)")
    .option("--threads <n>", "how many threads (default: all processors)", whole(1, 256))
    .option("--scenario <id>", "a scenario, such as funding-winter@2027Q1; repeatable", repeated, [])
    .option("--set <assumption=value>", "an assumption, not drawn but set; repeatable", repeated, [])
    .option(
      "--without <mechanism>",
      "a mechanism that is off, such as take-or-pay; repeatable",
      repeated,
      [],
    );
}

async function askedOf(
  view: Parameters<typeof import("../question/simulation-run.ts").asked>[1],
  options: RunOptions,
  make: EconomyMaker,
  shapes: readonly string[] = [],
): Promise<Asked> {
  return (await import("../question/simulation-run.ts")).asked(terminal, view, options, make, shapes);
}

function refuseStress(options: RunOptions & { readonly party?: string; readonly break?: string }): void {
  const isBreak = options.break !== undefined;
  if (isBreak && options.party !== undefined)
    throw usage("--break looks at one event, and at no party.", "Leave out --party.");
  const isSomething = options.scenario.some((text) => text !== "baseline");
  if (!isBreak && !isSomething)
    throw usage(
      "No stress is named.",
      "Name one with --scenario, or ask with --break what it takes. What is --set holds without the stress too.",
    );
}

function usage(message: string, remedy: string): RoundtripError {
  return new RoundtripError("STRESS_WRITTEN", message, { exit: exitCode.usage, remedy });
}
