// A cascade as steps on the map: what is joined, what each has lost by then, how it is told and coloured.

import { expect, test } from "vitest";
import type { Member } from "../../src/web/engine/cast.ts";
import { amountLabels } from "../../src/web/views/map/amount-labels.ts";
import { bandsOf } from "../../src/web/views/map/bands.ts";
import { mapLayout } from "../../src/web/views/map/layout.ts";
import { membersOf } from "../../src/web/views/stress/round-members.ts";
import { csvOfSteps, lostWords, stepFinding, stepName } from "../../src/web/views/stress/round-words.ts";
import { lossesIn, partiesIn, stepsOfContagion, stepsOfStress } from "../../src/web/views/stress/steps.ts";
import { toneOf } from "../../src/web/views/stress/tones.tsx";
import type { StressJson } from "../../src/web/views/stress/stress-json.ts";

const placeOf = (party: string): string => (party === "cloud-segment" ? "cloud" : party);
const name = (id: string): string => id.toUpperCase();
const loss = (through: string, party: string, lossUsd: number, cause: string, legs: string[]) => ({
  through,
  party,
  lossUsd,
  cause,
  legs,
});
const contagion = stepsOfContagion(
  {
    failed: "lab",
    year: 2027,
    totalsUsd: [],
    rounds: [
      [
        loss("lab", "cloud", 4e9, "stake", ["a"]),
        loss("lab", "cloud-segment", 3e9, "stake", ["b"]),
        loss("lab", "maker", 2e8, "sales", ["c"]),
        loss("cloud-segment", "cloud", 9e9, "sales", ["within one group"]),
      ],
      [loss("cloud", "maker", 5e8, "sales", ["d"])],
    ],
  },
  placeOf,
);

test("arrows of one pair and kind are one, with all contracts; within a group nothing is handed on", () => {
  expect(contagion[0]!.arrows).toEqual([
    { payer: "lab", payee: "cloud", kind: "stake", amount: 7e9, legs: ["a", "b"] },
    { payer: "lab", payee: "maker", kind: "sales", amount: 2e8, legs: ["c"] },
  ]);
});

test("what a party loses in a round is apart from what it lost before", () => {
  const first = lossesIn(contagion, 0, placeOf);
  expect(first.get("maker")).toMatchObject({ now: 2e8, before: 0, isHitNow: true });
  const second = lossesIn(contagion, 1, placeOf);
  expect(second.get("maker")).toMatchObject({ now: 5e8, before: 2e8 });
  expect(second.get("cloud")).toMatchObject({ now: 0, before: 7e9, isHitNow: false });
  expect(lostWords(second.get("cloud")!)).toMatch(
    /^Is handed nothing in this round; \$7B before; first lost/u,
  );
  expect(toneOf(first.get("cloud"), false)).toMatch(/^hit-now depth-[23]$/u);
  expect(toneOf(second.get("cloud"), false)).toMatch(/^hit-before/u);
  expect(toneOf(undefined, true)).toBe("failed");
  expect(toneOf(undefined, false)).toBe("");
});

const stress = {
  rounds: [
    {
      round: 1,
      quarter: "2027Q1",
      parties: [
        { party: "cloud", hits: [{ series: "cloud.revenue", unit: "USD", change: -1e9, share: 0.1 }] },
        { party: "cloud-segment", hits: [{ series: "x.backlog", unit: "USD", change: -8e10, share: 0.1 }] },
      ],
    },
    { round: 2, quarter: "2028Q1", parties: [{ party: "maker", hits: [] }] },
  ],
  handed: [
    {
      round: 1,
      since: "2026Q4",
      quarter: "2027Q1",
      hands: [{ from: "lab", to: "cloud", kind: "claims", usd: 3e9, low: 2e9, high: 4e9 }],
    },
    { round: 2, since: "2027Q2", quarter: "2028Q1", hands: [] },
    {
      round: null,
      since: "2028Q2",
      quarter: "2030Q4",
      hands: [{ from: "cloud", to: "maker", kind: "sales", usd: 1e9, low: 5e8, high: 2e9 }],
    },
  ],
} as unknown as StressJson;

test("a stress has a step for each round, and one for what follows", () => {
  const steps = stepsOfStress(stress, placeOf);
  expect(steps.map(stepName)).toEqual([
    "Round 1, 2027Q1",
    "Round 2, 2027Q2 to 2028Q1",
    "After the last round, 2028Q2 to 2030Q4",
  ]);
  expect(stepFinding(steps[0]!, name)).toBe(
    "Round 1, 2027Q1: most comes from LAB, to CLOUD $3B of claims and shares",
  );
  expect(stepFinding(steps[1]!, name)).toMatch(/nobody is known to hand a loss on; MAKER loses/u);
  // A group's own figure counts before those of its segments.
  expect(lossesIn(steps, 0, placeOf).get("cloud")!.hit!.what).toBe("revenue");
  expect(csvOfSteps(steps).split("\r\n").slice(1, 3)).toEqual([
    "1,2027Q1,lab,cloud,claims,3000000000,2000000000,4000000000,",
    ",2028Q2 to 2030Q4,cloud,maker,sales,1000000000,500000000,2000000000,",
  ]);
});

test("places hold from round to round, in the order of the map, and amounts cover neither boxes nor one another", () => {
  const steps = stepsOfStress(stress, placeOf);
  const member = (id: string, kind: string): Member => ({
    id,
    name: id,
    kind,
    isBoundary: false,
    pays: 1,
    paid: 1,
  });
  const cast = {
    level: "group" as const,
    widest: 1,
    members: [member("maker", "chipmaker"), member("absent", "cloud"), member("cloud", "cloud")],
  };
  const members = membersOf(steps, partiesIn(steps, placeOf), cast, () => "lab");
  expect(members.map(({ id }) => id)).toEqual(["maker", "cloud", "lab"]);
  expect(members.map(({ pays, paid }) => [pays, paid])).toEqual([
    [0, 1e9],
    [1e9, 3e9],
    [3e9, 0],
  ]);
  const layout = mapLayout({ ...cast, members }, 1280);
  const arrows = Array.from({ length: 6 }, (_, k) => ({
    payer: "lab",
    payee: "cloud",
    kind: `${k}`,
    amount: 1e9 * (k + 1),
  }));
  const bands = bandsOf(arrows, layout, 26 / 6e9);
  const labels = amountLabels(bands, layout.spots.values(), {
    most: 6,
    size: 12,
    widthOf: (text) => text.length * 7,
    textOf: () => "$10B",
  });
  expect(labels.length).toBeGreaterThan(0);
  expect(labels[0]!.id).toBe("lab>cloud>5");
  labels.forEach((a, k) => {
    for (const b of labels.slice(k + 1))
      expect(Math.abs(a.x - b.x) >= 28 || Math.abs(a.y - b.y) >= 12, `${a.id} ${b.id}`).toBe(true);
    for (const { x, y, width, height } of layout.spots.values())
      expect(a.x > x && a.x < x + width && a.y > y && a.y < y + height).toBe(false);
  });
});
