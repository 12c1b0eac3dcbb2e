// Writes operations: the same operation on the same operands once, constants folded, and guards only where an
// operand cannot be shown to be finite (bounds by interval arithmetic: Moore 1966).

import { sizeMax } from "../expression/expression.ts";
import { Bounds } from "./bounds.ts";
import { Known } from "./known.ts";
import { meaning } from "./meaning.ts";
import { type Code, type Operation, codeOf, unaryEnd } from "./program.ts";

export interface CodeBuilder {
  constant(value: number): number;
  /** A number from outside the code, by its place. */
  leaf(op: "given" | "once" | "past" | "draw", place: number, bounds?: "normal" | "share"): number;
  /** An operation, guarded where it could drop that an operand is invalid. */
  operate(op: Operation, a: number, b?: number, c?: number): number;
  /** A new leaf each time, by its place in the block: what depends on it is open until the block is closed. */
  guess(place: number): number;
  /** A new leaf: 0 where the block that was closed last has settled, else NaN. */
  settled(): number;
  close(): void;
  /** Whether a value is surely no larger than `sizeMax`, surely a number, and surely not below zero where it is one. */
  isBounded(value: number): { readonly size: boolean; readonly number: boolean; readonly sign: boolean };
  /** From here on a value counts as valid, since a path fails on which it is not: what reads it needs no guard. */
  assumeValid(value: number): void;
  /** Values since the last call that depend on a guess, and those that do not, each in order. */
  taken(): { readonly open: Int32Array; readonly closed: Int32Array };
  code(): Code;
}

/** Constants by place, each once; shared between setup and step. */
export interface ConstantPool {
  readonly values: number[];
  readonly places: Map<number | "-0", number>;
}

