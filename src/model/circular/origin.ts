// Where money comes from: each pool of cash carries the shares of its sources, and every vendor's revenue splits by them.

import { type Expression, constant } from "../../expression/expression.ts";
import { divideUnits } from "../../unit/unit.ts";
import { type Cast, customers, investors, lenders } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import type { Payment } from "./ledger.ts";
import type { Name } from "../builder.ts";
import { USD, plain } from "./measures.ts";
import { type PastFunding, pastFundingOf } from "./past-funding.ts";
import { rows } from "./rows.ts";
import { systemsRow } from "./systems.ts";
import { larger, minus, over, plus, smaller, times } from "./write.ts";

const perDollar = divideUnits(plain, USD);
const outside = "outside";
const notKnown = "not known";
/** Named parties whose money is not followed each by itself: what is nobody else's. */
const otherInsiders = "other insiders";

/** Where the money of purses comes from. */
interface Origins {
  readonly d: Draft;
  readonly cast: Cast;
  /** Parties with a purse that is followed. */
  readonly pools: readonly string[];
  /** Named parties that put money into a pool. */
  readonly funders: readonly string[];
  /** Those of them whose own money comes back to a segment of theirs. */
  readonly followed: readonly string[];
  /** What of a source a pool has: undefined for none of it, ever, so that nothing reads that it is zero. */
  readonly share: (source: string, pool: string) => Name | undefined;
}

/** Variables: `<source> in <pool>` (shares), series `<segment>.organic` and its fellows. */
export function writeOrigins(d: Draft, cast: Cast): void {
  const pools = [...cast.labs.map(({ id }) => id), ...cast.neoclouds, ...cast.groups.map(({ id }) => id)];
  const segments = [
    ...cast.groups.flatMap(({ id: group, segment }) =>
      segment === undefined
        ? []
        : [{ segment, group, base: `${segment} without labs`, rows: [rows.compute as string] }],
    ),
    { segment: "nvidia-data-center", group: "nvidia", base: undefined, rows: [systemsRow] },
  ];
  const funders = fundersOf(d, pools, cast);
  const followed = funders.filter((funder) => segments.some(({ group }) => group === funder));
  const reached = new Map(
    [customers, outside, notKnown, ...followed].map((source) => [
      source,
      reachedBy(d, cast, { source, pools, funders }),
    ]),
  );
  const share: Origins["share"] = (source, pool) =>
    reached.get(source)?.has(pool) ? is(`${source} in ${pool}`, plain) : undefined;
  const origins = { d, cast, pools, funders, followed, share };
  for (const pool of pools) writePool(origins, pool);
  for (const segment of segments) writeSplit(origins, segment);
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

interface Spreading {
  readonly source: string;
  readonly pools: readonly string[];
  readonly funders: readonly string[];
}

/** The pools that money of a source can come to: from their start on, paid by it, or by a pool that it has reached. */
function reachedBy(d: Draft, cast: Cast, { source, pools, funders }: Spreading): ReadonlySet<string> {
  const reached = new Set(pools.filter((pool) => startShare(d, cast, pool, source, funders) !== 0));
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const payment of d.ledger.payments()) {
      const from = sourceOf(payment, pools, funders);
      const isCarried = from === undefined && reached.has(payment.payer);
      if (pools.includes(payment.payee) && (from === source || isCarried)) reached.add(payment.payee);
    }
  }
  return reached;
}

/**
 * Shares of a pool: what was in it keeps its mix, and payments bring that of their payers of the quarter before. Payments
 * of one payer that carry the same mix are added first, so that each has one weight for all sources.
 */
