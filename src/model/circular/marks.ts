// What labs are worth, who owns them, and what they burn: the marks that feed the appetite of investors.

import { type Expression, constant, exp, log } from "../../expression/expression.ts";
import { type Cast, investors } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { notesOf } from "./convertible.ts";
import { equityRow, notesRow } from "./funding.ts";
import { USD, plain } from "./measures.ts";
import { paceName } from "./labs-at-start.ts";
import { interestRow, repaidRow, rows } from "./rows.ts";
import type { Tranche } from "./tranche.ts";
import { larger, minus, over, plus, times, when, isBelow, noise, within } from "./write.ts";

export function writeMarks(d: Draft, cast: Cast, tranches: readonly Tranche[]): void {
  const mood = times(d.assume("value-mood"), is("appetite", plain));
  d.define("auxiliary", "mood in prices", plain, exp(mood), 1);
  for (const { id } of cast.labs) {
    writeGrowth(d, id);
    writeBurn(d, id);
    writeValuation(d, id, tranches);
    writeStakes(d, cast, id, tranches);
  }
}

/** Smoothed growth a year, in logs: 2 (R − R') / (R + R') stands for the difference of logs. */
function writeGrowth(d: Draft, id: string): void {
  const [now, before] = [is(`run-rate ${id}`), was(`run-rate ${id}`)];
  const half = over(minus(now, before), larger(plus(now, before), usd(1)));
  const start = d.started(`${id}.growth`, plain);
  const g = `growth ${id}`;
  d.define(
    "stock",
    g,
    plain,
    plus(
      times(d.assume("growth-memory"), was(g, plain)),
      times(8, minus(1, d.assume("growth-memory")), half),
    ),
    start ? times(4, start) : d.assume("lab-growth-unknown"),
  );
}

function writeBurn(d: Draft, id: string): void {
  const spent = plus(
    is(`paid for compute ${id}`),
    d.ledger.paid(
      id,
      rows.running,
      rows.power,
      rows.platform,
      interestRow,
      repaidRow,
      "construction and shells",
      "accelerators, networks, servers",
    ),
  );
  const earned = plus(usd(0), d.ledger.received(id, rows.services, rows.compute, rows.core));
  const name = `burn ${id}`;
  const start = plus(
    is(`running costs ${id} at the start`),
    minus(is(`compute ${id} at the start`), is(paceName(id))),
  );
  d.define(
    "stock",
    name,
    USD,
    larger(
      usd(0),
      plus(
        times(d.assume("burn-memory"), was(name)),
        times(minus(1, d.assume("burn-memory")), minus(spent, earned)),
      ),
    ),
    larger(usd(0), start),
  );
}

function writeValuation(d: Draft, id: string, tranches: readonly Tranche[]): void {
  const g = is(`growth ${id}`, plain);
  const rate = is(`run-rate ${id}`);
  const v0 = d.started(`${id}.valuation`)!;
  const growth0 = d.started(`${id}.growth`, plain);
  // What a price holds beyond twice the highest multiple is for other business, as SpaceX's rockets, and stays.
  const highest = times(2, d.assume("multiple-hi"), d.started(`${id}.runRate`)!);
  const other = d.m.once(`other business in the value of ${id}`, larger(usd(0), minus(v0, highest)), {
    unit: USD,
  });
  const start = times(
    multipleOf(d, growth0 ? times(4, growth0) : d.assume("lab-growth-unknown")),
    d.started(`${id}.runRate`)!,
  );
  const deviation = writeDeviation(d, id, over(minus(v0, other), larger(start, usd(1))));
  const calm = d.define(
    "auxiliary",
    `value of the business ${id}`,
    USD,
    times(multipleOf(d, g), rate, exp(deviation)),
    minus(v0, other),
  );
  const target = plus(other, times(calm, is("mood in prices", plain)));
  const raised = writeRaised(d, id, tranches);
  const v = `valuation ${id}`;
  const moved = plus(was(v), times(d.assume("value-speed"), minus(target, was(v))), raised);
  // All shares, whoever owns them: a default changes the owners at once, and the price by what it does to revenue.
  const value = d.define("stock", v, USD, larger(usd(1e6), moved), v0);
  d.show(`${id}.valuation`, value, "stock");
  const funding = plus(usd(0), ...equityOf(d, id).map(({ amount }) => is(amount.name)));
  d.show(`${id}.funding`, d.define("flow", `funding ${id}`, USD, funding, usd(0)), "flow");
}

