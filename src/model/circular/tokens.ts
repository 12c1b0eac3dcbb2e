// What money buys: the price of a token, tokens, sessions, how concentrated the market is, and how many people are wanted
// who know a platform. All are outputs: nothing in the economy reads them. Indices are 1 at the start.

import { type Expression, constant, exp } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { quartersInYear } from "./quarter.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, USDperGW, plain } from "./measures.ts";
import { larger, minus, over, plus, times } from "./write.ts";

/**
 * Series `market.tokenPrice`, `market.tokens`, `market.tokensPerSession`, `market.sessions`, `market.hhi`,
 * `market.capacityPrice`, `market.spend`, `<lab>.tokens`, `<segment>.skills`.
 */
export function writeTokens(d: Draft, cast: Cast): void {
  const names = [...cast.labs, ...cast.sharers].map(({ demand }) => demand);
  writeTokenPrice(d);
  writeVolumes(d, cast, names);
  writeConcentration(d, names);
  d.show("market.capacityPrice", is("price of new capacity", USDperGW), "rate");
  for (const { segment } of cast.groups) if (segment !== undefined) writeSkills(d, segment);
}

/**
 * What is really paid for a token falls at its trend, with the price of capacity where that leaves its own trend, and
 * with the markup and with cuts: Δ ln p = −decline + (Δ ln P + drift) + Δ relative price, P being the price of capacity.
 */
function writeTokenPrice(d: Draft): void {
  const name = "log token price";
  const P = "log price of new capacity";
  const capacity = plus(minus(is(P, plain), was(P, plain)), d.assume("price-gw-drift"));
  const relative = minus(is("relative price", plain), was("relative price", plain));
  const moved = plus(was(name, plain), times(-1, d.assume("blended-price-decline")), capacity, relative);
  d.define("stock", name, plain, moved, 0);
  d.show("market.tokenPrice", d.define("auxiliary", "token price", plain, exp(is(name, plain)), 1), "index");
}

/** Tokens are revenue over price; sessions are tokens over what a session takes. */
function writeVolumes(d: Draft, cast: Cast, names: readonly string[]): void {
  const start = d.m.once(
    "revenue of all labs at the start",
    times(1 / quartersInYear, plus(...names.map((name) => d.started(`${name}.runRate`)!))),
    { unit: USD },
  );
  const perDollar = over(1, times(start, is("token price", plain)));
  const index = (revenue: Expression): Expression => times(revenue, perDollar);
  for (const { id, demand } of cast.labs) {
    const first = times(1 / quartersInYear, over(d.started(`${demand}.runRate`)!, start));
    const tokens = d.define("flow", `tokens ${id}`, plain, index(is(`revenue ${id}`)), first);
    d.show(`${id}.tokens`, tokens, "index");
  }
  const ofSharers = cast.sharers.map(({ demand }) =>
    times(0.5 / quartersInYear, plus(is(`demand ${demand}`), was(`demand ${demand}`))),
  );
  const shared = d.define(
    "flow",
    "tokens of labs inside groups and of open models",
    plain,
    index(plus(usd(0), ...ofSharers)),
  );
  const all = plus(shared, ...cast.labs.map(({ id }) => is(`tokens ${id}`, plain)));
  const tokens = d.define("flow", "tokens", plain, all, 1);
  d.show("market.tokens", tokens, "index");
  const growth = d.m.once("growth of tokens in a session", exp(d.assume("tokens-per-session")), {
    unit: plain,
  });
  const name = "tokens in a session";
  const long = d.define("stock", name, plain, times(was(name, plain), growth), 1);
  d.show("market.tokensPerSession", long, "index");
  d.show("market.sessions", d.define("flow", "sessions", plain, over(tokens, long), 1), "index");
}

/** The sum of squared shares of all spending: 1 is a monopoly, the usual index of Herfindahl and Hirschman 10,000 times it. */
function writeConcentration(d: Draft, names: readonly string[]): void {
  const squares = (of: (name: string) => Expression): Expression => {
    const total = plus(...names.map(of));
    return over(plus(...names.map((name) => times(of(name), of(name)))), times(total, total));
  };
  const now = squares((name) => is(`demand ${name}`));
  const start = squares((name) => d.started(`${name}.runRate`)!);
  d.show("market.hhi", d.define("auxiliary", "sum of squared shares", plain, now, start), "share");
  const spend = plus(is("spend ent"), is("spend con"));
  d.show("market.spend", d.define("auxiliary", "spend on all labs", USD, spend), "rate");
}

/** Growth is 2 (R − R') / (R + R'), which stands for a difference of logs and costs none. */
function writeSkills(d: Draft, segment: string): void {
  const name = `skills ${segment}`;
  const [now, before] = [is(`revenue ${segment}`), was(`revenue ${segment}`)];
  const growth = times(2, over(minus(now, before), larger(plus(now, before), constant(1, USD))));
  const wanted = times(
    was(name, plain),
    plus(1, times(d.mechanism("skills"), d.assume("skills-elasticity"), growth)),
  );
  d.show(`${segment}.skills`, d.define("stock", name, plain, wanted, 1), "index");
}
