// Pairs and totals as tables.

import { type Block, type Cell, table, text } from "./answer.ts";
import { countCell, dollars, legsCell, money } from "./number.ts";
import type { Direction, Pair } from "./pair.ts";
import type { TotalOfKind } from "./totals.ts";

export function pairTable(rows: readonly Pair[], name: (id: string) => string): Block {
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

export function totalsTable(rows: readonly TotalOfKind[]): Block {
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
