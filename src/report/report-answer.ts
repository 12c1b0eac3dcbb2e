// The report in every form in which it can be given: the founding loop first, then every pair, totals, confidence and gaps.

import { type Counting, isLive } from "../book/count.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { count, countCell, money } from "./number.ts";
import type { View } from "./pair.ts";
import { caseBlocks, ratioText } from "./report-case.ts";
import { jsonOf } from "./report-json.ts";
import { pairTable, totalsTable } from "./report-tables.ts";
import { type Report, makeReport } from "./report.ts";
import { ringBlocks, ringJson, ringOf } from "./ring.ts";
import { shortName } from "./short-name.ts";

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
