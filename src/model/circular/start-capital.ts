// Capital spending, and the cash from operations that pays for it.

import { origins, plus, scaled, total, widened } from "./level.ts";
import { type Quarter, plusQuarters } from "./quarter.ts";
import type { Level } from "./start.ts";
import { flowIn, toldFlow, toldSum } from "./start-flow.ts";
import type { Knowledge } from "./start-knowledge.ts";

/** What spending is told as where it is told net of what others contribute. */
const netMetric = "capex-net-of-incentives";

/** Gross spending where only net of incentives is told: net times gross over net of the last quarter with both. */
export function grossOfNet(knowledge: Knowledge, party: string, quarter: Quarter): Level | undefined {
  const net = toldFlow(knowledge, party, netMetric, quarter);
  if (!net) return undefined;
  for (let i = 1; i <= 6; i++) {
    const at = plusQuarters(quarter, -i);
    const whole = flowIn(knowledge, party, "capex", at, { openMax: 1 });
    const part = toldFlow(knowledge, party, netMetric, at);
    if (whole && part) {
      return { ...scaled(net, whole.central / part.central), from: origins(net, whole, part) };
    }
  }
  return undefined;
}

/**
 * Cash from operations, the mean quarter of the year: free cash flow of the year plus capital spending, or
 * that of its quarters which are told. A single quarter swings with taxes and seasons.
 */
export function operatingCash(
  knowledge: Knowledge,
  party: string,
  quarter: Quarter,
  capex: (quarter: Quarter) => Level | undefined,
): Level | undefined {
  const net = (at: Quarter): Level | undefined => {
    const told = toldFlow(knowledge, party, netMetric, at);
    const gross = capex(at);
    if (told || !gross) return told ?? gross;
    const near = [1, -1, 2, -2, 3, -3, 4]
      .map((i) => plusQuarters(at, i))
      .find((each) => toldFlow(knowledge, party, netMetric, each));
    const [part, whole] = near ? [toldFlow(knowledge, party, netMetric, near), capex(near)] : [];
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