export function codeBuilder(pool: ConstantPool): CodeBuilder {
  const known = new Known();
  const bounds = new Bounds();
  const open: boolean[] = [];
  const constantAt = new Map<number | "-0", number>();
  /** What a guard guards, and by what. */
  const guardOf = new Map<number, readonly [value: number, by: number]>();
  /** What was negated, by the value that it gave. */
  const negated = new Map<number, number>();
  /** By value, where it is a constant. */
  const valueOf: (number | undefined)[] = [];
  let takenTo = 0;

  const write = (
    code: number,
    x: number,
    y: number,
    z: number,
    isOpen: boolean,
    isFound: boolean,
  ): number => {
    open.push(isOpen);
    valueOf.push(undefined);
    return known.add(code, x, y, z, isFound);
  };
  const constant = (value: number): number => {
    const key = Object.is(value, -0) ? "-0" : value;
    const found = constantAt.get(key);
    if (found !== undefined) return found;
    const place = pool.places.get(key) ?? pool.values.push(value) - 1;
    pool.places.set(key, place);
    bounds.push(value, value, Number.isNaN(value));
    const id = write(codeOf.constant, place, -1, -1, false, false);
    constantAt.set(key, id);
    valueOf[id] = value;
    return id;
  };
  const plainly = (name: Operation, x: number, y = -1, z = -1): number => {
    const code = codeOf[name];
    const found = known.find(code, x, y, z);
    if (found >= 0) return found;
    bounds.pushOf(name, x, y, z);
    const isOpen = open[x]! || (y >= 0 && open[y]!) || (z >= 0 && open[z]!);
    return write(code, x, y, z, isOpen, true);
  };
  const bounded = (value: number): number => (bounds.isSmall(value) ? value : plainly("bound", value));
  const guarded = (value: number, by: number): number => {
    const guard = plainly("guard", value, by);
    guardOf.set(guard, [value, by]);
    return guard;
  };
  /**
   * An operand that an operation would drop, and what the result is guarded by in its place: of an operand that is
   * guarded itself what it is guarded by, so that one guard serves where two would stand.
   */
  const dropped = (operand: number): readonly [operand: number, by: readonly number[]] => {
    if (!bounds.mayFail(operand)) return [operand, []];
    const by: number[] = [];
    let inner = operand;
    for (let guard = guardOf.get(inner); guard; guard = guardOf.get(inner)) {
      by.push(guard[1]);
      inner = guard[0];
    }
    return bounds.mayFail(inner) ? [operand, [operand]] : [inner, by];
  };
  /** The smaller or larger of two: it keeps a NaN on the left and drops one on the right. */
  const extreme = (name: "least" | "most", x: number, y: number): number => {
    if (bounds.mayBeNaN(y) && !bounds.mayOverflow(y) && !bounds.mayFail(x)) {
      // Turned round, the NaN stays by itself; a zero of either sign is then the zero that stood on the left.
      if (!bounds.hasZero(x) || !bounds.hasZero(y)) return plainly(name, y, x);
      if (Object.is(valueOf[x], 0)) return plainly("add", plainly(name, y, x), x);
    }
    const [right, by] = dropped(y);
    const plain = plainly(name, x, right);
    const left = bounds.mayOverflow(x) ? guarded(plain, x) : plain;
    return by.reduce(guarded, left);
  };

  /** The operand that an operation leaves as it is, to the last bit: a zero keeps its sign. */
  const unchanged = (name: Operation, x: number, y: number): number | undefined => {
    const [left, right] = [valueOf[x], valueOf[y]];
    if (name === "multiply") return right === 1 ? x : left === 1 ? y : undefined;
    if (name === "subtract") return Object.is(right, 0) ? x : undefined;
    if (name === "divide") return right === 1 ? bounded(x) : undefined;
    if (name === "absolute") return bounds.low[x]! >= 0 && !bounds.mayBeMinusZero(x) ? x : undefined;
    if (name !== "add") return undefined;
    if (right === 0 && (Object.is(right, -0) || !bounds.mayBeMinusZero(x))) return x;
    if (left === 0 && (Object.is(left, -0) || !bounds.mayBeMinusZero(y))) return y;
    return undefined;
  };

  /** The same without a change of sign: a + (−b) is a − b to the last bit. */
  const turned = (name: Operation, x: number, y: number): number | undefined => {
    const [left, right] = [negated.get(x), negated.get(y)];
    if (name === "absolute" && left !== undefined) return operate("absolute", left);
    if (name === "subtract" && right !== undefined) return operate("add", x, right);
    if (name !== "add") return undefined;
    if (right !== undefined) return operate("subtract", x, right);
    return left === undefined ? undefined : operate("subtract", y, left);
  };

  const operate = (name: Operation, x: number, y = -1, z = -1): number => {
    const first = valueOf[x];
    const folded = first === undefined ? undefined : fold(name, first, valueOf[y], valueOf[z]);
    if (folded !== undefined) return constant(folded);
    const same = unchanged(name, x, y) ?? turned(name, x, y);
    if (same !== undefined) return same;
    if (name === "least" || name === "most") return extreme(name, x, y);
    const count = droppers[name] ?? 0;
    if (count > 0) {
      const [left, byLeft] = dropped(x);
      const [right, byRight] = count > 1 ? dropped(y) : [y, []];
      return [...new Set([...byLeft, ...byRight])].reduce(guarded, plainly(name, left, right, z));
    }
    const value = plainly(name, x, y, z);
    if (name === "negate") negated.set(value, x);
    if (name === "exp") return bounds.low[x] === -Infinity ? guarded(bounded(value), x) : bounded(value);
    if (name === "divide") return bounds.mayOverflow(y) ? guarded(bounded(value), y) : bounded(value);
    return value;
  };

  return {
    constant,
    operate,
    leaf: (name, place, within) => {
      const found = known.find(codeOf[name], place, -1, -1);
      if (found >= 0) return found;
      // √(−2 ln 2⁻⁵³) is 8.57. What else is loaded is within `sizeMax`, or the path has failed before.
      if (within === "normal") bounds.push(-9, 9, false);
      else if (within === "share") bounds.push(0, 1, false);
      else bounds.push(-sizeMax, sizeMax, false);
      return write(codeOf[name], place, -1, -1, false, true);
    },
    guess: (place) => {
      bounds.push(-sizeMax, sizeMax, false);
      return write(codeOf.guess, place, -1, -1, true, false);
    },
    isBounded: (value) => ({
      size: bounds.isSmall(value),
      number: !bounds.mayBeNaN(value),
      sign: bounds.low[value]! >= 0,
    }),
    assumeValid: (value) => bounds.assumeValid(value),
    settled: () => {
      bounds.push(-Infinity, Infinity, true);
      return write(codeOf.settled, -1, -1, -1, false, false);
    },
    close: () => void open.fill(false),
    taken: () => {
      const since: [open: number[], closed: number[]] = [[], []];
      for (; takenTo < known.count; takenTo++) since[open[takenTo]! ? 0 : 1].push(takenTo);
      return { open: Int32Array.from(since[0]), closed: Int32Array.from(since[1]) };
    },
    code: () => ({
      op: Uint8Array.from(known.column(0)),
      a: known.column(1),
      b: known.column(2),
      c: known.column(3),
    }),
  };
}

/** Of how many operands, from the first, an operation would drop that they are invalid; the others show it in what they give. */
const droppers: Partial<Record<Operation, number>> = {
  not: 1,
  less: 2,
  lessOrEqual: 2,
  equal: 2,
  unequal: 2,
  and: 2,
  or: 2,
  select: 1,
};

/** The value of an operation on constants; undefined where one is none, or the result is beyond `sizeMax`. */
function fold(name: Operation, x: number, y: number | undefined, z: number | undefined): number | undefined {
  if (y === undefined && codeOf[name] >= unaryEnd) return undefined;
  if (!Number.isFinite(x) || (y !== undefined && !Number.isFinite(y))) return undefined; // kept, so that it is guarded
  if (name === "select") return x === 0 ? z : y;
  const value = meaning[name as keyof typeof meaning](x, y ?? 0);
  // What is larger is left to the operation itself, which says whether it is an overflow.
  return Math.abs(value) <= sizeMax ? value : undefined;
}
