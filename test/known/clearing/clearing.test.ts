// Clearing vectors and distress that others published or that follow by hand.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sparseFromRows } from "../../../src/matrix/sparse.ts";
import { clear } from "../../../src/network/clearing.ts";
import { debtRank } from "../../../src/network/debtrank.ts";

function known<T>(name: string): T[] {
  return (JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8")) as { cases: T[] }).cases;
}

const matrix = (rows: number[][]) => sparseFromRows(rows, rows.length);

describe("clearing", () => {
  const cases = known<{
    id: string;
    liabilities_from_row_to_column: number[][];
    external_assets: number[];
    external_liabilities_pari_passu: number[];
    alpha: number;
    beta: number;
    expected_clearing_vector_total_payments: number[];
    expected_default: number[];
    exact?: string[];
    expected_equity?: number[];
  }>("clearing.json");

  test.each(cases)("$id", (given) => {
    const { payments, defaulted, equity } = clear({
      owed: matrix(given.liabilities_from_row_to_column),
      external: Float64Array.from(given.external_assets),
      externalOwed: Float64Array.from(given.external_liabilities_pari_passu),
      alpha: given.alpha,
      beta: given.beta,
    });
    given.expected_clearing_vector_total_payments.forEach((x, i) => expect(payments[i]).toBeCloseTo(x, 13));
    given.exact?.forEach((fraction, i) => {
      const [above, below] = fraction.split("/").map(Number);
      expect(payments[i]).toBeCloseTo(above! / below!, 14);
    });
    expect([...defaulted]).toEqual(given.expected_default);
    given.expected_equity?.forEach((x, i) => expect(equity[i]).toBeCloseTo(x, 13));
  });
});

describe("linear DebtRank", () => {
  const cases = known<{
    id: string;
    claims_of_row_on_column: number[][];
    equity: number[];
    absolute_equity_shock: number[];
    expected_relative_equity_loss: number[];
  }>("linear-debtrank.json");

  test.each(cases)("$id", (given) => {
    const { distress } = debtRank({
      exposures: matrix(given.claims_of_row_on_column),
      equity: Float64Array.from(given.equity),
      shock: Float64Array.from(given.absolute_equity_shock, (loss, i) => loss / given.equity[i]!),
      variant: "linear",
    });
    given.expected_relative_equity_loss.forEach((x, i) => expect(distress[i]).toBeCloseTo(x, 11));
  });
});
