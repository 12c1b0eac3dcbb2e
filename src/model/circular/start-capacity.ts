// Live AI capacity: as reported, or what the capital spending of the years before has built.

import { plus, scaled, times } from "./level.ts";
import { type Quarter, plusQuarters, quartersBetween } from "./quarter.ts";
import type { Level } from "./start.ts";
import type { Knowledge } from "./start-knowledge.ts";

/** Numbers of the rule, as assumptions of the book; some by group. */
const rules = {
  share: (group: string) => `start-ai-share-${group}`,
  factor: (group: string) => `start-capex-factor-${group}`,
  before: (group: string) => `start-gw-before-${group}`,
  cost: "start-capex-gw",
  lag: "start-capex-lag",
  error: "gw-initial",
} as const;

/** The first quarter whose spending is added up; what stood before is an assumption. */
const firstSpent: Quarter = "2023Q1";

/**
 * GW that a group has live: what stood before 2023, and the AI part of its capital spending since then,
 * up to some quarters before, over the cost of a GW.
 *
 * @param capex  capital spending of a quarter
 */
export function capacityBuilt(
  knowledge: Knowledge,
  group: string,
  quarter: Quarter,
  capex: (quarter: Quarter) => Level | undefined,
): Level | undefined {
  const [share, factor, before] = [rules.share, rules.factor, rules.before].map((id) =>
    knowledge.rule(id(group)),
  );
  const [cost, lag, error] = [rules.cost, rules.lag, rules.error].map((id) => knowledge.rule(id));
  if (!share || !factor || !before || !cost || !lag || !error) return undefined;
  const last = plusQuarters(quarter, -Math.floor(lag.central));
  const part = lag.central - Math.floor(lag.central);
  let spent: Level = { low: 0, central: 0, high: 0, from: [] };
  for (let i = quartersBetween(firstSpent, last); i >= 0; i--) {
    const level = capex(plusQuarters(last, -i));
    if (!level) return undefined;
    // A lag of two and a half quarters has half of the last quarter built.
    spent = plus(spent, i === 0 ? scaled(level, 1 - part) : level);
  }
  const built = (spent.central * share.central) / (cost.central * factor.central);
  const central = (before.central + built) * 1e-9;
  const from = [...new Set([spent, share, factor, before, cost, lag].flatMap((level) => level.from))];
  return times({ low: central, central, high: central, from }, { ...error, central: 1 });
}
