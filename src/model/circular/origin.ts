// Where money comes from: each pool of cash carries the shares of its sources, and every vendor's revenue splits by them.

import { type Expression, constant } from "../../expression/expression.ts";
import { divideUnits } from "../../unit/unit.ts";
import { type Cast, customers, investors, lenders } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import type { Payment } from "./ledger.ts";
import { USD, plain } from "./measures.ts";
import { type PastFunding, pastFundingOf } from "./past-funding.ts";
import { rows } from "./receipts.ts";
import { systemsRow } from "./systems.ts";
import { isBelow, larger, minus, over, plus, shareOf, smaller, times, when } from "./write.ts";

const perDollar = divideUnits(plain, USD);
const outsideEquity = "outside equity";
const outsideDebt = "outside debt";
const notKnown = "not known";

/** Variables: `<source> in <pool>` (shares), series `<segment>.organic` and its fellows. */
export function writeOrigins(d: Draft, cast: Cast): void {
  const pools = [...cast.labs.map(({ id }) => id), ...cast.neoclouds, ...cast.groups.map(({ id }) => id)];
  const funders = fundersOf(d, pools, cast);
  const classes = [customers, outsideEquity, outsideDebt, notKnown, ...funders];
  for (const pool of pools) writePool(d, pool, pools, classes, funders, cast);
  for (const { id, segment } of cast.groups) {
    if (segment !== undefined)
      writeSplit(d, cast, {
        segment,
        group: id,
        pools,
        funders,
        base: `${segment} without labs`,
        rows: [rows.compute],
      });
  }
  writeSplit(d, cast, {
    segment: "nvidia-data-center",
    group: "nvidia",
    pools,
    funders,
    base: undefined,
    rows: [systemsRow],
  });
}

/** Named parties that put money into a pool. */
function fundersOf(d: Draft, pools: readonly string[], cast: Cast): readonly string[] {
  const named = new Set([...cast.groups.map(({ id }) => id), ...cast.makers]);
  const of = d.ledger
    .payments()
    .filter(
      ({ row, payer, payee }) => row.startsWith(equityRow) && named.has(payer) && pools.includes(payee),
    );
  return [...new Set(of.map(({ payer }) => payer))].toSorted();
}

function writePool(
  d: Draft,
  pool: string,
  pools: readonly string[],
  classes: readonly string[],
  funders: readonly string[],
  cast: Cast,
): void {
  const received = d.ledger.payments().filter(({ payee }) => payee === pool);
  const held = larger(usd(0), was(`cash ${pool}`));
  const all = d.define(
    "auxiliary",
    `money of ${pool}`,
    USD,
    plus(held, ...received.map(({ amount }) => is(amount.name))),
  );
  // One division for all sources, and one question whether there is money: a pool without any stays as it is mixed.
  const each = d.define(
    "auxiliary",
    `share of a dollar of ${pool}`,
    perDollar,
    shareOf(1, all, constant(0, perDollar)),
  );
  const isEmpty = d.define("auxiliary", `no money in ${pool}`, plain, when(isBelow(usd(0), all), 0, 1));
  const past = pastFundingOf(d.book, d.start, pool, funders);
  for (const source of classes) {
    const name = `${source} in ${pool}`;
    const came = received.flatMap((payment) => from(payment, source, pools, funders) ?? []);
    const sum = plus(times(held, was(name, plain)), ...came);
    d.define(
      "stock",
      name,
      plain,
      plus(times(isEmpty, was(name, plain)), times(sum, each)),
      startShare(d, pool, source, past, cast),
    );
  }
}

/** The part of a payment that comes from a source; undefined for none of it. Payments carry their payer's mix of the quarter before. */
function from(
  { payer, row, amount }: Payment,
  source: string,
  pools: readonly string[],
  funders: readonly string[],
): Expression | undefined {
  const whole = is(amount.name);
  // What a chip maker pays for others comes from its own money, as its funding does.
  const isOwn = row.startsWith(equityRow) || !pools.includes(payer);
  const only = (of: string): Expression | undefined => (of === source ? whole : undefined);
  if (payer === customers) return only(customers);
  if (payer === investors) return only(outsideEquity);
  if (payer === lenders) return only(outsideDebt);
  if (isOwn && funders.includes(payer)) return only(payer);
  if (pools.includes(payer)) return times(whole, was(`${source} in ${payer}`, plain));
  return only(notKnown);
}

/**
 * At the start: what was raised over the two years before, by payer, beside what was earned; of a neocloud, loans for
 * capex beside revenue; a group lives on its customers. What the book does not tell is not known.
 */
