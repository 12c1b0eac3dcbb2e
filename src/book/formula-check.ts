// Whether an expression of a claim or signal can be read and names figures that the book has.

import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Context } from "./check-context.ts";
import { type Figure, figuresOf, parseFormula } from "./formula.ts";

interface FormulaFault {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What is wrong with an expression: that it cannot be read, or every figure that is not there. */
export function formulaFaults(text: string, context: Context): FormulaFault[] {
  try {
    const figures = figuresOf(parseFormula(text));
    if (figures.length === 0) {
      return [
        {
          code: "BOOK_FORMULA",
          message: "The expression names no figure of the book.",
          remedy: "Name at least one figure, such as leg[…].firm.",
        },
      ];
    }
    return figures.flatMap((figure) => missing(figure, context));
  } catch (error) {
    if (!(error instanceof RoundtripError)) throw error;
    return [{ code: "BOOK_FORMULA", message: error.message, remedy: error.remedy }];
  }
}

function missing(figure: Figure, { joined, legs, cancelled }: Context): FormulaFault[] {
  const unless = (
    known: { has(id: string): boolean; keys(): Iterable<string> },
    id = figure.id,
  ): FormulaFault[] =>
    known.has(id) || cancelled.has(id)
      ? []
      : [
          {
            code: "BOOK_FORMULA",
            message: `The book has no ${figure.kind} "${id}".`,
            remedy: didYouMean(id, known.keys()) || "Name a figure that the book has.",
          },
        ];
  switch (figure.kind) {
    case "leg":
      return unless(legs);
    case "fact":
      return unless(joined.facts);
    case "infrastructure":
      return unless(joined.infrastructure);
    case "chip":
      return unless(joined.chips);
    case "switching":
      return unless(joined.switching);
    case "incident":
      return unless(joined.incidents);
    case "assumption":
      return unless(joined.assumptions);
    case "offering":
      return unless(joined.offerings);
    case "platforms":
      return unless(new Map([...joined.offerings.values()].map((entry) => [entry.record.model, true])));
    case "funding":
    case "purchases": {
      const sides = figure.id.split(">").map((side) => side.trim());
      if (sides.length !== 2)
        return [
          {
            code: "BOOK_FORMULA",
            message: `"${figure.id}" names no two parties.`,
            remedy: `Write ${figure.kind}[payer > payee].`,
          },
        ];
      return sides.flatMap((side) => unless(joined.parties, side));
    }
  }
}
