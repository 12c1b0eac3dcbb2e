// Computing power that a lab uses or a neocloud has, where no power is told.

import { scaled, times, widened } from "./level.ts";
import { type Quarter, lastDayOf, plusQuarters } from "./quarter.ts";
import type { Level } from "./start.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";

/** GW that a lab uses, where no power is told: as before in proportion to its run-rate, or by its run-rate alone. */
export function computeUsed(
  knowledge: Knowledge,
  party: string,
  quarter: Quarter,
  runRate: (quarter: Quarter) => Level | undefined,
): Level | undefined {
  const rate = runRate(quarter);
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
    const before = runRate(at);
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

/** GW that a neocloud has live, where no power is told: its revenue over the price of a GW. */
export function capacityEarning(knowledge: Knowledge, revenue: Level | undefined): Level | undefined {
  const price = knowledge.rule("start-price-gw-neo");
  if (!price || !revenue) return undefined;
  return {
    low: (revenue.low * 4e-9) / price.high,
    central: (revenue.central * 4e-9) / price.central,
    high: (revenue.high * 4e-9) / price.low,
    from: [...revenue.from, ...price.from],
  };
}
