import fc from "fast-check";
import { expect, test } from "vitest";
import { finn, finnSteadyState } from "../../src/network/finn.ts";
import { checkNetwork, network, networkOfTable, seed, tables } from "./check-network.ts";

test("the check network has throughflows of 10, 10 and 6 and an index of 0.670330", () => {
  const { throughflow, finnCyclingIndex, closed } = finn(checkNetwork.flow);
  expect([...throughflow]).toEqual([10, 10, 6]);
  expect(finnCyclingIndex).toBeCloseTo(0.67033, 6);
  expect(closed).toEqual([]);
});
test("in a closed group everything comes back, by definition", () => {
  const { firstReturn, closed, finnCyclingIndex } = finn(network("A>B 5, B>A 5, C>D 3").flow);
  expect([...firstReturn]).toEqual([1, 1, 0, 0]);
  expect(closed.map((group) => [...group])).toEqual([[0, 1]]);
  expect(finnCyclingIndex).toBe(10 / 16);
});
test("a group is closed although 0.1 + 0.2 is not 0.3", () => {
  expect(finn(network("A>B 0.1, A>C 0.2, B>D 0.1, C>D 0.2, D>A 0.3").flow).finnCyclingIndex).toBe(1);
});
test("without a cycle the index is exactly zero, and of nothing there is none", () => {
  expect(finn(network("A>B 5, B>C 5, A>C 1").flow).finnCyclingIndex).toBe(0);
  expect(finn(network("A>B 0").flow).finnCyclingIndex).toBeNull();
});
test("the index lies between 0 and 1", () => {
  fc.assert(
    fc.property(tables(8), (table) => {
      const index = finn(networkOfTable(table).flow).finnCyclingIndex ?? 0;
      expect(index).toBeGreaterThanOrEqual(0);
      expect(index).toBeLessThanOrEqual(1 + 1e-12);
    }),
    { seed, numRuns: 300 },
  );
});
test("a component of more than 300 parties has the index of its closed form", () => {
  const n = 320;
  const ring = Array.from({ length: n }, (_, i) => `p${i}>p${(i + 1) % n} ${i === 0 ? 2 : 1}`).join(", ");
  // A dollar is halved at p1 once a round, so first returns are ½; p0 and p1 pass 2, the others 1.
  expect(finn(network(ring).flow).finnCyclingIndex).toBeCloseTo(0.5, 10);
});

const steady = {
  nodes: ["A", "B"],
  flows: [
    [1, 4],
    [2, 0],
  ],
  boundaryInput: [2, 0],
  boundaryOutput: [0, 2],
};

test("a flow of a node to itself is cycling", () => {
  const { throughflow, averagePathLength, firstReturn } = finnSteadyState(steady);
  expect([...throughflow]).toEqual([5, 4]);
  expect(averagePathLength).toBe(4.5);
  expect(firstReturn[0]).toBeCloseTo(0.6, 14);
});
test("outputs that are not given are what remains", () => {
  const { boundaryOutput: _, ...open } = steady;
  expect(finnSteadyState(open).finnCyclingIndex).toBeCloseTo(finnSteadyState(steady).finnCyclingIndex!, 15);
});
test.each([
  ["NETWORK_NOT_STEADY", { ...steady, boundaryOutput: [0, 2.001] }],
  ["NETWORK_NOT_STEADY", { nodes: ["A", "B"], flows: [[0, 2], [0, 0]], boundaryInput: [0, 0] }], // prettier-ignore
  ["NETWORK_NOT_STEADY", { nodes: ["A", "B"], flows: [[0, 3], [2, 0]], boundaryInput: [0, 0] }], // prettier-ignore
  ["NETWORK_SHAPE", { ...steady, flows: [[1, 4]] }],
  ["NETWORK_SHAPE", { ...steady, flows: [[1, 4], [2]] }],
  ["NETWORK_SHAPE", { ...steady, boundaryInput: [2] }],
  ["NETWORK_AMOUNT", { ...steady, flows: [[1, -4], [2, 0]] }], // prettier-ignore
  ["NETWORK_AMOUNT", { ...steady, boundaryInput: [Number.NaN, 0] }],
])("%s is said of a state that cannot be", (code, state) => {
  expect(() => finnSteadyState(state)).toThrow(expect.objectContaining({ code }));
});
test("who is not steady is named, with the difference", () => {
  expect(() => finnSteadyState({ ...steady, boundaryOutput: [0, 1] })).toThrow(
    'At "B" 1 more comes in than goes out.',
  );
});
