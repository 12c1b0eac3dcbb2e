// The same equations as Python on arrays of a block of paths, as one would write them by hand for speed: no array is
// made while it runs (each operation writes into a place that is free). Nothing is guarded or
// bounded, so that it does less than we do: what a division or a comparison drops goes unseen. Failed paths are marked,
// as they are by us, from the sizes of all states and outputs, in a few calls a period. Draws are NumPy's own.
import { sizeMax } from "../../dist/expression/expression.js";
import { codeOf, leavesEnd, operations } from "../../dist/kernel/program.js";

/**
 * Values that the states and outputs are made of, each as it stands in the equations: what guards or bounds it is
 * taken for what it guards.
 *
 * @returns the values in order, and what stands for a value
 */
export function plainOf({ step, segments, states, outputs }) {
  const plain = (v) => {
    let value = v;
    while (step.op[value] === codeOf.guard || step.op[value] === codeOf.bound) value = step.a[value];
    return value;
  };
  const operandsOf = (v) =>
    step.op[v] < leavesEnd ? [] : [step.a[v], step.b[v], step.c[v]].filter((x) => x >= 0).map(plain);
  const needed = new Set();
  const stack = [...states.map(({ next }) => plain(next)), ...outputs.map(({ value }) => plain(value))];
  while (stack.length > 0) {
    const v = stack.pop();
    if (needed.has(v)) continue;
    needed.add(v);
    stack.push(...operandsOf(v));
  }
  const values = segments
    .flatMap((segment) => [...segment.values])
    .filter((v) => needed.has(v) && step.op[v] >= leavesEnd);
  return { values, plain, operandsOf };
}

/** A program that reads a size of block a line, makes one run and prints its milliseconds and a mean. */
export function toNumPy(program, paths) {
  const { step, states, outputs, constants, periods } = program;
  const { values, plain, operandsOf } = plainOf(program);
  const lastUse = new Map();
  values.forEach((v, k) => operandsOf(v).forEach((x) => lastUse.set(x, k)));
  const stateOf = new Map();
  const copies = [];
  states.forEach(({ next }, s) => {
    const value = plain(next);
    if (step.op[value] >= leavesEnd && !stateOf.has(value)) stateOf.set(value, s);
    else copies.push([s, value]);
    lastUse.set(value, values.length);
  });
  for (const { value } of outputs) lastUse.set(plain(value), values.length);
  const placeOf = new Map();
  const free = { T: [], M: [] };
  const count = { T: 0, M: 0 };
  const read = (v) => {
    const place = step.a[v];
    switch (operations[step.op[v]]) {
      case "constant":
        return literal(constants[place]);
      case "given":
        return `g[${place}]`;
      case "past":
        return `P[${place}]`;
      case "draw":
        return `D[${place}]`;
      default:
        return stateOf.has(v) ? `N[${stateOf.get(v)}]` : placeOf.get(v);
    }
  };
  const lines = [];
  values.forEach((v, k) => {
    const op = operations[step.op[v]];
    const operands = operandsOf(v);
    const inputs = operands.map(read);
    const release = () => {
      for (const x of new Set(operands)) {
        if (lastUse.get(x) !== k || !placeOf.has(x)) continue;
        free[placeOf.get(x)[0]].push(placeOf.get(x));
      }
    };
    const kind = op in compared ? "M" : "T";
    // What is written in two goes must not write over what is read in the second.
    if (op !== "select") release();
    if (!stateOf.has(v)) placeOf.set(v, free[kind].pop() ?? `${kind}[${count[kind]++}]`);
    if (op === "select") release();
    const to = read(v);
    if (op === "select") {
      if (!(operations[step.op[operands[0]]] in compared)) throw new Error("a choice by no comparison");
      lines.push(`copyto(${to}, ${inputs[2]}); copyto(${to}, ${inputs[1]}, where=${inputs[0]})`);
    } else if ((compared[op] ?? inNumPy[op]) === undefined) throw new Error(`${op} is not in the benchmark`);
    else lines.push(`${compared[op] ?? inNumPy[op]}(${inputs.join(", ")}, out=${to})`);
  });
  const first = states.map((state) => literal(constants[program.setup.a[state.first]]));
  const rows = Array.from({ length: periods + 1 }, (_, t) =>
    [...program.givenDefault.subarray(t * program.given.length, (t + 1) * program.given.length)].map(literal),
  );
  return `import sys, time
import numpy as np
from numpy import add, subtract, multiply, divide, minimum, maximum, negative, absolute, sqrt, exp, log, floor
from numpy import less, less_equal, equal, not_equal, copyto
inf, nan = np.inf, np.nan
start = [${first.join(", ")}]
given = [${rows.map((row) => `[${row.join(", ")}]`).join(",\n")}]
draw = np.random.Generator(np.random.Philox(1))

def period(P, N, g, D, T, M):
    ${lines.join("\n    ")}
    ${copies.map(([s, v]) => `copyto(N[${s}], ${read(v)})`).join("\n    ") || "pass"}

def keep(out, P, N, g, D, T):
    ${outputs.map(({ value }, o) => `out[${o}] = ${read(plain(value))}`).join("\n    ")}

def mark(failed, t, now, out, sizes, total):
    absolute(now, out=sizes)
    sizes.sum(axis=0, out=total)
    total += absolute(out).sum(axis=0)
    failed[(failed == 0) & ~(total <= ${sizeMax})] = t + 1

def run(block, out, failed):
    failed.fill(0)
    sizes, totals = np.empty((${states.length}, block)), np.empty(block)
    arrays = [np.empty((n, block)) for n in (${states.length}, ${states.length}, ${Math.max(1, program.draws.length)}, ${count.T})]
    masks = np.empty((${Math.max(1, count.M)}, block), bool)
    for p in range(0, ${paths}, block):
        n = min(block, ${paths} - p)
        P, N, D, T = [list(a[:, :n]) for a in arrays]
        M = list(masks[:, :n])
        normals = arrays[2] if n == block else np.empty((${Math.max(1, program.draws.length)}, n))
        D = list(normals)
        for s, x in zip(P, start):
            s.fill(x)
        for t in range(1, ${periods + 1}):
            draw.standard_normal(out=normals)
            period(P, N, given[t], D, T, M)
            keep(out[:, t, p:p + n], P, N, given[t], D, T)
            mark(failed[p:p + n], t, arrays[t % 2][:, :n], out[:, t, p:p + n], sizes[:, :n], totals[:n])
            P, N = N, P

out = np.full((${outputs.length}, ${periods + 1}, ${paths}), nan)
failed = np.zeros(${paths})
with np.errstate(all="ignore"):
    for line in sys.stdin:
        begin = time.perf_counter()
        run(int(line), out, failed)
        print((time.perf_counter() - begin) * 1e3, *out[:, ${periods}].mean(axis=1), flush=True)
`;
}

const literal = (x) => (Number.isFinite(x) ? String(x) : x > 0 ? "inf" : x < 0 ? "-inf" : "nan");

const compared = { less: "less", lessOrEqual: "less_equal", equal: "equal", unequal: "not_equal" };
const inNumPy = {
  negate: "negative",
  absolute: "absolute",
  root: "sqrt",
  exp: "exp",
  log: "log",
  floor: "floor",
  add: "add",
  subtract: "subtract",
  multiply: "multiply",
  divide: "divide",
  least: "minimum",
  most: "maximum",
};
