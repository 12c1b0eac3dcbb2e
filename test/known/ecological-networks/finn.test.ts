// Finn's index of networks that ecologists published.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { finnSteadyState } from "../../../src/network/finn.ts";

interface Known {
  readonly name: string;
  readonly nodes: string[];
  readonly flows: number[][];
  readonly boundaryInput: number[];
  readonly export: number[];
  readonly respiration: number[];
  readonly expected: { throughflow: number[]; tst: number; apl: number; fci: number; diagonal: number[] };
  readonly printed?: { TST: number; APL: number; FCI: number };
}

const { networks } = JSON.parse(readFileSync(join(import.meta.dirname, "networks.json"), "utf8")) as {
  networks: Known[];
};

/** Their published outputs differ from their inputs by up to one part in two hundred. */
const unbalanced = ["Oyster Reef", "Hubbard Brook (Ca)(Waide)", "Puerto Rican Rain Forest (K)"];

const withOutput = (given: Known) => ({
  ...given,
  boundaryOutput: given.export.map((amount, i) => amount + given.respiration[i]!),
});

test.each(networks)("$name", (given) => {
  const { expected, printed } = given;
  for (const state of unbalanced.includes(given.name) ? [given] : [given, withOutput(given)]) {
    const found = finnSteadyState(state);
    near(found.totalSystemThroughflow, expected.tst);
    near(found.averagePathLength!, expected.apl);
    near(found.finnCyclingIndex!, expected.fci);
    expected.throughflow.forEach((amount, i) => near(found.throughflow[i]!, amount));
    expected.diagonal.forEach((passes, i) => near(1 / (1 - found.firstReturn[i]!), passes));
    if (printed === undefined) continue;
    expect(found.totalSystemThroughflow).toBeCloseTo(printed.TST, 1);
    expect(found.averagePathLength).toBeCloseTo(printed.APL, 5);
    expect(found.finnCyclingIndex).toBeCloseTo(printed.FCI, 6);
  }
});

describe("a network without a cycle", () => {
  test.each(["Silver Springs", "English Channel"])("%s has an index of exactly zero", (name) => {
    expect(finnSteadyState(networks.find((network) => network.name === name)!).finnCyclingIndex).toBe(0);
  });
});

test.each(unbalanced)("%s is not steady as published, and that is said", (name) => {
  const given = networks.find((network) => network.name === name)!;
  expect(() => finnSteadyState(withOutput(given))).toThrow(
    expect.objectContaining({ code: "NETWORK_NOT_STEADY" }),
  );
});

function near(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}
