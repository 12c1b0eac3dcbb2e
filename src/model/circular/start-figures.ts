// One starting value: what is told, else what a rule makes of what is told, else what the book assumes.

import { growthBetween, plus, scaled, times, total, widened } from "./level.ts";
import { type Quarter, lastDayOf, plusQuarters } from "./quarter.ts";
import { capacityBuilt } from "./start-capacity.ts";
import { flowFromGrowth, flowIn, flowNear, toldFlow, toldSum, trailingGrowth } from "./start-flow.ts";
import { type Knowledge, assumedFor, best, told } from "./start-knowledge.ts";
import { cashByRule, loansDrawn } from "./start-money.ts";
import { backlogTold, partsOf, revenueTold, wanted } from "./start-parties.ts";
import { type Point, type Reach, levelOn, pointsOf } from "./start-stock.ts";
import { runRateNear, shareNear } from "./start-run-rate.ts";
import { lastRound } from "./start-round.ts";
import type { Level } from "./start.ts";

export type FigureOf = (party: string, figure: string, quarter: Quarter) => Level | undefined;

/** How a figure is found: as told, or by a rule that stands in its place. */
interface Ways {
  readonly told?: () => Level | undefined;
  readonly rule?: () => Level | undefined;
  /** For stocks: an assumption about an earlier quarter is carried on. */
  readonly reach?: Reach;
}

/** Stocks that grow, such as a backlog, and those that stay, such as cash. */
const growing: Reach = { bridged: 550, carried: 280, isGrowing: true };
const staying: Reach = { bridged: 550, carried: 400, isGrowing: false };
const assumedAgo = 12;

/**
 * Starting values by party, figure and quarter: as told; else as assumed for that very quarter; else by
 * rule; else as assumed for an earlier quarter and carried on; else as assumed for any quarter.
 */
export function figuresOf(knowledge: Knowledge): FigureOf {
  const found = new Map<string, Level | undefined>();
  const open = new Set<string>();
  const figure: FigureOf = (party, name, quarter) => {
    const key = `${party}.${name}@${quarter}`;
    if (found.has(key)) return found.get(key);
    // A figure that is asked for while it is being found rests on itself, and is not known.
    if (open.has(key)) return undefined;
    open.add(key);
    const level = lookUp(party, name, quarter);
    open.delete(key);
    found.set(key, level);
    return level;
  };
  const lookUp = (party: string, name: string, quarter: Quarter): Level | undefined => {
    const ways = waysTo(knowledge, figure, party, name, quarter);
    const id = `${party}.${name}`;
    const assumed = (at: Quarter | undefined): Level | undefined =>
      assumedFor(knowledge, id, at, (of) => figure(of, name, quarter));
    return (
      ways.told?.() ??
      assumed(quarter) ??
      ways.rule?.() ??
      carried(id, quarter, ways.reach) ??
      assumed(undefined)
    );
  };
  const carried = (id: string, quarter: Quarter, reach: Reach | undefined): Level | undefined => {
    if (!reach) return undefined;
    const points = knowledge
      .assumed(id)
      .flatMap(({ start }): Point[] => {
        const at = start?.quarter as Quarter | undefined;
        const level = at === undefined ? undefined : assumedFor(knowledge, id, at, () => undefined);
        return level ? [{ on: lastDayOf(at!), level }] : [];
      })
      .toSorted((a, b) => (a.on < b.on ? -1 : 1));
    return levelOn(knowledge, points, lastDayOf(quarter), { ...reach, carried: assumedAgo * 92 });
  };
  return figure;
}

