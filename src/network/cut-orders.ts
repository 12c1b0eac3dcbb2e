// Who loses sales when a buyer cuts its orders, and whose orders are cut in turn, round by round upstream.

import type { PartyId } from "../book/book.ts";

/** What one party buys of another in the year by a contract, USD. */
export interface Order {
  readonly buyer: PartyId;
  readonly seller: PartyId;
  readonly amount: number;
  /** The contract. */
  readonly leg: string;
}

/** Sales that a party loses because another cuts its orders, USD, and the contracts that carry them. */
export interface LostSales {
  readonly party: PartyId;
  readonly through: PartyId;
  readonly lossUsd: number;
  readonly legs: readonly string[];
}

export interface Cuts {
  readonly orders: readonly Order[];
  /** The first round: sales that were lost at once. */
  readonly first: readonly LostSales[];
  /** What a party earns in a year, USD; where that is not known, what it sells in these orders. */
  readonly revenue: (party: PartyId) => number | undefined;
  /** Those who pass nothing on, and who lose nothing more: the failed one. */
  readonly ends: (party: PartyId) => boolean;
  readonly failed: PartyId;
}

export interface CutRounds {
  /** From the second round on. */
  readonly rounds: readonly (readonly LostSales[])[];
  /** What was too small to be followed, USD. */
  readonly tooSmallUsd: number;
}

/** Losses below this share of the first round's lost sales are added up and no longer followed. */
const followedMin = 1e-3;
const roundsMax = 12;

/**
 * The rounds after the first.
 *
 * Whoever lost sales cuts its orders in the proportion of the loss to its size: its revenue, its sales or its purchases
 * in the year, whichever is largest. So it never cuts more than it lost, and a round is never larger than the one before
 * it. An order that was cut in one round is smaller in the next: over all rounds no more is cut than was ordered, and
 * equipment that is bought once is lost once.
 */
export function cutOrders({ orders, first, revenue, ends, failed }: Cuts): CutRounds {
  const left = orders.map(({ buyer, amount }) => (buyer === failed ? 0 : amount));
  const size = sizesOf(orders, revenue);
  const least = followedMin * totalOf(first);
  const rounds: LostSales[][] = [];
  let tooSmallUsd = 0;
  let lost = first;
  while (lost.length > 0) {
    const cut = cutBy(lost, size);
    const next = new Map<string, LostSales>();
    orders.forEach(({ buyer, seller, amount, leg }, k) => {
      const part = ends(buyer) || seller === failed ? 0 : (cut.get(buyer) ?? 0);
      const lossUsd = Math.min(left[k]!, amount * part);
      if (lossUsd <= 0) return;
      left[k]! -= lossUsd;
      const before = next.get(`${seller}\0${buyer}`);
      next.set(`${seller}\0${buyer}`, {
        party: seller,
        through: buyer,
        lossUsd: (before?.lossUsd ?? 0) + lossUsd,
        legs: [...new Set([...(before?.legs ?? []), leg])],
      });
    });
    const followed = [...next.values()].filter(
      ({ lossUsd }) => lossUsd > least && rounds.length + 1 < roundsMax,
    );
    tooSmallUsd += totalOf([...next.values()]) - totalOf(followed);
    if (followed.length > 0) rounds.push(followed);
    lost = followed;
  }
  return { rounds, tooSmallUsd: Math.max(0, tooSmallUsd) };
}

/** By which part each party cuts its orders. */
function cutBy(lost: readonly LostSales[], size: (party: PartyId) => number): ReadonlyMap<PartyId, number> {
  const sums = new Map<PartyId, number>();
  for (const { party, lossUsd } of lost) sums.set(party, (sums.get(party) ?? 0) + lossUsd);
  return new Map([...sums].map(([party, sum]) => [party, sum / Math.max(size(party), sum)]));
}

/** What a party's loss is measured by: with less than its purchases it would cut more than it lost. */
function sizesOf(orders: readonly Order[], revenue: Cuts["revenue"]): (party: PartyId) => number {
  const [sold, bought] = [new Map<PartyId, number>(), new Map<PartyId, number>()];
  for (const { buyer, seller, amount } of orders) {
    sold.set(seller, (sold.get(seller) ?? 0) + amount);
    bought.set(buyer, (bought.get(buyer) ?? 0) + amount);
  }
  return (party) => Math.max(revenue(party) ?? 0, sold.get(party) ?? 0, bought.get(party) ?? 0);
}

function totalOf(losses: readonly LostSales[]): number {
  return losses.reduce((sum, { lossUsd }) => sum + lossUsd, 0);
}
