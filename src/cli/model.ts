// `model …`: equations in a text file, shown, run and explained.

import { type Command, InvalidArgumentError, Option } from "commander";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type SectorId, sectors as sectorList } from "../model/circular/sector.ts";
import type { Model } from "../model/model.ts";
import type { EngineName } from "../paths/prepare.ts";
import { circular } from "./circular-model.ts";
import { inputFrom } from "./network-files.ts";
import { progressOnStderr } from "./progress.ts";
import { type Format, formatOption, inForm, print } from "./shared.ts";
import type { EconomyMaker } from "../question/simulation-run.ts";
import { threads, threadsFor } from "./threads.ts";

interface Shared {
  readonly format?: Format | undefined;
  readonly json?: boolean | undefined;
}

interface SetOption {
  readonly name: string;
  readonly value: number;
  readonly from: number | undefined;
}

interface RunOptions extends Shared {
  readonly periods?: number | undefined;
  readonly paths: number;
  readonly seed: number;
  readonly set: readonly SetOption[];
  readonly threads?: number | undefined;
  readonly engine?: EngineName | undefined;
  readonly antithetic?: boolean | undefined;
}

interface ShowOptions extends RunOptions {
  readonly text?: boolean | undefined;
  readonly part?: SectorId | undefined;
  readonly all?: boolean | undefined;
}

/** A table of the simulation's many thousand equations is asked for; machines get everything. */
function shownOf(options: ShowOptions, isCircular: boolean): "parts" | "all" | SectorId {
  if (!isCircular || options.all === true) return "all";
  return options.part ?? (formatOf(options) === "table" ? "parts" : "all");
}

/** Adds `model` with all its questions to the program. */
export function addModelCommands(program: Command, makeEconomy: EconomyMaker): void {
  const group = program
    .command("model")
    .description("Equations in a text file: show them, run them, explain a number.")
    .exitOverride();
  const question = (name: string, description: string): Command =>
    withSets(
      group
        .command(`${name} <file>`)
        .description(description)
        .addOption(formatOption())
        .option("--json", "short for --format json")
        .exitOverride(),
    ).option("--periods <n>", "how many periods are solved", whole(1, 100_000));

  question("run", "Run a model: one path, or many with a summary.")
    .option("--paths <n>", "how many paths", whole(1, 100_000_000), 1)
    .option("--seed <n>", "which random numbers", whole(0, Number.MAX_SAFE_INTEGER), 1)
    .option("--threads <n>", "how many threads (default: all processors)", whole(1, 256))
    .addOption(new Option("--engine <name>", "how it is run").choices(["wasm", "interpret"]))
    .option("--antithetic", "paths in pairs that draw opposite numbers")
    .action((file: string, options: RunOptions) => runModel(file, options));

  question("show", "The equations in the order in which they are solved; of `circular`, the simulation's.")
    .option("--text", "the model as a text model, with what was set")
    .addOption(
      new Option("--part <id>", "of `circular`, the equations of this part").choices(
        sectorList.map(({ id }) => id),
      ),
    )
    .option("--all", "of `circular`, every equation, number and account, and not only its parts")
    .action(async (file: string, options: ShowOptions) => {
      const isCircular = file === "circular";
      const { model, system, sectors } = isCircular
        ? await circular(options, makeEconomy)
        : { ...(await read(file, options)), sectors: undefined };
      if (options.text) {
        const { showModel } = await import("../model/show-model.ts");
        await print(showModel({ ...model, periods: system.periods }));
        return;
      }
      const { showAnswer } = await import("../report/model-show.ts");
      await print(
        inForm(showAnswer(model, system, sectors, shownOf(options, isCircular)), formatOf(options)),
      );
    });

  question("explain", "Why a variable is what it is in a period of a path.")
    .requiredOption("--variable <name>", "which variable")
    .requiredOption("--period <t>", "which period", whole(0, 100_000))
    .option("--path <k>", "which path", whole(0, 2 ** 31 - 1), 0)
    .option("--seed <n>", "which random numbers", whole(0, Number.MAX_SAFE_INTEGER), 1)
    .option("--antithetic", "paths in pairs that draw opposite numbers")
    .action(explain);
}

