// What runs is what is printed: the equations, walked through one by one, give the numbers of the compiled program.

import { beforeAll, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { evaluate } from "../../../src/expression/evaluate.ts";
import { equationsOf } from "../../../src/expression/system.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { readExpression } from "../../../src/model/read-expression.ts";
import type { Scope } from "../../../src/model/scope.ts";
import { is, usd } from "../../../src/model/circular/draft.ts";
import { GW, USDperGW } from "../../../src/model/circular/measures.ts";
import { larger, plus } from "../../../src/model/circular/write.ts";
import { RoundtripError } from "../../../src/error/error.ts";
import { nodesOf } from "../../../src/expression/walk.ts";
import type { Draw, Expression } from "../../../src/expression/expression.ts";
import { showAnswer } from "../../../src/report/model-show.ts";
import { traceOf } from "../../../src/paths/trace.ts";
import { showUnit } from "../../../src/unit/unit.ts";
import { defaultBook } from "../../small-book.ts";
import { roundStart } from "./figures.ts";
import { type Futures, futuresOf, shock } from "./futures.ts";

const [quarters, paths] = [6, 64];
let book: Book;
let futures: Futures;

beforeAll(async () => {
  book = await defaultBook();
  futures = futuresOf(economyFrom(book, roundStart("2026Q2", 0.1), quarters), book, { paths });
}, 60_000);

test("every equation, evaluated on what it reads, gives the number of the compiled program to the last bit", () => {
  const changes = [shock("shock winter", 1, 2, 4), shock("shock demand level", -0.5, 3, 3)];
  const run = futures.run(changes);
  const path = 11;
  const trace = traceOf(futures.system, { seed: 1, antithetic: false, given: futures.given(changes) }, path);
  const wrong: string[] = [];
  for (const { name, value, initial } of equationsOf(futures.system)) {
    if (initial && !Object.is(run.at(name, 0)[path], evaluate(initial, trace.surroundings(0))))
      wrong.push(`${name} at the start`);
    for (let t = 1; t <= quarters; t++)
      if (!Object.is(run.at(name, t)[path], evaluate(value, trace.surroundings(t))))
        wrong.push(`${name} in ${t}`);
  }
  expect(wrong).toEqual([]);
});
test("the printed table, read again as text, gives the same numbers", () => {
  const run = futures.run();
  const path = 5;
  const trace = traceOf(futures.system, { seed: 1, antithetic: false, given: futures.given() }, path);
  const { equations } = showAnswer(futures.economy.model, futures.system).json as {
    equations: { name: string; equation: string }[];
  };
  const own = equationsOf(futures.system);
  expect(equations.map(({ name }) => name.replaceAll("`", ""))).toEqual(own.map(({ name }) => name));
  const wrong: string[] = [];
  equations.forEach(({ name, equation }, k) => {
    // Text models know no units with a scale in them; a unit changes no number.
    const { value, faults } = readExpression(equation.replaceAll("GW]", "W]"), anyName);
    expect(faults, name).toEqual([]);
    const draws = drawsIn(own[k]!.value);
    const read = drawsIn(value!);
    expect(read.length, name).toBe(draws.length);
    for (let t = 1; t <= quarters; t++) {
      const at = trace.surroundings(t);
      const again = evaluate(value!, { ...at, draw: (draw) => at.draw(draws[read.indexOf(draw)]!) });
      if (again !== run.at(own[k]!.name, t)[path]) wrong.push(`${name} in ${t}`);
    }
  });
  expect(wrong).toEqual([]);
});

/** Draws from left to right, a draw as often as it is written. */
function drawsIn(e: Expression): Draw[] {
  return nodesOf(e).filter((node) => node.op === "draw");
}

const anyName: Scope = {
  kind: "equation",
  names: () => [],
  resolve: () => ({ unit: undefined, hasStart: true }),
};

test("nothing that is named has two names or two equations", () => {
  const names = futures.economy.model.variables.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("what counts money is in dollars, what counts power in gigawatts, what is a share in neither", () => {
  const { series } = futures.economy;
  const money =
    /\.(?:cash|revenue|spend|capex|debt|funding|valuation|runRate|backlog|organic|outside|insiders|notKnown)$/u;
  const wrong = series.filter(({ id, kind, unit }) => {
    if (money.test(id) || /\.own(?:AtLeast|AtMost)?$/u.test(id)) return showUnit(unit) !== "USD";
    if (id.endsWith(".capacityGw")) return showUnit(unit) !== "GW";
    return kind === "share" && showUnit(unit) !== "1";
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(futures.economy.model.variables.filter(({ unit }) => unit === undefined)).toEqual([]);
});

test("a wrong unit in an equation is refused", () => {
  expect(() => plus(is("cash anthropic"), is("live amazon", GW))).toThrow(/Cannot add/u);
  expect(() => larger(is("price amazon", USDperGW), usd(0))).toThrow(RoundtripError);
});

test("every equation is of a part of the economy that says why it is so", () => {
  const { sectors: of } = futures.economy;
  const { equations, parts } = showAnswer(futures.economy.model, futures.system, of).json as {
    equations: { name: string; part: string | null }[];
    parts: { id: string; why: string; equations: number }[];
  };
  const known = new Set(parts.map(({ id }) => id));
  expect(equations.filter(({ part }) => part === null || !known.has(part))).toEqual([]);
  expect(parts.filter(({ equations: count, why }) => count === 0 || why === "")).toEqual([]);
  expect(parts.reduce((sum, { equations: count }) => sum + count, 0)).toBe(equations.length);
});
