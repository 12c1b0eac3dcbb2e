// Contracts for compute by their own terms: ramps, take-or-pay with make-up, notice, cancellation, renegotiation.

import { type Expression, constant } from "../../expression/expression.ts";
import type { Name } from "../builder.ts";
import type { Cast } from "./cast.ts";
import { quartersInYear } from "./quarter.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import type { Unit } from "../../unit/unit.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import { dealShare } from "./mix.ts";
import { type Contract, type Supply, dollarsIn } from "./supply.ts";
import { all, any, isBelow, larger, minus, over, plus, smaller, times, when } from "./write.ts";

/** Variables: `minimum <leg>` (USD a quarter), `minimum later <vendor>` (GW), `due <lab> to <vendor>` and its parts. */
export function writeContracts(d: Draft, cast: Cast, supply: Supply): void {
  for (const contract of supply.contracts) writeMinimum(d, cast, contract);
  for (const { id } of cast.vendors) writeLater(d, cast, supply, id);
  for (const { id } of cast.labs) {
    for (const vendor of supply.vendorsOf(id)) writeDue(d, supply, id, vendor);
  }
  for (const contract of supply.contracts) {
    // A lease has no test of use, and so nothing to fall short of.
    if (cast.labs.some(({ id }) => id === contract.payer) && !contract.isLease)
      writeShortfall(d, supply, contract);
  }
}

/** What of a contract binds, in all. */
export function boundAmount(d: Draft, { firm, headline, isCancellable }: Contract): Expression {
  if (firm !== undefined) return usd(firm);
  // What a notice ends binds for as long as the notice.
  return times(d.assume(isCancellable ? "firm-cancellable" : "firm-share"), usd(headline));
}

/**
 * What a contract asks for in a quarter: by the ramp of the book or, where that is not known,
 * a straight rise over the quarters of `ramp` and then a level, adding up to the amount over its term.
 */
function scheduled(d: Draft, contract: Contract): Expression {
  const { leg, before, quarters, shareIn } = contract;
  if (shareIn) return times(boundAmount(d, contract), byPeriod(d, `share of ${leg}`, plain, shareIn));
  const done = (t: number): number => Math.min(quarters, Math.max(0, t - before));
  const end = byPeriod(d, `quarters of ${leg}`, plain, done);
  const start = byPeriod(d, `quarters of ${leg} before`, plain, (t) => done(t - 1));
  const byRule = rising(d, contract, end, start);
  return d.shapes.has(leg) ? shaped(d, contract, { end, start, byRule }) : byRule;
}

/** The dollars between two points of a term that rise straight over the quarters of `ramp` and then stay level. */
function rising(d: Draft, contract: Contract, end: Expression, start: Expression): Expression {
  const { leg, quarters } = contract;
  const rise = larger(noRise, times(d.mechanism("ramp", leg), smaller(d.assume("ramp"), quarters)));
  const level = over(boundAmount(d, contract), minus(quarters, times(0.5, rise)));
  // Between two points of the rise, r and s, lies (s² − r²) / 2 over the quarters of the rise.
  const [to, from] = [smaller(end, rise), smaller(start, rise)];
  const lacking = times(minus(to, from), minus(1, times(over(0.5, rise), plus(to, from))));
  const passed = byPeriod(d, `quarters of ${leg} that pass`, plain, (t) => passedIn(contract, t));
  return times(level, minus(passed, lacking));
}

/** 1 within the term, else 0. */
function passedIn({ before, quarters }: Contract, period: number): number {
  return period > before && period <= before + quarters ? 1 : 0;
}

/** Quarters so few that a contract stands at its level at once. */
const noRise = 1e-6;

/** How the minimum of a contract falls over its term where the book does not say: values of the given `shape <leg>`. */
export const minimumShapes = ["rule", "flat", "ramp", "gw"] as const;
export type MinimumShape = (typeof minimumShapes)[number];

/** The given number that chooses the shape of a leg, by its place among `minimumShapes`. */
export function shapeName(leg: string): string {
  return `shape of ${leg}`;
}

interface Stretch {
  /** Quarters of the term that are over at the end and at the start of the quarter. */
  readonly end: Expression;
  readonly start: Expression;
  readonly byRule: Expression;
}

/**
 * By the rule, or by a shape that a question asks for, each adding up to the amount over the term: flat; a straight rise
 * from a first to a last level; or along the power that the seller has live, until all is due.
 */
