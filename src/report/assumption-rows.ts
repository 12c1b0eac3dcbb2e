// The assumptions of the book and the figures of the start, as the economy uses them.

import type { Assumption, Book } from "../book/book.ts";
import { constantValue } from "../expression/evaluate.ts";
import { writtenAs } from "../expression/distribution.ts";
import { nodesOf } from "../expression/walk.ts";
import type { Economy } from "../model/circular/economy.ts";
import { central, high, low, showQuantity } from "../unit/quantity.ts";
import { showUnit } from "../unit/unit.ts";
import type { Expression } from "../expression/expression.ts";

export interface AssumptionRow {
  readonly id: string;
  readonly parameter: string;
  readonly unit: string;
  readonly distribution: string;
  /** Ends of the 90 % interval, in the unit. */
  readonly low: number | null;
  readonly high: number | null;
  readonly central: number | null;
  /** As people wrote it; empty for a figure of the start. */
  readonly written: string;
  readonly reason: string | null;
  /** The day from which it could have been known. */
  readonly known: string | null;
  readonly uses: readonly string[];
  readonly sources: readonly string[];
  /** Whether each path draws it, all have one value, or the equations do without it. */
  readonly used: "drawn" | "fixed" | "not used";
}

/** Every assumption of the book, then the figures of the start that the economy draws. */
export function assumptionRows(book: Book, economy: Economy): AssumptionRow[] {
  const used = new Map(economy.assumptions.map((one) => [one.id, one.isDrawn]));
  const use = (id: string): AssumptionRow["used"] =>
    used.has(id) ? (used.get(id) ? "drawn" : "fixed") : "not used";
  const ofBook = [...book.assumptions.values()].map((one): AssumptionRow => rowOf(one, book, use(one.id)));
  const ofStart = economy.assumptions
    .filter(({ id }) => !book.assumptions.has(id))
    .map(({ id }): AssumptionRow => {
      const number = economy.model.once.find(({ name }) => name === id);
      const value = economy.model.given.find(({ name }) => name === `value ${id}`)?.value ?? null;
      return {
        id,
        parameter: parameterOf(id, book, economy),
        unit: number?.unit ? showUnit(number.unit) : "1",
        ...drawnFrom(number?.value, value),
        central: value,
        written: "",
        reason: null,
        known: null,
        uses: [],
        sources: [],
        used: use(id),
      };
    });
  return [...ofBook, ...ofStart];
}

/** What an assumption or a figure of the start stands for. */
export function parameterOf(id: string, book: Book, { start }: Pick<Economy, "start">): string {
  return book.assumptions.get(id)?.parameter ?? `${id.replace(/^start /u, "")} at the end of ${start}`;
}

function rowOf(one: Assumption, book: Book, used: AssumptionRow["used"]): AssumptionRow {
  return {
    id: one.id,
    parameter: one.parameter,
    unit: one.value.unit,
    distribution: one.distribution,
    low: low(one.value),
    high: high(one.value),
    central: middleOf(one),
    written: showQuantity(one.value),
    reason: one.reason ?? null,
    known: one.known ?? null,
    uses: one.uses ?? [],
    sources: assumptionSources(book, [one.id]),
    used,
  };
}

/** The value in use or the mode where the book has one, else the middle of the distribution. */
function middleOf({ central: mode, value, distribution }: Assumption): number {
  if (mode) return central(mode);
  return distribution === "lognormal" ? Math.sqrt(low(value) * high(value)) : central(value);
}

/** The 90 % interval by which a number is drawn, read from its equation. */
function drawnFrom(
  e: Expression | undefined,
  middle: number | null,
): Pick<AssumptionRow, "distribution" | "low" | "high"> {
  const written =
    e &&
    nodesOf(e)
      .map(writtenAs)
      .find((one) => one !== undefined);
  const points = written?.of.map(constantValue) ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (!written || first === undefined || last === undefined)
    return { distribution: "fixed", low: middle, high: middle };
  // A normal is written by its mean and deviation: 1.645 of these to each side.
  const half = 3.2897072539029435 / 2;
  return written.name === "normal"
    ? { distribution: written.name, low: first - half * last, high: first + half * last }
    : { distribution: written.name, low: first, high: last };
}

/** Sources of assumptions: their own, and those of the figures behind them. */
export function assumptionSources(book: Book, ids: readonly string[]): string[] {
  const found = ids.flatMap((id) => {
    const one = book.assumptions.get(id);
    if (!one) return [];
    return [...one.sources, ...(one.uses ?? []).flatMap((use) => sourcesOfFigure(book, use))];
  });
  return [...new Set(found)];
}

/** A figure is named by party, metric and period, or by party and metric for all of its periods, or by its id. */
function sourcesOfFigure(book: Book, use: string): readonly string[] {
  const record =
    book.facts.get(use) ??
    book.infrastructure.get(use) ??
    book.legs.get(use) ??
    book.deals.get(use) ??
    book.prices.get(use) ??
    book.chips.get(use) ??
    book.signals.get(use);
  if (record) return record.sources;
  return [...book.facts.values()].flatMap((fact) => (fact.id.startsWith(`${use}/`) ? fact.sources : []));
}
