import { expect, test } from "vitest";
import { due } from "../../src/report/due.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const book = smallBook(`deals:
  - id: deal
    title: A deal
    announced: 2026-01-01
    sources: [gazette]
    legs:
      - {id: buy, kind: compute, payer: lab, payee: cloud, firmness: firm, status: active, term: {start: 2026, end: 2029}, amount: {headline: $8B, firm: $8B, cancellable: unknown, drawn: unknown, paid: unknown}}
      - {id: loan, kind: debt, payer: many, payee: lab, firmness: firm, status: active, maturity: 2028-06, amount: {headline: $3B, firm: unknown, cancellable: unknown, drawn: $3B, paid: unknown}}
      - {id: note, kind: debt, payer: many, payee: lab, firmness: firm, status: active, amount: {headline: $1B, firm: unknown, cancellable: unknown, drawn: $1B, paid: unknown}}
`);

test("commitments are spread over their years, debts fall due at maturity, what has no date is named", () => {
  const { years, undated } = due(book, "2026-06-30", "firm", "lab");
  expect(
    years.map(({ year, commitmentsUsd, debtUsd }) => [
      year,
      Math.round(commitmentsUsd / 1e7) / 100,
      debtUsd / 1e9,
    ]),
  ).toEqual([
    [2026, 1.01, 0],
    [2027, 2, 0],
    [2028, 2, 3],
    [2029, 2, 0],
  ]);
  expect(undated).toEqual(["note"]);
});

test("a lender's loans fall due on the borrower", () => {
  expect(due(book, "2026-06-30", "firm", "many").years).toEqual([]);
});

test("nothing falls due before the year of the day", async () => {
  const { years } = due(await defaultBook(), "2026-10-10", "firm");
  expect(years.length).toBeGreaterThan(10);
  expect(years.every(({ year }) => year >= 2026)).toBe(true);
});
