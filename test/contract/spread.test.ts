import { describe, expect, test } from "vitest";
import { spreadOf } from "../../src/contract/spread.ts";
import { defaultBook, oneLeg, paysLab } from "../small-book.ts";

const spread = (fields: string, day = "2028-12-31") => {
  const book = oneLeg(`${paysLab}, firmness: firm, status: active, ${fields}`);
  return spreadOf(book, book.legs.get("leg")!, day)!;
};
const paid = (list: string, more = "") =>
  `amount: {headline: $4B, firm: $4B, cancellable: unknown, drawn: unknown, paid: ${list}}${more}`;

describe("money that was paid", () => {
  test("on known days moves on them, and nothing is assumed", () => {
    const found = spread(paid("[{from: 2026-03-01, is: $1B}, {from: 2027-02-01, is: $4B}]"));
    expect([found.shareIn(2026), found.shareIn(2027)]).toEqual([0.25, 0.75]);
    expect([found.note, found.redrawn]).toEqual([undefined, undefined]);
  });
  test("by a day of a later year, in tranches without a day, stands on that day and says so", () => {
    const found = spread(
      paid(
        "[{from: 2027-12-31, is: $4B}]",
        ", tranches: [{amount: $1.3B, paid: true}, {when: Rest., paid: true}]",
      ),
    );
    expect([found.shareIn(2026), found.shareIn(2027)]).toEqual([0, 1]);
    expect(found.note).toBe(
      "paid between 2026-01-10 and 2027-12-31 on days that are not known: counted on the last",
    );
  });
  test("in tranches without a day may have moved on any day between, each tranche on its own", () => {
    const { redrawn } = spread(
      paid(
        "[{from: 2027-12-31, is: $4B}]",
        ", tranches: [{amount: $1.3B, paid: true}, {when: Rest., paid: true}]",
      ),
    );
    const year = (of: number) => ({ start: `${of}-01-01`, end: `${of}-12-31` });
    const draws = [0, 0.999];
    const first = redrawn!(() => draws.shift()!);
    expect(first(year(2026))).toBeCloseTo(1.3 / 4, 12);
    expect(first(year(2027))).toBeCloseTo(2.7 / 4, 12);
  });
  test("in tranches without a day but within one year leaves nothing to assume of that year", () => {
    const found = spread(paid("[{from: 2026-11-30, is: $4B}]", ", tranches: [{paid: true}]"));
    expect([found.shareIn(2026), found.note, found.redrawn]).toEqual([1, undefined, undefined]);
  });
  test("on a day that nobody gives stands on the announcement and says so", () => {
    const found = spread(paid("$4B"));
    expect([found.shareIn(2026), found.note]).toEqual([
      1,
      "no day of payment is known: counted on 2026-01-10",
    ]);
  });
  test("and is spread over the leg's own days from its announcement on, where it starts in that year", () => {
    const { shareIn, note } = spread(
      "amount: {headline: $4B, firm: $4B, cancellable: unknown, drawn: unknown, paid: unknown}, term: {start: 2026, end: 2027}",
    );
    // 356 of 721 days from 2026-01-10 on.
    expect([shareIn(2026), note]).toEqual([356 / 721, undefined]);
  });
});

test("Amazon's second $4B for Anthropic had been paid by the end of 2025, on days that are not known", async () => {
  const book = await defaultBook();
  const found = spreadOf(book, book.legs.get("amazon-anthropic-2024-11")!, "2026-10-10")!;
  expect(found.shareIn(2025)).toBe(1);
  expect(found.note).toContain("between 2024-11-22 and 2025-12-31");
});

test("an assumed term is drawn from its interval, and every draw spreads the whole amount", async () => {
  const book = await defaultBook();
  const { redrawn, shareIn } = spreadOf(
    book,
    book.legs.get("openai-azure-2025-10-commitment")!,
    "2026-10-10",
  )!;
  const always = { start: "2020-01-01", end: "2060-12-31" };
  const year = { start: "2026-01-01", end: "2026-12-31" };
  // Four to eight years: 1,461 to 2,922 days, of which 365 lie in 2026.
  expect(redrawn!(() => 0)(year)).toBeCloseTo(365 / 1461, 12);
  expect(redrawn!(() => 1)(year)).toBeCloseTo(365 / 2922, 12);
  expect(shareIn(2026)).toBeCloseTo(365 / 1826, 12);
  for (const u of [0, 0.3, 0.7, 1]) expect(redrawn!(() => u)(always)).toBeCloseTo(1, 12);
});
