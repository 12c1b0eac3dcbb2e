// The report: the founding loop first, then every pair, totals, confidence and gaps.

import { type Counting, type Range, isLive } from "../book/count.ts";
import { factKnown, legKnown } from "../book/known.ts";
import { showQuantity } from "../unit/quantity.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { count, countCell, dollars, figure, money, legsCell, round3 } from "./number.ts";
import { type Direction, type Pair, type View, contingentPairs, pairs } from "./pair.ts";
import { ringBlocks, ringJson, ringOf } from "./ring.ts";
import { type Counterparty, type LegOnDay, type RoundTrip, roundTrip } from "./round-trip.ts";
import { type Gap, type TotalOfKind, confidenceCounts, gaps, setAside, totalsByKind } from "./totals.ts";

export interface Report {
  readonly asOf: string;
  readonly count: Counting;
  readonly level: View["level"];
  readonly book: Readonly<Record<"deals" | "legs" | "parties" | "facts" | "sources" | "assumptions", number>>;
  readonly case: RoundTrip | null;
  readonly pairs: readonly Pair[];
  readonly contingentPairs: ReturnType<typeof contingentPairs>;
  readonly totals: readonly TotalOfKind[];
  readonly setAside: readonly { readonly why: string; readonly legs: readonly string[] }[];
  readonly confidence: ReturnType<typeof confidenceCounts>;
  readonly gaps: readonly Gap[];
}

/** The report on what was known on the day of the view. */
export function makeReport(view: View): Report {
  const { book, day } = view;
  const legs = [...book.legs.values()].filter((leg) => legKnown(book, leg) <= day);
  const facts = [...book.facts.values()].filter((fact) => factKnown(book, fact) <= day);
  const [investor, lab] = book.header.case ?? [];
  return {
    asOf: day,
    count: view.counting,
    level: view.level,
    book: {
      deals: new Set(legs.map((leg) => leg.deal)).size,
      legs: legs.length,
      parties: new Set([...legs.flatMap((leg) => [leg.payer, leg.payee]), ...facts.map((fact) => fact.party)])
        .size,
      facts: facts.length,
      sources: new Set([...legs, ...facts].flatMap((record) => record.sources)).size,
      assumptions: book.assumptions.size,
    },
    case: investor !== undefined && lab !== undefined ? roundTrip(view, investor, lab) : null,
    pairs: pairs(view),
    contingentPairs: contingentPairs(view),
    totals: totalsByKind(view),
    setAside: setAside(view),
    confidence: confidenceCounts(book, day),
    gaps: gaps(view),
  };
}

/** The report in every form in which it can be given. */
export function reportAnswer(view: View): Answer {
  const report = makeReport(view);
  const ring = ringOf(view);
  const name = (id: string): string => shortName(view, id);
  const blocks: Block[] = [
    { heading: `Roundtrip: AI's circular economy, as known on ${report.asOf}` },
    {
      lines: [
        `${count(report.book.deals)} deals with ${count(report.book.legs)} legs, ${count(report.book.facts)} facts, ` +
          `${count(report.book.parties)} parties, ${count(report.book.sources)} sources, ${count(report.book.assumptions)} assumptions.`,
        `Counting: ${countingWords[report.count]}`,
      ],
    },
    ...(report.case ? caseBlocks(report.case, name) : []),
    { heading: "Money both ways" },
    {
      lines: [
        `${plural(report.pairs.length, "pair")} with money in both directions, whole terms. “+ 2”: two legs more that this counting leaves out; “not firm”: a headline is known, and nothing firm; “a year”: over the years that the terms cover; a star: a term is an assumption.`,
      ],
    },
    pairTable(report.pairs, name),
    {
      lines: report.contingentPairs.map(
        ({ a, b, legs }) =>
          `Tied besides by what moves no money yet: ${name(a)} to ${name(b)} (${legs.join(", ")}).`,
      ),
    },
    ...ringBlocks(view, ring),
    { heading: "Totals by kind" },
    totalsTable(report.totals),
    { lines: report.setAside.map(({ why, legs }) => `Not summed: ${plural(legs.length, "leg")} (${why}).`) },
    { heading: "How far to trust it" },
    table(
      undefined,
      ["confidence", ">legs", ">facts", ">other figures"],
      report.confidence
        .filter((row) => row.legs + row.facts + row.other > 0)
        .map((row) => [
          text(row.confidence),
          countCell(row.legs),
          countCell(row.facts),
          countCell(row.other),
        ]),
    ),
    { heading: "What is missing" },
    table(
      undefined,
      ["what", "needed for"],
      report.gaps.map((gap) => [text(gap.what), text(gap.neededFor)]),
    ),
  ];
  const live = [...view.book.legs.values()].filter((leg) => isLive(view.book, leg, view.day));
  const benchmark = report.case?.benchmark;
  const cited = benchmark ? (view.book.infrastructure.get(benchmark.id)?.sources ?? []) : [];
  return {
    json: { ...jsonOf(report), ring: ringJson(ring) },
    blocks,
    sources: [...new Set([...live.flatMap((leg) => leg.sources), ...cited])],
    sentence: sentence(report, name),
  };
}

