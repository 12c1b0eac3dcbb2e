// `network …`: the measures on anybody's list of payments or table, from files.

import { Command, Option } from "commander";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { networkOfEdges } from "../network/edges.ts";
import type { Network } from "../network/network.ts";
import type { Answer } from "../report/answer.ts";
import { cashFrom, edgesFrom, onEdges, onInput } from "./network-files.ts";
import type { Progress } from "../question/door.ts";
import { progressOnStderr } from "./progress.ts";
import { formatOption, inForm, print, samplesMax, whole } from "./shared.ts";

interface Shared {
  readonly format?: "table" | "json" | "csv" | undefined;
  readonly json?: boolean | undefined;
}

const edgesHelp = "a list of payments: CSV payer,payee,amount, plain or gzip";
const statistics = ["circularity", "reciprocity", "loops"] as const;

/** Adds `network` with all its questions to the program. */
export function addNetworkCommands(program: Command): void {
  const network = program
    .command("network")
    .description("Measures on any list of payments or table: circularity, loops, clearing, and more.")
    .exitOverride();
  const question = (name: string, description: string) =>
    network
      .command(name)
      .description(description)
      .addOption(formatOption())
      .option("--json", "short for --format json")
      .exitOverride();

  question("circularity", "How much can go round, and the other measures of going round.")
    .requiredOption("--edges <file>", edgesHelp)
    .action((options) =>
      say(options, (progress) => circularity(networkFrom(options.edges, progress), progress)),
    );

  question("loops", "Loops up to a length, each with what can go all the way round.")
    .requiredOption("--edges <file>", edgesHelp)
    .option("--max-length <n>", "the most legs of a loop", whole(2), 5)
    .option("--limit <n>", "how many loops are listed, those with the largest throughput", whole(0))
    .option("--search-limit <n>", "how many payments the search may look at before it stops", whole(1))
    .action((options) =>
      say(options, async (progress) => {
        const { loops } = await import("../network/loop.ts");
        const { loopsAnswer, rowsForPeople } = await answers();
        const network = networkFrom(options.edges, progress);
        const { maxLength, searchLimit } = options;
        const limit = options.limit ?? (isTable(options) ? rowsForPeople : listedMax);
        return loopsAnswer(network.parties, loops(network, { maxLength, limit, searchLimit }), maxLength);
      }),
    );

  question("finn", "Finn's cycling index of a network in balance.")
    .requiredOption(
      "--input <file>",
      "JSON {nodes, flows, boundaryInput, boundaryOutput?}, flows[i][j] from i to j",
    )
    .action((options) =>
      say(options, async () => {
        const { readSteadyState } = await import("../network/input.ts");
        const { finnSteadyState } = await import("../network/finn.ts");
        const { finnAnswer } = await answers();
        return onInput(options.input, readSteadyState, (state) =>
          finnAnswer(state.nodes, finnSteadyState(state)),
        );
      }),
    );

  question("trace", "Where a dollar goes that a party pays, and how much of it comes back.")
    .requiredOption("--edges <file>", edgesHelp)
    .requiredOption("--from <party>", "whose dollar, by its name in the list")
    .action((options) =>
      say(options, async (progress) => {
        const { trace } = await import("../network/trace.ts");
        const { traceAnswer } = await answers();
        const network = networkFrom(options.edges, progress);
        const from = partyOf(network, options.from);
        return traceAnswer(from, trace(network, { from }), await rowsFor(options));
      }),
    );

  question("look-through", "What stands behind a dollar of somebody's outlay.")
    .option(
      "--input <file>",
      "JSON {sectors, coefficients} or {sectors, transactions, output}, [i][j] what j buys from i",
    )
    .option("--edges <file>", edgesHelp)
    .option("--party <party>", "with --edges: whose outlay")
    .action((options) => say(options, (progress) => lookThroughOf(options, progress)));

  question("clear", "Who can pay whom when everybody pays at once, and who fails in which round.")
    .option(
      "--input <file>",
      "JSON {liabilities, externalAssets, externalLiabilities?, alpha?, beta?}, [i][j] what i owes j",
    )
    .option("--edges <file>", "debts as a list: payer owes payee the amount")
    .option("--cash <file>", "with --edges: CSV party,cash, what each has from outside; nothing where absent")
    .action((options) => say(options, (progress) => clearingOf(options, progress)));

  question("debtrank", "How far a loss spreads through exposures.")
    .requiredOption(
      "--input <file>",
      "JSON {exposures, equity, shock, variant, value?}, [i][j] what i loses if j fails",
    )
    .action((options) =>
      say(options, async () => {
        const { readExposures } = await import("../network/input.ts");
        const { debtRank } = await import("../network/debtrank.ts");
        const { debtRankAnswer } = await answers();
        return onInput(options.input, readExposures, (input) => debtRankAnswer(debtRank(input)));
      }),
    );

  question("chance", "Whether a statistic is more than chance makes it, given who pays how much to how many.")
    .requiredOption("--edges <file>", edgesHelp)
    .addOption(
      new Option("--statistic <name>", "what is compared")
        .choices(statistics)
        .default("circularity" as const),
    )
    .option("--samples <n>", "how many networks it is compared with", whole(1, samplesMax), 1000)
    .option("--seed <n>", "which random numbers", whole(0), 1)
    .option("--max-length <n>", "for loops: the most legs of a loop", whole(2), 5)
    .action((options) =>
      say(options, async (progress) => {
        const { chance } = await import("../network/chance.ts");
        const { chanceAnswer } = await answers();
        const network = networkFrom(options.edges, progress);
        const { samples, seed } = options;
        const statistic = await statisticOf(options.statistic, options.maxLength);
        const told = (done: number): void => progress(() => `compared with ${done} of ${samples} networks`);
        return chanceAnswer(options.statistic, chance(network, { statistic, samples, seed, progress: told }));
      }),
    );
}

