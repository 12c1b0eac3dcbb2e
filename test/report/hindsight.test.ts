import { expect, test } from "vitest";
import { hindsightLines, hindsightOf } from "../../src/report/hindsight.ts";
import { smallBook } from "../small-book.ts";

const book = smallBook(`facts:
  - {party: lab, metric: revenue, period: 2024Q4, value: $1B, kind: press, ends: 2024-12-31, stated: 2025-02-01, sources: [gazette]}
  - {party: lab, metric: revenue, period: 2025Q4, value: $9B, kind: press, ends: 2025-12-31, stated: 2026-01-20, sources: [gazette]}
deals:
  - id: deal
    title: A deal
    announced: 2025-08-10
    sources: [gazette]
    legs:
      - {id: leg, kind: equity, payer: cloud, payee: lab, firmness: firm, status: active, amount: {headline: $1B, firm: $1B, cancellable: unknown, drawn: unknown, paid: unknown}}
assumptions:
  - {id: early, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: derived, reason: r, uses: [lab/revenue/2024Q4]}
  - {id: late, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: derived, reason: r, uses: [lab/revenue/2024Q4, lab/revenue/2025Q4]}
  - {id: signed, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: derived, reason: r, uses: [deal]}
  - {id: dated, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: judgement, reason: r, known: 2024-06, uses: [lab/revenue/2025Q4]}
  - {id: judged, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: judgement, reason: r, uses: [what was in the air]}
  - {id: idle, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: derived, reason: r, uses: [lab/revenue/2025Q4]}
`);
const used = ["early", "late", "signed", "dated", "judged", "start lab.cash"].map((id) => ({ id }));

test("an assumption is as late as the newest figure or deal behind it, unless it carries a day of its own", () => {
  expect(hindsightOf(book, used, "2025-03-16")).toEqual({
    later: [
      { id: "late", because: "lab/revenue/2025Q4", known: "2026-01-20" },
      { id: "signed", because: "deal", known: "2025-08-10" },
    ],
    undated: ["judged"],
    used: 5,
  });
});

test("a later day knows more", () => {
  expect(hindsightOf(book, used, "2025-12-31").later.map(({ id }) => id)).toEqual(["late"]);
  expect(hindsightOf(book, used, "2026-12-31").later).toEqual([]);
});

test("it is said in words", () => {
  const say = (day: string) => hindsightLines(hindsightOf(book, used, day), day).join("\n");
  expect(say("2025-12-31")).toBe(
    "Hindsight: 1 of 5 assumptions in use rest on what became known after 2025-12-31: late (lab/revenue/2025Q4, 2026-01-20). 1 carry no date, and may have been judged by somebody who knew the outcome.",
  );
  expect(say("2026-12-31")).toMatch(
    /^None of 5 assumptions in use rests on what became known after 2026-12-31\./u,
  );
});