const countingWords: Record<Counting, string> = {
  firm: "firm: what is signed, drawn or paid, at the low end of a range.",
  expected: "expected: what is drawn or paid, plus the rest times the probability assumed for its firmness.",
  headline: "headline: every live leg at the top of what was announced.",
};

function plural(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** A party's name without what stands in brackets or follows a legal form. */
function shortName({ book }: View, id: string): string {
  if (book.parties.get(id)?.boundary === true) return "unnamed others";
  const full = book.parties.get(id)?.name ?? id;
  return full
    .replace(/\s*\(.*\)/u, "")
    .replace(/ \/ .*/u, "")
    .replace(/,? (?:Inc|Corp|PBC|Ltd|N\.V|Holdings?|Group|Platforms Inc|ASA)\.?$/u, "")
    .replace(/\.com$/u, "")
    .replace(/ Platforms$/u, "");
}

function sentence(report: Report, name: (id: string) => string): string {
  const trip = report.case;
  if (!trip?.putIn.amount) return `${report.pairs.length} pairs of parties have AI money going both ways`;
  const [investor, lab] = [name(trip.investor), name(trip.lab)];
  const pledge = trip.pledged.amount
    ? `${lab} has pledged to spend at least ${money(trip.pledged.amount)} with ${investor}`
    : `no price is public for what ${lab} has pledged to buy from ${investor}`;
  const ratio = trip.pledgedPerDollarIn
    ? `, ${ratioText(trip.pledgedPerDollarIn)} for each dollar put in`
    : "";
  return `${investor} has put ${money(trip.putIn.amount)} into ${lab}, and ${pledge}${ratio}`;
}

function ratioText({ low, high }: Range): string {
  return low === high ? `$${low.toFixed(2)}` : `$${low.toFixed(2)} to $${high.toFixed(2)}`;
}

function caseBlocks(trip: RoundTrip, name: (id: string) => string): Block[] {
  const [investor, lab] = [name(trip.investor), name(trip.lab)];
  const nothing = trip.putIn.amount === null || trip.putIn.amount.high === 0;
  const lines = [
    nothing
      ? `No money of ${investor} in ${lab} counts on this day.`
      : `${investor} has put ${money(trip.putIn.amount)} into ${lab}.`,
  ];
  if (trip.openEnded.length > 0) {
    lines.push(
      `Promised beyond that and not drawn: ${trip.openEnded.map(({ leg, states }) => `${figure(states.headline)} (${leg.kind})`).join(", ")}.`,
    );
  }
  if (trip.pledged.legs.length === 0) {
    lines.push(`No priced pledge of ${lab} to buy from ${investor} is known on this day.`);
  }
  for (const leg of trip.pledged.legs) lines.push(...pledgeLines(leg, lab, investor));
  if (trip.pledgedPerYear)
    lines.push(
      `That is ${money(trip.pledgedPerYear)} a year on a straight line${trip.pledgedPerDollarIn ? `, and ${ratioText(trip.pledgedPerDollarIn)} pledged for each dollar put in` : ""}.`,
    );
  if (trip.capacity) lines.push(`It is for ${figure(trip.capacity)} of computers.`);
  if (trip.costPerGwYear) {
    const own = dollars(trip.costPerGwYear.central * 1e9);
    const usual = trip.benchmark
      ? ` The benchmark for owning a gigawatt is ${dollars(trip.benchmark.value.central * 1e9)} a year, ${(trip.benchmark.value.central / trip.costPerGwYear.central).toFixed(1)} times as much: so either the capacity comes late, or more will be paid.`
      : "";
    lines.push(`If all of it ran for the whole term, that would be ${own} per GW and year.${usual}`);
  }
  return [
    { heading: `${investor} and ${lab}` },
    { lines },
    legTable(`From ${investor} to ${lab}`, [...trip.putIn.legs, ...trip.openEnded]),
    legTable(`From ${lab} to ${investor}`, trip.pledged.legs),
    counterpartyTable(`Who else supplies ${lab}`, trip.suppliers, trip.investor, name),
    counterpartyTable(`Who else funds ${lab}`, trip.funders, trip.investor, name),
  ];
}

function pledgeLines(
  { leg, states, term, terminationPublic }: LegOnDay,
  lab: string,
  investor: string,
): string[] {
  if (Object.keys(states).length === 0)
    return [`${lab} also buys from ${investor} without a public price (${leg.id}).`];
  const years = term && term.assumed === undefined ? ` over ${round3(term.years)} years` : "";
  const way = terminationPublic
    ? `A way out is public: ${(leg.notice!.terms ?? "notice").replace(/\.$/u, "")}.`
    : "Termination terms not public.";
  return [
    `${lab} has pledged to spend with ${investor}${years}: headline ${figure(states.headline)}, firm ${figure(states.firm)}, ` +
      `cancellable ${figure(states.cancellable)}, drawn ${figure(states.drawn)}, paid ${figure(states.paid)}. ${way}`,
  ];
}

function legTable(title: string, legs: readonly LegOnDay[]): Block {
  const state = (q: LegOnDay["states"]["firm"]): Cell =>
    q ? { show: showQuantity(q, round3), value: Math.max(...q.values) } : { show: "unknown", value: null };
  return table(
    title,
    ["leg", "kind", "announced", ">headline", ">firm", ">drawn", ">paid", "trust"],
    legs.map(({ leg, states }) => [
      text(leg.id),
      text(leg.kind),
      text(leg.announced),
      state(states.headline),
      state(states.firm),
      state(states.drawn),
      state(states.paid),
      text(leg.confidence),
    ]),
  );
}

function counterpartyTable(
  title: string,
  rows: readonly Counterparty[],
  except: string,
  name: (id: string) => string,
): Block {
  return table(
    title,
    ["party", ">counted", ">headline", ">legs"],
    rows
      .filter((row) => row.party !== except)
      .map((row) => [
        text(name(row.party)),
        legsCell(row.amount, row.legs.length, row.leftOut, row.headline),
        legsCell(row.headline, row.legs.length, 0),
        countCell(row.legs.length),
      ]),
  );
}

function pairTable(rows: readonly Pair[], name: (id: string) => string): Block {
  const funding = (side: Direction): Cell =>
    legsCell(side.fundingUsd, side.funding.legs, side.funding.leftOut, side.funding.headlineUsd);
  const purchases = (side: Direction): Cell =>
    legsCell(side.purchasesUsd, side.purchases.legs, side.purchases.leftOut, side.purchases.headlineUsd);
  return table(
    "Pairs",
    [
      "A",
      "B",
      ">A funds B",
      ">A buys of B",
      ">A buys a year",
      ">B funds A",
      ">B buys of A",
      ">B buys a year",
    ],
    rows.map(({ a, b, aToB, bToA }) => [
      text(name(a)),
      text(name(b)),
      funding(aToB),
      purchases(aToB),
      yearCell(aToB),
      funding(bToA),
      purchases(bToA),
      yearCell(bToA),
    ]),
  );
}

/** Purchases a year; a star says that the term of a leg in it is assumed. */
function yearCell({ purchasesUsdPerYear, termAssumed }: Direction): Cell {
  if (purchasesUsdPerYear === null) return { show: "", value: null };
  const { show, value } = { show: money(purchasesUsdPerYear), value: purchasesUsdPerYear.high };
  return { show: termAssumed.length > 0 ? `${show}*` : show, value };
}

function totalsTable(rows: readonly TotalOfKind[]): Block {
  return table(
    undefined,
    ["kind", ">firm", ">headline", ">legs", ">left out", "why left out of firm"],
    rows.map((row) => [
      text(row.movesMoney ? row.kind : `${row.kind} (limit)`),
      moneyOrNull(row.firmUsd),
      moneyOrNull(row.headlineUsd),
      countCell(row.legs),
      countCell(row.leftOut),
      text(row.leftOutBecause.map(({ why, legs }) => `${legs.length} ${why}`).join("; ")),
    ]),
  );
}

function moneyOrNull(value: number | null): Cell {
  return { show: value === null ? "not priced" : dollars(value), value };
}

/** The documented data of the report; values in base units, unknown as null. */
function jsonOf(report: Report): object {
  const trip = report.case;
  const leg = ({ leg: { id }, states, terminationPublic }: LegOnDay): unknown => ({
    id,
    ...Object.fromEntries(
      (["headline", "firm", "cancellable", "drawn", "paid"] as const).map((state) => {
        const q = states[state];
        return [
          `${state}Usd`,
          q ? { low: q.form === "cap" ? 0 : Math.min(...q.values), high: Math.max(...q.values) } : null,
        ];
      }),
    ),
    terminationPublic,
  });
  return {
    ...report,
    pairs: report.pairs,
    case: trip && {
      investor: trip.investor,
      lab: trip.lab,
      putInUsd: trip.putIn.amount,
      pledgedUsd: trip.pledged.amount,
      pledgedUsdPerYear: trip.pledgedPerYear,
      pledgedPerDollarIn: trip.pledgedPerDollarIn,
      capacityW: trip.capacity ? Math.max(...trip.capacity.values) : null,
      costUsdPerWattYear: trip.costPerGwYear
        ? { low: trip.costPerGwYear.low, high: trip.costPerGwYear.high }
        : null,
      benchmarkUsdPerWattYear: trip.benchmark
        ? { id: trip.benchmark.id, value: trip.benchmark.value.central }
        : null,
      putIn: trip.putIn.legs.map(leg),
      openEnded: trip.openEnded.map(leg),
      pledged: trip.pledged.legs.map(leg),
      suppliers: trip.suppliers,
      funders: trip.funders,
    },
  };
}
