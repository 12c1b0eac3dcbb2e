// Equations as text, read into expressions. A parser of operator precedence (Pratt 1973, "Top Down Operator
// Precedence"): nothing of the text is ever run, and brackets are bounded so that no text exhausts the stack.

import { type Expression, constant, negate, not } from "../expression/expression.ts";
import { level, reservedWords } from "../expression/grammar.ts";
import { depthMax, equationTextMax, periodsMax } from "./bounds.ts";
import { applied } from "./function-call.ts";
import { infixes } from "./operators.ts";
import type { TextFault } from "./place.ts";
import { type Scope, changeOf, clockOf, nowOf, pastOf } from "./scope.ts";
import { isSign, isWord } from "./syntax-fault.ts";
import { TokenReader, Unreadable } from "./token-reader.ts";
import { type Token, tokens } from "./token.ts";
import { readUnit } from "./unit-text.ts";

/**
 * Reads an expression.
 *
 * @returns the expression, or undefined together with what is wrong: all names that are not known and all units
 *   that do not fit, but only the first place where the text cannot be read
 */
export function readExpression(
  text: string,
  scope: Scope,
): { value: Expression | undefined; faults: readonly TextFault[] } {
  if (text.length > equationTextMax) return { value: undefined, faults: [tooLong(text)] };
  const read = tokens(text);
  if (!Array.isArray(read)) return { value: undefined, faults: [read] };
  const faults: TextFault[] = [];
  try {
    const value = new Parser(new TokenReader(read, faults), scope).whole();
    return { value: faults.length === 0 ? value : undefined, faults };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { value: undefined, faults: [...faults, error.fault] };
  }
}

function tooLong(text: string): TextFault {
  return {
    start: 0,
    end: 1,
    code: "MODEL_TOO_LARGE",
    message: `An equation of ${text.length} characters is longer than ${equationTextMax}.`,
    remedy: "Give parts of it equations of their own.",
  };
}

class Parser {
  readonly #tokens: TokenReader;
  readonly #scope: Scope;
  #depth = 0;

  constructor(read: TokenReader, scope: Scope) {
    this.#tokens = read;
    this.#scope = scope;
  }

  whole(): Expression {
    const value = this.#expression(level.or);
    if (this.#tokens.at().kind !== "end") this.#tokens.stopAtRest();
    return value;
  }

  /** Whatever binds at least as tightly as a level. */
  #expression(least: number): Expression {
    if (++this.#depth > depthMax) {
      const message = `More than ${depthMax} brackets and signs stand within one another.`;
      this.#tokens.stop(message, "Give a part of it an equation of its own.", "MODEL_TOO_DEEP");
    }
    let a = this.#prefix(least);
    for (;;) {
      const token = this.#tokens.at();
      const found = token.isQuoted ? undefined : infixes.get(token.text);
      if (!found || found.level < least) break;
      this.#refuseDefinition(token);
      this.#tokens.pass();
      const b = this.#expression(found.level === level.power ? level.minus : found.level + 1);
      a = this.#tokens.built(token, () => found.build(a, b), a);
      if (found.level === level.comparison) this.#refuseChain();
    }
    this.#depth--;
    return a;
  }

  #prefix(least: number): Expression {
    const token = this.#tokens.at();
    if (isSign(token, "-")) {
      this.#tokens.pass();
      const isNumber = this.#tokens.at().kind === "number";
      const a = this.#expression(level.minus);
      // -5 is a number; -5^2 is the negative of a power, and -(5) the negative of a number.
      return isNumber && a.op === "constant" ? constant(-a.value, a.unit) : negate(a);
    }
    if (!isWord(token, "not")) return this.#primary();
    if (least > level.not) {
      this.#tokens.stop('"not" stands after a sign that binds tighter.', "Put it in brackets: (not a).");
    }
    this.#tokens.pass();
    return not(this.#expression(level.not));
  }

