// The outlook of a party on one page: what it earns and has, what it needs from outside, what is promised against what is
// used, and how likely it is to put off payments or to default, by date.

import type { Book } from "../book/book.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Economy, EconomyEvent } from "../model/circular/economy.ts";
import type { Quarter } from "../model/circular/quarter.ts";
import { cellsOf, probabilityOfEvent } from "../paths/simulation.ts";
import type { Kept } from "../paths/simulation.ts";
import { validOf } from "../paths/valid.ts";
import {
  type Points,
  byPath,
  cumulated,
  pathValuesOf,
  pointsOf,
  shareOfPaths,
  sumIn,
} from "./path-values.ts";
import { isLabIn, partsOf, yearEnds } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";

/** What a party is in the economy, and the variables of which its outlook is made. */
export interface Outlooked {
  readonly party: string;
  readonly kind: "lab" | "neocloud" | "group";
  readonly revenue: readonly string[];
  readonly cash: string;
  /** Shares that others buy of it and loans that it draws. */
  readonly raised: readonly string[];
  /** What it repays, and gives its owners of its own will. */
  readonly returned: readonly string[];
  /** What contracts ask of labs, of the book and signed since: of itself, or of labs with it as the seller. */
  readonly minimums: readonly string[];
  readonly uses: readonly string[];
  readonly shortfalls: readonly EconomyEvent[];
  readonly fates: readonly EconomyEvent[];
}

/** One date. Probabilities are by then. */
export interface OutlookRow {
  readonly quarter: Quarter;
  readonly revenue: Points | null;
  readonly cash: Points;
  /** Money from outside without which cash would have been below zero by then. */
  readonly needed: Points;
  /** Of the year that ends with the quarter. */
  readonly minimum: Points | null;
  readonly used: Points | null;
  readonly missed: ReturnType<typeof shareOfPaths> | null;
  readonly fates: Readonly<Record<string, ReturnType<typeof shareOfPaths>>>;
}

/** @throws UNKNOWN_PARTY, as wrong usage */
export function outlookOf(party: string, economy: Economy, book: Book): Outlooked {
  const { model, series, events, commitments = [] } = economy;
  const names = model.variables.map(({ name }) => name);
  const isNamed = new Set(names);
  const fates = events.filter(({ id }) => partsOf(id).owner === party);
  const isLab = isLabIn(economy, party);
  const hasCash = isNamed.has(`cash ${party}`) && isNamed.has(`debt ${party}`);
  const isGroup = hasCash && fates.every(({ id }) => partsOf(id).name === "strained");
  const isSeller = isNamed.has(`live ${party}`);
  if (!hasCash || (isGroup && !isSeller)) throw unknown(party, economy, book);
  const own = commitments.filter(({ lab, vendor }) => (isLab ? lab : vendor) === party);
  const pairs = pairsOf(party, isLab, names);
  const sales = series.find(({ id }) => id === `${party}.revenue`);
  return {
    party,
    kind: isLab ? "lab" : isGroup ? "group" : "neocloud",
    revenue: sales ? [sales.variable] : [],
    cash: `cash ${party}`,
    raised: names.filter((name) => /^(?:equity|loans drawn)/u.test(name) && name.endsWith(` to ${party}`)),
    returned: names.filter((name) =>
      ["distributions", "loans repaid"].some((row) => name.startsWith(`${row}: ${party} to `)),
    ),
    minimums: pairs
      .flatMap((pair) => [`${askedRow}${pair}`, `lease ${pair}`])
      .filter((name) => isNamed.has(name)),
    uses: pairs.map((pair) => `use ${pair}`).filter((name) => isNamed.has(name)),
    shortfalls: events.filter(({ id }) => own.some(({ leg }) => id === `${leg}.shortfall`)),
    fates,
  };
}

/** What begins the name of all that contracts other than leases ask of a lab at a vendor. */
const askedRow = "minimums asked ";

