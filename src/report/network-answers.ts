// What the measures of a network say, for people and for machines. Amounts are in the unit of the list.

import type { Chance } from "../network/chance.ts";
import type { Clearing } from "../network/clearing.ts";
import type { DebtRank } from "../network/debtrank.ts";
import type { Cycling } from "../network/finn.ts";
import type { InputOutputTable, LookThrough, LookThroughTable } from "../network/look-through.ts";
import type { Loops } from "../network/loop.ts";
import type { Trace } from "../network/trace.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { count, countCell } from "./number.ts";

/** How many rows a table for people shows; one for machines has them all. */
export const rowsForPeople = 40;

/** The measures of `network circularity`. */
export interface CircularityMeasures {
  readonly nodes: number;
  readonly edges: number;
  readonly total: number;
  readonly maximumCirculation: { readonly amount: number; readonly share: number };
  readonly reciprocity: number;
  readonly finnCyclingIndex: number | null;
  readonly hodgeLoopShare: number | null;
  readonly excess: { readonly amount: number; readonly share: number };
  readonly components: { readonly count: number; readonly largest: number };
}

export function circularityMeasuresAnswer(m: CircularityMeasures): Answer {
  const rows: [string, Cell, string][] = [
    [
      "maximum circulation",
      share(m.maximumCirculation.share),
      `${show(m.maximumCirculation.amount)} of ${show(m.total)} can go round`,
    ],
    ["reciprocity", share(m.reciprocity), "goes back to the payer at once"],
    ["Finn's cycling index", share(m.finnCyclingIndex), "of all throughflow is due to cycling"],
    [
      "Hodge loop share",
      share(m.hodgeLoopShare),
      "of the squares of net flows; blind to two-party round trips",
    ],
    [
      "excess",
      share(m.excess.share),
      `${show(m.excess.amount)} could be netted out; not all of it goes round`,
    ],
    ["largest group", countCell(m.components.largest), "parties in which money can get from each to each"],
  ];
  return answer(m, `${percent(m.maximumCirculation.share)} of the money in this network can go round`, [
    { lines: [`${count(m.nodes)} parties, ${count(m.edges)} edges, ${show(m.total)} in all.`] },
    table(
      undefined,
      ["measure", ">value", "what it is"],
      rows.map(([name, value, what]) => [text(name), value, text(what)]),
    ),
  ]);
}

/** The loops of `network loops`, with the names of their parties. */
export function loopsAnswer(parties: readonly string[], found: Loops, maxLength: number): Answer {
  const loops = found.loops.map((loop) => ({
    parties: loop.parties.map((i) => parties[i]!),
    throughput: loop.throughput,
  }));
  const json = { count: found.count, byLength: found.byLength, cut: found.cut, loops };
  const lengths = Object.entries(found.byLength).map(([legs, n]) => `${count(n)} of ${legs} legs`);
  const cut = found.cut ? ["The search was stopped at its limit: these are lower bounds."] : [];
  const sentence = `${found.cut ? "At least " : ""}${count(found.count)} loops of up to ${maxLength} legs`;
  const list = loops.map((loop) => [
    number(loop.throughput),
    countCell(loop.parties.length),
    text(loop.parties.join(" → ")),
  ]);
  return answer(json, sentence, [
    { lines: [`${sentence}${lengths.length > 0 ? `: ${lengths.join(", ")}` : ""}.`, ...cut] },
    ...(loops.length > 0 ? [table(undefined, [">throughput", ">legs", "parties"], list)] : []),
    ...(loops.length < found.count
      ? [{ lines: [`The ${count(loops.length)} with the largest throughput are listed.`] }]
      : []),
  ]);
}

export function finnAnswer(nodes: readonly string[], cycling: Cycling): Answer {
  const { totalSystemThroughflow, averagePathLength, finnCyclingIndex } = cycling;
  const throughflow = [...cycling.throughflow];
  const json = { throughflow, totalSystemThroughflow, averagePathLength, finnCyclingIndex };
  return answer(json, `Finn's cycling index is ${percent(finnCyclingIndex)}`, [
    {
      lines: [
        `Finn's cycling index ${percent(finnCyclingIndex)}, total throughflow ${show(totalSystemThroughflow)}, average path length ${show(averagePathLength)}.`,
        ...closedLines(cycling.closed.map((group) => [...group].map((i) => nodes[i]!))),
      ],
    },
    table(
      undefined,
      ["node", ">throughflow", ">comes back"],
      throughflow.map((through, i) => [text(nodes[i]), number(through), share(cycling.firstReturn[i]!)]),
    ),
  ]);
}