function writePool(origins: Origins, pool: string): void {
  const { d, cast, funders, followed, share } = origins;
  const received = plus(usd(0), d.ledger.received(pool));
  const all = plus(larger(usd(0), was(`cash ${pool}`)), received);
  const money = d.define("auxiliary", `money of ${pool}`, USD, larger(all, usd(1)));
  // One division for all sources.
  d.define("auxiliary", `share of a dollar of ${pool}`, perDollar, over(1, money));
  const kept = d.define(
    "auxiliary",
    `share of ${pool} that was there`,
    plain,
    minus(1, times(received, shareOfDollar(pool))),
  );
  const sources = [customers, outside, notKnown, ...followed];
  for (const source of sources) {
    const name = `${source} in ${pool}`;
    const { direct, carried } = comingTo(origins, pool, source);
    const came = [...(direct ? [times(direct, shareOfDollar(pool))] : []), ...(carried ? [carried] : [])];
    const start = startShare(d, cast, pool, source, funders);
    d.define("stock", name, plain, plus(times(kept, was(name, plain)), ...came), start);
  }
  const others = sources.flatMap((source) => share(source, pool) ?? []);
  d.define("auxiliary", `${otherInsiders} in ${pool}`, plain, minus(1, plus(...others)));
}

/** What comes to a pool from a source. */
interface Coming {
  /** What the source pays itself, in USD; undefined for nothing. */
  readonly direct: Expression | undefined;
  /** What other pools bring of it, as a share of the pool; undefined for nothing. */
  readonly carried: Expression | undefined;
}

function comingTo({ d, pools, funders, share }: Origins, pool: string, source: string): Coming {
  const [direct, others]: [Expression[], Map<string, Expression[]>] = [[], new Map()];
  for (const payment of d.ledger.payments().filter(({ payee }) => payee === pool)) {
    const amount = is(payment.amount.name);
    const from = sourceOf(payment, pools, funders);
    if (from === source) direct.push(amount);
    if (from === undefined) others.set(payment.payer, [...(others.get(payment.payer) ?? []), amount]);
  }
  const carried = [...others].flatMap(([payer, amounts]) => {
    const mix = share(source, payer);
    return mix ? [times(plus(...amounts), shareOfDollar(pool), was(mix.name, plain))] : [];
  });
  return {
    direct: direct.length > 0 ? plus(...direct) : undefined,
    carried: carried.length > 0 ? plus(...carried) : undefined,
  };
}

function shareOfDollar(pool: string): Name {
  return is(`share of a dollar of ${pool}`, perDollar);
}

/**
 * The source of a payment; undefined where it carries its payer's mix. What a chip maker pays for others comes from its own
 * money, as its funding does.
 */
function sourceOf(
  { payer, row }: Payment,
  pools: readonly string[],
  funders: readonly string[],
): string | undefined {
  if (payer === customers) return customers;
  if (payer === investors || payer === lenders) return outside;
  const isOwn = row.startsWith(equityRow) || !pools.includes(payer);
  if (isOwn && funders.includes(payer)) return payer;
  return pools.includes(payer) ? undefined : notKnown;
}

/**
 * At the start: what was raised over the two years before, by payer, beside what was earned; of a neocloud, loans for
 * capex beside revenue; a group lives on its customers. What the book does not tell is not known.
 */
function startShare(
  d: Draft,
  cast: Cast,
  pool: string,
  source: string,
  funders: readonly string[],
): Expression | number {
  if (cast.groups.some(({ id }) => id === pool)) return source === customers ? 1 : 0;
  if (cast.neoclouds.includes(pool)) {
    const [revenue, capex] = [d.started(`${pool}.revenue`)!, d.started(`${pool}.capex`)!];
    const built = over(capex, plus(capex, revenue));
    if (source === customers) return minus(1, built);
    if (source === outside) return times(d.assume("ltc"), built);
    return source === notKnown ? times(minus(1, d.assume("ltc")), built) : 0;
  }
  const past = pastFundingOf(d.book, d.start, pool, funders);
  const earned = times(d.assume("earned-of-run-rate"), d.started(`${pool}.runRate`)!);
  const whole = plus(earned, usd(past.total));
  if (source === customers) return over(earned, whole);
  const raised = raisedFrom(past, source);
  return raised === 0 ? 0 : over(usd(raised), whole);
}

