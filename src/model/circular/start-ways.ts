// How each starting value is found: as told, or by the rule that stands in its place.

import { growthBetween, plus, scaled, total, widened } from "./level.ts";
import { type Quarter, lastDayOf, plusQuarters } from "./quarter.ts";
import { capacityBuilt } from "./start-capacity.ts";
import { grossOfNet, operatingCash } from "./start-capital.ts";
import { capacityEarning, computeUsed } from "./start-compute.ts";
import { debtByRule, debtTold } from "./start-debt.ts";
import { flowIn, toldFlow } from "./start-flow.ts";
import { flowFromGrowth, flowNear, trailingGrowth } from "./start-growth.ts";
import { guidedGrowth, guidedPower } from "./start-guidance.ts";
import type { Knowledge } from "./start-knowledge.ts";
import { cashByRule } from "./start-cash.ts";
import { loansDrawn } from "./start-payments.ts";
import { type Told, backlogTold, partsOf, revenueTold, wanted } from "./start-parties.ts";
import { lastRound } from "./start-round.ts";
import { runRateNear, runRateTold, shareNear } from "./start-run-rate.ts";
import { type Reach, levelOn, pointsOf } from "./start-stock.ts";
import type { Level } from "./start.ts";

export type FigureOf = (party: string, figure: string, quarter: Quarter) => Level | undefined;

/** How a figure is found: as told, or by a rule that stands in its place. */
export interface Ways {
  readonly told?: () => Level | undefined;
  readonly rule?: () => Level | undefined;
  /** For stocks: an assumption about an earlier quarter is carried on. */
  readonly reach?: Reach;
}

/** Stocks that grow, such as a backlog, and those that stay, such as cash. */
const growing: Reach = { bridged: 550, carried: 280, isGrowing: true };
const staying: Reach = { bridged: 550, carried: 400, isGrowing: false };

/** The ways to a figure of a party at the end of a quarter. */
export function waysTo(
  knowledge: Knowledge,
  figure: FigureOf,
  party: string,
  name: string,
  quarter: Quarter,
): Ways {
  const stock = (of: readonly Told[], reach: Reach): Ways => {
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
      return {
        told: () => runRateTold(knowledge, party, quarter),
        rule: () => runRateNear(knowledge, party, quarter),
      };
    case "entShare":
      return { told: () => shareNear(knowledge, party, quarter) };
    case "revenue":
      return flow(knowledge, revenueTold(party), quarter);
    case "capex":
      return capexWays(knowledge, party, quarter);
    case "growth": {
      const of = sizeOf(party);
      return {
        told: () => toldGrowth(knowledge, party, quarter),
        rule: () => trailingGrowth(sizeAlong(knowledge, figure, `${party}.${of}`, quarter), quarter),
      };
    }
    case "capexGrowth":
      return {
        rule: () => {
          const at = (each: Quarter): Level | undefined => figure(party, "capex", each);
          const [guided, past] = [guidedGrowth(knowledge, party, at, quarter), trailingGrowth(at, quarter)];
          // Guidance is the least: builders of a boom raise it through the year.
          return past && guided && guided.central > past.central ? guided : past;
        },
      };
    case "operatingCash":
      return { rule: () => operatingCash(knowledge, party, quarter, (at) => figure(party, "capex", at)) };
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
      return {
        told: () => debtTold(knowledge, partsOf(party), quarter),
        rule: () =>
          (isLab(party) ? loansDrawn(knowledge, partsOf(party), quarter) : undefined) ??
          debtByRule(knowledge, partsOf(party), quarter),
        reach: growing,
      };
    case "valuation":
      return { told: () => lastRound(knowledge, partsOf(party), quarter) };
    case "marketValue":
      return stock([{ party, metric: "market-value" }], staying);
    case "grossMargin":
      return {
        told: () => lastTold(knowledge, party, "gross-margin", quarter, 0),
        rule: () => lastTold(knowledge, party, "gross-margin", quarter, 3),
      };
    case "gwUsed": {
      const live = stock([{ party, metric: "power-gw-live" }], { ...staying, carried: 0 });
      return {
        told: () => inGw(live.told!()),
        rule: () =>
          inGw(live.rule!()) ?? computeUsed(knowledge, party, quarter, (at) => figure(party, "runRate", at)),
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
          capacityEarning(knowledge, figure(party, "revenue", quarter)),
      };
    }
    case "gwAdded":
      return { told: () => guidedPower(knowledge, party, figure(party, "gw", quarter), quarter) };
    case "prepaid":
      return stock([{ party, metric: "deferred-revenue" }], staying);
    case "hyperscaleShare":
      return { rule: () => hyperscaleShare(knowledge, quarter) };
    default:
      return {};
  }
}

/** What grows: a lab's run-rate, anybody else's revenue. */
function sizeOf(party: string): "runRate" | "revenue" {
  return needs(party, "runRate") ? "runRate" : "revenue";
}

/** A party's size by quarter; where it is assumed as a ratio to others, theirs: the ratio does not grow. */
function sizeAlong(
  knowledge: Knowledge,
  figure: FigureOf,
  id: string,
  quarter: Quarter,
): (at: Quarter) => Level | undefined {
  const [party, name] = id.split(".") as [string, string];
  const ratio = knowledge.assumed(id).find(({ start }) => start!.of && start!.quarter === undefined);
  if (!ratio || !figure(party, name, quarter)?.from.includes(ratio.id))
    return (at) => figure(party, name, at);
  return (at) => {
    const [first, ...others] = ratio.start!.of!.map((of) => figure(of, name, at));
    return first && !others.includes(undefined) ? total([first, ...(others as Level[])]) : undefined;
  };
}

/** Whether a party is a lab with books of its own. */
function isLab(party: string): boolean {
  return needs(party, "gwUsed");
}

function needs(party: string, figure: string): boolean {
  return wanted.some((each) => each.party === party && each.needs.includes(figure));
}

/** Cash is net cash and debt. */
function sumOf(net: Level | undefined, debt: Level | undefined): Level | undefined {
  return net && debt && plus(net, debt);
}

function inGw(level: Level | undefined): Level | undefined {
  return level && scaled(level, 1e-9);
}

function flow(knowledge: Knowledge, { party, metric }: Told, quarter: Quarter): Ways {
  const at = (each: Quarter): Level | undefined =>
    flowFromGrowth(knowledge, party, metric, each) ?? flowIn(knowledge, party, metric, each);
  return {
    told: () => toldFlow(knowledge, party, metric, quarter),
    rule: () =>
      at(quarter) ??
      flowIn(knowledge, party, metric, quarter, { isForecast: true }) ??
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

/** Capital spending; where only the part net of incentives is told, the gross that belongs to it. */
function capexWays(knowledge: Knowledge, party: string, quarter: Quarter): Ways {
  const own = flow(knowledge, { party, metric: "capex" }, quarter);
  return {
    told: own.told!,
    rule: () =>
      flowIn(knowledge, party, "capex", quarter) ?? grossOfNet(knowledge, party, quarter) ?? own.rule!(),
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
