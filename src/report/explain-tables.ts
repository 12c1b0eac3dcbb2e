// What an explanation of a number of the simulation is made of: its equation with the value of all that stands in it on
// a path, and the assumptions and deals that it depends on, the nearest first.

import type { Book } from "../book/book.ts";
import { type Expression } from "../expression/expression.ts";
import { show, showName } from "../expression/show.ts";
import { equationsOf } from "../expression/system.ts";
import { nodesOf } from "../expression/walk.ts";
import { measureOf } from "../model/circular/measures.ts";
import type { Model } from "../model/model.ts";
import type { PathTrace } from "../paths/trace.ts";
import { dimensionsOf } from "../unit/unit.ts";
import { type Block, type Cell, table, text } from "./answer.ts";
import { assumptionSources, parameterOf } from "./assumption-rows.ts";
import { figure } from "./assumptions.ts";
import { termsOf } from "./model-show.ts";
import { count } from "./number.ts";
import { amount } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";

/** Rows of a table; JSON has all. */
const rowsMax = 20;

/** Something that a variable depends on, and over how many equations. */
interface Dependence {
  readonly name: string;
  readonly steps: number;
}

/** Parts of an answer that explains a variable. */
export interface Explanation {
  readonly json: object;
  /** The equation in one line. */
  readonly written: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly string[];
}

/**
 * Why a variable is what it is.
 *
 * @param trace a path; undefined where none is looked at: then nothing has a value
 */
export function explanationOf(
  { book, simulation: { economy, system } }: Simulated,
  name: string,
  period: number,
  trace: PathTrace | undefined,
): Explanation {
  const equation = equationsOf(system).find((one) => one.name === name)!;
  const terms = trace ? termsOf(equation.value, trace, period) : [];
  const reached = dependencesOf(economy.model, name);
  const assumptions = reached.filter((one) => economy.assumptions.some(({ id }) => id === one.name));
  const legs = reached.flatMap(({ name: read, steps }) => {
    const leg = book.legs.get(/^cancelled (.+)$/u.exec(read)?.[1] ?? "");
    return leg ? [{ leg, steps }] : [];
  });
  const valueOf = (id: string): number | null => trace?.value(id, period) ?? null;
  return {
    json: {
      terms: terms.map(({ term, value }) => ({ term, value: Number.isFinite(value) ? value : null })),
      assumptions: assumptions.map((one) => ({
        id: one.name,
        steps: one.steps,
        value: valueOf(one.name),
        reason: book.assumptions.get(one.name)?.reason ?? null,
      })),
      deals: legs.map(({ leg, steps }) => ({ leg: leg.id, deal: leg.deal, steps })),
    },
    written: `${showName(name)} = ${show(equation.value)}`,
    blocks: [
      ...(trace
        ? [table("What stands in it, on that path", ["term", ">value"], termRows(equation.value, terms))]
        : []),
      table(
        `Assumptions that it depends on${cut(assumptions)}`,
        ["assumption", ">equations away", ">value", "reason"],
        assumptions
          .slice(0, rowsMax)
          .map((one) => [
            text(one.name),
            { show: String(one.steps), value: one.steps },
            valueCell(book, economy.model, one.name, valueOf(one.name)),
            text(book.assumptions.get(one.name)?.reason ?? parameterOf(one.name, book, economy)),
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
          assumptions.map((one) => one.name),
        ),
        ...legs.flatMap(({ leg }) => leg.sources),
      ]),
    ],
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

/** The number of an assumption in the unit of the book, as `assumptions` shows it; of the start in the economy's. */
function valueCell(book: Book, { once }: Model, name: string, value: number | null): Cell {
  if (value === null) return { show: "", value };
  const written = book.assumptions.get(name)?.value;
  if (written) return { show: figure(value / measureOf(written).size, written.unit), value };
  const unit = once.find((number) => number.name === name)?.unit;
  return { show: unit ? amount(value, unit) : String(Number(value.toPrecision(6))), value };
}

function cut(all: readonly unknown[]): string {
  return all.length > rowsMax ? `, the nearest ${rowsMax} of ${count(all.length)}` : "";
}
