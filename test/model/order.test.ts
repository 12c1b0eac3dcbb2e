// The order in which equations are solved.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Equation, type Part, isBlock } from "../../src/expression/system.ts";
import { guessedVertices } from "../../src/model/guesses.ts";
import { components, graphOf, isCyclic, shortestCycle, showCycle } from "../../src/model/order.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { toSystem } from "../../src/model/to-system.ts";
import { run } from "./run.ts";

function graph(reads: Readonly<Record<string, string>>) {
  return graphOf(Object.entries(reads).map(([name, of]) => ({ name, reads: of.split(" ").filter(Boolean) })));
}

/** Names by component. */
function ordered(reads: Readonly<Record<string, string>>): string[][] {
  const found = graph(reads);
  return components(found).map((component) => component.map((v) => found.names[v]!).toSorted());
}

function cycleOf(reads: Readonly<Record<string, string>>): string {
  const found = graph(reads);
  const component = components(found).find((one) => isCyclic(found, one))!;
  return showCycle(found, shortestCycle(found, component));
}

const parts = (text: string): readonly Part[] => toSystem(readTextModel({ file: "m.yaml", text })).parts;
const namesOf = (part: Part): string[] =>
  (isBlock(part) ? part.equations : [part]).map(({ name }: Equation) => name).toSorted();

test("what is read comes first", () => {
  expect(ordered({ a: "b", b: "c", c: "" })).toEqual([["c"], ["b"], ["a"]]);
});

test("what reads one another comes together", () => {
  expect(ordered({ a: "b", b: "c", c: "b d", d: "" })).toEqual([["d"], ["b", "c"], ["a"]]);
});

test("a name that reads itself is a cycle, one that stands alone is none", () => {
  const found = graph({ a: "a", b: "" });
  expect(components(found).map((component) => isCyclic(found, component))).toEqual([true, false]);
});

test("a chain of 50,000 equations is put into order", () => {
  const n = 50_000;
  const chain = Array.from({ length: n }, (_, k) => ({
    name: `v${k}`,
    reads: k + 1 < n ? [`v${k + 1}`] : [],
  }));
  const found = graphOf(chain);
  const order = components(found).map(([v]) => found.names[v!]!);
  expect(order).toHaveLength(n);
  expect(order[0]).toBe(`v${n - 1}`);
  expect(order.at(-1)).toBe("v0");
});

test("a ring of 50,000 equations is one block, and its cycle is shown in part", () => {
  const n = 50_000;
  const ring = Array.from({ length: n }, (_, k) => ({ name: `v${k}`, reads: [`v${(k + 1) % n}`] }));
  const found = graphOf(ring);
  const [component, ...others] = components(found);
  expect(component).toHaveLength(n);
  expect(others).toEqual([]);
  expect(guessedVertices(found, component!)).toHaveLength(1);
  expect(
    showCycle(
      found,
      component!.toSorted((a, b) => a - b),
    ),
  ).toMatch(/^v0 -> .* … 49990 more … .* -> v0$/u);
});

test("a chain of 20,000 equations in a text is read and ordered", () => {
  const lines = Array.from({ length: 20_000 }, (_, k) => `  v${k}: ${k < 19_999 ? `v${k + 1} + 1` : "0"}`);
  const found = parts(["periods: 1", "equations:", ...lines].join("\n"));
  expect(found.map(namesOf).at(-1)).toEqual(["v0"]);
});

test("the shortest cycle is shown, from its first name on", () => {
  expect(cycleOf({ a: "b", b: "c", c: "d", d: "a c" })).toBe("c -> d -> c");
  expect(cycleOf({ b: "c", c: "a", a: "b" })).toBe("a -> b -> c -> a");
  expect(cycleOf({ a: "b a", b: "a" })).toBe("a -> a");
});

test("the blocks of model SIM are found", () => {
  const found = parts(
    "periods: 1\nparameters: {theta: 0.2}\ninitial: {H: 0}\nexogenous: {G: 20}\nequations:\n" +
      "  H: H[-1] + YD - C\n  Y: C + G\n  T: theta * Y\n  YD: Y - T\n  C: 0.6 * YD + 0.4 * H[-1]\n",
  );
  expect(found.map(namesOf)).toEqual([["C", "T", "Y", "YD"], ["H"]]);
});

test("every cycle of a random graph passes a guess", () => {
  const vertices = 8;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(vertices - 1), fc.nat(vertices - 1)), { maxLength: 20 }),
      (edges) => {
        const entries = Array.from({ length: vertices }, (_, k) => ({
          name: `v${k}`,
          reads: edges.flatMap(([from, to]) => (from === k ? [`v${to}`] : [])),
        }));
        const found = graphOf(entries);
        for (const component of components(found)) {
          if (!isCyclic(found, component)) continue;
          const guesses = new Set(guessedVertices(found, component).map((v) => found.names[v]!));
          const rest = graphOf(
            entries
              .filter(({ name }) => !guesses.has(name))
              .filter(({ name }) => component.some((v) => found.names[v] === name)),
          );
          expect(components(rest).some((one) => isCyclic(rest, one))).toBe(false);
        }
      },
    ),
    { seed: 20261127, numRuns: 500 },
  );
});

test("the order of the equations in the file changes no digit", () => {
  const equations = [
    "Y: C + G",
    "T: theta * Y",
    "YD: Y - T",
    "C: 0.6 * YD + 0.4 * H[-1] + e",
    "H: H[-1] + YD - C",
    "e: u / (1 + abs(u))",
    "u: 0.1 * Y - H[-1]",
  ];
  const head = "periods: 20\nparameters: {theta: 0.2}\ninitial: {H: 0}\nexogenous: {G: 20}\nequations:\n";
  const solved = (lines: readonly string[]) =>
    new Map(
      [...run(readTextModel({ file: "m.yaml", text: `${head}  ${lines.join("\n  ")}\n` }))].toSorted(
        ([a], [b]) => (a < b ? -1 : 1),
      ),
    );
  const first = solved(equations);
  expect(first.get("H")!.every(Number.isFinite)).toBe(true);
  fc.assert(
    fc.property(fc.shuffledSubarray(equations, { minLength: equations.length }), (lines) => {
      expect(solved(lines)).toEqual(first);
    }),
    { seed: 20261127, numRuns: 40 },
  );
});