async function runModel(file: string, options: RunOptions): Promise<void> {
  const [{ model, system }, { programOf }, { runPaths }, answers] = await Promise.all([
    read(file, options),
    import("../kernel/lower.ts"),
    import("../paths/run.ts"),
    import("../report/model-run.ts"),
  ]);
  const program = programOf(system);
  const inputs = { seed: options.seed, antithetic: options.antithetic === true, given: program.givenDefault };
  const team = threads(threadsFor(Math.ceil(options.paths / 1024), options.threads));
  const progress = progressOnStderr();
  const run = await runPaths(
    program,
    {
      inputs,
      paths: options.paths,
      engine: options.engine,
      progress: (done, paths) => progress(() => `${done} of ${paths} paths`),
    },
    team,
  ).finally(() => team.close());
  const [{ failureOf, imbalanceMax, leakOf }, { allFailed, leaks }] = await Promise.all([
    import("../paths/diagnose.ts"),
    import("../report/model-failure.ts"),
  ]);
  const failed = answers.failedPaths(run);
  const why = failed.length > 0 ? failureOf(system, inputs, failed[0]!) : undefined;
  if (failed.length === run.paths) throw allFailed(model, run.paths, why!);
  const imbalance = answers.largestImbalance(run);
  if (imbalance !== null && imbalance > imbalanceMax)
    throw leaks(model, leakOf(system, inputs, run.leakiest!)!);
  for (const line of answers.failureLines(failed.length, run.paths, why))
    process.stderr.write(`note: ${line}\n`);
  await print(inForm(answers.runAnswer(model, run, options.seed, why), formatOf(options)));
}

interface ExplainOptions extends RunOptions {
  readonly variable: string;
  readonly period: number;
  readonly path: number;
}

async function explain(file: string, options: ExplainOptions): Promise<void> {
  const { model, system } = await read(file, options);
  const [{ traceOf }, { programOf }, { explainAnswer }] = await Promise.all([
    import("../paths/trace.ts"),
    import("../kernel/lower.ts"),
    import("../report/model-show.ts"),
  ]);
  const names = [...model.variables, ...model.once, ...model.given].map(({ name }) => name);
  if (!names.includes(options.variable)) {
    throw new RoundtripError("MODEL_UNKNOWN_NAME", `The model has nothing called "${options.variable}".`, {
      exit: exitCode.usage,
      remedy: didYouMean(options.variable, names) || "`roundtrip model show` lists its names.",
    });
  }
  if (options.period > system.periods) {
    throw new RoundtripError(
      "MODEL_PERIODS",
      `The model has periods 0 to ${system.periods}, not ${options.period}.`,
      {
        exit: exitCode.usage,
        remedy: `Ask for one of them, or for more with --periods ${options.period}.`,
      },
    );
  }
  const { givenDefault } = programOf(system);
  const inputs = { seed: options.seed, antithetic: options.antithetic === true, given: givenDefault };
  const trace = traceOf(system, inputs, options.path);
  const { variable, period, seed } = options;
  await print(inForm(explainAnswer(model, system, trace, { variable, period, seed }), formatOf(options)));
}

async function read(file: string, { periods, set }: Pick<RunOptions, "periods" | "set">) {
  const [{ readTextModel }, { toSystem }, { withSet }] = await Promise.all([
    import("../model/text-model.ts"),
    import("../model/to-system.ts"),
    import("../model/set.ts"),
  ]);
  const written = readTextModel(inputFrom(file));
  const model = set.reduce<Model>(
    (changed, { name, value, from }) => withSet(changed, name, value, from),
    written,
  );
  const system = toSystem(model, periods === undefined ? {} : { periods });
  const late = set.find(({ from }) => from !== undefined && from > system.periods);
  if (late) throw setTooLate(late, system.periods);
  return { model, system };
}

function setTooLate({ name, from }: SetOption, periods: number): RoundtripError {
  return new RoundtripError("MODEL_SET", `${name} is set from period ${from} on, of ${periods} periods.`, {
    exit: exitCode.usage,
    remedy: `Name one of periods 0 to ${periods}, or ask for more with --periods.`,
  });
}

function formatOf({ json, format }: Shared): Format {
  return json ? "json" : (format ?? "table");
}

function withSets(command: Command): Command {
  return command.option(
    "--set <name=value[@period]>",
    "another value, from a period on; repeatable",
    (written: string, before: SetOption[]) => [...before, readSet(written)],
    [] as SetOption[],
  );
}

const setPattern = /^([^=]+)=\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(?:@(\d+))?$/iu;

function readSet(written: string): SetOption {
  const [, name, value, from] = setPattern.exec(written) ?? [];
  if (name === undefined) throw new InvalidArgumentError("Write name=value, or name=value@period.");
  return { name: name.trim(), value: Number(value), from: from === undefined ? undefined : Number(from) };
}

function whole(least: number, most: number): (written: string) => number {
  return (written) => {
    const value = Number(written);
    if (!/^\d+$/u.test(written) || value < least || value > most) {
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}
