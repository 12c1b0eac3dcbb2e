import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoundtripError } from "../../src/error/error.ts";
import { readDebts, readExposures, readInputOutputTable, readSteadyState } from "../../src/network/input.ts";
import { jsonFault, jsonPlace } from "../../src/network/json-place.ts";

const error = (read: (source: { file: string; text: string }) => unknown, text: string): RoundtripError => {
  try {
    read({ file: "i.json", text });
  } catch (thrown) {
    return thrown as RoundtripError;
  }
  throw new Error("nothing was thrown");
};
const faults = (read: Parameters<typeof error>[0], text: string): string[] =>
  error(read, text).faults.map(({ code, line, column, message }) => `${code}:${line}:${column} ${message}`);

describe("what is read", () => {
  test("debts, with what may be left out", () => {
    const { owed, external, externalOwed, alpha } = readDebts({
      file: "",
      text: '{"liabilities": [[0, 5], [1, 0]], "externalAssets": [1, 2], "alpha": 0.5, "note": "others pass"}',
    });
    expect([...owed.value]).toEqual([5, 1]);
    expect([...external]).toEqual([1, 2]);
    expect(externalOwed).toBeUndefined();
    expect(alpha).toBe(0.5);
  });

  test("a variant of DebtRank may be a word or a year", () => {
    const text = (variant: string) =>
      `{"exposures": [[0]], "equity": [1], "shock": [0], "variant": ${variant}}`;
    expect(readExposures({ file: "", text: text('"2012"') }).variant).toBe("2012");
    expect(readExposures({ file: "", text: text("2012") }).variant).toBe("2012");
    expect(faults(readExposures, text('"liner"'))).toEqual(['INPUT_VALUE:1:62 variant is "liner".']);
    expect(error(readExposures, text('"liner"')).remedy).toBe('Did you mean "linear"?');
  });

  test("an input-output table by coefficients, or by transactions and output", () => {
    const shares = readInputOutputTable({ file: "", text: '{"sectors": ["a"], "coefficients": [[0.5]]}' });
    expect(shares).toEqual({ sectors: ["a"], coefficients: [[0.5]] });
    const sums = readInputOutputTable({
      file: "",
      text: '{"sectors":["a"],"transactions":[[1]],"output":[2]}',
    });
    expect(sums).toEqual({ sectors: ["a"], transactions: [[1]], output: [2] });
    const both = '{"sectors":["a"],"transactions":[[1]],"output":[2],"coefficients":[[1]]}';
    expect(error(readInputOutputTable, both).code).toBe("INPUT_KEY");
  });
});

describe("what is wrong", () => {
  test("text that is no JSON, at its place", () => {
    const wrong: [string, string][] = [
      ["", "INPUT_JSON:1:1"],
      ["{", "INPUT_JSON:1:2"],
      ["not json", "INPUT_JSON:1:1"],
      ['{"nodes": ["a"],}', "INPUT_JSON:1:17"],
      ['{"nodes": ["a" "b"]}', "INPUT_JSON:1:16"],
      ['{\n  "nodes": [1, 2\n}', "INPUT_JSON:3:1"],
      ["{'nodes': 1}", "INPUT_JSON:1:2"],
      ['{"nodes": 1} x', "INPUT_JSON:1:14"],
      ['{"flows": [[0, NaN]]}', "INPUT_NUMBER:1:16"],
      ['{"flows": [[0, -Infinity]]}', "INPUT_NUMBER:1:16"],
      ["[1]", "INPUT_SHAPE:1:1"],
      ["null", "INPUT_SHAPE:1:1"],
    ];
    expect(wrong.map(([text]) => faults(readSteadyState, text)[0]!.split(" ")[0])).toEqual(
      wrong.map(([, code]) => code),
    );
    expect(faults(readSteadyState, '{"flows": [[0, NaN]]}')[0]).toMatch(
      /The value at flows\[0\]\[1\] is NaN\.$/u,
    );
  });

  test("every number that is none or negative, named by its path", () => {
    const text = '{"nodes": ["a", "b"],\n "flows": [[0, -1], ["x", null]],\n "boundaryInput": [1, 1e999]}';
    expect(faults(readSteadyState, text)).toEqual([
      "INPUT_NUMBER:2:16 flows[0][1] is -1.",
      'INPUT_NUMBER:2:22 flows[1][0] is "x".',
      "INPUT_NUMBER:2:27 flows[1][1] is null.",
      "INPUT_NUMBER:3:23 boundaryInput[1] is more than a number can hold.",
    ]);
  });

  test("tables that are not square, lists of another length", () => {
    expect(faults(readDebts, '{"liabilities": [[0, 5], [1]], "externalAssets": [1]}')).toEqual([
      "INPUT_SHAPE:1:26 liabilities[1] has 1 entries where 2 are needed.",
      "INPUT_SHAPE:1:50 externalAssets has 1 entries where 2 are needed.",
    ]);
    expect(faults(readDebts, '{"liabilities": [], "externalAssets": []}')).toEqual([
      "INPUT_SHAPE:1:17 liabilities has no row.",
    ]);
    expect(faults(readDebts, '{"liabilities": {"a": 1}, "externalAssets": []}')).toEqual([
      "INPUT_SHAPE:1:17 liabilities is no list.",
    ]);
    expect(faults(readDebts, '{"liabilities": [5], "externalAssets": [1]}')).toEqual([
      "INPUT_SHAPE:1:18 liabilities[0] is no list.",
    ]);
  });

  test("a key that is missing, and one that is misspelt and would be passed over", () => {
    expect(faults(readDebts, '{"liabilities": [[0]]}')).toEqual([
      'INPUT_KEY:1:1 The key "externalAssets" is missing.',
    ]);
    const misspelt = '{"liabilities": [[0]], "externalAssets": [1], "externalLiabilites": [9]}';
    expect(faults(readDebts, misspelt)).toEqual(['INPUT_KEY:1:69 There is no key "externalLiabilites".']);
    expect(error(readDebts, misspelt).remedy).toBe('Did you mean "externalLiabilities"?');
  });

  test("a share of recovery above one", () => {
    expect(faults(readDebts, '{"liabilities": [[0]], "externalAssets": [1], "alpha": 1.5}')).toEqual([
      "INPUT_NUMBER:1:56 alpha is 1.5.",
    ]);
  });

  test("of very many faults fifty are shown", () => {
    const text = JSON.stringify({
      liabilities: Array.from({ length: 20 }, () => Array(20).fill(-1)),
      externalAssets: Array(20).fill(1),
    });
    const { faults, message } = error(readDebts, text);
    expect(faults.length).toBe(50);
    expect(message).toMatch(/^The input has at least 50 faults\./u);
  });
});

describe("places in JSON", () => {
  test("what JSON.parse accepts has no fault, and what it refuses has one", () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", "x", ",", "]", "}", '"', "1", "-", "\\"))
      .map(([text, at, put]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + put + text.slice(cut + 1);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(jsonFault(text) === undefined).toBe(isJson);
      }),
      { seed: 8, numRuns: 2000 },
    );
  });

  test("a path leads to its value, also under a hundred thousand brackets", () => {
    const text = '{"a": {"b": [1, {"c": -2.5e3}]}}';
    const { offset, end } = jsonPlace(text, "a.b[1].c")!;
    expect(text.slice(offset, end)).toBe("-2.5e3");
    expect(jsonPlace(text, "a.b[2]")).toBeUndefined();
    expect(jsonFault("[".repeat(100_000))!.offset).toBe(100_000);
  });
});
