// Writes an expression as operations, each node after its operands.

import { wholeExponent } from "../expression/evaluate.ts";
import type { Draw, Expression } from "../expression/expression.ts";
import { fold } from "../expression/walk.ts";
import type { CodeBuilder } from "./code-builder.ts";
import type { PlacedDraws } from "./placed-draws.ts";
import type { Operation, PlacedDraw } from "./program.ts";

/** What names and periods are where an expression is written: values of the code. */
export interface Names {
  variable(name: string): number;
  lag(name: string, periods: number): number;
  period(): number;
}

/** Writes expressions one after another; a node that one of them holds twice is written once. */
export type Writer = (root: Expression) => number;

/** @param step length of a period */
export function writer(builder: CodeBuilder, names: Names, draws: DrawList, step: number): Writer {
  return (root) =>
    fold<number>(root, (e, a, b, c) => {
      switch (e.op) {
        case "constant":
          return builder.constant(e.value);
        case "variable":
          return names.variable(e.name);
        case "lag":
          return names.lag(e.name, e.periods);
        case "period":
          return names.period();
        case "step":
          return builder.constant(step);
        case "draw":
          return builder.leaf("draw", draws.place(e), e.from.name === "normal" ? "normal" : "share");
        case "power": {
          const n = wholeExponent(e.b);
          return n === undefined ? generalPower(builder, a!, b!) : multipliedPower(builder, a!, n);
        }
        default:
          return builder.operate(e.op satisfies Operation, a!, b, c);
      }
    });
}

/** The draws that are asked for, by place. */
export class DrawList {
  readonly list: PlacedDraw[] = [];
  readonly #all: PlacedDraws;
  readonly #places = new Map<Draw, number>();

  constructor(all: PlacedDraws) {
    this.#all = all;
  }

  place(e: Draw): number {
    const found = this.#places.get(e);
    if (found !== undefined) return found;
    const place = this.list.push(this.#all.get(e)!) - 1;
    this.#places.set(e, place);
    return place;
  }
}

/** As `wholePower`; a stays as an operand, so that an invalid one shows. */
function multipliedPower(builder: CodeBuilder, a: number, n: number): number {
  let result: number | undefined;
  let square = a;
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left & 1) result = result === undefined ? square : builder.operate("multiply", result, square);
    if (left > 1) square = builder.operate("multiply", square, square);
  }
  if (result === undefined)
    return builder.operate("select", builder.operate("equal", a, a), builder.constant(1), a);
  return n < 0 ? builder.operate("divide", builder.constant(1), result) : result;
}

/** As `power`. */
function generalPower(builder: CodeBuilder, a: number, b: number): number {
  const operate: CodeBuilder["operate"] = (op, x, y, z) => builder.operate(op, x, y, z);
  const [zero, one] = [builder.constant(0), builder.constant(1)];
  const whole = (x: number): number => operate("equal", operate("floor", x), x);
  const ofZero = operate("select", operate("less", zero, b), zero, builder.constant(Infinity));
  const ofSize = operate("exp", operate("multiply", b, operate("log", operate("absolute", a))));
  const size = operate("select", operate("equal", a, zero), ofZero, ofSize);
  const isEven = whole(operate("multiply", b, builder.constant(0.5)));
  const ofWhole = operate("select", isEven, size, operate("negate", size));
  const negative = operate("select", whole(b), ofWhole, builder.constant(NaN));
  const signed = operate("select", operate("less", a, zero), negative, size);
  // Written this way round so that a NaN of a is kept, also to the power of zero.
  return operate("select", operate("and", operate("equal", b, zero), operate("equal", a, a)), one, signed);
}
