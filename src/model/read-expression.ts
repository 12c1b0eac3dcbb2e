// Equations as text, read into expressions. A parser of operator precedence (Pratt 1973, "Top Down Operator
// Precedence"): nothing of the text is ever run, and brackets are bounded so that no text exhausts the stack.

import { RoundtripError } from "../error/error.ts";
import { type Expression, constant, negate, not } from "../expression/expression.ts";
import { level, reservedWords } from "../expression/grammar.ts";
import { depthMax, equationTextMax, periodsMax } from "./bounds.ts";
import { didYouMean } from "../error/nearest.ts";
import { functionNames, functions } from "./functions.ts";
import { infixes } from "./operators.ts";
import type { TextFault } from "./place.ts";
import { type Report, type Scope, changeOf, clockOf, nowOf, pastOf, standIn } from "./scope.ts";
import { isSign, isWord, missingValue, noOperator } from "./syntax-fault.ts";
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
    const value = new Parser(read, scope, faults).whole();
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

/** The first place from which a text cannot be read on. */
class Unreadable extends Error {
  readonly fault: TextFault;
  constructor(fault: TextFault) {
    super(fault.message);
    this.fault = fault;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #scope: Scope;
  readonly #faults: TextFault[];
  #next = 0;
  #depth = 0;
  #openBrackets = 0;

  constructor(read: readonly Token[], scope: Scope, faults: TextFault[]) {
    this.#tokens = read;
    this.#scope = scope;
    this.#faults = faults;
  }

  whole(): Expression {
    const value = this.#expression(level.or);
    if (this.#token().kind !== "end") this.#stopAtRest();
    return value;
  }

  #token(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!;
  }

  /** Whatever binds at least as tightly as a level. */
  #expression(least: number): Expression {
    if (++this.#depth > depthMax) {
      const message = `More than ${depthMax} brackets and signs stand within one another.`;
      this.#stop(message, "Give a part of it an equation of its own.", "MODEL_TOO_DEEP");
    }
    let a = this.#prefix(least);
    for (;;) {
      const token = this.#token();
      const found = token.isQuoted ? undefined : infixes.get(token.text);
      if (!found || found.level < least) break;
      this.#refuseDefinition(token);
      this.#next++;
      const b = this.#expression(found.level === level.power ? level.minus : found.level + 1);
      a = this.#built(token, () => found.build(a, b), a);
      if (found.level === level.comparison) this.#refuseChain();
    }
    this.#depth--;
    return a;
  }

  #prefix(least: number): Expression {
    const token = this.#token();
    if (isSign(token, "-")) {
      this.#next++;
      const isNumber = this.#token().kind === "number";
      const a = this.#expression(level.minus);
      // -5 is a number; -5^2 is the negative of a power, and -(5) the negative of a number.
      return isNumber && a.op === "constant" ? constant(-a.value, a.unit) : negate(a);
    }
    if (!isWord(token, "not")) return this.#primary();
    if (least > level.not) {
      this.#stop('"not" stands after a sign that binds tighter.', "Put it in brackets: (not a).");
    }
    this.#next++;
    return not(this.#expression(level.not));
  }

