// The layouts and findings of loops: what runs back, rings, layers, what is drawn.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arc, returnArcs } from "../../src/web/read/feedback.ts";
import { ringLayout } from "../../src/web/chart/ring-layout.ts";
import { sankeyLayout } from "../../src/web/chart/sankey-layout.ts";
import { linesOf } from "../../src/web/chart/svg-file.ts";
import { type LoopsJson, ringsOf } from "../../src/web/read/loops.ts";
import { whenOf } from "../../src/web/read/record.ts";
import { shownOf } from "../../src/web/read/way-back.ts";
import { shortened } from "../../src/report/short-name.ts";
import { cutTo } from "../../src/web/chart/cut-text.ts";

function arc(payer: string, payee: string, amount: number, isFunding = false): Arc {
  return { payer, payee, amount, isFunding };
}

/** Whether some arcs hold a ring: parties that nobody pays are taken away until none is left. */
function hasRing(arcs: readonly Arc[]): boolean {
  let left = [...arcs];
  for (;;) {
    const paid = new Set(left.map(({ payee }) => payee));
    const next = left.filter(({ payer }) => paid.has(payer));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

test("a purchase runs back to who put money in, also where it is the larger", () => {
  const put = arc("google", "lab", 10, true);
  const spent = arc("lab", "google", 11.4);
  expect([...returnArcs([spent, put])]).toEqual([spent]);
});

test("of purchases in a ring the smallest runs back", () => {
  const arcs = [arc("a", "b", 3), arc("b", "c", 1), arc("c", "a", 2)];
  expect([...returnArcs(arcs)]).toEqual([arcs[1]]);
});

test("what is left when the returns are taken out has no ring, and each return would close one", () => {
  const party = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const any = fc.record({
    payer: party,
    payee: party,
    amount: fc.integer({ min: 1, max: 9 }),
    isFunding: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (arcs) => {
      const back = returnArcs(arcs);
      const forth = arcs.filter((each) => !back.has(each));
      expect(hasRing(forth)).toBe(false);
      for (const each of back) expect(hasRing([...forth, each])).toBe(true);
    }),
    { seed: 1 },
  );
});

test("rings of two to five parties lie within their drawing, at every width", () => {
  for (const width of [300, 358, 640, 1240]) {
    for (const count of [2, 3, 4, 5]) {
      const { parties, arcs, box, height } = ringLayout(count, width);
      expect(arcs).toHaveLength(count);
      for (const { x, y } of parties) {
        expect(x - box.x).toBeGreaterThanOrEqual(0);
        expect(x + box.x).toBeLessThanOrEqual(width);
        expect(y - box.y).toBeGreaterThanOrEqual(0);
        expect(y + box.y).toBeLessThanOrEqual(height);
      }
      for (const { path, head } of arcs) expect(`${path} ${head}`).not.toMatch(/NaN|Infinity/u);
    }
  }
});

test("a Sankey draws every payment once, those that run back beneath all layers", () => {
  const arcs = [
    arc("market", "cloud", 20, true),
    arc("cloud", "lab", 10, true),
    arc("lab", "chips", 4),
    arc("lab", "cloud", 6),
  ];
  const { ribbons, bars, layers, height } = sankeyLayout(arcs, 700);
  expect(layers).toBe(4);
  expect(new Set(ribbons.map((ribbon) => ribbon.arc))).toEqual(new Set(arcs));
  const [back, ...others] = ribbons.filter(({ isBack }) => isBack);
  expect(others).toEqual([]);
  expect(back!.arc).toBe(arcs[3]);
  expect(back!.lane!.y).toBeGreaterThan(Math.max(...bars.map((bar) => bar.y + bar.height)));
  expect(back!.lane!.y).toBeLessThan(height);
  // Widths are in proportion, those of returns too.
  const width = (of: Arc): number => ribbons.find((ribbon) => ribbon.arc === of)!.width;
  expect(width(arcs[3]!) / width(arcs[1]!)).toBeCloseTo(0.6, 6);
  // A party is as tall as all that it pays: the lab's 10 go to chips and back.
  const tall = (id: string): number => bars.find(({ party }) => party === id)!.height;
  expect(tall("lab") / tall("market")).toBeCloseTo(0.5, 6);
});

const flow = {
  deal: null,
  kind: "equity",
  class: "funding",
  for: "shares",
  assumed: [],
  told: [],
  outlay: [],
  note: null,
} as const;

const loops: LoopsJson = {
  year: 2026,
  layer: "cash",
  count: 1,
  loops: [
    {
      parties: ["a-lab", "cloud"],
      throughput: 6,
      flows: [
        { ...flow, class: "purchase", leg: "buys", payer: "a-lab", payee: "cloud", amountUsd: 6 },
        { ...flow, leg: "first", payer: "cloud", payee: "a-lab", amountUsd: 3 },
        { ...flow, leg: "second", payer: "cloud", payee: "a-lab", amountUsd: 7 },
      ],
    },
  ],
};

test("a ring is followed from the money that is put in, its payments added up by side", () => {
  const [ring] = ringsOf(loops);
  expect(ring).toMatchObject({ id: "a-lab.cloud", throughput: 6 });
  expect(ring!.sides.map(({ payer, amount, isFunding }) => [payer, amount, isFunding])).toEqual([
    ["cloud", 10, true],
    ["a-lab", 6, false],
  ]);
  expect(ring!.sides[0]!.flows.map(({ leg }) => leg)).toEqual(["second", "first"]);
});

test("every side of a loop is drawn, beside it the largest of its parties, and what is not is counted", () => {
  const arrow = {
    told: [],
    assumed: [],
    legs: ["leg"],
    amounts: [],
    deals: [],
    outlay: [],
    notes: [],
    isInRing: false,
  };
  const shown = shownOf(
    [
      { ...arrow, payer: "cloud", payee: "a-lab", kind: "equity", amount: 10 },
      { ...arrow, payer: "a-lab", payee: "cloud", kind: "compute", amount: 6 },
      { ...arrow, payer: "market", payee: "a-lab", kind: "equity", amount: 50 },
      { ...arrow, payer: "a-lab", payee: "market", kind: "compute", amount: 40 },
      { ...arrow, payer: "market", payee: "elsewhere", kind: "equity", amount: 900 },
    ],
    ringsOf(loops),
    (id) => id === "market",
    3,
  );
  expect(shown.payments.map(({ payer, payee }) => [payer, payee])).toEqual([
    ["market (in)", "a-lab"],
    ["cloud", "a-lab"],
    ["a-lab", "cloud"],
  ]);
  expect([...shown.back].map(({ payee }) => payee)).toEqual(["cloud"]);
  expect(shown).toMatchObject({ drawn: 66, all: 1006, leftOut: 2 });
});

test("when a payment moves is told as far as its record says", () => {
  const leg = { collection: "legs", id: "leg", announced: "2026-04-20" };
  expect(whenOf({ ...leg, amount: { paidHistory: [{ from: "2026-06-30" }] } }, "leg")).toBe(
    "announced 2026-04-20; paid by 2026-06-30",
  );
  expect(whenOf({ ...leg, tranches: [{ on: "2026-Q2", amount: {} }, { on: "2027" }] }, "leg")).toBe(
    "announced 2026-04-20; due 2026-Q2",
  );
  expect(whenOf({ ...leg, term: { start: "2026-05", end: "2036-04" } }, "leg")).toBe(
    "announced 2026-04-20; from 2026-05; until 2036-04",
  );
  expect(whenOf({ collection: "deals", id: "leg", announced: "2026", legs: [leg] }, "leg")).toBe(
    "announced 2026-04-20",
  );
  expect(whenOf({ collection: "facts", id: "f", period: "FY2025", ends: "2025-12-31" }, "f")).toBe(
    "told for FY2025, to 2025-12-31",
  );
});

test("names are short where a chart has little room, and never empty", () => {
  expect(
    [
      "Amazon.com Inc.",
      "OpenAI (OpenAI Group PBC)",
      "Alphabet Inc. / Google",
      "Nebius Group N.V.",
      "G42",
      "Group",
    ].map(shortened),
  ).toEqual(["Amazon", "OpenAI", "Alphabet", "Nebius", "G42", "Group"]);
  expect(cutTo("Unnamed or many investors", 70)).toBe("Unnamed o…");
  expect(cutTo("Google", 70)).toBe("Google");
});

test("a finding in a file is broken between words and loses none", () => {
  expect(linesOf("of all the money that flows", 10)).toEqual(["of all the", "money that", "flows"]);
  expect(linesOf("incomprehensibilities", 10)).toEqual(["incomprehensibilities"]);
});