/** Labs and vendors between which contracts may run, with the party as the lab, or as the vendor. */
function pairsOf(party: string, isLab: boolean, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (!name.startsWith(askedRow)) return [];
    const pair = name.slice(askedRow.length);
    const [lab, vendor] = pair.split(" to ");
    return lab !== vendor && (isLab ? lab : vendor) === party ? [pair] : [];
  });
}

function unknown(party: string, { model, series }: Economy, book: Book): RoundtripError {
  const has = new Set(model.variables.map(({ name }) => name));
  const owners = [...new Set(series.map(({ id }) => partsOf(id).owner))];
  const names = owners.filter(
    (id) =>
      has.has(`cash ${id}`) && has.has(`debt ${id}`) && (has.has(`live ${id}`) || has.has(`default ${id}`)),
  );
  return new RoundtripError(
    "UNKNOWN_PARTY",
    book.parties.has(party)
      ? `"${party}" is no lab, neocloud or group with accounts of its own here.`
      : `No party is called "${party}".`,
    { exit: exitCode.usage, remedy: didYouMean(party, names) || `There are: ${names.join(", ")}.` },
  );
}

export function outlookKept(of: Outlooked): Kept {
  return {
    series: [],
    events: [...of.shortfalls, ...of.fates],
    drawn: [],
    variables: [
      ...new Set([...of.revenue, of.cash, ...of.raised, ...of.returned, ...of.minimums, ...of.uses]),
    ],
  };
}

/** Ends of years, by path and then in the middle and at the ends. */
export function outlookRows(simulated: Simulated, of: Outlooked): OutlookRow[] {
  const { economy } = simulated.simulation;
  const values = pathValuesOf(simulated);
  const cells = cellsOf(simulated.simulation, simulated.run);
  const count = values(of.cash, 1).length;
  const periods = economy.quarters.length;
  const needed = neededBy(simulated, of, count);
  const yearly = (names: readonly string[], t: number): Points | null => {
    if (names.length === 0) return null;
    const quarters = [0, 1, 2, 3].map((back) => t - back).filter((at) => at >= 1);
    const sums = quarters.map((at) => sumIn(values, names, at, count));
    return pointsOf(byPath(count, (path) => sums.reduce((sum, one) => sum + one[path]!, 0)));
  };
  return yearEnds(economy.quarters).map((t) => {
    const missed = of.shortfalls.map((event) => validOf(cells.event(event, t)));
    return {
      quarter: economy.quarters[t - 1]!,
      revenue: of.revenue.length === 0 ? null : pointsOf(sumIn(values, of.revenue, t, count)),
      cash: pointsOf(values(of.cash, t)),
      needed: pointsOf(needed[Math.min(t, periods) - 1]!),
      minimum: yearly(of.minimums, t),
      used: yearly(of.uses, t),
      missed:
        missed.length === 0
          ? null
          : shareOfPaths(
              byPath(count, (path) => (missed.some((one) => one[path] !== 0) ? 1 : 0)),
              (value) => value !== 0,
            ),
      fates: Object.fromEntries(
        of.fates.map((event) => [
          partsOf(event.id).name,
          probabilityOfEvent(simulated.simulation, simulated.run, event).byPeriod[t]!,
        ]),
      ),
    };
  });
}

/**
 * Money from outside that a party needs by each period from 1: what it raised so far and did not give back, less the cash that
 * it holds, is what it has used up beyond its cash of the start; the highest so far, and 0 at least.
 */
function neededBy(simulated: Simulated, of: Outlooked, count: number): Float64Array[] {
  const values = pathValuesOf(simulated);
  const periods = simulated.simulation.economy.quarters.length;
  const raised = cumulated(periods, count, (t) => sumIn(values, of.raised, t, count));
  const given = cumulated(periods, count, (t) => sumIn(values, of.returned, t, count));
  const most: Float64Array[] = [];
  for (let t = 1; t <= periods; t++) {
    const [cash, before] = [values(of.cash, t), most.at(-1)];
    most.push(
      byPath(count, (path) =>
        Math.max(before?.[path] ?? 0, raised[t - 1]![path]! - given[t - 1]![path]! - cash[path]!),
      ),
    );
  }
  return most;
}
