// Parts of a dollar and ranges of a revenue: nothing is lost on the way from an answer to its chart.

import fc from "fast-check";
import { expect, test } from "vitest";
import { shareLayout } from "../../src/web/chart/share-layout.ts";
import { backwardParts, behindOf, fewer, forwardParts } from "../../src/web/read/dollar.ts";
import { type ClassRow, backlogRows, classRows, panelsOf } from "../../src/web/read/revenue.ts";

const trace = {
  from: "lab",
  year: 2026,
  returned: { total: 0.25, directly: 0.2, throughOthers: 0.05 },
  steps: 2,
  endsAt: { lab: 0.3, chips: 0.1, power: 0.05 },
  notKnown: 0.3,
};

test("the parts of a dollar that goes add to one, what is not known among them", () => {
  const parts = forwardParts(trace, (id) => id.toUpperCase())!;
  expect(parts.map(({ label, share, kind }) => [label, share, kind])).toEqual([
    ["comes back directly", 0.2, "back"],
    ["comes back through others", 0.05, "back"],
    ["LAB keeps it", 0.3, "kept"],
    ["CHIPS", 0.1, "others"],
    ["POWER", 0.05, "others"],
    ["not known to whom", 0.3, "notKnown"],
  ]);
  expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test("a party without payments has no parts, and one without accounts no sources", () => {
  expect(forwardParts({ ...trace, returned: null, notKnown: null }, String)).toBeNull();
  const outside = {
    party: "lab",
    year: 2026,
    customersOf: {},
    revenueYear: null,
    revenueFacts: [],
    missing: ["x"],
  };
  expect(backwardParts({ ...outside, sources: null })).toBeNull();
  expect(backwardParts({ ...outside, sources: { "not-known": 0.1, customers: 0.9 } })).toEqual([
    { label: "its own customers", share: 0.9, kind: "kept" },
    { label: "not known", share: 0.1, kind: "notKnown" },
  ]);
});

test("small parts are drawn together without changing the sum, and a single one keeps its name", () => {
  const parts = forwardParts({ ...trace, endsAt: { a: 0.2, b: 0.15, c: 0.07, d: 0.03 } }, String)!;
  const sum = (of: readonly { readonly share: number }[]) =>
    of.reduce((total, { share }) => total + share, 0);
  const few = fewer(parts, 2);
  expect(few.map(({ label }) => label)).toEqual([
    "comes back directly",
    "comes back through others",
    "a",
    "b",
    "2 others",
    "not known to whom",
  ]);
  expect(sum(few)).toBeCloseTo(sum(parts), 12);
  expect(fewer(parts, 3)).toEqual(parts);
});

test("behind a dollar stand others than who spends it, the most touched first", () => {
  const found = behindOf({
    party: "lab",
    year: 2026,
    touches: { lab: 1, chips: 0.3, cloud: 0.9 },
    endsAt: { chips: 0.3, cloud: 0.6 },
    notKnown: null,
  });
  expect(found).toEqual([
    { id: "cloud", touches: 0.9, endsAt: 0.6 },
    { id: "chips", touches: 0.3, endsAt: 0.3 },
  ]);
});

test("parts fill the dollar without a gap, and rows never overlap", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
      (raw) => {
        const total = raw.reduce((sum, share) => sum + share, 0);
        fc.pre(total > 0.01);
        const shares = raw.map((share) => share / total);
        const { dollar, rows, height } = shareLayout(shares, 358, "out");
        expect(rows.reduce((sum, { at }) => sum + at.height, 0)).toBeCloseTo(dollar.height, 6);
        expect(rows[0]!.at.y - rows[0]!.at.height / 2).toBeCloseTo(dollar.y, 6);
        for (let k = 1; k < rows.length; k++) {
          const [above, below] = [rows[k - 1]!.row, rows[k]!.row];
          expect(below.y - above.y).toBeGreaterThanOrEqual(30);
          expect(below.y - below.height / 2).toBeGreaterThanOrEqual(above.y + above.height / 2);
        }
        expect(rows.at(-1)!.row.y).toBeLessThan(height);
      },
    ),
    { seed: 1 },
  );
});

const bounds = (atLeast: number, proRata: number, atMost: number) => ({ atLeast, proRata, atMost });
const revenue = {
  party: "aws",
  year: 2025,
  revenueUsd: 100,
  backlogUsd: 500,
  backlogFact: "aws/rpo/2026Q2",
  classes: {
    organic: bounds(90, 95, 100),
    outside: bounds(0, 2, 4),
    insiders: bounds(0, 1, 4),
    own: bounds(0, 1, 2),
    notKnown: bounds(0, 1, 1),
  },
  backlogClasses: { organic: 400, outside: 40, insiders: 30, own: 20, notKnown: 10 },
  missing: [],
};

test("classes far below the revenue have a scale of their own, and it says how much larger", () => {
  const panels = panelsOf(classRows(revenue), 100);
  expect(panels.map(({ rows, max, times }) => [rows.map(({ name }) => name), max, times])).toEqual([
    [["organic"], 100, 1],
    [["outside", "insiders", "own", "notKnown"], 4, 25],
  ]);
});

test("where every class may be all of it there is one scale", () => {
  const rows: ClassRow[] = (["organic", "own"] as const).map((name) => ({ name, ...bounds(0, 2, 5) }));
  expect(panelsOf(rows, 5)).toEqual([{ rows, max: 5, times: 1 }]);
  expect(classRows({ ...revenue, classes: null })).toEqual([]);
});

test("a backlog has one figure a class", () => {
  expect(backlogRows(revenue).map(({ atLeast, proRata, atMost }) => [atLeast, proRata, atMost])).toEqual(
    [400, 40, 30, 20, 10].map((figure) => [figure, figure, figure]),
  );
});

test("a part of nothing has no ribbon", () => {
  const { rows } = shareLayout([0, 1], 358, "in");
  expect(rows.map(({ row }) => row.height > 0)).toEqual([false, true]);
});