function waysTo(knowledge: Knowledge, figure: FigureOf, party: string, name: string, quarter: Quarter): Ways {
  const stock = (of: readonly { party: string; metric: string }[], reach: Reach): Ways => {
    const points = of.map((each) => pointsOf(knowledge.facts(each.party, each.metric)));
    const at = (how: Reach): Level | undefined => {
      for (const each of points) {
        const level = levelOn(knowledge, each, lastDayOf(quarter), how);
        if (level) return level;
      }
      return undefined;
    };
    return { told: () => at({ ...reach, bridged: 0, carried: 0 }), rule: () => at(reach), reach };
  };
  switch (name) {
    case "runRate":
      return { told: () => runRateNear(knowledge, party, quarter) };
    case "entShare":
      return { told: () => shareNear(knowledge, party, quarter) };
    case "revenue":
      return flow(knowledge, revenueTold(party), quarter);
    case "capex":
      return capexWays(knowledge, party, quarter);
    case "growth": {
      const of = wanted.some((each) => each.party === party && each.needs.includes("runRate"))
        ? "runRate"
        : "revenue";
      const level = (at: Quarter): Level | undefined => figure(party, of, at);
      return {
        told: () => toldGrowth(knowledge, party, quarter),
        rule: () => trailingGrowth(level, quarter),
      };
    }
    case "capexGrowth":
      return { rule: () => trailingGrowth((at) => figure(party, "capex", at), quarter) };
    case "operatingCash":
      return { rule: () => operatingCash(knowledge, figure, party, quarter) };
    case "backlog":
      return stock(backlogTold(party), growing);
    case "cash": {
      const parties = partsOf(party);
      const own = stock(
        parties.map((each) => ({ party: each, metric: "cash" })),
        staying,
      );
      if (isLab(party)) return { ...own, rule: () => cashByRule(knowledge, parties, quarter) };
      const net = stock([{ party, metric: "net-cash" }], staying);
      return { ...own, rule: () => sumOf(net.told!(), figure(party, "debt", quarter)) ?? own.rule!() };
    }
    case "debt":
      return debtWays(knowledge, party, quarter, stock);
    case "valuation":
      return { told: () => lastRound(knowledge, partsOf(party), quarter) };
    case "grossMargin":
      return {
        told: () => lastTold(knowledge, party, "gross-margin", quarter, 0),
        rule: () => lastTold(knowledge, party, "gross-margin", quarter, 3),
      };
    case "gwUsed": {
      const live = stock([{ party, metric: "power-gw-live" }], { ...staying, carried: 0 });
      return {
        told: () => inGw(live.told!()),
        rule: () => inGw(live.rule!()) ?? computeUsed(knowledge, figure, party, quarter),
      };
    }
    case "gw": {
      const live = stock(
        partsOf(party).map((each) => ({ party: each, metric: "power-gw-live" })),
        {
          ...growing,
          carried: 180,
        },
      );
      return {
        told: () => inGw(live.told!()),
        rule: () =>
          inGw(live.rule!()) ??
          capacityBuilt(knowledge, party, quarter, (at) => figure(party, "capex", at)) ??
          capacityEarning(knowledge, figure, party, quarter),
      };
    }
    case "hyperscaleShare":
      return { rule: () => hyperscaleShare(knowledge, quarter) };
    default:
      return {};
  }
}

const labs = new Set(["anthropic", "openai", "spacex", "mistral", "other-labs"]);
const isLab = (party: string): boolean => labs.has(party);

/** Cash is net cash and debt. */
function sumOf(net: Level | undefined, debt: Level | undefined): Level | undefined {
  return net && debt && plus(net, debt);
}

function inGw(level: Level | undefined): Level | undefined {
  return level && scaled(level, 1e-9);
}

function flow(
  knowledge: Knowledge,
  { party, metric }: { party: string; metric: string },
  quarter: Quarter,
): Ways {
  const at = (each: Quarter): Level | undefined =>
    flowFromGrowth(knowledge, party, metric, `${metric}-growth-yoy`, each) ??
    flowIn(knowledge, party, metric, each);
  return {
    told: () => toldFlow(knowledge, party, metric, quarter),
    rule: () =>
      at(quarter) ??
      flowIn(knowledge, party, metric, quarter, "forecast") ??
      flowNear(knowledge, at, quarter),
  };
}

/** Growth on the year before, as told: the mean of its four quarters. */
function toldGrowth(knowledge: Knowledge, party: string, quarter: Quarter): Level | undefined {
  const { party: of, metric } = revenueTold(party);
  const rate = toldFlow(knowledge, of, `${metric}-growth-yoy`, quarter);
  const one: Level = { low: 1, central: 1, high: 1, from: [] };
  return rate && growthBetween(one, plus(rate, one), 4);
}

/** Capital spending; where only the part net of incentives is told, that part times gross over net of the quarter before. */
function capexWays(knowledge: Knowledge, party: string, quarter: Quarter): Ways {
  const gross = (at: Quarter): Level | undefined => flowIn(knowledge, party, "capex", at);
  const net = toldFlow(knowledge, party, "capex-net-of-incentives", quarter);
  const own = flow(knowledge, { party, metric: "capex" }, quarter);
  const fromNet = (): Level | undefined => {
    for (let i = 1; net && i <= 6; i++) {
      const at = plusQuarters(quarter, -i);
      const [whole, part] = [gross(at), toldFlow(knowledge, party, "capex-net-of-incentives", at)];
      if (whole && part)
        return {
          ...scaled(net, whole.central / part.central),
          from: [...net.from, ...whole.from, ...part.from],
        };
    }
    return undefined;
  };
  return { told: own.told!, rule: () => gross(quarter) ?? fromNet() ?? own.rule!() };
}

/**
 * Cash from operations, the mean quarter of the year: free cash flow of the year plus capital spending, or
 * that of its quarters which are told. A single quarter swings with taxes and seasons.
 */
