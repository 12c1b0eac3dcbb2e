// The map of claims in words: bands told as bands, what is unknown as unknown.

import { expect, test } from "vitest";
import type { ClaimArrow, ClaimsOnDay } from "../../src/web/engine/claims.ts";
import { bandsOf } from "../../src/web/views/map/bands.ts";
import {
  bandWords,
  chosenClaims,
  claimSentence,
  claimsFinding,
  claimsLine,
  csvOfClaims,
} from "../../src/web/views/map/claim-words.ts";
import { mapLayout } from "../../src/web/views/map/layout.ts";

const nameOf = (id: string): string => id.toUpperCase();
const arrow = (
  payer: string,
  payee: string,
  kind: ClaimArrow["kind"],
  usd: readonly [number, number] | null,
  more: Partial<ClaimArrow> = {},
): ClaimArrow => ({
  payer,
  payee,
  kind,
  amount: usd?.[1] ?? 0,
  sure: usd?.[0] ?? 0,
  isUnknown: usd === null,
  legs: [
    {
      leg: `${payer}-${payee}`,
      usd: usd && { low: usd[0], high: usd[1] },
      assumed: ["term-compute"],
      note: null,
    },
  ],
  deals: ["deal"],
  ...more,
});
const claims: ClaimsOnDay = {
  count: "firm",
  level: "group",
  day: "2026-10-10",
  arrows: [
    arrow("lab", "many", "shares", [9e9, 9e9]),
    arrow("lab", "cloud", "purchases", [4e9, 6e9]),
    arrow("cloud", "lab", "funding", null),
    arrow("chips", "power", "guarantees", null),
  ],
  total: { low: 13e9, high: 15e9 },
  leftOut: [],
  widest: 9e9,
};

test("a band is told as a band, and what is not public is not told as zero", () => {
  expect(claims.arrows.map(bandWords)).toEqual([
    "$9B",
    "$4B to $6B",
    "amount not public",
    "amount not public",
  ]);
  expect(claimsFinding(claims, nameOf, (id) => id === "many")).toBe(
    "On 2026-10-10, LAB has promised to pay CLOUD $4B to $6B of purchases still to be paid, the most between two named parties, of $13B to $15B in all",
  );
  const half = arrow("lab", "cloud", "loans", [1e9, 1e9], {
    legs: [
      { leg: "a", usd: { low: 1e9, high: 1e9 }, assumed: [], note: null },
      { leg: "b", usd: null, assumed: [], note: "no amount is public" },
    ],
  });
  expect(claimSentence(half, nameOf)).toBe(
    "LAB owes CLOUD $1B of loans and notes, and 1 contract without a public amount",
  );
  expect(claimsFinding({ ...claims, arrows: [] }, nameOf, () => false)).toMatch(/^Nothing is known/u);
});

test("those without an amount are drawn where both sides are, and counted apart", () => {
  const drawn = chosenClaims(claims, 2);
  expect(drawn.map(({ payer }) => payer)).toEqual(["lab", "lab", "cloud"]);
  expect(chosenClaims(claims, Infinity)).toHaveLength(4);
  expect(claimsLine(claims, drawn)).toBe(
    "Drawn: 3 arrows of 4, $15B of $15B; the others are in the list. 1 arrow is a band: full to the least, pale to the most. Of 2 arrows no amount is public: dotted, and not counted as zero.",
  );
  expect(csvOfClaims(claims).split("\r\n").slice(1, 4)).toEqual([
    "2026-10-10,firm,group,lab,many,shares,9000000000,9000000000,lab-many,term-compute,",
    "2026-10-10,firm,group,lab,cloud,purchases,4000000000,6000000000,lab-cloud,term-compute,",
    "2026-10-10,firm,group,cloud,lab,funding,,,cloud-lab,term-compute,",
  ]);
});

test("the sure part of a band is as wide as its low end", () => {
  const member = (id: string, kind: string) => ({ id, name: id, kind, isBoundary: false, pays: 1, paid: 1 });
  const layout = mapLayout(
    { level: "group", widest: 1, members: [member("lab", "lab"), member("cloud", "cloud")] },
    1280,
  );
  const [band] = bandsOf([claims.arrows[1]!], layout, 40 / 6e9);
  expect(band!.width).toBeCloseTo(40, 9);
  expect(band!.sure).toBeCloseTo(40 * (4 / 6), 9);
});
