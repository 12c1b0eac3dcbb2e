// What customers have signed for and not yet used: a claim about signatures, not cash. Labs' own contracts, new ones in
// waves, and all other customers.

import { type Expression, constant, exp } from "../../expression/expression.ts";
import { type Cast } from "./cast.ts";
import { boundAmount } from "./contracts.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { dealShare } from "./mix.ts";
import { type Contract, type Supply, announcedIn } from "./supply.ts";
import { chance, isBelow, larger, minus, noise, over, plus, smaller, times, when, within } from "./write.ts";

/** Variables: `new contracts <lab>` and `backlog <vendor>` (USD). */
export function writeBacklog(d: Draft, cast: Cast, supply: Supply): void {
  writeWave(d, supply);
  for (const { id } of cast.labs) writeNewContracts(d, supply, id);
  for (const contract of supply.contracts) writeRemaining(d, cast, contract);
  const sellers = [
    ...cast.groups.flatMap(({ id, segment }) =>
      segment ? [{ id, segment, base: `${segment} without labs` }] : [],
    ),
    ...cast.neoclouds.map((id) => ({ id, segment: id, base: `revenue ${id}` })),
  ];
  for (const { id, segment, base } of sellers) {
    const start = d.started(`${segment}.backlog`);
    if (!start) continue;
    const legs = supply.contracts.filter(({ vendor }) => vendor === id);
    const known = plus(usd(0), ...legs.filter((leg) => signedBy(d, leg, 0)).map((leg) => boundLeft(d, leg)));
    const others0 = larger(times(0.1, start), minus(start, known));
    const own = `backlog of others ${segment}`;
    const grown = over(is(base), larger(was(base), usd(1)));
    const cover = writeCover(d, segment, base, others0, grown);
    const surge = times(d.mechanism("waves"), d.assume("rpo-surge"), is("wave", plain));
    // Now and then a large customer signs: the square of a normal has mean 1 and a long tail.
    const luck = d.define("auxiliary", `luck in signing ${segment}`, plain, noise());
    const size = d.assume(cast.neoclouds.includes(id) ? "rpo-jump-neo" : "rpo-jump");
    const jump = when(chance(d.assume("rpo-jump-rate")), times(size, luck, luck), 0);
    d.define(
      "stock",
      own,
      USD,
      times(was(own), plus(grown, cover, surge, jump, times(d.assume("rpo-noise"), noise()))),
      others0,
    );
    const parts = legs.map((leg) => times(is(`left of ${leg.leg}`), isSigned(d, leg)));
    const fresh = cast.labs
      .filter((lab) => lab.id !== id && supply.vendorsOf(lab.id).includes(id))
      .map((lab) =>
        times(
          plus(is(`contracts to start ${lab.id}`), is(`contracts running ${lab.id}`)),
          dealShare(lab.id, id),
        ),
      );
    const backlog = d.define("stock", `backlog ${segment}`, USD, plus(is(own), ...parts, ...fresh), start);
    d.show(`${segment}.backlog`, backlog, "stock");
  }
}

/**
 * How much faster or slower than revenue the backlog of other customers grows, so that it covers the revenue expected two
 * years on as it did at the start, or as is usual. What is signed is used one day: a backlog far above its cover grows little.
 */
function writeCover(
  d: Draft,
  segment: string,
  base: string,
  others0: Expression,
  grown: Expression,
): Expression {
  const g = `growth of revenue beside labs ${segment}`;
  const told = d.started(`${segment}.growth`, plain);
  const g0 = told ? within(growthLow, told, growthHigh) : constant(growthLow, plain);
  const memory = d.assume("growth-memory");
  const seen = plus(times(memory, was(g, plain)), times(minus(1, memory), minus(grown, 1)));
  d.define("stock", g, plain, within(growthLow, seen, growthHigh), g0);
  const start = d.m.once(
    `cover of revenue ${segment} at the start`,
    over(others0, times(base0(d, segment, base), power8(plus(1, g0)))),
    { unit: plain },
  );
  // What was signed in a boom is used in the end: a high cover goes back to the usual one.
  const cover = `cover of revenue ${segment}`;
  const high = larger(minus(was(cover, plain), d.assume("rpo-cover-usual")), 0);
  d.define("stock", cover, plain, minus(was(cover, plain), times(d.assume("rpo-cover-fade"), high)), start);
  const covered = times(is(cover, plain), is(base), power8(plus(1, is(g, plain))));
  const before = was(`backlog of others ${segment}`);
  // The larger over the smaller of the two, x: below its cover a backlog gains x − 1, and above it loses x (x − 1).
  const [a, b] = [larger(before, usd(1)), larger(covered, usd(1))];
  const ratio = over(larger(a, b), smaller(a, b));
  const gap = times(minus(ratio, 1), when(isBelow(before, covered), 1, times(-1, ratio)));
  return within(-0.2, times(d.assume("rpo-pull"), gap), 0.1);
}

