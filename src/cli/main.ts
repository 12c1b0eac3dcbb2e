// The command line: one verb a question. Data on stdout, everything else on stderr.

import { Command, CommanderError } from "commander";
import { exitCode } from "../error/error.ts";
import type { Economy } from "../model/circular/economy.ts";
import { type Shared, answer, shared } from "./ask.ts";
import { addBacktestCommands } from "./backtest.ts";
import { addBookCommands } from "./book-commands.ts";
import { asUserError, fail, wantsJson } from "./failure.ts";
import { addModelCommands } from "./model.ts";
import { addNetworkCommands } from "./network.ts";
import { addRingCommands } from "./ring.ts";
import { addServeCommand } from "./serve.ts";
import { addSimulationCommands } from "./simulate.ts";
import type { EconomyMaker } from "../question/simulation-run.ts";

/**
 * Runs one command line and returns its exit code. Nothing is thrown.
 *
 * @param makeEconomy what is simulated
 */
export async function main(
  argv: readonly string[],
  makeEconomy: EconomyMaker = circularEconomy,
): Promise<number> {
  let code: number = exitCode.done;
  const program = commands((exit) => (code = exit), makeEconomy);
  try {
    const alone = argv.length === 0 || (argv.length === 1 && /^(?:book|network|model)$/u.test(argv[0]!));
    await program.parseAsync(alone ? [...argv, "--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
    return fail(asUserError(error, program, argv), wantsJson(argv));
  }
}

async function circularEconomy(...asked: Parameters<EconomyMaker>): Promise<Economy> {
  return (await import("../model/circular/build.ts")).economyOf(...asked);
}

function commands(setExit: (code: number) => void, makeEconomy: EconomyMaker): Command {
  const program = new Command("roundtrip")
    .description("The open model of AI's circular economy: who funds, supplies and owes whom, with sources.")
    .version("0.1.0")
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError(false);

  shared(program.command("report"))
    .description("The Amazon–Anthropic loop, every pair with money both ways, totals, confidence, gaps.")
    .action(async (options: Shared) =>
      answer(options, async (view) => (await import("../report/report-answer.ts")).reportAnswer(view)),
    );

  shared(program.command("claims"))
    .description("What the articles claim, what the book computes, and the verdict.")
    .action(async (options: Shared) =>
      answer(options, async ({ book, day }) => (await import("../report/claims.ts")).claimsAnswer(book, day)),
    );

  shared(program.command("signals"))
    .description("What to watch: indicator, latest value, threshold, crossed or not.")
    .action(async (options: Shared) =>
      answer(options, async ({ book, day }) =>
        (await import("../report/signals.ts")).signalsAnswer(book, day),
      ),
    );

  addBookCommands(program, setExit);
  addRingCommands(program);
  addNetworkCommands(program);
  addModelCommands(program, makeEconomy);
  addSimulationCommands(program, makeEconomy);
  addBacktestCommands(program, makeEconomy);
  addServeCommand(program);
  return program;
}