export function traceAnswer(from: string, trace: Trace, rowsMax: number): Answer {
  const { returned, steps, notKnown } = trace;
  const json = { from, returned, steps, endsAt: Object.fromEntries(trace.endsAt), notKnown };
  const rows: [string, number][] = [
    [`back at ${from}, paid back directly`, returned.directly],
    [`back at ${from}, through others`, returned.throughOthers],
    ...largest(trace.endsAt, rowsMax).map(([party, x]): [string, number] => [`ends at ${party}`, x]),
    ...(notKnown > 0 ? [["not known", notKnown] as [string, number]] : []),
  ];
  const after = steps === null ? "" : `, after ${show(steps)} payments on average`;
  return answer(
    json,
    `Of a dollar that passes through ${from}, ${percent(returned.total)} comes back to it`,
    [
      {
        lines: [
          `Of a dollar that passes through ${from}, ${percent(returned.total)} comes back to it${after}.`,
          ...closedLines(trace.closed === null ? [] : [trace.closed]),
        ],
      },
      table(
        undefined,
        ["where it goes", ">share"],
        rows.map(([where, x]) => [text(where), share(x)]),
      ),
    ],
  );
}

export function lookThroughTableAnswer({ sectors }: InputOutputTable, found: LookThroughTable): Answer {
  const rows = (title: string, matrix: readonly (readonly number[])[]): Block =>
    table(
      title,
      ["sector", ...sectors.map((name) => `>${name}`)],
      matrix.map((row, i) => [text(sectors[i]), ...row.map(number)]),
    );
  return answer(found, "A dollar of each sector's outlay, looked through to where it ends", [
    rows("A dollar of the column's outlay touches the row so often:", found.inverse),
    rows("A dollar of the column's outlay ends at the row:", found.endsAt),
  ]);
}

export function lookThroughAnswer(
  party: string,
  { touches, endsAt, notKnown }: LookThrough,
  rowsMax: number,
): Answer {
  const json = { touches: Object.fromEntries(touches), endsAt: Object.fromEntries(endsAt), notKnown };
  const listed = largest(touches, rowsMax);
  const rows = listed.map(([name, x]) => [text(name), number(x), share(endsAt.get(name) ?? 0)]);
  const unknown = notKnown > 0 ? [{ lines: [`${percent(notKnown)} goes nobody knows where.`] }] : [];
  return answer(json, `A dollar that ${party} spends touches ${count(touches.size)} parties`, [
    table(`A dollar that ${party} spends:`, ["party", ">touches", ">ends at"], rows),
    ...leftOut(listed.length, touches.size),
    ...unknown,
  ]);
}

/** `parties` only where the debts came as a list: then the order of the arrays is not the user's own. */
export function clearingAnswer(
  clearing: Clearing,
  parties: readonly string[] | undefined,
  rowsMax: number,
): Answer {
  const defaulted = Array.from(clearing.defaulted, (x) => x === 1);
  const json = {
    ...(parties === undefined ? {} : { parties }),
    payments: [...clearing.payments],
    defaulted,
    equity: [...clearing.equity],
    rounds: clearing.rounds.map((round) => ({ newlyDefaulted: [...round] })),
  };
  const inRound = new Map(clearing.rounds.flatMap((round, k) => [...round].map((i) => [i, k + 1] as const)));
  const all = defaulted.map((_, i) => i);
  const listed = (
    parties === undefined
      ? all
      : all.toSorted((i, j) => (inRound.get(i) ?? Infinity) - (inRound.get(j) ?? Infinity) || i - j)
  ).slice(0, rowsMax);
  const rows = listed.map((i) => {
    const round = inRound.get(i);
    return [
      text(parties?.[i] ?? `${i}`),
      number(clearing.payments[i]!),
      number(clearing.equity[i]!),
      { show: round === undefined ? "" : `in round ${round}`, value: round ?? null },
    ];
  });
  const sentence = `${count(inRound.size)} of ${count(defaulted.length)} parties default, in ${clearing.rounds.length} ${clearing.rounds.length === 1 ? "round" : "rounds"}`;
  return answer(json, sentence, [
    { lines: [`${sentence}.`] },
    table(undefined, ["party", ">pays", ">equity", "defaults"], rows),
    ...leftOut(listed.length, defaulted.length),
  ]);
}

