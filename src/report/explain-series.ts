// Why a series is what it is in a quarter: its equation, its value on the path in the middle, and the assumptions and
// deals that it depends on, the nearest first.

import { type Expression } from "../expression/expression.ts";
import { show, showName } from "../expression/show.ts";
import { equationsOf } from "../expression/system.ts";
import { nodesOf } from "../expression/walk.ts";
import type { Model } from "../model/model.ts";
import type { Series } from "../model/circular/economy.ts";
import { cellsOf } from "../paths/simulation.ts";
import { traceOf } from "../paths/trace.ts";
import { dimensionsOf, showUnit } from "../unit/unit.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
import { assumptionSources, parameterOf } from "./assumption-rows.ts";
import { termsOf } from "./model-show.ts";
import { count } from "./number.ts";
import { amount, titleOf } from "./series-text.ts";
import { type Simulated, headingOf, runJson } from "./simulate.ts";

/** Rows of a table; JSON has all. */
const rowsMax = 20;

/** Something that a variable depends on, and over how many equations. */
interface Dependence {
  readonly name: string;
  readonly steps: number;
}

/** The answer to `explain SERIES@QUARTER`. */
export function explainSeriesAnswer(
  simulated: Simulated,
  series: Series,
  period: number,
  given: Float64Array,
): Answer {
  const { book, simulation, run, seed } = simulated;
  const { economy, system } = simulation;
  const quarter = economy.quarters[period - 1]!;
  const { path, value } = middlePath(cellsOf(simulation, run).series(series, period));
  const trace = traceOf(system, { seed, antithetic: false, given }, path);
  const equation = equationsOf(system).find(({ name }) => name === series.variable)!;
  const terms = termsOf(equation.value, trace, period);
  const reached = dependencesOf(economy.model, series.variable);
  const assumptions = reached.filter(({ name }) => economy.assumptions.some(({ id }) => id === name));
  const legs = reached.flatMap(({ name, steps }) => {
    const leg = book.legs.get(/^cancelled (.+)$/u.exec(name)?.[1] ?? "");
    return leg ? [{ leg, steps }] : [];
  });
  const written = `${showName(series.variable)} = ${show(equation.value)}`;
  return {
    json: {
      ...runJson(simulated),
      series: series.id,
      quarter,
      unit: showUnit(series.unit),
      variable: series.variable,
      equation: show(equation.value),
      median: value,
      path,
      terms: terms.map(({ term, value: is }) => ({ term, value: Number.isFinite(is) ? is : null })),
      assumptions: assumptions.map(({ name, steps }) => ({
        id: name,
        steps,
        value: trace.value(name, period),
        reason: book.assumptions.get(name)?.reason ?? null,
      })),
      deals: legs.map(({ leg, steps }) => ({ leg: leg.id, deal: leg.deal, steps })),
    },
    blocks: [
      { heading: `${titleOf(series, book)}, ${quarter}: ${amount(value, series.unit)} in the middle` },
      { lines: [`${headingOf(simulated)}; the path in the middle is number ${path}.`, written] },
      table("What stands in it, on that path", ["term", ">value"], termRows(equation.value, terms)),
      table(
        `Assumptions that it depends on${cut(assumptions)}`,
        ["assumption", ">equations away", ">value", "reason"],
        assumptions
          .slice(0, rowsMax)
          .map(({ name, steps }) => [
            text(name),
            { show: String(steps), value: steps },
            valueCell(economy.model, name, trace.value(name, period)),
            text(book.assumptions.get(name)?.reason ?? parameterOf(name, book, economy)),
          ]),
      ),
      table(
        `Deals that it depends on${cut(legs)}`,
        ["leg", "deal", ">equations away", "payer", "payee"],
        legs
          .slice(0, rowsMax)
          .map(({ leg, steps }) => [
            text(leg.id),
            text(leg.deal),
            { show: String(steps), value: steps },
            text(leg.payer),
            text(leg.payee),
          ]),
      ),
    ],
    sources: [
      ...new Set([
        ...assumptionSources(
          book,
          assumptions.map(({ name }) => name),
        ),
        ...legs.flatMap(({ leg }) => leg.sources),
      ]),
    ],
    sentence: `${titleOf(series, book)}, is ${amount(value, series.unit)} in ${quarter} in the middle of ${count(run.paths)} simulated futures`,
  };
}

/** The names that stand in an equation, with their values as people read them; JSON has what they are put together to. */
function termRows(equation: Expression, terms: readonly { term: string; value: number }[]): Cell[][] {
  const units = new Map(
    nodesOf(equation).flatMap((node) =>
      node.op === "variable" || node.op === "lag" ? [[show(node), node.unit] as const] : [],
    ),
  );
  const named = terms.filter(({ term }) => units.has(term));
  return (named.length > 0 ? named : terms).map(({ term, value }) => {
    const unit = units.get(term);
    const digits =
      unit && dimensionsOf(unit).size > 0 ? amount(value, unit) : String(Number(value.toPrecision(6)));
    return [text(term), { show: digits, value: Number.isFinite(value) ? value : null }];
  });
}

/** The path whose value is the lower middle one of those that did not fail. */
function middlePath({ values, failed }: { values: Float64Array; failed: Uint8Array }): {
  path: number;
  value: number;
} {
  const paths = [...values.keys()].filter((path) => failed[path] === 0);
  const ordered = paths.toSorted((a, b) => values[a]! - values[b]! || a - b);
  const path = ordered[Math.floor((ordered.length - 1) / 2)]!;
  return { path, value: values[path]! };
}

/** All names that a variable reads, directly or through others, now or before; the nearest first. */
function dependencesOf({ variables, once }: Model, variable: string): Dependence[] {
  const equations = new Map<string, readonly Expression[]>([
    ...once.map(({ name, value }): [string, Expression[]] => [name, [value]]),
    ...variables.map(({ name, equation, initial }): [string, Expression[]] => [
      name,
      initial ? [equation, initial] : [equation],
    ]),
  ]);
  const steps = new Map([[variable, 0]]);
  // A map goes on over what is added while it is walked: breadth first.
  for (const [name, step] of steps) {
    for (const read of (equations.get(name) ?? []).flatMap(namesIn))
      if (!steps.has(read)) steps.set(read, step + 1);
  }
  return [...steps].map(([name, step]) => ({ name, steps: step })).slice(1);
}

function namesIn(e: Expression): string[] {
  return nodesOf(e).flatMap((node) => (node.op === "variable" || node.op === "lag" ? [node.name] : []));
}

function valueCell({ once }: Model, name: string, value: number): Cell {
  const unit = once.find((number) => number.name === name)?.unit;
  return { show: unit ? amount(value, unit) : String(Number(value.toPrecision(6))), value };
}

function cut(all: readonly unknown[]): string {
  return all.length > rowsMax ? `, the nearest ${rowsMax} of ${count(all.length)}` : "";
}