/** Finn's index solves a system for each party: beyond parties × edges of this many it takes minutes. */
const finnWorkMax = 1e9;

/** As many loops as are listed where nobody says how many. */
const listedMax = 10_000;

async function say(options: Shared, ask: (progress: Progress) => Promise<Answer>): Promise<void> {
  const answer = await ask(progressOnStderr());
  await print(inForm(answer, options.json ? "json" : (options.format ?? "table")));
}

function answers() {
  return import("../report/network-answers.ts");
}

function isTable({ json, format = "table" }: Shared): boolean {
  return !json && format === "table";
}

async function rowsFor(options: Shared): Promise<number> {
  return isTable(options) ? (await answers()).rowsForPeople : Infinity;
}

function networkFrom(file: string, progress: Progress): Network {
  return networkOfEdges(edgesFrom(file, progress));
}

async function circularity(network: Network, progress: Progress): Promise<Answer> {
  const [{ maximumCirculation }, { excess, reciprocity }, { finn }, { hodgeLoopShare }, { components }] =
    await Promise.all([
      import("../network/circulation.ts"),
      import("../network/reciprocity.ts"),
      import("../network/finn.ts"),
      import("../network/hodge.ts"),
      import("../network/component.ts"),
    ]);
  const { flow, parties } = network;
  const part = <T>(name: string, measure: () => T): T => {
    progress(() => name);
    return measure();
  };
  const { amount, share } = part("maximum circulation", () => maximumCirculation(flow));
  const { count, sizes } = part("components", () => components(flow));
  const largest = sizes.reduce((most, size) => (most < size ? size : most), 0);
  const tooLarge = largest * flow.value.length > finnWorkMax;
  if (tooLarge) {
    process.stderr.write(
      `note: Finn's cycling index is left out: ${largest} parties in one group are too many.\n`,
    );
  }
  return (await answers()).circularityMeasuresAnswer({
    nodes: parties.length,
    edges: flow.value.length,
    total: flow.value.reduce((sum, x) => sum + x, 0),
    maximumCirculation: { amount, share },
    reciprocity: reciprocity(flow),
    finnCyclingIndex: tooLarge ? null : part("Finn's cycling index", () => finn(flow)).finnCyclingIndex,
    hodgeLoopShare: part("Hodge loop share", () => hodgeLoopShare(network)),
    excess: excess(flow),
    components: { count, largest },
  });
}