export function debtRankAnswer({ rounds, distress, debtRank }: DebtRank): Answer {
  const sentence = `The network loses ${percent(debtRank)} of its value on top of the shock`;
  return answer({ rounds, distress: [...distress], debtRank }, sentence, [
    { lines: [`${sentence}, in ${count(rounds)} ${rounds === 1 ? "round" : "rounds"}.`] },
    table(
      undefined,
      ["party", ">equity lost"],
      Array.from(distress, (x, i) => [text(`${i}`), share(x)]),
    ),
  ]);
}

export function chanceAnswer(statistic: string, found: Chance): Answer {
  const { observed, mean, sd, pOneSided, pTwoSided, samples, rejected, verdict } = found;
  const json = { statistic, observed, mean, sd, pOneSided, pTwoSided, samples, rejected, verdict };
  const rows: [string, Cell][] = [
    ["observed", number(observed)],
    ["by chance, mean", number(mean)],
    ["by chance, standard deviation", number(sd)],
    ["p, as high or higher", number(pOneSided)],
    ["p, as far out on either side", number(pTwoSided)],
    ["networks compared", countCell(samples)],
    ["draws that no amounts could fit", countCell(rejected)],
  ];
  return answer(json, `${capital(statistic)} is ${verdictWords(found)}`, [
    { lines: [`${capital(statistic)}: ${verdictWords(found)}.`, ...chanceNotes(found)] },
    table(
      undefined,
      ["", ">value"],
      rows.map(([name, value]) => [text(name), value]),
    ),
  ]);
}

function verdictWords({ verdict, observed, mean }: Chance): string {
  if (verdict === "too small to tell") return "too small to tell from chance";
  if (verdict === "not unusual") return "NOT unusual: chance alone gives such figures";
  return `unusual: ${observed > mean! ? "more" : "less"} than chance gives`;
}

function chanceNotes({ samples, rejected, unsettled }: Chance): string[] {
  return [
    ...(rejected > samples
      ? ["Most networks with the same degrees cannot carry the same sums; those that can were compared."]
      : []),
    ...(unsettled > 0
      ? [
          `In ${count(unsettled)} of ${count(samples)} the degrees leave so little choice that they hardly differ from the network.`,
        ]
      : []),
  ];
}

function closedLines(groups: readonly (readonly string[])[]): string[] {
  return groups.map((names) => {
    const shown =
      names.length > 12
        ? `${names.slice(0, 12).join(", ")} and ${count(names.length - 12)} more`
        : names.join(", ");
    return `Nothing leaves the group of ${shown}: there every dollar comes back, by definition.`;
  });
}

function leftOut(shown: number, all: number): Block[] {
  return shown < all ? [{ lines: [`${count(all - shown)} more are in --json.`] }] : [];
}

/** The largest shares, by size and then by name. */
function largest(shares: ReadonlyMap<string, number>, rowsMax: number): [string, number][] {
  return [...shares].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, rowsMax);
}

function answer(json: unknown, sentence: string, blocks: readonly Block[]): Answer {
  return { json, blocks, sources: [], sentence };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Six significant digits: check values are given to as many. */
function show(value: number | null): string {
  if (value === null) return "unknown";
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) < 1e15 && (Math.abs(rounded) >= 1e-6 || rounded === 0)
    ? rounded.toLocaleString("en-US", { maximumSignificantDigits: 6 })
    : String(rounded);
}

function number(value: number | null): Cell {
  return { show: show(value), value };
}

function percent(value: number | null): string {
  return value === null ? "unknown" : `${Number((value * 100).toPrecision(4))}%`;
}

function share(value: number | null): Cell {
  return { show: percent(value), value };
}
