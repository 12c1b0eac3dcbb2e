// The places of the map: everybody has one, nobody lies over another, and no year or counting moves anyone.

import { expect, test } from "vitest";
import { countings } from "../../src/book/count.ts";
import { openBook } from "../../src/cli/book-files.ts";
import { layers } from "../../src/network/book-flows.ts";
import { yearsOfFlows } from "../../src/network/book-years.ts";
import { newestDay } from "../../src/book/known.ts";
import { type Cast, castOf } from "../../src/web/engine/cast.ts";
import { yearFlows } from "../../src/web/engine/flows.ts";
import { bandsOf, scaleOf, thinnest } from "../../src/web/views/map/bands.ts";
import { mapLayout } from "../../src/web/views/map/layout.ts";
import { shortened } from "../../src/report/short-name.ts";
import { linesOf } from "../../src/web/views/map/name.ts";

const book = await openBook({ folders: [], withDefault: true });
const years = yearsOfFlows({ book, day: newestDay(book), level: "group" })!;
/** What a window of 390, 1280 and 1920 pixels leaves for the map. */
const widths = [358, 1248, 1312];
const levels = ["group", "segment"] as const;

test.each(levels)("whoever pays or is paid in any year, layer, counting or day has a place (%s)", (level) => {
  const { spots } = mapLayout(castOf(book, { level }), 1280);
  let seen = 0;
  for (let year = years.first; year <= years.last; year++) {
    for (const layer of layers)
      for (const count of countings)
        for (const { payer, payee } of yearFlows(book, { year, layer, count, level }).arrows) {
          expect(spots.has(payer), payer).toBe(true);
          expect(spots.has(payee), payee).toBe(true);
          seen++;
        }
  }
  for (const asOf of ["2024-12-31", "2025-12-31", "2026-02-01"])
    for (const { payer, payee } of yearFlows(book, {
      year: 2026,
      layer: "cash",
      count: "headline",
      level,
      asOf,
    }).arrows)
      expect([payer, payee].filter((party) => !spots.has(party))).toEqual([]);
  expect(seen).toBeGreaterThan(1000);
});

test.each(levels.flatMap((level) => widths.map((width) => [level, width] as const)))(
  "no two boxes lie over one another, and all lie within (%s, %d pixels)",
  (level, width) => {
    const layout = mapLayout(castOf(book, { level }), width);
    const spots = [...layout.spots];
    expect(spots.length).toBeGreaterThan(100);
    for (const [id, a] of spots) {
      expect(
        a.x >= 0 && a.y >= 0 && a.x + a.width <= layout.width && a.y + a.height <= layout.height,
        id,
      ).toBe(true);
      for (const [other, b] of spots) {
        if (id === other) continue;
        const isApart =
          a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
        expect(isApart, `${id} and ${other}`).toBe(true);
      }
    }
  },
);

test("a place follows from who is in the book, in whatever order they are told", () => {
  const cast = castOf(book, { level: "group" });
  expect(castOf(book, { level: "group" })).toEqual(cast);
  const shuffled = { ...book, legs: new Map([...book.legs].toReversed()) };
  const other = castOf(shuffled, { level: "group" });
  expect(mapLayout(other, 1280).spots).toEqual(mapLayout(cast, 1280).spots);
});

test("an arrow is as wide as its money, and touches payer and payee", () => {
  const cast = castOf(book, { level: "group" });
  const layout = mapLayout(cast, 1280);
  const scale = scaleOf(cast);
  const { arrows } = yearFlows(book, { year: 2026, layer: "cash", count: "headline", level: "group" });
  const bands = bandsOf(arrows, layout, scale);
  expect(bands.length).toBe(arrows.length);
  for (const { arrow, width, line, head } of bands) {
    expect(width).toBe(Math.max(thinnest, arrow.amount * scale));
    const [from, to] = [layout.spots.get(arrow.payer)!, layout.spots.get(arrow.payee)!];
    const [x, y] = /^M(\S+) ([^C]+)C/u.exec(line)!.slice(1).map(Number) as [number, number];
    const tip = /L(\S+) ([^L]+)L/u.exec(head)!.slice(1).map(Number) as [number, number];
    for (const [at, spot] of [
      [x, from],
      [tip[0], to],
    ] as const)
      expect(Math.min(Math.abs(at - spot.x), Math.abs(at - spot.x - spot.width))).toBeLessThan(0.1);
    expect(y).toBeGreaterThan(from.y);
    expect(y).toBeLessThan(from.y + from.height);
    expect(tip[1]).toBeGreaterThan(to.y);
    expect(tip[1]).toBeLessThan(to.y + to.height);
  }
});

test("an empty cast gives an empty map", () => {
  const none: Cast = { level: "group", members: [], widest: 0 };
  expect(mapLayout(none, 1280).spots.size).toBe(0);
  expect(bandsOf([], mapLayout(none, 1280), scaleOf(none))).toEqual([]);
});

test("a name stands without what a register adds, in as many lines as there is room for", () => {
  expect(shortened("Amazon.com Inc.")).toBe("Amazon");
  expect(shortened("Alphabet Inc. / Google")).toBe("Alphabet");
  expect(shortened("Consortium (A, B and C)")).toBe("Consortium");
  expect(shortened("Inc.")).toBe("Inc.");
  const widthOf = (text: string): number => text.length;
  expect(linesOf("Advanced Micro Devices", 14, 2, widthOf)).toEqual(["Advanced Micro", "Devices"]);
  expect(linesOf("Advanced Micro Devices", 14, 1, widthOf)).toEqual(["Advanced Micr…"]);
  expect(linesOf("Unbreakable", 6, 2, widthOf)).toEqual(["Unbre…"]);
});
