// From a system of equations to a program: what the answer does not need is left out, and each operation stands
// near those that use it (depth first from the variables that are kept: fewer values to store in between).

import { wholeExponent } from "../expression/evaluate.ts";
import {
  type Draw,
  type Expression,
  absolute,
  constant,
  divide,
  equal,
  lag,
  most,
  operands,
  select,
  sum,
} from "../expression/expression.ts";
import {
  type Block,
  type Equation,
  type Part,
  type System,
  equationsOf,
  isBlock,
} from "../expression/system.ts";
import { termsOf } from "../expression/terms.ts";
import { nodesOf } from "../expression/walk.ts";
import { type CodeBuilder, type ConstantPool, codeBuilder } from "./code-builder.ts";
import { type PlacedDraws, drawsOfSetup, drawsOfStep } from "./placed-draws.ts";
import {
  type Operation,
  type Output,
  type PlacedDraw,
  type Program,
  type Segment,
  type State,
  smallGuess,
} from "./program.ts";

/** The state that holds the largest imbalance of a path so far; no variable of a model can be called so. */
export const imbalanceName = "largest imbalance";

/**
 * The program of a system.
 *
 * @param outputs names of the variables that are kept; all of them unless told otherwise
 */
export function programOf(system: System, outputs?: readonly string[]): Program {
  const constants: ConstantPool = { values: [], places: new Map() };
  const parts = withImbalance(system);
  const wanted = [
    ...(outputs ?? equationsOf(system).map(({ name }) => name)),
    ...(parts.length > system.parts.length ? [imbalanceName] : []),
  ];
  const lowered = lowerStep(system, parts, wanted, constants);
  const setup = lowerSetup(system, parts, lowered, constants);
  return {
    name: system.name,
    periods: system.periods,
    constants: Float64Array.from(constants.values),
    given: [...system.given.map(({ name }) => name), periodName],
    givenDefault: givenRows(system),
    setup: setup.code,
    setupDraws: setup.draws,
    once: Int32Array.from(setup.once),
    onceNames: lowered.once,
    step: lowered.builder.code(),
    segments: lowered.segments,
    draws: lowered.draws,
    states: lowered.states.map(({ name, age, next }, i) => ({ name, age, next, first: setup.first[i]! })),
    outputs: lowered.outputs.map(({ name, value }, i) => ({ name, value, first: setup.outputFirst[i]! })),
    size: lowered.size,
    setupSize: setup.size,
  };
}

/** The given number that counts the periods. */
const periodName = "period";

function givenRows({ given, periods }: System): Float64Array {
  const width = given.length + 1;
  const rows = new Float64Array((periods + 1) * width);
  for (let t = 0; t <= periods; t++) {
    given.forEach(({ byPeriod }, k) => (rows[t * width + k] = byPeriod[t]!));
    rows[t * width + given.length] = t;
  }
  return rows;
}

/** The system's parts and, where there are identities, an equation for the largest imbalance so far. */
function withImbalance({ parts, identities }: System): readonly Part[] {
  if (identities.length === 0) return parts;
  const before = lag(imbalanceName);
  const value = identities.reduce<Expression>((worst, { entries }) => {
    const total = absolute(sum(entries.map((entry) => unitless(entry.value))));
    const size = sum(
      entries.flatMap(({ value: entry }) => termsOf(entry)).map((term) => absolute(unitless(term))),
    );
    return most(worst, select(equal(total, constant(0)), constant(0), divide(total, size)));
  }, before);
  return [...parts, { name: imbalanceName, unit: undefined, value, initial: constant(0) }];
}

/** Sizes of entries are compared, not their units: those were checked where the matrix was declared. */
function unitless(e: Expression): Expression {
  return e.op === "draw" ? e : { ...e, unit: undefined };
}

interface LoweredStep {
  readonly builder: CodeBuilder;
  readonly segments: readonly Segment[];
  readonly draws: readonly PlacedDraw[];
  readonly once: readonly string[];
  readonly states: readonly Omit<State, "first">[];
  readonly outputs: readonly Omit<Output, "first">[];
  readonly size: number;
}

