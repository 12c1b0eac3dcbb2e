// Expressions over the figures of a book, as claims and signals use them:
// leg[anthropic-aws-2026-04-commitment].capacity / infrastructure[household-kw]

import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Quantity, parseQuantity } from "../unit/quantity.ts";

/** A figure of the book by its id: `leg[ID].firm`, `fact[party/metric/period]`, `funding[a > b]`. */
export interface Figure {
  readonly kind: FigureKind;
  readonly id: string;
  readonly field: string | undefined;
}

export type Formula =
  | { readonly op: "figure"; readonly figure: Figure }
  | { readonly op: "literal"; readonly quantity: Quantity }
  | { readonly op: "add" | "subtract" | "multiply" | "divide"; readonly a: Formula; readonly b: Formula }
  | { readonly op: "min" | "max"; readonly of: readonly Formula[] }
  | { readonly op: "low" | "high"; readonly a: Formula };

/** The kinds of figure and their fields; a kind that has fields and a main value lists "" first. */
const figureFields = {
  leg: ["headline", "firm", "cancellable", "drawn", "paid", "capacity", "stake", "valuation", "length"],
  fact: [""],
  infrastructure: ["", "was"],
  chip: ["bf16", "fp8", "fp4", "memory", "bandwidth", "power", "price", "rent"],
  switching: ["", "was"],
  incident: ["", "was"],
  assumption: ["", "central"],
  offering: ["input", "output", "cachedInput", "context", "quality"],
  funding: [""],
  purchases: [""],
  platforms: [""],
} as const;

type FigureKind = keyof typeof figureFields;

/** Brackets within brackets; a bound, so that no text can exhaust the stack. */
const depthMax = 32;

/**
 * Reads an expression: `+ - * / ( )`, `min`, `max`, `low`, `high`, figures, and quantities in
 * double quotes. Nothing of the text is ever run.
 *
 * @throws FORMULA_UNREADABLE, FORMULA_UNKNOWN_KIND, FORMULA_UNKNOWN_FIELD, and what parseQuantity throws
 */
export function parseFormula(text: string): Formula {
  const tokens = tokenize(text);
  let next = 0;
  const fail = (): never => {
    throw new RoundtripError(
      "FORMULA_UNREADABLE",
      `The expression cannot be read at "${tokens.slice(next, next + 8).join(" ") || "its end"}".`,
      {
        remedy:
          'Write figures as kind[id].field, joined by + - * / and parentheses; quantities stand in quotes, as in "10 years".',
      },
    );
  };
  const expect = (token: string): void => {
    if (tokens[next++] !== token) {
      next--;
      fail();
    }
  };
  let depth = 0;
  const deeper = (read: () => Formula): Formula => {
    if (++depth > depthMax) fail();
    const inner = read();
    depth--;
    return inner;
  };
  const sum = (): Formula => {
    let a = product();
    while (tokens[next] === "+" || tokens[next] === "-")
      a = { op: tokens[next++] === "+" ? "add" : "subtract", a, b: product() };
    return a;
  };
  const product = (): Formula => {
    let a = factor();
    while (tokens[next] === "*" || tokens[next] === "/")
      a = { op: tokens[next++] === "*" ? "multiply" : "divide", a, b: factor() };
    return a;
  };
  const factor = (): Formula => {
    const token = tokens[next++];
    if (token === undefined) return fail();
    if (token === "(") {
      const inner = deeper(sum);
      expect(")");
      return inner;
    }
    if (token.startsWith('"')) return { op: "literal", quantity: parseQuantity(token.slice(1, -1)) };
    if (tokens[next] === "(") return call(token);
    const figure = figurePattern.exec(token)?.groups;
    if (figure) return { op: "figure", figure: figureOf(figure["kind"]!, figure["id"]!, figure["field"]) };
    next--;
    return fail();
  };
  const call = (name: string): Formula => {
    expect("(");
    const of = [deeper(sum)];
    while (tokens[next] === ",") {
      next++;
      of.push(deeper(sum));
    }
    expect(")");
    if (name === "min" || name === "max") return { op: name, of };
    if ((name === "low" || name === "high") && of.length === 1) return { op: name, a: of[0]! };
    throw new RoundtripError("FORMULA_UNREADABLE", `There is no function "${name}" of ${of.length}.`, {
      remedy: didYouMean(name, ["min", "max", "low", "high"]) || "The functions are min, max, low and high.",
    });
  };
  const formula = sum();
  if (next < tokens.length) fail();
  return formula;
}

/** The figures that an expression names. */
export function figuresOf(formula: Formula): Figure[] {
  switch (formula.op) {
    case "figure":
      return [formula.figure];
    case "literal":
      return [];
    case "low":
    case "high":
      return figuresOf(formula.a);
    case "min":
    case "max":
      return formula.of.flatMap(figuresOf);
    default:
      return [...figuresOf(formula.a), ...figuresOf(formula.b)];
  }
}

const figurePattern = /^(?<kind>[a-z]+)\[(?<id>[^\]]+)\](?:\.(?<field>[A-Za-z0-9]+))?$/u;

function figureOf(kind: string, id: string, field: string | undefined): Figure {
  if (!Object.hasOwn(figureFields, kind)) {
    throw new RoundtripError("FORMULA_UNKNOWN_KIND", `There is no kind of figure called "${kind}".`, {
      remedy:
        didYouMean(kind, Object.keys(figureFields)) || `Use one of: ${Object.keys(figureFields).join(", ")}.`,
    });
  }
  const fields: readonly string[] = figureFields[kind as FigureKind];
  if (!fields.includes(field ?? "")) {
    const named = fields.filter((name) => name !== "");
    throw new RoundtripError(
      "FORMULA_UNKNOWN_FIELD",
      field === undefined ? `A ${kind} needs a field.` : `A ${kind} has no field "${field}".`,
      {
        remedy:
          (field && didYouMean(field, named)) ||
          (named.length === 0 ? `Write ${kind}[…] without a field.` : `Use one of: ${named.join(", ")}.`),
      },
    );
  }
  return { kind: kind as FigureKind, id: id.trim(), field };
}

function tokenize(text: string): string[] {
  const pattern = /\s*("[^"]*"|[a-z]+\[[^\]]*\](?:\.[A-Za-z0-9]+)?|[A-Za-z]+|[-+*/(),])/uy;
  const tokens: string[] = [];
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      throw new RoundtripError(
        "FORMULA_UNREADABLE",
        `The expression cannot be read at "${text.slice(at).trim()}".`,
        {
          remedy:
            'Write figures as kind[id].field, joined by + - * / and parentheses; quantities stand in quotes, as in "10 years".',
        },
      );
    }
    tokens.push(match[1]!);
  }
  return tokens;
}