function raisedFrom(past: PastFunding, source: string): number {
  if (source === outside) return past.outsideEquity + past.outsideDebt;
  return source === notKnown ? past.notKnown : (past.byFunder.get(source) ?? 0);
}

/** A segment of a group: what customers pay it without labs, and the rows by which pools pay it. */
interface Segment {
  readonly segment: string;
  readonly group: string;
  readonly base: string | undefined;
  readonly rows: readonly string[];
}

function writeSplit(origins: Origins, segment: Segment): void {
  const { d, pools, followed, share } = origins;
  const { segment: id, group, base, rows: names } = segment;
  const payments = d.ledger
    .payments()
    .filter(({ payee, row, payer }) => payee === group && names.includes(row) && payer !== group);
  const direct = payments.filter(({ payer }) => payer === customers).map(({ amount }) => is(amount.name));
  const paidBy = new Map<string, Expression[]>();
  for (const { payer, amount } of payments.filter((one) => pools.includes(one.payer)))
    paidBy.set(payer, [...(paidBy.get(payer) ?? []), is(amount.name)]);
  const paid = new Map([...paidBy].map(([payer, amounts]) => [payer, plus(...amounts)] as const));
  const organicDirect = plus(usd(0), ...(base === undefined ? [] : [is(base)]), ...direct);
  const from = (source: string): Expression[] =>
    [...paid].flatMap(([payer, amount]) => {
      const of = share(source, payer);
      return of ? [times(amount, of)] : [];
    });
  const show = (name: string, value: Expression): Name => {
    const of = d.define("flow", `${id} ${name}`, USD, value);
    d.show(`${id}.${name}`, of, "flow");
    return of;
  };
  const start = d.started(`${id}.revenue`);
  const revenue = d.define("flow", `revenue ${id}`, USD, plus(organicDirect, ...paid.values()), start);
  d.show(`${id}.revenue`, revenue, "flow");
  const parts = [
    show("organic", plus(organicDirect, ...from(customers))),
    show("outside", plus(usd(0), ...from(outside))),
    show("own", plus(usd(0), ...(followed.includes(group) ? from(group) : []))),
    show("notKnown", plus(usd(0), ...from(notKnown))),
  ];
  // What is nobody else's is of the other named parties.
  show("insiders", larger(usd(0), minus(revenue, plus(...parts))));
  writeBounds(origins, segment, paid, show);
}

/**
 * The ends for each quarter by itself, payer by payer. At most: until then the payer spent the group's money last, and
 * now spends it on the group first. At least: it spends all other money on the group first, of the pool as it is mixed.
 */
function writeBounds(
  origins: Origins,
  { segment, group }: Segment,
  paid: ReadonlyMap<string, Expression>,
  show: (name: string, value: Expression) => void,
): void {
  const { d, cast, funders, share } = origins;
  const [atMost, atLeast]: [Expression[], Expression[]] = [[], []];
  for (const [payer, amount] of paid) {
    const own = share(group, payer);
    if (own === undefined) continue;
    const kept = `most of ${group} in ${payer} for ${segment}`;
    const share0 = startShare(d, cast, payer, group, funders);
    const first = typeof share0 === "number" ? constant(share0, plain) : share0;
    const atStart = d.m.once(`${group} in ${payer} at the start`, first, { unit: plain });
    const { direct, carried } = comingTo(origins, payer, group);
    const brought = carried ? [times(carried, is(`money of ${payer}`))] : [];
    const there = plus(was(kept), ...(direct ? [direct] : []), ...brought);
    const start = times(d.started(`${payer}.cash`) ?? usd(0), atStart);
    d.define("stock", kept, USD, smaller(there, larger(usd(0), is(`cash ${payer}`))), start);
    atMost.push(smaller(amount, there));
    const other = times(is(`money of ${payer}`), minus(1, own));
    atLeast.push(larger(usd(0), minus(amount, other)));
  }
  show("ownAtMost", plus(usd(0), ...atMost));
  show("ownAtLeast", plus(usd(0), ...atLeast));
}
