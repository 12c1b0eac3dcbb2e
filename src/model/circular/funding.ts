// How labs raise money: rounds when the runway shortens or a window opens, tranches that were promised, listings; by what
// price, from whom, and how much investors have an appetite for.

import { type Expression, constant, exp } from "../../expression/expression.ts";
import { type Cast, investors } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import type { Tranche } from "./tranche.ts";
import { type Warrant, sharesSoldBy } from "./warrants.ts";
import {
  all,
  any,
  chance,
  isBelow,
  larger,
  minus,
  noise,
  over,
  plus,
  root,
  smaller,
  times,
  when,
  within,
} from "./write.ts";

export const equityRow = "equity issued, tranches, listings";
/** Money for notes that become equity later. */
export const notesRow = `${equityRow}: convertible notes`;

/** Appetite of investors for labs, in logs, and funding winters. Variables: `appetite`, `winter`, `willingness` (e^a). */
export function writeAppetite(d: Draft, cast: Cast): void {
  const growth = minus(was("log spend ent", plain), was("log spend ent earlier", plain));
  d.define(
    "stock",
    "log spend ent earlier",
    plain,
    was("log spend ent", plain),
    is("log spend ent at the start", plain),
  );
  const slow = isBelow(growth, times(0.25, d.assume("slump-growth")));
  const risk = plus(d.assume("winter-rate"), when(slow, d.assume("winter-slump"), 0));
  const held = was("winter", plain);
  const begins = all(isBelow(held, 0.5), chance(risk));
  const ends = chance(d.assume("winter-end"));
  const own = when(begins, 1, when(ends, 0, held));
  const shock = d.shock("shock winter", 0);
  const winter = d.define(
    "stock",
    "winter",
    plain,
    when(isBelow(0.5, shock), 1, times(d.mechanism("winter"), own)),
    0,
  );
  const starts = all(isBelow(held, 0.5), isBelow(0.5, winter));
  const marks = plus(usd(0), ...cast.labs.map(({ id }) => was(`valuation ${id}`)));
  const before = "value of all labs before";
  const marks0 = plus(usd(0), ...cast.labs.map(({ id }) => d.started(`${id}.valuation`)!));
  d.define("stock", before, USD, marks, marks0);
  const earlier = was(before);
  const gain = times(2, over(minus(marks, earlier), larger(plus(marks, earlier), usd(1))));
  const a = "appetite";
  const most = d.assume("gain-most");
  const moved = plus(
    times(d.assume("appetite-rho"), was(a, plain)),
    times(
      d.mechanism("reflexivity"),
      d.assume("appetite-gain"),
      minus(within(times(-1, most), gain, most), d.assume("gain-neutral")),
    ),
    times(d.assume("appetite-noise"), noise()),
    when(starts, d.assume("winter-depth"), 0),
    times(-1, d.assume("winter-chill"), winter),
  );
  d.define("stock", a, plain, smaller(1, larger(-3, moved)), 0);
  d.define("auxiliary", "willingness", plain, exp(is(a, plain)), 1);
}

/** Variables: `round <lab>`, `funding <lab>`, rows of equity by payer. */
export function writeFunding(
  d: Draft,
  cast: Cast,
  tranches: readonly Tranche[],
  warrants: readonly Warrant[],
): void {
  const e = was("willingness", plain);
  const capacity = times(d.assume("market-cap"), capacityGrowth(d), e, root(larger(e, 0)));
  for (const { id } of cast.labs) writeWanted(d, id, e, warrants);
  const wanted = plus(usd(0), ...cast.labs.map(({ id }) => is(`round wanted ${id}`)));
  d.define(
    "auxiliary",
    "share of rounds filled",
    plain,
    smaller(over(capacity, larger(wanted, usd(1))), 1),
    1,
  );
  for (const { id } of cast.labs) {
    writeRound(d, cast, id);
    for (const tranche of tranches.filter(({ payee }) => payee === id)) writeTranche(d, tranche);
  }
}

/** The round that a lab asks for: when its runway is short, or a window is open and it is below its target. */
function writeWanted(d: Draft, id: string, e: Expression, warrants: readonly Warrant[]): void {
  const cash = plus(was(`cash ${id}`), sharesSoldBy(warrants, id));
  const burn = was(`burn ${id}`);
  const safe = (quarters: Expression): Expression => times(d.assume("burn-safety"), quarters, burn);
  const target = d.assume("runway-target");
  const isShort = isBelow(cash, safe(d.assume("runway-short")));
  const isOpen = chance(
    times(d.assume("window"), smaller(d.assume("window-mood-most"), e), d.shock("shock ipo", 1)),
  );
  // Shares of others that it has sold bring it to its target to the cent: then it needs no round.
  const has = warrants.some(({ holder, isOfLab }) => isOfLab && holder === id) ? plus(cash, usd(1)) : cash;
  const below = isBelow(has, safe(target));
  const gap = larger(usd(0), minus(safe(plus(target, d.assume("runway-beyond"))), cash));
  const most = largestRound(d, id, e);
  const wanted = when(any(isShort, all(isOpen, below)), gap, usd(0));
  d.define("flow", `round wanted ${id}`, USD, smaller(wanted, most), usd(0));
}