function startShare(
  d: Draft,
  pool: string,
  source: string,
  past: PastFunding,
  cast: Cast,
): Expression | number {
  if (cast.groups.some(({ id }) => id === pool)) return source === customers ? 1 : 0;
  if (cast.neoclouds.includes(pool)) {
    const [revenue, capex] = [d.started(`${pool}.revenue`)!, d.started(`${pool}.capex`)!];
    const built = over(capex, plus(capex, revenue));
    if (source === customers) return minus(1, built);
    if (source === outsideDebt) return times(d.assume("ltc"), built);
    return source === notKnown ? times(minus(1, d.assume("ltc")), built) : constant(0, plain);
  }
  const earned = times(d.assume("earned-of-run-rate"), d.started(`${pool}.runRate`)!);
  const raised = past.total;
  const whole = plus(earned, usd(raised));
  if (source === customers) return over(earned, whole);
  if (source === outsideEquity) return over(usd(past.outsideEquity), whole);
  if (source === outsideDebt) return over(usd(past.outsideDebt), whole);
  if (source === notKnown) return over(usd(past.notKnown), whole);
  return over(usd(past.byFunder.get(source) ?? 0), whole);
}

interface Split {
  readonly segment: string;
  readonly group: string;
  readonly pools: readonly string[];
  readonly funders: readonly string[];
  readonly base: string | undefined;
  readonly rows: readonly string[];
}

function writeSplit(d: Draft, cast: Cast, split: Split): void {
  const { segment, group, pools, funders, base, rows: names } = split;
  const payments = d.ledger
    .payments()
    .filter(({ payee, row, payer }) => payee === group && names.includes(row) && payer !== group);
  const direct = payments.filter(({ payer }) => payer === customers).map(({ amount }) => is(amount.name));
  const named = payments.filter(({ payer }) => pools.includes(payer));
  const organicDirect = plus(usd(0), ...(base === undefined ? [] : [is(base)]), ...direct);
  const by = (sources: readonly string[]): Expression =>
    plus(
      usd(0),
      ...named.flatMap(({ payer, amount }) =>
        sources.map((source) => times(is(amount.name), is(`${source} in ${payer}`, plain))),
      ),
    );
  const show = (name: string, value: Expression): void => {
    const of = d.define("flow", `${segment} ${name}`, USD, value);
    d.show(`${segment}.${name}`, of, "flow");
  };
  const start = d.started(`${segment}.revenue`);
  const revenue = d.define(
    "flow",
    `revenue ${segment}`,
    USD,
    plus(organicDirect, ...named.map(({ amount }) => is(amount.name))),
    start,
  );
  d.show(`${segment}.revenue`, revenue, "flow");
  show("organic", plus(organicDirect, by([customers])));
  show("outside", by([outsideEquity, outsideDebt]));
  show("insiders", by(funders.filter((funder) => funder !== group)));
  show("own", funders.includes(group) ? by([group]) : usd(0));
  show("notKnown", by([notKnown]));
  writeBounds(d, cast, split, named, show);
}

/**
 * The ends for each quarter by itself, payer by payer. At most: until then the payer spent the group's money last, and
 * now spends it on the group first. At least: it spends all other money on the group first, of the pool as it is mixed.
 */
function writeBounds(
  d: Draft,
  cast: Cast,
  { segment, group, pools, funders }: Split,
  named: readonly Payment[],
  show: (name: string, value: Expression) => void,
): void {
  const [atMost, atLeast]: [Expression[], Expression[]] = [[], []];
  for (const payer of funders.includes(group) ? new Set(named.map((entry) => entry.payer)) : []) {
    const paid = plus(...named.filter((entry) => entry.payer === payer).map(({ amount }) => is(amount.name)));
    const received = d.ledger.payments().filter(({ payee }) => payee === payer);
    const came = received.flatMap((payment) => from(payment, group, pools, funders) ?? []);
    const kept = `most of ${group} in ${payer} for ${segment}`;
    d.m.once(`${group} in ${payer} at the start`, startShareOf(d, cast, group, payer), { unit: plain });
    const start = times(d.started(`${payer}.cash`) ?? usd(0), is(`${group} in ${payer} at the start`, plain));
    const there = plus(was(kept), ...came);
    d.define("stock", kept, USD, smaller(there, larger(usd(0), is(`cash ${payer}`))), start);
    atMost.push(smaller(paid, there));
    const other = times(is(`money of ${payer}`), minus(1, is(`${group} in ${payer}`, plain)));
    atLeast.push(larger(usd(0), minus(paid, other)));
  }
  show("ownAtMost", plus(usd(0), ...atMost));
  show("ownAtLeast", plus(usd(0), ...atLeast));
}

function startShareOf(d: Draft, cast: Cast, group: string, pool: string): Expression {
  const past = pastFundingOf(d.book, d.start, pool, [group]);
  const share = startShare(d, pool, group, past, cast);
  return typeof share === "number" ? constant(share, plain) : share;
}