/** Hill's curve in the growth of a year. */
function multipleOf(d: Draft, growth: Expression): Expression {
  const above = larger(growth, 0);
  const square = times(above, above);
  const half = d.assume("multiple-half");
  return plus(
    d.assume("multiple-lo"),
    times(
      minus(d.assume("multiple-hi"), d.assume("multiple-lo")),
      over(square, plus(square, times(half, half))),
    ),
  );
}

/** The log of a price over what its multiple explains: it starts as it is, and goes back to nothing with noise. */
function writeDeviation(d: Draft, id: string, start: Expression): Expression {
  const dev = `deviation ${id}`;
  const next = plus(
    times(d.assume("value-persistence"), was(dev, plain)),
    times(d.assume("value-noise"), noise()),
  );
  return d.define("stock", dev, plain, within(-2.5, next, 2.5), within(-2.5, log(start), 2.5));
}

/** @returns the money and the notes for which a lab gives shares in the quarter, in USD */
function writeRaised(d: Draft, id: string, tranches: readonly Tranche[]): Expression {
  const issued = plus(usd(0), ...issuesOf(d, id, tranches).map(({ amount }) => amount));
  return d.define("flow", `equity raised ${id}`, USD, issued, usd(0));
}

function equityOf(d: Draft, id: string) {
  return d.ledger.payments().filter(({ payee, row }) => payee === id && row.startsWith(equityRow));
}

/** Shares that a lab gives in a quarter, for money now or for notes of before, by who gets them. */
function issuesOf(
  d: Draft,
  id: string,
  tranches: readonly Tranche[],
): readonly { readonly holder: string; readonly amount: Expression }[] {
  const forMoney = equityOf(d, id).filter(({ row }) => !row.startsWith(notesRow));
  const forNotes = notesOf(tranches).filter(({ payee }) => payee === id);
  return [
    ...forMoney.map(({ payer, amount }) => ({ holder: payer, amount: is(amount.name) })),
    ...forNotes.map(({ payer, leg }) => ({ holder: payer, amount: is(`converted ${leg}`) })),
  ];
}

/** What a holder buys of a lab in a quarter, in USD. */
export function boughtBy(d: Draft, id: string, holder: string, tranches: readonly Tranche[]): Expression {
  const own = issuesOf(d, id, tranches).filter((issue) => issue.holder === holder);
  return plus(usd(0), ...own.map(({ amount }) => amount));
}

/**
 * Shares of a lab by holder: new money dilutes all, and buys at the price after it. In a default old owners keep
 * `equity-after-default` of their shares; the rest goes to new owners, who are investors.
 */
function writeStakes(d: Draft, cast: Cast, id: string, tranches: readonly Tranche[]): void {
  const holders = holdersOf(d, cast, id);
  const raised = is(`equity raised ${id}`);
  // One over the price after the new money.
  const perDollar = over(1, plus(was(`valuation ${id}`), raised));
  const kept = times(was(`valuation ${id}`), perDollar);
  const known = holders.filter((holder) => holder !== investors);
  const failed = isBelow(0.5, is(`default ${id}`, plain));
  const left = d.define(
    "auxiliary",
    `shares kept by owners ${id}`,
    plain,
    when(failed, d.assume("equity-after-default"), 1),
    1,
  );
  for (const holder of holders) {
    const bought = boughtBy(d, id, holder, tranches);
    const name = `stake ${holder} in ${id}`;
    const start =
      holder === investors
        ? minus(
            1,
            plus(
              constant(0, plain),
              ...known.map((of) => d.started(`${of}.stake.${id}`, plain) ?? constant(0, plain)),
            ),
          )
        : (d.started(`${holder}.stake.${id}`, plain) ?? constant(0, plain));
    const old = times(left, plus(times(was(name, plain), kept), times(bought, perDollar)));
    d.define("stock", name, plain, holder === investors ? plus(old, minus(1, left)) : old, start);
  }
}

/** Who holds a part of a lab, or may come to hold one. */
export function holdersOf(d: Draft, cast: Cast, id: string): readonly string[] {
  const named = [...cast.groups.map((group) => group.id), ...cast.makers].filter(
    (holder) =>
      d.levelOf(`${holder}.stake.${id}`) !== undefined ||
      equityOf(d, id).some(({ payer }) => payer === holder),
  );
  return [...named, investors];
}