function shaped(d: Draft, contract: Contract, { end, start, byRule }: Stretch): Expression {
  const { leg, vendor, quarters } = contract;
  const shape = d.shock(shapeName(leg), 0);
  const even = times(boundAmount(d, contract), over(minus(end, start), quarters));
  const [first, last] = [d.assume("minimum-ramp-first"), d.assume("minimum-ramp-last")];
  const rise = times(quarters, over(times(2, minus(last, 1)), minus(last, first)));
  const weight = (s: Expression): Expression => {
    const risen = smaller(s, rise);
    const slope = over(times(minus(last, first), risen, risen), times(2, rise));
    return plus(times(first, risen), slope, times(last, minus(s, risen)));
  };
  const ramp = times(boundAmount(d, contract), over(minus(weight(end), weight(start)), quarters));
  const power = over(is(`live ${vendor}`, GW), d.started(`${vendor}.gw`, GW)!);
  const along = times(even, smaller(d.assume("minimum-gw-most"), times(d.assume("minimum-gw-first"), power)));
  // Along power the rest is due in the last quarter.
  const isLast = isBelow(quarters - 0.5, end);
  const left = was(`left of ${leg}`);
  const gw = when(isLast, when(isBelow(start, quarters - 0.5), left, usd(0)), smaller(along, left));
  const chosen = (k: number, value: Expression, otherwise: Expression): Expression =>
    when(isBelow(shape, k + 0.5), value, otherwise);
  return chosen(0, byRule, chosen(1, even, chosen(2, ramp, gw)));
}

function writeMinimum(d: Draft, cast: Cast, contract: Contract): void {
  const { leg, payer, vendor, isCancellable } = contract;
  const isLab = cast.labs.some(({ id }) => id === payer);
  const cancelled = d.shock(`cancelled ${leg}`, 0);
  const keeps = minus(1, cancelled);
  const terms: Expression[] = [scheduled(d, contract), keeps];
  if (isLab) terms.push(was(`contract scale ${payer}`, plain));
  if (isLab && isCancellable) {
    // The payer leaves when the price is far above the market's or its cash is short; it pays through its notice.
    const dear = isBelow(
      times(d.assume("notice-price"), is("price of new capacity", USDperGW)),
      was(`price ${vendor}`, USDperGW),
    );
    const poor = isBelow(was(`cash ${payer}`), times(d.assume("notice-runway"), was(`burn ${payer}`)));
    const stays = `stays in ${leg}`;
    d.define(
      "stock",
      stays,
      plain,
      times(was(stays, plain), when(any(dear, poor), minus(1, d.mechanism("notice", leg)), 1)),
      1,
    );
    terms.push(was(stays, plain));
  }
  const [first, ...rest] = terms;
  d.define("flow", `minimum ${leg}`, USD, times(first!, ...rest));
}

/** How far ahead builders look. */
const aheadQuarters = 6;

/** Power that the contracts of a vendor ask for some quarters on: builders plan on a straight line, or by a known ramp. */
function writeLater(d: Draft, cast: Cast, supply: Supply, id: string): void {
  const own = supply.contracts.filter(({ vendor }) => vendor === id);
  const planned = (payer: string): Expression =>
    plus(
      ...own.flatMap((contract) => {
        const { leg } = contract;
        if (contract.payer !== payer) return [];
        const dollars = byPeriod(d, `asked of ${leg} in ${aheadQuarters} quarters`, USD, (t) =>
          dollarsIn(contract, t + aheadQuarters),
        );
        return [times(dollars, minus(1, is(`cancelled ${leg}`, plain)))];
      }),
    );
  const dollars = [...new Set(own.map(({ payer }) => payer))].map((payer) => {
    // A customer that has failed or cut its contracts is not built for.
    const isLab = cast.labs.some((lab) => lab.id === payer);
    return isLab ? times(planned(payer), was(`contract scale ${payer}`, plain)) : planned(payer);
  });
  const perGW = was(`price ${id}`, USDperGW);
  const asked = over(times(quartersInYear, plus(usd(0), ...dollars)), perGW);
  d.define("auxiliary", `contracted later ${id}`, GW, asked, constant(0, GW));
}

/** A number from outside for each period. */
function byPeriod(d: Draft, name: string, unit: Unit, of: (period: number) => number): Name {
  const changes = Array.from({ length: d.periods }, (_, k) => ({ from: k + 1, to: k + 1, value: of(k + 1) }));
  return d.m.given(name, of(0), { unit, changes });
}

/**
 * What a lab owes a vendor for a quarter: its use at the contract price or the minimum, whichever is more. What is paid
 * and not used makes up for later use above the minimum, for a while.
 */
function writeDue(d: Draft, supply: Supply, lab: string, vendor: string): void {
  const pair = `${lab} to ${vendor}`;
  const price = is(`price ${vendor}`, USDperGW);
  const isOwn = lab === vendor;
  const use = isOwn ? usd(0) : times(1 / quartersInYear, price, is(`used ${lab} at ${vendor}`, GW));
  const used = d.define("flow", `use ${pair}`, USD, use, is(`use ${pair} at the start`));
  const legs = supply.contracts.filter((contract) => contract.payer === lab && contract.vendor === vendor);
  const byLease = legs.filter(({ isLease }) => isLease);
  const lease = d.define(
    "flow",
    `lease ${pair}`,
    USD,
    plus(usd(0), ...byLease.map(({ leg }) => times(d.mechanism("lease", leg), is(`minimum ${leg}`)))),
    usd(0),
  );
  // What a lease does not ask for is asked for as a minimum.
  const beside = legs.map(({ leg, isLease }) =>
    isLease ? times(minus(1, d.mechanism("lease", leg)), is(`minimum ${leg}`)) : is(`minimum ${leg}`),
  );
  const asked = d.define(
    "flow",
    `minimums asked ${pair}`,
    USD,
    plus(freshOf(d, supply, lab, vendor), ...beside),
  );
  for (const { leg } of legs) d.mechanism("take-or-pay", leg);
  const minimum = d.define(
    "flow",
    `minimum ${pair}`,
    USD,
    times(d.mechanism("take-or-pay"), smaller(asked, deliverableOf(d, vendor))),
  );
  const least = byLease.length === 0 ? minimum : plus(lease, minimum);
  const whole = d.define("flow", `use or minimum ${pair}`, USD, larger(used, least));
  const unused = d.define("flow", `unused ${pair}`, USD, smaller(minus(whole, used), minimum));
  const credit = `make-up ${pair}`;
  const open = times(was(credit), minus(1, d.inverse("make-up-quarters")));
  const made = d.define(
    "flow",
    `made up ${pair}`,
    USD,
    times(d.mechanism("make-up"), smaller(open, minus(whole, least))),
  );
  d.define("stock", credit, USD, plus(minus(open, made), unused), usd(0));
  d.define("flow", `compute due ${pair}`, USD, minus(whole, made));
}