  #primary(): Expression {
    const token = this.#tokens.at();
    if (token.kind === "number") {
      this.#tokens.pass();
      return this.#number(token);
    }
    if (isSign(token, "(")) {
      this.#tokens.pass();
      this.#tokens.open();
      const inner = this.#expression(level.or);
      this.#tokens.close();
      return inner;
    }
    if (token.kind !== "name" || isWord(token, "and") || isWord(token, "or"))
      return this.#tokens.stopAtValue();
    if (isSign(this.#tokens.at(1), "(") && !token.isQuoted) return this.#call(token);
    if (isWord(token, "period") || isWord(token, "step")) {
      this.#tokens.pass();
      return clockOf(token.text as "period" | "step", this.#scope, this.#tokens.reportAt(token));
    }
    if (!token.isQuoted && reservedWords.has(token.text)) return this.#tokens.stopAtValue();
    this.#tokens.pass();
    if (isSign(this.#tokens.at(), "[")) return this.#past(token);
    return nowOf(token.text, this.#scope, this.#tokens.reportAt(token));
  }

  #number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) {
      this.#tokens.reportAt(token)({
        code: "MODEL_NUMBER",
        message: `${token.text} is too large a number.`,
        remedy: "Numbers go up to 1.7e308.",
      });
    }
    const { unit } = token;
    return constant(
      value,
      unit === undefined ? undefined : this.#tokens.built(token, () => readUnit(unit), undefined),
    );
  }

  /** X[-1]: the opening bracket comes next. */
  #past(name: Token): Expression {
    const number = this.#tokens.at(2);
    const isPast =
      isSign(this.#tokens.at(1), "-") && /^\d+$/u.test(number.text) && isSign(this.#tokens.at(3), "]");
    const periods = isPast ? Number(number.text) : 0;
    if (periods < 1 || periods > periodsMax) {
      const end = this.#tokens.find("]")?.end;
      const message = `What stands in brackets after ${name.text} is no number of periods before.`;
      const remedy = `Write ${name.text}[-1] for the period before, a whole number up to ${periodsMax}.`;
      this.#tokens.stop(message, remedy, "MODEL_LAG", { ...name, end: end ?? this.#tokens.at().end });
    }
    const { end } = this.#tokens.at(3);
    this.#tokens.pass(4);
    return pastOf(name.text, periods, this.#scope, this.#tokens.reportAt({ ...name, end }));
  }

  /** A function: its name comes next, and a bracket after it. */
  #call(name: Token): Expression {
    this.#tokens.pass(2);
    this.#tokens.open();
    if (name.text === "d") return this.#change(name);
    const of: Expression[] = [];
    while (of.length === 0 ? !isSign(this.#tokens.at(), ")") : isSign(this.#tokens.at(), ",")) {
      if (of.length > 0) this.#tokens.pass();
      of.push(this.#expression(level.or));
    }
    const { end } = this.#tokens.at();
    this.#tokens.close();
    return applied({ ...name, end }, of, this.#scope, this.#tokens);
  }

  /** d(X): its argument comes next. */
  #change(call: Token): Expression {
    const name = this.#tokens.at();
    const { end } = this.#tokens.at(1);
    const isName = name.kind === "name" && (name.isQuoted || !reservedWords.has(name.text));
    if (!isName || !isSign(this.#tokens.at(1), ")")) {
      const message = "d is the change of one variable since the period before.";
      const remedy = "Write d(X); of more than a name, write the difference of two equations.";
      this.#tokens.stop(message, remedy, "MODEL_ARGUMENTS", call);
    }
    this.#tokens.pass();
    this.#tokens.close();
    return changeOf(name.text, this.#scope, this.#tokens.reportAt({ ...call, end }));
  }

  /** Y = C + G under the name Y would be a comparison. */
  #refuseDefinition(token: Token): void {
    if (!isSign(token, "=") || this.#tokens.isInBrackets || this.#scope.kind === "balance") return;
    const remedy = "Write == to compare; the name that an equation defines stands before its colon.";
    this.#tokens.stop("A single = stands here.", remedy);
  }

  #refuseChain(): void {
    const token = this.#tokens.at();
    if (token.kind === "end" || token.isQuoted || infixes.get(token.text)?.level !== level.comparison) return;
    this.#tokens.stop(
      "Two comparisons follow one another.",
      "Write a < b and b < c, or put one in brackets.",
    );
  }
}