/** Growth a quarter that is taken to last for two years. */
const [growthLow, growthHigh] = [0, 0.2];

function power8(of: Expression): Expression {
  const [square, fourth] = [times(of, of), times(of, of, of, of)];
  return times(square, square, fourth);
}

/** Revenue of the quarter of the start, of a cloud that of its other customers alone. */
function base0(d: Draft, segment: string, base: string): Expression {
  if (base === `revenue ${segment}`) return d.started(`${segment}.revenue`)!;
  return larger(
    times(0.1, d.started(`${segment}.revenue`)!),
    minus(d.started(`${segment}.revenue`)!, is(`labs at ${segment} at the start`)),
  );
}

/** A phase in which contracts are signed more often. */
function writeWave(d: Draft, supply: Supply): void {
  const held = was("wave", plain);
  const next = when(
    isBelow(0.5, held),
    when(chance(d.assume("wave-end")), 0, 1),
    when(chance(d.assume("wave-start")), 1, 0),
  );
  d.define(
    "stock",
    "wave",
    plain,
    next,
    supply.contracts.filter((one) => isRecent(d, one)).length >= waveContracts ? 1 : 0,
  );
}

/** A wave is on where labs signed as many contracts within a year as they did in the one that is known. */
const waveContracts = 4;

function isRecent(d: Draft, contract: Contract): boolean {
  const signed = announcedIn(d, contract);
  return signed > -4 && signed <= 0;
}

/**
 * Large contracts that labs sign from the start on: they begin after some quarters and run off over others. Their size goes
 * by what the business is worth in a calm market, since a contract of many years is for what customers will need: a mood of
 * investors changes what a lab can pay, and not what it has to serve.
 */
function writeNewContracts(d: Draft, supply: Supply, id: string): void {
  const rate = times(
    d.assume("deal-rate"),
    plus(1, times(d.mechanism("waves"), minus(d.assume("wave-factor"), 1), is("wave", plain))),
  );
  const value = was(`value of the business ${id}`);
  const [waiting, running] = [`contracts to start ${id}`, `contracts running ${id}`];
  const known = supply.contracts.filter(({ payer }) => payer === id);
  const open = plus(was(waiting), was(running), ...known.map(({ leg }) => was(`left of ${leg}`)));
  // Who has signed for far more than the revenue expected four years on, when half of a contract is used, signs for less.
  const step = plus(1, within(0, was(`growth ${id}`, plain), 2));
  const square = times(step, step);
  const years = times(d.assume("cover-years"), was(`run-rate ${id}`), square, square);
  const ratio = over(open, larger(years, usd(1)));
  const damped = over(1, plus(1, times(ratio, ratio)));
  const size = times(
    smaller(
      times(d.assume("deal-size"), exp(smaller(times(d.assume("deal-spread"), noise()), 3))),
      d.assume("deal-largest"),
    ),
    value,
    damped,
  );
  const signed = d.define(
    "flow",
    `new contracts ${id}`,
    USD,
    when(chance(smaller(0.95, rate)), size, usd(0)),
    usd(0),
  );
  const begun = times(was(waiting), d.inverse("deal-wait"));
  const run = times(was(running), d.inverse("deal-length"));
  // A lab that fails, or stretches, has the contracts that it signed cut by its vendors.
  const kept = is(`contracts kept ${id}`, plain);
  d.define("stock", waiting, USD, plus(times(kept, minus(was(waiting), begun)), signed), usd(0));
  d.define("stock", running, USD, times(kept, plus(minus(was(running), run), begun)), usd(0));
}

function boundLeft(d: Draft, contract: Contract): Expression {
  const { before, quarters } = contract;
  const left = before >= 0 ? 1 : Math.max(0, (quarters + before) / quarters);
  return times(left, boundAmount(d, contract));
}

/** What is cancelled, left by notice or cut after a stretch or a default is left from that quarter on. */
function writeRemaining(d: Draft, cast: Cast, contract: Contract): void {
  const { leg, payer, isCancellable } = contract;
  const name = `left of ${leg}`;
  const kept: Expression[] = [minus(1, is(`cancelled ${leg}`, plain))];
  if (cast.labs.some(({ id }) => id === payer)) {
    kept.push(is(`contracts kept ${payer}`, plain));
    if (isCancellable) kept.push(is(`stays in ${leg}`, plain));
  }
  const rest = minus(was(name), is(`minimum ${leg}`));
  d.define("stock", name, USD, larger(times(rest, ...kept), usd(0)), boundLeft(d, contract));
}

function signedBy(d: Draft, contract: Contract, period: number): boolean {
  return announcedIn(d, contract) <= period;
}

function isSigned(d: Draft, contract: Contract): Expression {
  const from = announcedIn(d, contract);
  if (from <= 0) return constant(1, plain);
  return d.m.given(`${contract.leg} is signed`, 0, {
    unit: plain,
    changes: [{ from, to: undefined, value: 1 }],
  });
}
