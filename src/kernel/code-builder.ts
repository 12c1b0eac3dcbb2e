// Writes operations: the same operation on the same operands once, constants folded, and guards only where an
// operand cannot be shown to be finite (bounds by interval arithmetic: Moore 1966).

import { sizeMax } from "../expression/expression.ts";
import { exp, log } from "../elementary/elementary.ts";
import { meaning } from "./meaning.ts";
import { type Code, type Operation, codeOf, leavesEnd, unaryEnd, operations } from "./program.ts";

/**
 * What is known of a value on every path: between what it lies where it is a number, an infinite bound where it may
 * have overflowed, and whether it may be NaN.
 */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly nan: boolean;
}

const unknown: Bounds = { low: -Infinity, high: Infinity, nan: true };
const truth: Bounds = { low: 0, high: 1, nan: false };
/** What is loaded is within it, or the path has failed before. */
const loaded: Bounds = { low: -sizeMax, high: sizeMax, nan: false };
/** √(−2 ln 2⁻⁵³) is 8.57. */
const normalBounds: Bounds = { low: -9, high: 9, nan: false };

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
  /** Whether a value is surely no larger than `sizeMax`, and surely a number. */
  isBounded(value: number): { readonly size: boolean; readonly number: boolean };
  /** Values since the last call that depend on a guess, and those that do not, each in order. */
  taken(): { readonly open: Int32Array; readonly closed: Int32Array };
  code(): Code;
}

/** More values than that make no program. */
const operandsMax = 2 ** 22;

/** Constants by place, each once; shared between setup and step. */
export interface ConstantPool {
  readonly values: number[];
  readonly places: Map<number | "-0", number>;
}

