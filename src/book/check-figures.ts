// What stands behind a figure or judgement: a source, a reason, a date, an expression that can be read.

import { type Context, eachLeg, eachRecord } from "./check-context.ts";
import { formulaFaults } from "./formula-check.ts";

/** Collections whose records are no figures: names, deals (whose legs are), and sources themselves. */
const withoutFigures = new Set(["sources", "parties", "deals", "platforms"]);

/** A figure has a source, or is an assumption that gives its reason. */
export function everyFigureHasASource(context: Context): void {
  const remedy = "Add sources: with at least one, or reason: where it is an assumption.";
  eachRecord(context, (entry, record, name) => {
    if (withoutFigures.has(name) || record["sources"] !== undefined || record["reason"] !== undefined) return;
    context.report(entry, [], "BOOK_NO_SOURCE", "The record has neither source nor reason.", remedy);
  });
  eachLeg(context, (entry, deal, leg, path) => {
    if ((leg.sources ?? leg.reason ?? deal.sources ?? deal.reason) !== undefined) return;
    context.report(entry, path, "BOOK_NO_SOURCE", "The leg has neither source nor reason.", remedy);
  });
}

/** A reported figure is of a day; what somebody said was said on a day. */
export function factDates(context: Context): void {
  for (const entry of context.joined.facts.values()) {
    const fact = entry.record;
    const needed = fact.kind === "reported" ? "ends" : "stated";
    if (fact[needed] !== undefined) continue;
    context.report(
      entry,
      [],
      "BOOK_MISSING_FIELD",
      `The field "${needed}" is missing.`,
      needed === "ends"
        ? "Add ends: the last day of the period that was reported."
        : "Add stated: the day on which it was said.",
    );
  }
}

/** An assumption says why; a claim has a verdict, or a figure from which one follows. */
export function judgements(context: Context): void {
  for (const entry of context.joined.assumptions.values()) {
    if (entry.record.reason !== undefined) continue;
    context.report(
      entry,
      [],
      "BOOK_NO_SOURCE",
      "The assumption gives no reason.",
      "Add reason: a comparable, or the range of at least two.",
    );
  }
  for (const entry of context.joined.claims.values()) {
    const { verdict, expression, claimed } = entry.record;
    if (verdict === undefined && (expression === undefined || claimed === undefined)) {
      context.report(
        entry,
        [],
        "BOOK_MISSING_FIELD",
        'The field "verdict" is missing.',
        "Add verdict:, or claimed: and expression: from which it is computed.",
      );
    } else if (verdict !== undefined && expression !== undefined) {
      context.report(
        entry,
        ["verdict"],
        "BOOK_VALUE",
        "The claim has both a verdict and an expression.",
        "Remove verdict: it follows from the expression.",
      );
    }
  }
}

/** Expressions of claims and signals can be read, and name figures that exist. */
export function formulas(context: Context): void {
  for (const entry of [...context.joined.claims.values(), ...context.joined.signals.values()]) {
    const { expression } = entry.record;
    if (expression === undefined) continue;
    for (const fault of formulaFaults(expression, context)) {
      context.report(entry, ["expression"], fault.code, fault.message, fault.remedy);
    }
  }
}