/** A minimum binds only on what the vendor can deliver in a quarter. */
function deliverableOf(d: Draft, vendor: string): Expression {
  return times(
    1 / quartersInYear,
    d.assume("deliverable-share"),
    is(`live ${vendor}`, GW),
    is(`price ${vendor}`, USDperGW),
  );
}

/** Contracts that labs sign from the start on stand behind those of the book, and bind in part. */
function freshOf(d: Draft, supply: Supply, lab: string, vendor: string): Expression {
  if (lab === vendor) return usd(0);
  return times(
    d.mechanism("fresh-contracts"),
    d.assume("firm-share"),
    dealShare(lab, vendor),
    times(was(`contracts running ${lab}`), d.inverse("deal-length")),
  );
}

/**
 * What use is held against. A schedule that nobody has disclosed is ours: a year counts as missed where it would be
 * missed under the slowest that we think possible too, a straight rise over the whole term.
 */
function testedMinimum(d: Draft, contract: Contract): Expression {
  const { leg, before, quarters, shareIn, payer } = contract;
  const minimum = is(`minimum ${leg}`);
  if (shareIn) return minimum;
  const done = (t: number): number => Math.min(1, Math.max(0, (t - before) / quarters));
  const share = byPeriod(d, `least share of ${leg}`, plain, (t) => done(t) ** 2 - done(t - 1) ** 2);
  const least = times(boundAmount(d, contract), was(`contract scale ${payer}`, plain), share);
  const tested = smaller(minimum, least);
  // A shape that a question asks for is tested as it is.
  return d.shapes.has(leg) ? when(isBelow(d.shock(shapeName(leg), 0), 0.5), tested, minimum) : tested;
}

/**
 * Whether a contract year ends with less use than its minimum, with what the year before used beyond its own carried in.
 * The use of a lab at a vendor falls to its contracts of the book there in proportion to their minimums; what the lab signs
 * for later takes nothing of it away from them.
 */
function writeShortfall(d: Draft, supply: Supply, contract: Contract): void {
  const { leg, payer, vendor, before, quarters } = contract;
  const ends = (t: number): number => {
    const done = t - before;
    return done >= 1 && done <= quarters && (done % quartersInYear === 0 || done === quarters) ? 1 : 0;
  };
  const isEnd = d.m.given(`a year of ${leg} ends`, ends(0), {
    unit: plain,
    changes: Array.from({ length: d.periods }, (_, k) => ({ from: k + 1, to: k + 1, value: ends(k + 1) })),
  });
  const pair = `${payer} to ${vendor}`;
  const legs = supply.contracts.filter(
    (other) => other.payer === payer && other.vendor === vendor && !other.isLease,
  );
  const asked = plus(usd(0), ...legs.map((other) => is(`minimum ${other.leg}`)));
  // Only what the vendor can deliver counts as missed, and only what leases do not cover as used.
  const perDollar = over(1, larger(asked, usd(1)));
  const own = times(testedMinimum(d, contract), smaller(times(deliverableOf(d, vendor), perDollar), 1));
  const beside = larger(usd(0), minus(is(`use ${pair}`), is(`lease ${pair}`)));
  const use = times(is(`minimum ${leg}`), times(beside, perDollar));
  // Both begin again with a year: then what was used beyond the minimum is carried in, up to the use of the year before.
  const [yearUse, balance] = [`use in the year of ${leg}`, `use beyond the minimum in the year of ${leg}`];
  const begins = was(isEnd.name, plain);
  const used = plus(when(begins, usd(0), was(yearUse)), use);
  const carried = smaller(larger(was(balance), usd(0)), was(yearUse));
  const beyond = plus(when(begins, carried, was(balance)), minus(use, own));
  d.define("stock", yearUse, USD, used, usd(0));
  const isShort = isBelow(d.define("stock", balance, USD, beyond, usd(0)), usd(-1));
  const short = d.define("auxiliary", `shortfall ${leg}`, plain, when(all(isEnd, isShort), 1, 0), 0);
  d.event(`${leg}.shortfall`, short);
}
