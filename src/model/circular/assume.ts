// An assumption of the book as a number that each path draws once, and that a user may set instead.

import { RoundtripError, exitCode } from "../../error/error.ts";
import type { Assumption, Book } from "../../book/book.ts";
import { couldAssume } from "../../book/known.ts";
import { lognormal, normal, triangular, uniform } from "../../expression/distribution.ts";
import { type Expression, constant, unequal } from "../../expression/expression.ts";
import type { Day } from "../../unit/date.ts";
import { type Unit, showUnit } from "../../unit/unit.ts";
import { central, high, low } from "../../unit/quantity.ts";
import type { ModelBuilder, Name } from "../builder.ts";
import type { UsedAssumption } from "./economy.ts";
import { measureOf } from "./measures.ts";
import type { Level } from "./start.ts";
import { larger, when } from "./write.ts";

/** The 95 % point of the standard normal less its 5 % point. */
const ninetyPercent = 3.2897072539029435;

export interface Assumptions {
  /** The number of an assumption, drawn once a path. @throws ASSUMPTION_MISSING */
  readonly of: (id: string) => Name;
  /** A figure of the start, drawn once a path from its interval. */
  readonly started: (name: string, level: Level, unit: Unit) => Name;
  readonly used: () => readonly UsedAssumption[];
}

/**
 * Assumptions as numbers of a model: `ceiling-ent` is drawn from the book's distribution, unless the given number
 * `set ceiling-ent` is 1: then it is `value ceiling-ent`. So one program serves every setting, with the same draws.
 */
export function assumptionsOf(book: Book, m: ModelBuilder, day: Day): Assumptions {
  const made = new Map<string, Name>();
  const used: UsedAssumption[] = [];
  const number = (one: UsedAssumption, unit: Unit, middle: number, drawn: Expression): Name => {
    const { id } = one;
    const set = m.given(`set ${id}`, 0);
    const value = m.given(`value ${id}`, middle, { unit });
    used.push(one);
    return m.once(id, when(unequal(set, constant(0)), value, drawn), { unit });
  };
  return {
    of: (id) => {
      const known = made.get(id);
      if (known) return known;
      const assumption = asKnown(book, id, day);
      const { unit, size } = measureOf(assumption.value);
      const points = pointsOf(assumption).map((value) => value * size) as [number, number, number];
      const isFixed = assumption.distribution === "fixed" || points[0] === points[2];
      const drawn = isFixed ? constant(points[1], unit) : drawnFrom(assumption, points, unit);
      const standIn = assumption.id === id ? {} : { standIn: assumption.id };
      const name = number({ id, isDrawn: !isFixed, ...standIn }, unit, points[1], drawn);
      made.set(id, name);
      return name;
    },
    started: (name, level, unit) => {
      const isDrawn = level.low < level.high;
      const [a, b] = [constant(level.low, unit), constant(level.high, unit)];
      const sd = constant((level.high - level.low) / ninetyPercent, unit);
      const drawn = !isDrawn
        ? constant(level.central, unit)
        : level.low > 0
          ? lognormal(a, b)
          : floored(level.low, normal(constant((level.low + level.high) / 2, unit), sd), unit);
      const started = { low: level.low, high: level.high, unit: startUnit(name, unit) };
      return number({ id: `start ${name}`, isDrawn, started }, unit, level.central, drawn);
    },
    used: () => used,
  };
}

/** Growth at the start is a logarithm, and the other figures without a unit are parts. */
function startUnit(name: string, unit: Unit): string {
  return /growth$/iu.test(name) ? "log per quarter" : showUnit(unit);
}

/** What stood in the place of a number before it could be known: the same question, answered from what there was. */
const before: Readonly<Record<string, string>> = {
  "kappa-0-anthropic": "start-kappa",
  "kappa-0-openai": "start-kappa",
  "tau-0-anthropic": "start-tau",
  "tau-0-openai": "start-tau",
  "price-gw-0": "start-price-gw",
  "price-gw-neo": "start-price-gw-neo",
};

/** The assumption that stands in the place of another before its day; undefined for those that have no earlier value. */
export function earlierOf(id: string): string | undefined {
  return Object.hasOwn(before, id) ? before[id] : undefined;
}

/**
 * The assumption of an id as it could be made on a day. What nothing stands in for is used on every day: the equations
 * need it, and a back-test counts it as hindsight.
 */
function asKnown(book: Book, id: string, day: Day): Assumption {
  const assumption = book.assumptions.get(id);
  const isKnown = assumption !== undefined && couldAssume(assumption, day);
  const earlier = earlierOf(id);
  if (isKnown || earlier === undefined) return assumption ?? missing(id);
  return book.assumptions.get(earlier) ?? missing(earlier);
}

function pointsOf({ value, central: mode }: Assumption): [number, number, number] {
  return [low(value), central(mode ?? value), high(value)];
}

/** What is never below zero by its interval is not drawn below zero. */
function drawnFrom(
  { distribution }: Assumption,
  [a, mode, b]: readonly [number, number, number],
  unit: Unit,
): Expression {
  const c = (value: number): Expression => constant(value, unit);
  switch (distribution) {
    case "lognormal":
      return lognormal(c(a), c(b));
    case "normal":
      return floored(a, normal(c((a + b) / 2), c((b - a) / ninetyPercent)), unit);
    case "triangular":
      return floored(a, triangular(c(a), c(mode), c(b)), unit);
    default:
      return uniform(c(a), c(b));
  }
}

function floored(least: number, e: Expression, unit: Unit): Expression {
  return least >= 0 ? larger(e, constant(0, unit)) : e;
}

function missing(id: string): never {
  throw new RoundtripError(
    "ASSUMPTION_MISSING",
    `The book has no assumption "${id}", which the simulation needs.`,
    {
      exit: exitCode.input,
      remedy: "Take the default book as the base, or add the assumption.",
    },
  );
}
