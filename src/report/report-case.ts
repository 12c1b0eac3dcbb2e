// The founding loop as sentences and tables.

import type { Range } from "../book/count.ts";
import { showQuantity } from "../unit/quantity.ts";
import { type Block, type Cell, table, text } from "./answer.ts";
import { countCell, dollars, figure, legsCell, money, round3 } from "./number.ts";
import type { Counterparty, LegOnDay, RoundTrip } from "./round-trip.ts";

export function caseBlocks(trip: RoundTrip, name: (id: string) => string): Block[] {
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

export function ratioText({ low, high }: Range): string {
  return low === high ? `$${low.toFixed(2)}` : `$${low.toFixed(2)} to $${high.toFixed(2)}`;
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