  #primary(): Expression {
    const token = this.#token();
    if (token.kind === "number") {
      this.#next++;
      return this.#number(token);
    }
    if (isSign(token, "(")) {
      this.#next++;
      this.#openBrackets++;
      const inner = this.#expression(level.or);
      this.#close();
      return inner;
    }
    if (token.kind !== "name" || isWord(token, "and") || isWord(token, "or")) return this.#stopAtValue();
    if (isSign(this.#token(1), "(") && !token.isQuoted) return this.#call(token);
    if (isWord(token, "period") || isWord(token, "step")) {
      this.#next++;
      return clockOf(token.text as "period" | "step", this.#scope, this.#reportAt(token));
    }
    if (!token.isQuoted && reservedWords.has(token.text)) return this.#stopAtValue();
    this.#next++;
    if (isSign(this.#token(), "[")) return this.#past(token);
    return nowOf(token.text, this.#scope, this.#reportAt(token));
  }

  #number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) {
      this.#reportAt(token)({
        code: "MODEL_NUMBER",
        message: `${token.text} is too large a number.`,
        remedy: "Numbers go up to 1.7e308.",
      });
    }
    const { unit } = token;
    return constant(
      value,
      unit === undefined ? undefined : this.#built(token, () => readUnit(unit), undefined),
    );
  }

  /** X[-1]: the opening bracket comes next. */
  #past(name: Token): Expression {
    const number = this.#token(2);
    const isPast = isSign(this.#token(1), "-") && /^\d+$/u.test(number.text) && isSign(this.#token(3), "]");
    const periods = isPast ? Number(number.text) : 0;
    if (periods < 1 || periods > periodsMax) {
      const end = this.#tokens.slice(this.#next).find((token) => isSign(token, "]"))?.end;
      const message = `What stands in brackets after ${name.text} is no number of periods before.`;
      const remedy = `Write ${name.text}[-1] for the period before, a whole number up to ${periodsMax}.`;
      this.#stop(message, remedy, "MODEL_LAG", { ...name, end: end ?? this.#token().end });
    }
    const { end } = this.#token(3);
    this.#next += 4;
    return pastOf(name.text, periods, this.#scope, this.#reportAt({ ...name, end }));
  }

  /** A function: its name comes next, and a bracket after it. */
  #call(name: Token): Expression {
    this.#next += 2;
    this.#openBrackets++;
    if (name.text === "d") return this.#change(name);
    const of: Expression[] = [];
    while (of.length === 0 ? !isSign(this.#token(), ")") : isSign(this.#token(), ",")) {
      if (of.length > 0) this.#next++;
      of.push(this.#expression(level.or));
    }
    const { end } = this.#token();
    this.#close();
    return this.#applied({ ...name, end }, of);
  }

  /** d(X): its argument comes next. */
  #change(call: Token): Expression {
    const name = this.#token();
    const { end } = this.#token(1);
    const isName = name.kind === "name" && (name.isQuoted || !reservedWords.has(name.text));
    if (!isName || !isSign(this.#token(1), ")")) {
      const message = "d is the change of one variable since the period before.";
      const remedy = "Write d(X); of more than a name, write the difference of two equations.";
      this.#stop(message, remedy, "MODEL_ARGUMENTS", call);
    }
    this.#next++;
    this.#close();
    return changeOf(name.text, this.#scope, this.#reportAt({ ...call, end }));
  }

  #applied(call: Token, of: readonly Expression[]): Expression {
    const found = functions.get(call.text);
    const { kind } = this.#scope;
    const report = this.#reportAt(call);
    if (!found) {
      const isName = this.#scope.resolve(call.text) !== undefined;
      this.#reportAt({ ...call, end: call.start + call.text.length })({
        code: "MODEL_UNKNOWN_FUNCTION",
        message: `There is no function "${call.text}".`,
        remedy: isName
          ? `Write ${call.text} * (…) to multiply.`
          : didYouMean(call.text, functionNames) || `The functions are ${functionNames.join(", ")}.`,
      });
    } else if (of.length < found.least || of.length > found.most) {
      report({
        code: "MODEL_ARGUMENTS",
        message: `${call.text} is not of ${of.length === 0 ? "nothing" : of.length}.`,
        remedy: `Write ${found.usage}.`,
      });
    } else if (found.isDraw && (kind === "balance" || kind === "figure")) {
      report({
        code: "MODEL_DRAW",
        message: `A random number cannot stand here: ${call.text}.`,
        remedy: "Give it a name under parameters or equations.",
      });
    } else {
      return this.#built(call, () => found.build(of), standIn);
    }
    return standIn;
  }

  /** What a builder of expressions makes, or a stand-in where it objects. */
  #built<T>(token: Token, build: () => T, instead: T): T {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof RoundtripError)) throw error;
      this.#reportAt(token)(error);
      return instead;
    }
  }

  /** Y = C + G under the name Y would be a comparison. */
  #refuseDefinition(token: Token): void {
    if (!isSign(token, "=") || this.#openBrackets > 0 || this.#scope.kind === "balance") return;
    const remedy = "Write == to compare; the name that an equation defines stands before its colon.";
    this.#stop("A single = stands here.", remedy);
  }

  #refuseChain(): void {
    const token = this.#token();
    if (token.kind === "end" || token.isQuoted || infixes.get(token.text)?.level !== level.comparison) return;
    this.#stop("Two comparisons follow one another.", "Write a < b and b < c, or put one in brackets.");
  }

  #close(): void {
    if (!isSign(this.#token(), ")")) this.#stopAtRest();
    this.#openBrackets--;
    this.#next++;
  }

  #stopAtRest(): never {
    const { message, remedy } = noOperator(this.#token(), this.#tokens[this.#next - 1]!, this.#token(1));
    return this.#stop(message, remedy);
  }

  #stopAtValue(): never {
    const { message, remedy } = missingValue(this.#token());
    return this.#stop(message, remedy);
  }

  #stop(message: string, remedy: string, code = "MODEL_SYNTAX", { start, end } = this.#token()): never {
    throw new Unreadable({ start, end: Math.max(end, start + 1), code, message, remedy });
  }

  #reportAt({ start, end }: Token): Report {
    return ({ code, message, remedy }) => this.#faults.push({ start, end, code, message, remedy });
  }
}
