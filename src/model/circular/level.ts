// Figures between two ends, and what is done with them: added, scaled, compared, brought from one day to another.

import { exp, log } from "../../elementary/elementary.ts";
import { type Quantity, central, high, low } from "../../unit/quantity.ts";
import type { Level } from "./start.ts";

/** What a fact says: an interval and conflicting reports have ends, everything else is a point. */
export function levelOf(value: Quantity, from: readonly string[], scale = 1): Level {
  const lowest = value.form === "cap" ? high(value) : low(value);
  return { low: lowest * scale, central: central(value) * scale, high: high(value) * scale, from };
}

/** a + b × sign; ends are taken as fully dependent. */
export function plus(a: Level, b: Level, sign: 1 | -1 = 1): Level {
  return {
    low: a.low + (sign === 1 ? b.low : -b.high),
    central: a.central + sign * b.central,
    high: a.high + (sign === 1 ? b.high : -b.low),
    from: origins(a, b),
  };
}

export function total(levels: readonly [Level, ...Level[]]): Level {
  return levels.reduce((sum, level) => plus(sum, level));
}

/** A level times a ratio that is not negative. */
export function times(a: Level, ratio: Level): Level {
  const products = [a.low * ratio.low, a.low * ratio.high, a.high * ratio.low, a.high * ratio.high];
  return {
    low: Math.min(...products),
    central: a.central * ratio.central,
    high: Math.max(...products),
    from: origins(a, ratio),
  };
}

export function scaled(a: Level, factor: number): Level {
  return { low: a.low * factor, central: a.central * factor, high: a.high * factor, from: a.from };
}

/** Mean log growth a quarter from one level to another. */
export function growthBetween(before: Level, after: Level, quarters: number): Level | undefined {
  if (before.low <= 0 || after.low <= 0) return undefined;
  const rate = (from: number, to: number): number => log(to / from) / quarters;
  return {
    low: rate(before.high, after.low),
    central: rate(before.central, after.central),
    high: rate(before.low, after.high),
    from: origins(before, after),
  };
}

/** A level some quarters on at a log growth a quarter. */
export function grown(level: Level, growth: number, quarters: number): Level {
  return scaled(level, exp(growth * quarters));
}

/** Between two levels that lie on two sides: in logs where both are positive, else straight. */
export function between(before: Level, after: Level, share: number): Level {
  const mix = (a: number, b: number): number =>
    a > 0 && b > 0 ? exp(log(a) + share * (log(b) - log(a))) : a + share * (b - a);
  return {
    low: mix(before.low, after.low),
    central: mix(before.central, after.central),
    high: mix(before.high, after.high),
    from: origins(before, after),
  };
}

/** A level with an error on top, a ratio whose middle is about one and does not move it. */
export function widened(level: Level, error: Level | undefined, steps?: number): Level;
export function widened(
  level: Level | undefined,
  error: Level | undefined,
  steps?: number,
): Level | undefined;
export function widened(level: Level | undefined, error: Level | undefined, steps = 1): Level | undefined {
  if (!level || !error) return level;
  const root = Math.sqrt(steps);
  const [down, up] = [exp(root * log(error.low)), exp(root * log(error.high))];
  const ends = [level.low * down, level.low * up, level.high * down, level.high * up];
  return {
    low: Math.min(...ends),
    central: level.central,
    high: Math.max(...ends),
    from: origins(level, error),
  };
}

export function origins(...levels: readonly (Level | undefined)[]): string[] {
  return [...new Set(levels.flatMap((level) => level?.from ?? []))];
}