function lowerStep(
  system: System,
  parts: readonly Part[],
  outputs: readonly string[],
  constants: ConstantPool,
): LoweredStep {
  const builder = codeBuilder(constants);
  const partOf = new Map<string, Part>();
  for (const part of parts) for (const { name } of equationsIn(part)) partOf.set(name, part);
  const given = new Map([
    ...system.given.map(({ name }, k) => [name, k] as const),
    [periodName, system.given.length],
  ]);
  const once = placesByName();
  const draws = placesOfDraws(drawsOfStep(system));
  const states = new StateList();
  const valueOf = new Map<string, number>();
  const segments: Segment[] = [];
  const watched = new Set([...outputs, ...parts.flatMap((part) => equationsIn(part).flatMap(lagsIn))]);
  let size = builder.constant(0);

  const leaf = (e: Expression): number => {
    switch (e.op) {
      case "variable": {
        const value = valueOf.get(e.name);
        if (value !== undefined) return value;
        const place = given.get(e.name);
        return place === undefined ? builder.leaf("once", once.place(e.name)) : builder.leaf("given", place);
      }
      case "lag":
        return partOf.has(e.name)
          ? builder.leaf("past", states.place(e.name, e.periods))
          : leaf({ ...e, op: "variable" });
      case "period":
        return builder.leaf("given", given.get(periodName)!);
      case "step":
        return builder.constant(system.step);
      case "draw":
        return builder.leaf("draw", draws.place(e), e.from.name === "normal" ? "normal" : "share");
      default:
        throw new Error(`${e.op} is no leaf`);
    }
  };
  const lower = lowering(builder, leaf);
  const define = (name: string, value: number): void => {
    valueOf.set(name, value);
    if (watched.has(name)) size = withSize(builder, size, value);
  };
  /** What is written so far runs on its own. */
  const cut = (block?: Segment["block"]): void => {
    const { open, closed } = builder.taken();
    if (closed.length > 0) segments.push({ values: closed, block: undefined });
    if (block) segments.push({ values: open, block });
  };

  const lowerEquation = ({ name, value }: Equation): void => {
    define(name, lower(value));
  };

  const lowerBlock = ({ equations, tolerance, roundsMax }: Block): void => {
    const members = new Set(equations.map(({ name }) => name));
    const guesses = new Map<string, number>();
    const inRound = new Map<string, number>();
    // A member that is read before the round has come to it is read as its guess.
    const local = lowering(builder, (e) => {
      if (e.op !== "variable" || !members.has(e.name)) return leaf(e);
      const found = inRound.get(e.name) ?? guesses.get(e.name);
      if (found !== undefined) return found;
      guesses.set(e.name, builder.guess(guesses.size));
      return guesses.get(e.name)!;
    });
    for (const { name, value } of equations) {
      const found = local(value);
      // A member that is another's guess and nothing more gets a value of its own: guesses end with the block.
      inRound.set(
        name,
        [...guesses.values()].includes(found) ? builder.operate("most", found, found) : found,
      );
    }
    const names = [...guesses.keys()];
    const start = Int32Array.from(names, (name) => states.place(name, 1));
    const settled = builder.settled();
    cut({
      names: equations.map(({ name }) => name),
      guess: Int32Array.from(guesses.values()),
      result: Int32Array.from(names, (name) => inRound.get(name)!),
      start,
      settled,
      tolerance,
      roundsMax,
    });
    builder.close();
    for (const [name, value] of inRound) define(name, value);
    size = builder.operate("add", size, settled);
  };

  const need = (roots: readonly string[]): void => {
    const stack = roots.map((name) => partOf.get(name)!).toReversed();
    const ready = new Set<Part>();
    while (stack.length > 0) {
      const part = stack.at(-1)!;
      if (valueOf.has(equationsIn(part)[0]!.name)) stack.pop();
      else if (ready.has(part)) {
        stack.pop();
        if (isBlock(part)) lowerBlock(part);
        else lowerEquation(part);
      } else {
        ready.add(part);
        for (const name of namesIn(part).toReversed()) {
          const other = partOf.get(name);
          if (other !== undefined && other !== part && !valueOf.has(name)) stack.push(other);
        }
      }
    }
  };

  need(outputs);
  // What is remembered must be worked out too, and may need other states.
  for (let k = 0; k < states.list.length; k++) need([states.list[k]!.name]);
  const remembered = states.list.map(({ name, age }) => ({
    name,
    age,
    next: age === 1 ? valueOf.get(name)! : builder.leaf("past", states.place(name, age - 1)),
  }));
  const kept = outputs.map((name) => ({ name, value: valueOf.get(name)! }));
  cut();
  return {
    builder,
    segments,
    draws: draws.list,
    once: once.list,
    states: remembered,
    outputs: kept,
    size,
  };
}

interface LoweredSetup {
  readonly code: ReturnType<CodeBuilder["code"]>;
  readonly draws: readonly PlacedDraw[];
  readonly once: readonly number[];
  readonly first: readonly number[];
  readonly outputFirst: readonly number[];
  readonly size: number;
}

