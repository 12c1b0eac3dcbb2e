// What an expression over figures of the book comes to on a day.

import type { Book } from "../book/book.ts";
import { between, total } from "../book/count.ts";
import { type Figure, type Formula, figuresOf, parseFormula } from "../book/formula.ts";
import { factKnown, groupOf, legKnown, on, recordKnown } from "../book/known.ts";
import { termOf } from "../contract/term.ts";
import type { Day } from "../unit/date.ts";
import {
  type Measure,
  addMeasures,
  divideMeasures,
  extremeMeasure,
  measureOf,
  multiplyMeasures,
  subtractMeasures,
} from "../unit/measure.ts";
import type { Quantity } from "../unit/quantity.ts";

/** A computed figure with the sources of all that went into it, or what was unknown. */
export type Evaluated =
  | { readonly value: Measure; readonly sources: readonly string[] }
  | { readonly unknown: readonly string[]; readonly sources: readonly string[] };

/**
 * Computes an expression from the book as known on a day.
 *
 * @throws UNIT_MISMATCH, DIVISION_BY_ZERO
 */
export function evaluate(book: Book, expression: string, day: Day): Evaluated {
  const formula = parseFormula(expression);
  const unknown: string[] = [];
  const sources = new Set<string>();
  const values = new Map<Figure, Measure>();
  for (const figure of figuresOf(formula)) {
    const found = valueOf(book, figure, day);
    for (const id of found?.sources ?? []) sources.add(id);
    if (found?.value) values.set(figure, found.value);
    else unknown.push(`${figure.kind}[${figure.id}]${figure.field ? `.${figure.field}` : ""}`);
  }
  if (unknown.length > 0) return { unknown, sources: [...sources] };
  return { value: compute(formula, values), sources: [...sources] };
}

function compute(formula: Formula, values: ReadonlyMap<Figure, Measure>): Measure {
  const of = (inner: Formula): Measure => compute(inner, values);
  switch (formula.op) {
    case "figure":
      return values.get(formula.figure)!;
    case "literal":
      return measureOf(formula.quantity);
    case "add":
      return addMeasures(of(formula.a), of(formula.b));
    case "subtract":
      return subtractMeasures(of(formula.a), of(formula.b));
    case "multiply":
      return multiplyMeasures(of(formula.a), of(formula.b));
    case "divide":
      return divideMeasures(of(formula.a), of(formula.b));
    case "min":
      return extremeMeasure(formula.of.map(of), Math.min);
    case "max":
      return extremeMeasure(formula.of.map(of), Math.max);
    case "low": {
      const { low, unit } = of(formula.a);
      return { low, central: low, high: low, unit };
    }
    case "high": {
      const { high, unit } = of(formula.a);
      return { low: high, central: high, high, unit };
    }
  }
}

interface Found {
  readonly value: Measure | undefined;
  readonly sources: readonly string[];
}

function valueOf(book: Book, { kind, id, field }: Figure, day: Day): Found | undefined {
  const measured = (q: Quantity | undefined, sources: readonly string[]): Found => ({
    value: q && measureOf(q),
    sources,
  });
  switch (kind) {
    case "leg":
      return legFigure(book, id, field!, day);
    case "fact": {
      const fact = book.facts.get(id);
      return fact && factKnown(book, fact) <= day ? measured(fact.value, fact.sources) : undefined;
    }
    case "infrastructure":
    case "switching":
    case "incident": {
      const record = (kind === "incident" ? book.incidents : book[kind]).get(id);
      if (!record || recordKnown(book, record.asOf, record) > day) return undefined;
      return measured(field === "was" ? record.was : record.value, record.sources);
    }
    case "assumption": {
      const record = book.assumptions.get(id);
      return record && measured(field === "central" ? record.central : record.value, record.sources);
    }
    case "chip": {
      const chip = book.chips.get(id);
      return (
        chip &&
        measured(
          chip[field as "bf16" | "fp8" | "fp4" | "memory" | "bandwidth" | "power" | "price" | "rent"],
          chip.sources,
        )
      );
    }
    case "offering": {
      const offering = book.offerings.get(id);
      const value =
        field === "quality"
          ? offering?.quality?.index
          : offering?.[field as "input" | "output" | "cachedInput" | "context"];
      return offering && measured(value, offering.sources);
    }
    case "platforms":
      return platforms(book, id);
    case "funding":
    case "purchases":
      return flow(book, id, kind === "funding" ? "funding" : "purchase", day);
  }
}

function legFigure(book: Book, id: string, field: string, day: Day): Found | undefined {
  const leg = book.legs.get(id);
  if (!leg || legKnown(book, leg) > day) return undefined;
  const { sources } = leg;
  if (field === "length") {
    const term = termOf(book, leg);
    if (!term || term.assumed !== undefined) return { value: undefined, sources };
    const years = Math.round(term.years * 12) / 12;
    return { value: { low: years, central: years, high: years, unit: "year" }, sources };
  }
  const q =
    field === "capacity" || field === "stake" || field === "valuation"
      ? leg[field]
      : on(leg.amount[field as keyof typeof leg.amount], day);
  // A cap is what the words "up to" name, not what will come of it: as a figure it is its upper end.
  return { value: q && (q.form === "cap" ? measureOf({ ...q, form: "point" }) : measureOf(q)), sources };
}

/** Platforms other than the maker's own on which a model is offered. */
function platforms(book: Book, model: string): Found {
  const offered = [...book.offerings.values()].filter((offering) => offering.model === model);
  const others = new Set(
    offered
      .map((offering) => offering.platform)
      .filter((id) => book.platforms.get(id)?.operator !== undefined),
  );
  const n = others.size;
  return {
    value: { low: n, central: n, high: n, unit: "platform" },
    sources: [...new Set(offered.flatMap((offering) => offering.sources))],
  };
}

/** What counts as firm from one group to another, in dollars. */
function flow(book: Book, id: string, of: "funding" | "purchase", day: Day): Found {
  const [payer, payee] = id.split(">").map((side) => groupOf(book, side.trim(), day)) as [string, string];
  const legs = between(book, payer, payee, day, of);
  const { amount } = total(book, legs, day, "firm");
  const value = amount && {
    low: amount.low,
    central: (amount.low + amount.high) / 2,
    high: amount.high,
    unit: "USD",
  };
  return { value: value ?? undefined, sources: [...new Set(legs.flatMap((leg) => leg.sources))] };
}