export function codeBuilder(pool: ConstantPool): CodeBuilder {
  const [op, a, b, c]: [number[], number[], number[], number[]] = [[], [], [], []];
  const bounds: Bounds[] = [];
  const open: boolean[] = [];
  const known = new Map<number | string, number>();
  const constantAt = new Map<number | "-0", number>();
  const valueOf = new Map<number, number>();
  let takenTo = 0;

  const write = (name: Operation, x: number, y: number, z: number, within: Bounds): number => {
    const isOpen =
      name === "guess" || (codeOf[name] >= leavesEnd && [x, y, z].some((v) => v >= 0 && open[v] === true));
    op.push(codeOf[name]);
    a.push(x);
    b.push(y);
    c.push(z);
    bounds.push(within);
    open.push(isOpen);
    return op.length - 1;
  };
  const once = (name: Operation, x: number, y: number, z: number, within: () => Bounds): number => {
    // Two operands and the operation fit into one whole number; three are rare.
    const key = z < 0 ? ((y + 1) * operandsMax + x + 1) * operations.length + codeOf[name] : `${x} ${y} ${z}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = write(name, x, y, z, within());
    known.set(key, value);
    return value;
  };
  const constant = (value: number): number => {
    const key = Object.is(value, -0) ? "-0" : value;
    const found = constantAt.get(key);
    if (found !== undefined) return found;
    const place = pool.places.get(key) ?? pool.values.push(value) - 1;
    pool.places.set(key, place);
    const id = write("constant", place, -1, -1, { low: value, high: value, nan: Number.isNaN(value) });
    constantAt.set(key, id);
    valueOf.set(id, value);
    return id;
  };
  const mayOverflow = (value: number): boolean =>
    bounds[value]!.low === -Infinity || bounds[value]!.high === Infinity;
  const mayFail = (value: number): boolean => bounds[value]!.nan || mayOverflow(value);
  const plainly = (name: Operation, x: number, y = -1, z = -1): number =>
    once(name, x, y, z, () => boundsOf(name, bounds[x]!, bounds[y] ?? unknown, bounds[z] ?? unknown));
  const bounded = (value: number): number => {
    const { low, high } = bounds[value]!;
    return low >= -sizeMax && high <= sizeMax ? value : plainly("bound", value);
  };
  const guarded = (value: number, by: number): number =>
    once("guard", value, by, -1, () => ({ ...finite(bounds[value]!), nan: true }));
  /** The smaller or larger of two: it keeps a NaN on the left and drops one on the right. */
  const extreme = (name: "least" | "most", x: number, y: number): number => {
    if (bounds[y]!.nan && !mayOverflow(y) && !mayFail(x)) {
      // Turned round, the NaN stays by itself; a zero of either sign is then the zero that stood on the left.
      if (!hasZero(bounds[x]!) || !hasZero(bounds[y]!)) return plainly(name, y, x);
      if (Object.is(valueOf.get(x), 0)) return plainly("add", plainly(name, y, x), x);
    }
    const plain = plainly(name, x, y);
    const left = mayOverflow(x) ? guarded(plain, x) : plain;
    return mayFail(y) ? guarded(left, y) : left;
  };

  const operate = (name: Operation, x: number, y = -1, z = -1): number => {
    const folded = fold(name, valueOf.get(x), valueOf.get(y), valueOf.get(z));
    if (folded !== undefined) return constant(folded);
    if (name === "least" || name === "most") return extreme(name, x, y);
    const plain = plainly(name, x, y, z);
    if (name === "exp") return bounds[x]!.low === -Infinity ? guarded(bounded(plain), x) : bounded(plain);
    if (name === "divide") return mayOverflow(y) ? guarded(bounded(plain), y) : bounded(plain);
    const dropped = droppers[name]?.map((k) => [x, y, z][k]!) ?? [];
    return dropped.reduce((value, operand) => (mayFail(operand) ? guarded(value, operand) : value), plain);
  };

  return {
    constant,
    operate,
    leaf: (name, place, within) =>
      once(name, place, -1, -1, () =>
        within === "normal" ? normalBounds : within === "share" ? truth : loaded,
      ),
    guess: (place) => write("guess", place, -1, -1, loaded),
    isBounded: (value) => {
      const { low, high, nan } = bounds[value]!;
      return { size: low >= -sizeMax && high <= sizeMax, number: !nan };
    },
    settled: () => write("settled", -1, -1, -1, unknown),
    close: () => void open.fill(false),
    taken: () => {
      const since = Int32Array.from({ length: op.length - takenTo }, (_, i) => takenTo + i);
      takenTo = op.length;
      return { open: since.filter((v) => open[v]), closed: since.filter((v) => !open[v]) };
    },
    code: () => ({
      op: Uint8Array.from(op),
      a: Int32Array.from(a),
      b: Int32Array.from(b),
      c: Int32Array.from(c),
    }),
  };
}

/** Which operands an operation would drop although they are invalid; the other operations show it in what they give. */
const droppers: Partial<Record<Operation, readonly number[]>> = {
  not: [0],
  less: [0, 1],
  lessOrEqual: [0, 1],
  equal: [0, 1],
  unequal: [0, 1],
  and: [0, 1],
  or: [0, 1],
  select: [0],
};

/** The value of an operation on constants; undefined where one is none, or the result is beyond `sizeMax`. */
function fold(
  name: Operation,
  x: number | undefined,
  y: number | undefined,
  z: number | undefined,
): number | undefined {
  if (x === undefined || (y === undefined && codeOf[name] >= unaryEnd)) return undefined;
  if (!Number.isFinite(x) || (y !== undefined && !Number.isFinite(y))) return undefined; // kept, so that it is guarded
  if (name === "select") return x === 0 ? z : y;
  const value = meaning[name as keyof typeof meaning](x, y ?? 0);
  // What is larger is left to the operation itself, which says whether it is an overflow.
  return Math.abs(value) <= sizeMax ? value : undefined;
}

/** A little more than rounding can move a bound of exp or log. */
const slack = 1e-9;

function boundsOf(name: Operation, x: Bounds, y: Bounds, z: Bounds): Bounds {
  const nan = x.nan || (codeOf[name] >= unaryEnd && y.nan);
  switch (name) {
    case "negate":
      return { low: -x.high, high: -x.low, nan };
    case "absolute": {
      const ends = [Math.abs(x.low), Math.abs(x.high)];
      return { low: hasZero(x) ? 0 : Math.min(...ends), high: Math.max(...ends), nan };
    }
    case "root":
      return { low: 0, high: Math.sqrt(Math.max(0, x.high)), nan: nan || x.low < 0 };
    case "exp":
      return { low: exp(x.low) * (1 - slack), high: exp(x.high) * (1 + slack), nan };
    case "log":
      return {
        low: x.low > 0 ? log(x.low) - slack : -Infinity,
        high: logOrLess(x.high),
        nan: nan || x.low < 0,
      };
    case "floor":
      return { low: Math.floor(x.low), high: Math.floor(x.high), nan };
    case "bound":
      return { low: Math.max(x.low, -sizeMax), high: Math.min(x.high, sizeMax), nan: true };
    case "add":
      return within(x.low + y.low, x.high + y.high, nan || isInfinite(x) || isInfinite(y));
    case "subtract":
      return within(x.low - y.high, x.high - y.low, nan || isInfinite(x) || isInfinite(y));
    case "multiply":
      return corners(x, y, nan || isInfinite(x) || isInfinite(y), (p, q) => p * q);
    case "divide":
      return hasZero(y) ? unknown : corners(x, y, nan || isInfinite(x) || isInfinite(y), (p, q) => p / q);
    case "least":
      return { low: Math.min(x.low, y.low), high: Math.min(x.high, y.high), nan };
    case "most":
      return { low: Math.max(x.low, y.low), high: Math.max(x.high, y.high), nan };
    case "select":
      return { low: Math.min(y.low, z.low), high: Math.max(y.high, z.high), nan: y.nan || z.nan };
    default:
      return truth;
  }
}

function corners(x: Bounds, y: Bounds, nan: boolean, f: (p: number, q: number) => number): Bounds {
  const ends = [f(x.low, y.low), f(x.low, y.high), f(x.high, y.low), f(x.high, y.high)];
  return within(Math.min(...ends), Math.max(...ends), nan);
}

function within(low: number, high: number, nan: boolean): Bounds {
  return Number.isNaN(low) || Number.isNaN(high) ? unknown : { low, high, nan };
}

function logOrLess(high: number): number {
  return high > 0 ? log(high) + slack : 0;
}

function hasZero({ low, high }: Bounds): boolean {
  return low <= 0 && high >= 0;
}

function isInfinite({ low, high }: Bounds): boolean {
  return low === -Infinity || high === Infinity;
}

/** Bounds of what is not infinite. */
function finite({ low, high, nan }: Bounds): Bounds {
  return { low: Math.max(low, -Number.MAX_VALUE), high: Math.min(high, Number.MAX_VALUE), nan };
}