/** The largest part of a lab that is sold at once, by the mood and by how fast it grows, in USD. */
function largestRound(d: Draft, id: string, e: Expression): Expression {
  const calm = when(isBelow(0.5, was("winter", plain)), d.assume("winter-round"), 1);
  const growth = was(`growth ${id}`, plain);
  const least = d.assume("round-without-growth");
  const grown = smaller(1, larger(0, times(growth, d.inverse("multiple-half"))));
  const pull = plus(least, times(minus(1, least), grown));
  return times(
    d.assume("dilution"),
    smaller(e, d.assume("round-mood-most")),
    calm,
    pull,
    was(`valuation ${id}`),
  );
}

/** What a lab raises and from whom: its suppliers take their parts, investors the rest and what is listed. */
function writeRound(d: Draft, cast: Cast, id: string): void {
  const rescue = times(
    d.mechanism("rescue"),
    d.assume("rescue-quarters"),
    was(`default ${id}`, plain),
    was(`burn ${id}`),
  );
  const round = d.define(
    "flow",
    `round ${id}`,
    USD,
    plus(times(is(`round wanted ${id}`), is("share of rounds filled", plain)), rescue),
    usd(0),
  );
  const listing = writeListing(d, id);
  const parts = [...cast.groups.map((group) => group.id), ...cast.makers].filter((payer) =>
    d.book.assumptions.has(`vendor-part-${payer}-${id}`),
  );
  for (const payer of parts) {
    const share = times(d.mechanism("vendor-parts"), d.assume(`vendor-part-${payer}-${id}`), round);
    d.ledger.pay(`${equityRow}: rounds`, payer, id, share);
  }
  const rest = minus(
    1,
    times(
      d.mechanism("vendor-parts"),
      plus(constant(0, plain), ...parts.map((payer) => d.assume(`vendor-part-${payer}-${id}`))),
    ),
  );
  d.ledger.pay(`${equityRow}: rounds`, investors, id, plus(times(rest, round), listing));
}

/** Markets for equity grow a little every quarter. */
function capacityGrowth(d: Draft): Expression {
  const own = "market growth";
  return d.define("stock", own, plain, times(was(own, plain), plus(1, d.assume("market-cap-growth"))), 1);
}

function writeListing(d: Draft, id: string): Expression {
  if (!d.book.assumptions.has(`ipo-chance-${id}`)) {
    d.define("stock", `listed ${id}`, plain, was(`listed ${id}`, plain), 0);
    return d.define("flow", `listing ${id}`, USD, usd(0), usd(0));
  }
  const isListed = was(`listed ${id}`, plain);
  const open = isBelow(was("winter", plain), 0.5);
  const lists = all(
    isBelow(isListed, 0.5),
    open,
    chance(times(d.mechanism("listing"), d.assume(`ipo-chance-${id}`), d.shock("shock ipo", 1))),
  );
  const listing = d.define("auxiliary", `lists ${id}`, plain, when(lists, 1, 0), 0);
  d.define("stock", `listed ${id}`, plain, larger(isListed, listing), 0);
  return d.define(
    "flow",
    `listing ${id}`,
    USD,
    times(listing, d.assume("ipo-size"), was(`valuation ${id}`)),
    usd(0),
  );
}

/** A promised part comes on its day, or when what it waits for has held in the quarter before; never from a payer in default. */
function writeTranche(d: Draft, tranche: Tranche): void {
  const { leg, payer, payee, dated, milestone } = tranche;
  const keeps = minus(1, d.shock(`cancelled ${leg}`, 0));
  const scheduled = d.m.given(`due of ${leg}`, 0, {
    unit: USD,
    changes: dated.map(({ period, amount }) => ({ from: period, to: period, value: amount })),
  });
  const left = `left of ${leg}`;
  const fulfilled = when(isBelow(d.assume("milestone-growth"), was(`growth ${payee}`, plain)), 1, 0);
  const drawn =
    milestone === 0
      ? usd(0)
      : smaller(
          was(left),
          times(
            d.mechanism("tranches-milestone", leg),
            usd(milestone),
            over(1, d.assume("milestone-quarters")),
            fulfilled,
          ),
        );
  const byDate = dated.length === 0 ? usd(0) : times(d.mechanism("tranches-dated", leg), scheduled);
  const paid = times(plus(byDate, drawn), keeps);
  if (milestone > 0) d.define("stock", left, USD, minus(was(left), times(drawn, keeps)), usd(milestone));
  const row = tranche.isConvertible ? `${notesRow}, ${leg}` : `${equityRow}: ${leg}`;
  const came = d.ledger.pay(row, payer, payee, paid);
  if (tranche.isConvertible) d.define("flow", `paid on ${leg}`, USD, came);
}
