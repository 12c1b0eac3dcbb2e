// What is known of a value on every path, by interval arithmetic: Moore (1966), "Interval Analysis".

import { exp, log } from "../elementary/elementary.ts";
import { sizeMax } from "../expression/expression.ts";
import { type Operation, codeOf, unaryEnd } from "./program.ts";

/** A little more than rounding can move a bound of exp or log. */
const slack = 1e-9;

/**
 * Bounds of values by number, in the order in which they are written: between what a value lies where it is a
 * number, an infinite bound where it may have overflowed, and whether it may be NaN.
 */
export class Bounds {
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly #nan: boolean[] = [];
  readonly #minusZero: boolean[] = [];

  /** Of the next value. */
  push(low: number, high: number, nan: boolean): void {
    this.low.push(low);
    this.high.push(high);
    this.#nan.push(nan);
    this.#minusZero.push(low === high ? Object.is(low, -0) : low <= 0 && high >= 0);
  }

  /** Whether it may be a zero below zero, which a sum with zero would turn. */
  mayBeMinusZero(v: number): boolean {
    return this.#minusZero[v]!;
  }

  mayOverflow(v: number): boolean {
    return this.low[v] === -Infinity || this.high[v] === Infinity;
  }

  mayBeNaN(v: number): boolean {
    return this.#nan[v]!;
  }

  mayFail(v: number): boolean {
    return this.#nan[v]! || this.mayOverflow(v);
  }

  hasZero(v: number): boolean {
    return this.low[v]! <= 0 && this.high[v]! >= 0;
  }

  /** Whether its size is surely no larger than `sizeMax`. */
  isSmall(v: number): boolean {
    return this.low[v]! >= -sizeMax && this.high[v]! <= sizeMax;
  }

  /** From here on a value counts as valid: a path on which it is not has failed by the end of the period. */
  assumeValid(v: number): void {
    this.low[v] = Math.max(this.low[v]!, -sizeMax);
    this.high[v] = Math.min(this.high[v]!, sizeMax);
    this.#nan[v] = false;
  }

  /** Of the next value, an operation on others; operands that it does not have are below 0. */
  pushOf(name: Operation, x: number, y: number, z: number): void {
    this.#pushOf(name, x, y, z);
    const v = this.#minusZero.length - 1;
    this.#minusZero[v] = this.hasZero(v) && this.#makesMinusZero(name, x, y, z);
  }

  #makesMinusZero(name: Operation, x: number, y: number, z: number): boolean {
    const may = this.#minusZero;
    switch (name) {
      case "add":
        return may[x]! && may[y]!;
      case "multiply":
        return may[x]! || may[y]! || this.low[x]! < 0 || this.low[y]! < 0;
      case "most":
        // From two zeros it takes the left one.
        return may[x]! || (this.low[x]! < 0 && may[y]!);
      case "subtract":
      case "root":
      case "floor":
      case "guard":
      case "bound":
        return may[x]!;
      case "select":
        return may[y]! || may[z]!;
      case "absolute":
      case "exp":
        return false;
      default:
        return true;
    }
  }

  #pushOf(name: Operation, x: number, y: number, z: number): void {
    const xLow = this.low[x]!;
    const xHigh = this.high[x]!;
    let nan = this.#nan[x]!;
    if (codeOf[name] < unaryEnd) {
      this.#pushUnary(name, xLow, xHigh, nan, x);
      return;
    }
    const yLow = this.low[y]!;
    const yHigh = this.high[y]!;
    nan ||= this.#nan[y]!;
    switch (name) {
      case "add":
        this.#within(xLow + yLow, xHigh + yHigh, nan || this.mayOverflow(x) || this.mayOverflow(y));
        break;
      case "subtract":
        this.#within(xLow - yHigh, xHigh - yLow, nan || this.mayOverflow(x) || this.mayOverflow(y));
        break;
      case "multiply":
        this.#corners(xLow * yLow, xLow * yHigh, xHigh * yLow, xHigh * yHigh, nan, x, y);
        break;
      case "divide":
        if (this.hasZero(y)) this.push(-Infinity, Infinity, true);
        else this.#corners(xLow / yLow, xLow / yHigh, xHigh / yLow, xHigh / yHigh, nan, x, y);
        break;
      case "least":
        this.push(Math.min(xLow, yLow), Math.min(xHigh, yHigh), nan);
        break;
      case "most":
        this.push(Math.max(xLow, yLow), Math.max(xHigh, yHigh), nan);
        break;
      case "guard":
        // What is infinite is NaN then.
        this.push(Math.max(xLow, -Number.MAX_VALUE), Math.min(xHigh, Number.MAX_VALUE), true);
        break;
      case "select":
        this.push(
          Math.min(yLow, this.low[z]!),
          Math.max(yHigh, this.high[z]!),
          this.#nan[y]! || this.#nan[z]!,
        );
        break;
      default:
        this.push(0, 1, false);
    }
  }

  #pushUnary(name: Operation, low: number, high: number, nan: boolean, x: number): void {
    switch (name) {
      case "negate":
        this.push(-high, -low, nan);
        break;
      case "absolute": {
        const least = Math.min(Math.abs(low), Math.abs(high));
        this.push(this.hasZero(x) ? 0 : least, Math.max(Math.abs(low), Math.abs(high)), nan);
        break;
      }
      case "root":
        this.push(0, Math.sqrt(Math.max(0, high)), nan || low < 0);
        break;
      case "exp":
        this.push(exp(low) * (1 - slack), exp(high) * (1 + slack), nan);
        break;
      case "log":
        this.push(low > 0 ? log(low) - slack : -Infinity, high > 0 ? log(high) + slack : 0, nan || low < 0);
        break;
      case "floor":
        this.push(Math.floor(low), Math.floor(high), nan);
        break;
      case "bound":
        this.push(Math.max(low, -sizeMax), Math.min(high, sizeMax), true);
        break;
      default:
        this.push(0, 1, false);
    }
  }

  #corners(a: number, b: number, c: number, d: number, nan: boolean, x: number, y: number): void {
    const mayBeNaN = nan || this.mayOverflow(x) || this.mayOverflow(y);
    this.#within(Math.min(a, b, c, d), Math.max(a, b, c, d), mayBeNaN);
  }

  #within(low: number, high: number, nan: boolean): void {
    if (Number.isNaN(low) || Number.isNaN(high)) this.push(-Infinity, Infinity, true);
    else this.push(low, high, nan);
  }
}
