// `backtest` and `calibration`: how well the economy forecast what has happened since, and whether it stands where the
// accounts stand.

import type { Command } from "commander";
import { actualsOf } from "../model/circular/start-actuals.ts";
import type { Economy } from "../model/circular/economy.ts";
import { type Quarter, quarterFrom } from "../model/circular/quarter.ts";
import { reportedIn } from "../model/circular/start-reported.ts";
import { startOf } from "../model/circular/start.ts";
import { exactPathsMax } from "../paths/tally.ts";
import type { Answer } from "../report/answer.ts";
import type { OriginRun } from "../report/backtest-origins.ts";
import type { EconomyRun } from "../report/backtest-run.ts";
import type { View } from "../report/pair.ts";
import { type Shared, answer, shared } from "./ask.ts";
import { progressOnStderr } from "./progress.ts";
import { whole } from "./shared.ts";
import type { EconomyMaker } from "../question/simulation-run.ts";
import { threads, threadsFor } from "./threads.ts";

interface RunOptions extends Shared {
  readonly paths: number;
  readonly seed: number;
  readonly threads?: number | undefined;
}

/** Adds `backtest` and `calibration` to the program. */
export function addBacktestCommands(program: Command, make: EconomyMaker): void {
  running(program.command("backtest"))
    .description("How well the model forecast what has happened since a quarter, beside naive forecasts.")
    .requiredOption(
      "--from <quarter>",
      "the last quarter that counts as known, such as 2024Q4; repeatable: scored together",
      (quarter: string, before: readonly Quarter[] | undefined) => [
        ...new Set(before).add(quarterFrom(quarter)),
      ],
    )
    .action((options: RunOptions & { readonly from: readonly Quarter[] }) =>
      answer(options, async (view) => backtests(view, options.from, options, make)),
    );

  running(program.command("calibration"))
    .description("The model's figures of the quarter in which it starts, beside the reported ones.")
    .option("--from <quarter>", "the quarter in which it starts (default: the newest known of most parties)")
    .action((options: RunOptions & { readonly from?: string }) =>
      answer(options, async (view) => {
        const from = options.from === undefined ? undefined : quarterFrom(options.from);
        return calibration(view, from, options, make);
      }),
    );
}

function running(command: Command): Command {
  return shared(command)
    .option("--paths <n>", "how many paths", whole(1, exactPathsMax), 2000)
    .option("--seed <n>", "which random numbers", whole(0), 1)
    .option("--threads <n>", "how many threads (default: all processors)", whole(1, 256));
}

async function backtests(
  view: View,
  from: readonly Quarter[],
  options: RunOptions,
  make: EconomyMaker,
): Promise<Answer> {
  const [{ backtestAnswer }, { originsAnswer }] = await Promise.all([
    import("../report/backtest-answer.ts"),
    import("../report/backtest-origins.ts"),
  ]);
  const origins: OriginRun[] = [];
  for (const quarter of from.toSorted()) origins.push(await backtest(view, quarter, options, make));
  const [{ found, run }] = origins as [OriginRun, ...OriginRun[]];
  return origins.length === 1 ? backtestAnswer(view.book, found, run) : originsAnswer(view.book, origins);
}

async function backtest(
  { book, day: asOf }: View,
  from: Quarter,
  options: RunOptions,
  make: EconomyMaker,
): Promise<OriginRun> {
  const [{ backtestPlan }, { backtestOf }, { hindsightOf, restsOn }] = await Promise.all([
    import("../report/backtest-plan.ts"),
    import("../report/backtest.ts"),
    import("../report/hindsight.ts"),
  ]);
  const plan = backtestPlan(from, asOf, (day) => actualsOf(book, day));
  const economy = await make(book, { start: from, day: plan.day, quarters: plan.quarters });
  const used = restsOn(book, economy, startOf(book, from, plan.day));
  const series = new Set(plan.outcomes.map((actual) => actual.series));
  const run = await runWith(economy, series, options);
  const failedPaths = run.failed.filter((mark) => mark !== 0).length;
  if (failedPaths > 0)
    process.stderr.write(`note: ${failedPaths} of ${options.paths} paths failed and are left out\n`);
  return {
    found: backtestOf(plan, economy.series, run),
    run: {
      paths: options.paths,
      seed: options.seed,
      failedPaths,
      hindsight: hindsightOf(book, used, plan.day),
    },
  };
}

async function calibration(
  { book, day: asOf }: View,
  from: Quarter | undefined,
  options: RunOptions,
  make: EconomyMaker,
): Promise<Answer> {
  const [{ originDay }, { calibrationOf, calibrationAnswer, startValues }] = await Promise.all([
    import("../report/backtest-plan.ts"),
    import("../report/calibration.ts"),
  ]);
  const day = from === undefined || originDay(from) > asOf ? asOf : originDay(from);
  const economy = await make(book, { day, quarters: 1, ...(from === undefined ? {} : { start: from }) });
  const reported = reportedIn(book, startOf(book, economy.start, day));
  const run = await runWith(economy, new Set(reported.map((one) => one.series)), options);
  return calibrationAnswer(book, calibrationOf(economy, startValues(economy.series, run), reported), day);
}

async function runWith(economy: Economy, series: EconomyRun["series"], options: RunOptions) {
  const { runEconomy } = await import("../report/backtest-run.ts");
  const team = threads(threadsFor(Math.ceil(options.paths / 1024), options.threads));
  const progress = progressOnStderr();
  return runEconomy(
    economy,
    {
      paths: options.paths,
      seed: options.seed,
      series,
      progress: (done, paths) => progress(() => `${done} of ${paths} paths`),
    },
    team,
  ).finally(() => team.close());
}
