import { describe, expect, test } from "vitest";
import { factKnown, legKnown, recordKnown } from "../../src/book/known.ts";
import { hindsightLines, hindsightOf, restsOn } from "../../src/report/hindsight.ts";
import { lastDay } from "../../src/unit/date.ts";
import { defaultBook, smallBook } from "../small-book.ts";

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
  - {id: signed, scope: labs, parameter: a, value: 10% to 20%, distribution: uniform, kind: derived, reason: r, uses: [deal]}
  - {id: dated, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: judgement, reason: r, known: 2024-06, uses: [lab/revenue]}
  - {id: mood, scope: labs, parameter: a, value: 10% to 20%, distribution: uniform, kind: judgement, reason: r, known: 2027-12-31}
  - {id: judged, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: judgement, reason: r, uses: [what was in the air]}
  - {id: idle, scope: market, parameter: a, value: 10% to 20%, distribution: uniform, kind: derived, reason: r, uses: [lab/revenue/2025Q4]}
`);
const used = ["early", "late", "signed", "dated", "judged", "start lab.cash"];

test("an assumption is as late as the newest figure or deal behind it, unless it carries a day of its own", () => {
  expect(hindsightOf(book, used, "2025-03-16")).toEqual({
    later: [
      { id: "late", scope: "market", because: "lab/revenue/2025Q4", known: "2026-01-20" },
      { id: "signed", scope: "labs", because: "deal", known: "2025-08-10" },
    ],
    undated: ["judged"],
    used: 5,
    read: "2027-12-31",
  });
});

test("a later day knows more", () => {
  expect(hindsightOf(book, used, "2025-12-31").later.map(({ id }) => id)).toEqual(["late"]);
  expect(hindsightOf(book, used, "2026-12-31").later).toEqual([]);
});

test("a number that another stands in for is none in use, and a figure of the start names what it is made of", () => {
  const economy = {
    assumptions: [
      { id: "early", isDrawn: true },
      { id: "late", isDrawn: true, standIn: "dated" },
      { id: "start lab.cash", isDrawn: true },
    ],
  };
  const from = ["lab/revenue/2024Q4", "early", "signed"];
  const figures = new Map([["lab.cash", { low: 1, central: 1, high: 1, from }]]);
  expect(restsOn(book, economy, { figures })).toEqual(["early", "dated", "signed"]);
});

test("it is said in words, counted by what it is about, and judgements apart", () => {
  const say = (day: string) => hindsightLines(hindsightOf(book, [...used, "mood"], day), day);
  expect(say("2025-03-16")).toEqual([
    "Hindsight: 3 of 6 assumptions in use could not have been made on 2025-03-16: 2 rest on later figures and events, 1 are judgements as of 2027-12-31, when the book was read. By what they are about: labs 2, market 1. --json lists them.",
    "1 carry no date, and may have been judged by somebody who knew the outcome: judged.",
  ]);
  expect(say("2027-12-31")[0]).toBe(
    "None of 6 assumptions in use rests on what became known after 2027-12-31.",
  );
});

describe("in the default book", async () => {
  const whole = await defaultBook();
  const assumptions = [...whole.assumptions.values()];

  test("every assumption carries the day from which it could have been known, by when the book was read", () => {
    const days = assumptions.map(({ id, known }) => ({ id, known: known && lastDay(known) }));
    expect(days.length).toBeGreaterThan(400);
    expect(days.filter(({ known }) => known === undefined || known > whole.header.read)).toEqual([]);
  });

  test("and none was known before a figure, a deal or a measure that it names", () => {
    const before = assumptions.flatMap(({ id, known, uses = [] }) =>
      uses.flatMap((use) => {
        const [fact, deal] = [whole.facts.get(use), whole.deals.get(use)];
        const [measured, price] = [whole.infrastructure.get(use), whole.prices.get(use)];
        const days = [
          ...(fact ? [factKnown(whole, fact)] : []),
          ...(deal?.legs ?? []).map((leg) => legKnown(whole, leg)),
          ...(measured ? [recordKnown(whole, measured.asOf, measured)] : []),
          ...(price ? [recordKnown(whole, price.date, price)] : []),
        ];
        return days.filter((day) => day > lastDay(known!)).map((day) => `${id} ${known}: ${use} ${day}`);
      }),
    );
    expect(before).toEqual([]);
  });
});
