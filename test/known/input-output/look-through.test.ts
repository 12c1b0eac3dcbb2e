// Leontief inverses that others published.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lookThroughTable } from "../../../src/network/look-through.ts";

const known = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8")) as unknown;

describe("Germany 1995, Eurostat's manual", () => {
  const { sectors, transactions, output, published, recomputed } = known("germany-1995.json") as {
    sectors: string[];
    transactions: number[][];
    output: number[];
    published: {
      leontief_inverse_diagonal_first_three_table_15_10: number[];
      backward_linkages_table_15_19: number[];
      forward_linkages_table_15_20: number[];
      ghosh_inverse_first_column: number[];
    };
    recomputed: {
      leontief_inverse: number[][];
      backward_linkages_column_sums: number[];
      forward_linkages_ghosh_row_sums: number[];
    };
  };
  const { inverse, endsAt } = lookThroughTable({ sectors, transactions, output });
  const turned = (table: number[][]) => table.map((_, i) => table.map((row) => row[i]!));
  const ghosh = turned(lookThroughTable({ sectors, transactions: turned(transactions), output }).inverse);
  const sum = (row: number[]) => row.reduce((total, x) => total + x, 0);

  test("has the inverse of table 15.10", () => {
    published.leontief_inverse_diagonal_first_three_table_15_10.forEach((x, i) =>
      expect(inverse[i]![i]).toBeCloseTo(x, 4),
    );
    recomputed.leontief_inverse.forEach((row, i) =>
      row.forEach((x, j) => expect(Math.abs(inverse[i]![j]! - x)).toBeLessThan(1e-11)),
    );
  });
  test("has the backward linkages of table 15.19", () => {
    const backward = turned(inverse).map(sum);
    published.backward_linkages_table_15_19.forEach((x, j) => expect(backward[j]).toBeCloseTo(x, 4));
    recomputed.backward_linkages_column_sums.forEach((x, j) => expect(backward[j]).toBeCloseTo(x, 10));
  });
  test("has the forward linkages of table 15.20", () => {
    const forward = ghosh.map(sum);
    published.forward_linkages_table_15_20.forEach((x, i) => expect(forward[i]).toBeCloseTo(x, 4));
    recomputed.forward_linkages_ghosh_row_sums.forEach((x, i) => expect(forward[i]).toBeCloseTo(x, 9));
    published.ghosh_inverse_first_column.forEach((x, i) => expect(ghosh[i]![0]).toBeCloseTo(x, 4));
  });
  test("ends every mark somewhere", () => {
    for (const column of turned(endsAt)) expect(sum(column)).toBeCloseTo(1, 14);
  });
});

describe("Miller and Blair's two sectors", () => {
  const table = known("miller-blair.json") as {
    Z: number[][];
    output: number[];
    exact_leontief_inverse: string[][];
    published_leontief_inverse_3_decimals: number[][];
    new_final_demand: number[];
    expected_output_for_new_final_demand: number[];
  };
  const { inverse } = lookThroughTable({ sectors: ["1", "2"], transactions: table.Z, output: table.output });

  test("have the inverse of 380, 100, 80 and 340 over 303", () => {
    table.exact_leontief_inverse.forEach((row, i) =>
      row.forEach((fraction, j) => {
        const [above, below] = fraction.split("/").map(Number);
        expect(inverse[i]![j]).toBeCloseTo(above! / below!, 14);
        expect(inverse[i]![j]).toBeCloseTo(table.published_leontief_inverse_3_decimals[i]![j]!, 3);
      }),
    );
  });
  test("make what the new demand takes", () => {
    table.expected_output_for_new_final_demand.forEach((x, i) => {
      const made = inverse[i]!.reduce((sum, each, j) => sum + each * table.new_final_demand[j]!, 0);
      expect(made).toBeCloseTo(x, 8);
    });
  });
});

test("six countries' cross-holdings have the dependency matrix of Elliott, Golub and Jackson", () => {
  const { countries, claims_debtor_row_creditor_column, recomputed_dependency_A } = known(
    "cross-holdings.json",
  ) as {
    countries: string[];
    claims_debtor_row_creditor_column: number[][];
    recomputed_dependency_A: number[][];
  };
  // A third of each issuer is held by others, by their claims; two thirds stay with itself, and so end there.
  const claims = claims_debtor_row_creditor_column;
  const coefficients = countries.map((_, holder) =>
    countries.map(
      (__, issuer) => claims[issuer]![holder]! / claims[issuer]!.reduce((sum, x) => sum + x, 0) / 3,
    ),
  );
  const { endsAt } = lookThroughTable({ sectors: countries, coefficients });
  recomputed_dependency_A.forEach((row, i) =>
    row.forEach((x, j) => expect(endsAt[i]![j]).toBeCloseTo(x, 11)),
  );
});