interface LookThroughOptions extends Shared {
  readonly input?: string | undefined;
  readonly edges?: string | undefined;
  readonly party?: string | undefined;
}

async function lookThroughOf(options: LookThroughOptions, progress: Progress): Promise<Answer> {
  const { lookThrough, lookThroughTable } = await import("../network/look-through.ts");
  const { lookThroughAnswer, lookThroughTableAnswer } = await answers();
  const { input, edges, party } = options;
  if (input !== undefined && edges === undefined && party === undefined) {
    const { readInputOutputTable } = await import("../network/input.ts");
    return onInput(input, readInputOutputTable, (read) =>
      lookThroughTableAnswer(read, lookThroughTable(read)),
    );
  }
  if (input !== undefined || edges === undefined || party === undefined) {
    throw eitherOr("--input J", "--edges F with --party P");
  }
  const network = networkFrom(edges, progress);
  const from = partyOf(network, party);
  const found = onEdges(edges, () => lookThrough(network, from));
  return lookThroughAnswer(from, found, await rowsFor(options));
}

interface ClearingOptions extends Shared {
  readonly input?: string | undefined;
  readonly edges?: string | undefined;
  readonly cash?: string | undefined;
}

async function clearingOf(options: ClearingOptions, progress: Progress): Promise<Answer> {
  const { clear } = await import("../network/clearing.ts");
  const { clearingAnswer } = await answers();
  const { input, edges, cash } = options;
  if (input !== undefined && edges === undefined && cash === undefined) {
    const { readDebts } = await import("../network/input.ts");
    const rows = await rowsFor(options);
    return onInput(input, readDebts, (debts) => clearingAnswer(clear(debts), undefined, rows));
  }
  if (input !== undefined || edges === undefined || cash === undefined) {
    throw eitherOr("--input J", "--edges F with --cash C");
  }
  const { parties, owed, external } = debtsOf(edges, cash, progress);
  progress(() => "clearing");
  return clearingAnswer(clear({ owed, external }), parties, await rowsFor(options));
}

/** Debts, and the cash of those who owe or are owed. */
function debtsOf(edges: string, cash: string, progress: Progress) {
  const list = edgesFrom(edges, progress);
  const held = cashFrom(cash, new Set(list.names), progress);
  const { parties, flow } = networkOfEdges(list);
  const place = new Map(parties.map((name, i) => [name, i]));
  const external = new Float64Array(parties.length);
  held.names.forEach((name, k) => (external[place.get(name)!] = held.amount[k]!));
  const without = parties.length - held.names.length;
  if (without > 0)
    process.stderr.write(
      `note: ${without === 1 ? "1 party is" : `${without} parties are`} not in the list of cash, and without any.\n`,
    );
  return { parties, owed: flow, external };
}

async function statisticOf(
  name: (typeof statistics)[number],
  maxLength: number,
): Promise<(network: Network) => number> {
  if (name === "reciprocity") {
    const { reciprocity } = await import("../network/reciprocity.ts");
    return ({ flow }) => reciprocity(flow);
  }
  if (name === "circularity") {
    const { maximumCirculation } = await import("../network/circulation.ts");
    return ({ flow }) => maximumCirculation(flow).share;
  }
  const { loops } = await import("../network/loop.ts");
  return (network) => loops(network, { maxLength, limit: 0 }).count;
}

/** A party as the list writes it. @throws UNKNOWN_PARTY, wrong usage */
function partyOf({ parties }: Network, name: string): string {
  if (parties.includes(name)) return name;
  throw new RoundtripError("UNKNOWN_PARTY", `No party of the list is called "${name}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(name, parties) || "Write the name as it stands in the list.",
  });
}

function eitherOr(one: string, other: string): RoundtripError {
  return new RoundtripError("USAGE", `This command needs either ${one}, or ${other}.`, {
    exit: exitCode.usage,
    remedy: "Give one of the two.",
  });
}