function operatingCash(
  knowledge: Knowledge,
  figure: FigureOf,
  party: string,
  quarter: Quarter,
): Level | undefined {
  const net = (at: Quarter): Level | undefined => {
    const told = toldFlow(knowledge, party, "capex-net-of-incentives", at);
    const gross = figure(party, "capex", at);
    if (told || !gross) return told ?? gross;
    const near = [1, -1, 2, -2, 3, -3, 4]
      .map((i) => plusQuarters(at, i))
      .find((each) => toldFlow(knowledge, party, "capex-net-of-incentives", each));
    const [part, whole] = near
      ? [toldFlow(knowledge, party, "capex-net-of-incentives", near), figure(party, "capex", near)]
      : [];
    return part && whole ? scaled(gross, part.central / whole.central) : gross;
  };
  const year = (last: Quarter): Level | undefined => {
    const whole = toldSum(knowledge, party, "operating-cash-flow", last, 4);
    if (whole) return scaled(whole, 1 / 4);
    const free = toldSum(knowledge, party, "free-cash-flow", last, 4);
    const spent = [0, 1, 2, 3].map((i) => net(plusQuarters(last, -i)));
    const [first, ...others] = spent;
    if (!free || !first || others.includes(undefined)) return undefined;
    return scaled(plus(total([first, ...(others as Level[])]), free), 1 / 4);
  };
  const quarters = (last: Quarter): Level | undefined => {
    const known = [0, 1, 2, 3].flatMap((i) => {
      const at = plusQuarters(last, -i);
      const [free, spent] = [toldFlow(knowledge, party, "free-cash-flow", at), net(at)];
      return free && spent ? [plus(free, spent)] : [];
    });
    const [first, ...others] = known;
    if (!first) return undefined;
    const mean = scaled(total([first, ...others]), 1 / known.length);
    return known.length === 4 ? mean : widened(mean, knowledge.rule("start-carry-error"), 4 - known.length);
  };
  const whole = [0, 1, 2].map((i) => year(plusQuarters(quarter, -i))).find(Boolean);
  const own = quarters(quarter);
  return year(quarter) ?? own ?? whole;
}

/** Debt of a group as told; later than the last balance, it has grown as before, or by the loans that are known since. */
function debtWays(
  knowledge: Knowledge,
  party: string,
  quarter: Quarter,
  stock: (of: readonly { party: string; metric: string }[], reach: Reach) => Ways,
): Ways {
  const own = stock(
    partsOf(party).flatMap((each) => [
      { party: each, metric: "debt" },
      { party: each, metric: "debt-long-term" },
    ]),
    growing,
  );
  if (!isLab(party)) return own;
  return { ...own, rule: () => loansDrawn(knowledge, partsOf(party), quarter) ?? own.rule!() };
}

/** What a lab uses, where no power is told: as before in proportion to its run-rate, or by its run-rate alone. */
function computeUsed(
  knowledge: Knowledge,
  figure: FigureOf,
  party: string,
  quarter: Quarter,
): Level | undefined {
  const rate = figure(party, "runRate", quarter);
  if (!rate) return undefined;
  for (let i = 1; i <= 3; i++) {
    const at = plusQuarters(quarter, -i);
    const live = told(
      best(
        knowledge
          .facts(party, "power-gw-live")
          .filter(({ ends }) => ends !== undefined && ends === lastDayOf(at)),
      ),
    );
    const before = figure(party, "runRate", at);
    if (live && before) {
      const level = {
        ...scaled(live, (1e-9 * rate.central) / before.central),
        from: [...live.from, ...rate.from, ...before.from],
      };
      return widened(level, knowledge.rule("start-carry-error"), i);
    }
  }
  const ratio = knowledge.rule("start-gw-per-run-rate");
  return ratio && scaled(times(rate, ratio), 1e-9);
}

/** What a neocloud has live, where no power is told: its revenue over the price of a GW. */
function capacityEarning(
  knowledge: Knowledge,
  figure: FigureOf,
  party: string,
  quarter: Quarter,
): Level | undefined {
  const price = knowledge.rule("start-price-gw-neo");
  const revenue = figure(party, "revenue", quarter);
  if (!price || !revenue) return undefined;
  return {
    low: (revenue.low * 4e-9) / price.high,
    central: (revenue.central * 4e-9) / price.central,
    high: (revenue.high * 4e-9) / price.low,
    from: [...revenue.from, ...price.from],
  };
}

/** What is told of the quarter, or of the last one before it, up to some quarters back. */
function lastTold(
  knowledge: Knowledge,
  party: string,
  metric: string,
  quarter: Quarter,
  backMax: number,
): Level | undefined {
  for (let i = 0; i <= backMax; i++) {
    const level = toldFlow(knowledge, party, metric, plusQuarters(quarter, -i));
    if (level) return widened(level, knowledge.rule("start-carry-error"), i);
  }
  return undefined;
}

/** The part of NVIDIA's data-centre sales that goes to large clouds, of the newest quarter that tells it. */
function hyperscaleShare(knowledge: Knowledge, quarter: Quarter): Level | undefined {
  for (let i = 0; i <= 4; i++) {
    const at = plusQuarters(quarter, -i);
    const part = toldFlow(knowledge, "nvidia", "data-centre-hyperscale-revenue", at);
    const whole = toldFlow(knowledge, "nvidia", "data-centre-revenue", at);
    if (part && whole) {
      const share = { ...scaled(part, 1 / whole.central), from: [...part.from, ...whole.from] };
      return i === 0 ? share : widened(share, knowledge.rule("start-carry-error"), i);
    }
  }
  return undefined;
}