/** What a path has before its first period: numbers found once, and the values of period 0. */
function lowerSetup(
  system: System,
  parts: readonly Part[],
  step: LoweredStep,
  constants: ConstantPool,
): LoweredSetup {
  const builder = codeBuilder(constants);
  const draws = placesOfDraws(drawsOfSetup(system));
  const given = new Map(system.given.map(({ name }, k) => [name, k] as const));
  const valueOf = new Map<string, number>();
  const leaf = (e: Expression): number => {
    switch (e.op) {
      case "variable":
      case "lag":
        return valueOf.get(e.name) ?? builder.leaf("given", given.get(e.name)!);
      case "period":
        return builder.constant(0);
      case "step":
        return builder.constant(system.step);
      case "draw":
        return builder.leaf("draw", draws.place(e), e.from.name === "normal" ? "normal" : "share");
      default:
        throw new Error(`${e.op} is no leaf`);
    }
  };
  const lower = lowering(builder, leaf);
  for (const { name, value } of system.once) valueOf.set(name, lower(value));
  const initials = new Map(
    parts.flatMap((part) => equationsIn(part)).map((e) => [e.name, e.initial] as const),
  );
  const ordered = orderedInitials(initials);
  for (const name of ordered) valueOf.set(name, lower(initials.get(name)!));
  const once = step.once.map((name) => valueOf.get(name)!);
  const first = step.states.map(({ name }) => valueOf.get(name) ?? builder.constant(smallGuess));
  const outputFirst = step.outputs.map(({ name }) => valueOf.get(name) ?? -1);
  const watched = new Set([...once, ...first, ...outputFirst.filter((value) => value >= 0)]);
  const size = [...watched].reduce((total, value) => withSize(builder, total, value), builder.constant(0));
  return { code: builder.code(), draws: draws.list, once, first, outputFirst, size };
}

/** Adds what may make a path fail: a size where it has no bound, the value itself where it can only be no number. */
function withSize(builder: CodeBuilder, total: number, value: number): number {
  const { size, number } = builder.isBounded(value);
  if (size && number) return total;
  return builder.operate("add", total, size ? value : builder.operate("absolute", value));
}

/** Names with an initial value, each after those that its value is made of. */
function orderedInitials(initials: ReadonlyMap<string, Expression | undefined>): string[] {
  const done = new Set<string>();
  const stack = [...initials.keys()].filter((name) => initials.get(name)).toReversed();
  const opened = new Set<string>();
  while (stack.length > 0) {
    const name = stack.at(-1)!;
    if (done.has(name) || opened.has(name)) {
      done.add(stack.pop()!);
      continue;
    }
    opened.add(name);
    for (const other of namesOf(initials.get(name)!))
      if (initials.get(other) && !opened.has(other)) stack.push(other);
  }
  return [...done];
}

/** Writes an expression, each node after its operands; no recursion, since a sum may have many terms. */
function lowering(builder: CodeBuilder, leaf: (e: Expression) => number): (root: Expression) => number {
  return (root) => {
    const values = new Map<Expression, number>();
    for (const e of nodesOf(root)) {
      const [a, b, c] = operands(e).map((child) => values.get(child)!);
      values.set(e, a === undefined ? leafOrConstant(builder, e, leaf) : operation(builder, e, a, b, c));
    }
    return values.get(root)!;
  };
}

function leafOrConstant(builder: CodeBuilder, e: Expression, leaf: (e: Expression) => number): number {
  return e.op === "constant" ? builder.constant(e.value) : leaf(e);
}

function operation(builder: CodeBuilder, e: Expression, a: number, b?: number, c?: number): number {
  if (e.op === "power") {
    const n = wholeExponent(e.b);
    return n === undefined ? generalPower(builder, a, b!) : multipliedPower(builder, a, n);
  }
  return builder.operate(e.op as Operation, a, b, c);
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

function equationsIn(part: Part): readonly Equation[] {
  return isBlock(part) ? part.equations : [part];
}

/** Names of the variables of this period that a part reads, in the order in which they stand. */
function namesIn(part: Part): string[] {
  return equationsIn(part).flatMap(({ value }) => namesOf(value));
}

function lagsIn({ value }: Equation): string[] {
  return nodesOf(value).flatMap((e) => (e.op === "lag" ? [e.name] : []));
}

function namesOf(root: Expression): string[] {
  return [...new Set(nodesOf(root).flatMap((e) => (e.op === "variable" ? [e.name] : [])))];
}

function placesByName(): { readonly list: string[]; place(name: string): number } {
  const list: string[] = [];
  const places = new Map<string, number>();
  return {
    list,
    place: (name) => {
      if (!places.has(name)) places.set(name, list.push(name) - 1);
      return places.get(name)!;
    },
  };
}

/** The draws that are asked for, by place. */
function placesOfDraws(all: PlacedDraws): {
  readonly list: readonly PlacedDraw[];
  place(e: Draw): number;
} {
  const list: PlacedDraw[] = [];
  const places = new Map<Expression, number>();
  return {
    list,
    place: (e) => {
      if (!places.has(e)) places.set(e, list.push(all.get(e)!) - 1);
      return places.get(e)!;
    },
  };
}

/** States by name and age: one of age k rests on that of age k − 1. */
class StateList {
  readonly list: { readonly name: string; readonly age: number }[] = [];
  readonly #places = new Map<string, number>();

  place(name: string, age: number): number {
    for (let k = 1; k <= age; k++) {
      const key = `${name} ${k}`;
      if (!this.#places.has(key)) this.#places.set(key, this.list.push({ name, age: k }) - 1);
    }
    return this.#places.get(`${name} ${age}`)!;
  }
}
