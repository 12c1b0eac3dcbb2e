// Is a year's circular share more than chance makes it: the share of the book's payments against networks in which every party
// pays as many, is paid by as many, and pays and receives the same sums.

import { type FlowsView, flowsOf, openAtBoundaries } from "../network/book-flows.ts";
import { type Chance, chance, edgesMin } from "../network/chance.ts";
import { maximumCirculation } from "../network/circulation.ts";
import { networkOf } from "../network/network.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { count, countCell, round3 } from "./number.ts";
import { restLines, restSources, restsOf } from "./rests.ts";

export interface YearChance extends Chance {
  readonly year: number;
  readonly layer: FlowsView["layer"];
  readonly count: FlowsView["counting"];
  /** Pairs of payer and payee. */
  readonly edges: number;
}

/** How many networks are compared, unless somebody says; and the seed that makes them the same everywhere. */
export const chanceUsual = { samples: 1000, seed: 1 } as const;

export interface ChanceAsked {
  readonly samples: number;
  readonly seed: number;
  /** Told after every draw. */
  readonly progress?: (words: () => string) => void;
}

/** The answer to `chance`, for one year, layer and counting, at central amounts. */
export function chanceAnswer(view: FlowsView, { samples, seed, progress }: ChanceAsked): Answer {
  const { book, year, layer, counting } = view;
  const found = flowsOf(view);
  const network = networkOf(openAtBoundaries(book, found.flows));
  let draws = 0;
  const of = chance(network, {
    statistic: ({ flow }) => maximumCirculation(flow).share,
    samples,
    seed,
    progress: (done) => {
      draws++;
      progress?.(
        () => `Drew ${count(draws)} networks; ${count(done)} of ${count(samples)} can carry the same sums …`,
      );
    },
  });
  const edges = network.flow.value.length;
  const json: YearChance = { year, layer, count: counting, edges, ...of };
  const rests = restsOf(found);
  const sentence = chanceSentence(json);
  return {
    json,
    blocks: [
      { heading: `Against chance, ${year}, ${layer}, ${counting}` },
      { lines: [`${sentence}.`, explanation, ...noteLines(json)] },
      table(
        undefined,
        ["", ">value"],
        rowsOf(json).map(([name, value]) => [text(name), value]),
      ),
      { lines: restLines({ year, layer, count: counting, ...rests }) },
    ],
    sources: restSources(book, [rests]),
    sentence,
  };
}

const explanation =
  "Compared are networks drawn at random in which every party pays as many others and is paid by as many as in the book, and pays " +
  "and receives the same sums. Amounts are central; unusual is what happens in no more than 5 % of them on either side.";

/** What the comparison says, plainly. */
export function chanceSentence(of: YearChance): string {
  const { year, observed, mean, pTwoSided, samples, verdict } = of;
  const share = `${percent(observed)} of the money of ${year} can go round`;
  if (verdict === "too small to tell")
    return `${share}; whether that is more than chance gives is too small to tell: ${whyTooSmall(of)}`;
  const by = `networks drawn by chance have ${percent(mean!)} in the mean (${count(samples)} compared, p ${round3(pTwoSided!)})`;
  return verdict === "unusual"
    ? `${share}, ${observed > mean! ? "more" : "less"} than chance gives: ${by}`
    : `${share}, no more and no less than chance gives: ${by}`;
}

function whyTooSmall({ edges, samples, rejected }: YearChance): string {
  if (edges === 0) return "nobody is known to pay anybody";
  if (samples === 0)
    return `of ${count(rejected)} networks drawn with the same payers and payees none can carry the same sums`;
  if (edges < edgesMin)
    return `there ${edges === 1 ? "is one pair" : `are ${count(edges)} pairs`} of payer and payee`;
  if (2 / (1 + samples) > 0.05) return `only ${count(samples)} networks can be compared`;
  return "every network with the same payers, payees and sums has the same share";
}

function noteLines({ samples, rejected, unsettled }: Chance): string[] {
  return [
    ...(samples > 0 && rejected > samples
      ? [
          "Most networks with the same payers and payees cannot carry the same sums; those that can were compared.",
        ]
      : []),
    ...(unsettled > 0
      ? [
          `In ${count(unsettled)} of ${count(samples)} the payers and payees leave so little choice that they hardly differ from the book.`,
        ]
      : []),
  ];
}

function rowsOf({
  observed,
  mean,
  sd,
  pOneSided,
  pTwoSided,
  samples,
  rejected,
  edges,
}: YearChance): [string, Cell][] {
  const share = (value: number | null): Cell => ({
    show: value === null ? "unknown" : percent(value),
    value,
  });
  const number = (value: number | null): Cell => ({
    show: value === null ? "unknown" : String(round3(value)),
    value,
  });
  return [
    ["circular share", share(observed)],
    ["by chance, mean", share(mean)],
    ["by chance, standard deviation", share(sd)],
    ["p, as high or higher", number(pOneSided)],
    ["p, as far out on either side", number(pTwoSided)],
    ["pairs of payer and payee", countCell(edges)],
    ["networks compared", countCell(samples)],
    ["draws that no amounts could fit", countCell(rejected)],
  ];
}
