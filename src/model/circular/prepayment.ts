// Money that customers pay before they use: it is cash now, is owed in use, and is earned off later.

import { couldAssume } from "../../book/known.ts";
import type { Expression } from "../../expression/expression.ts";
import { type Cast, customers } from "./cast.ts";
import { boundAmount } from "./contracts.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import type { Contract, Supply } from "./supply.ts";
import { minus, plus, smaller, times } from "./write.ts";

const prepaidRow = "customer prepayments received (less earned)";

/** What a vendor owes in use, and to whom. */
export interface Prepaid {
  readonly vendor: string;
  readonly payer: string;
  /** The name of the stock. */
  readonly stock: string;
}

/**
 * Prepayments: a part of what is spent on building where the book has seen customers pay in advance, and those of
 * single contracts of groups. Variables: `prepaid to <vendor>`, `prepaid on <leg>` (USD).
 */
export function writePrepayments(d: Draft, cast: Cast, supply: Supply): readonly Prepaid[] {
  const sellers = [
    ...cast.groups.flatMap(({ id, segment }) => (segment ? [{ id, base: `${segment} without labs` }] : [])),
    ...cast.neoclouds.map((id) => ({ id, base: `${id} without contracts` })),
  ];
  const general = sellers.flatMap(({ id, base }): Prepaid[] => {
    const assumption = d.book.assumptions.get(`prepay-${id}`);
    if (!assumption || !couldAssume(assumption, d.start.day)) return [];
    const stock = `prepaid to ${id}`;
    const received = times(d.assume(`prepay-${id}`), was(`capex ${id}`));
    // No more is earned than customers use.
    const earned = smaller(times(was(stock), d.inverse("prepay-quarters")), is(base));
    writeOne(d, { vendor: id, payer: customers, stock }, minus(received, earned), started(d, id));
    return [{ vendor: id, payer: customers, stock }];
  });
  const single = supply.contracts.flatMap((contract): Prepaid[] => {
    const share = d.book.legs.get(contract.leg)?.prepayment?.values[0];
    const isByGroup = cast.groups.some(({ id }) => id === contract.payer);
    if (share === undefined || !isByGroup || !cast.neoclouds.includes(contract.vendor)) return [];
    return [writeContract(d, contract, share)];
  });
  return [...general, ...single];
}

function started(d: Draft, id: string): Expression {
  return d.started(`${id}.prepaid`) ?? usd(0);
}

function writeContract(d: Draft, contract: Contract, share: number): Prepaid {
  const { leg, payer, vendor, before, quarters } = contract;
  const amount = times(share, boundAmount(d, contract));
  const first = before + 1;
  const isFirst = d.m.given(`first quarter of ${leg}`, 0, {
    unit: plain,
    changes: first >= 1 ? [{ from: first, to: first, value: 1 }] : [],
  });
  const stock = `prepaid on ${leg}`;
  const received = times(isFirst, amount);
  const earned = smaller(plus(was(stock), received), times(share, is(`minimum ${leg}`)));
  const left = first >= 1 ? 0 : Math.max(0, (quarters + before) / quarters);
  writeOne(d, { vendor, payer, stock }, minus(received, earned), times(left, amount), leg);
  return { vendor, payer, stock };
}

function writeOne(
  d: Draft,
  { vendor, payer, stock }: Prepaid,
  net: Expression,
  start: Expression,
  leg?: string,
): void {
  const row = leg === undefined ? prepaidRow : `${prepaidRow}, ${leg}`;
  const paid = d.ledger.pay(row, payer, vendor, times(d.mechanism("prepayments", leg), net));
  d.define("stock", stock, USD, plus(was(stock), paid), start);
}

/** What a vendor has received so in a quarter, less what it has earned of it. */
export function prepaidTo(d: Draft, id: string): Expression {
  const own = d.ledger.payments().filter(({ payee, row }) => payee === id && row.startsWith(prepaidRow));
  return plus(usd(0), ...own.map(({ amount }) => is(amount.name)));
}
