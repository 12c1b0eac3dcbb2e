import { describe, expect, test } from "vitest";
import { type Counting, count, isLive, total } from "../../src/book/count.ts";
import { defaultBook, oneLeg, paysLab, smallBook } from "../small-book.ts";

const day = "2026-06-30";
const counted = (fields: string, counting: Counting, on = day) => {
  const book = oneLeg(fields);
  const result = count(book, book.legs.get("leg")!, on, counting);
  return "amount" in result ? result.amount.high : result.leftOut;
};

const states = (known: Record<string, string>) =>
  `amount: {${["headline", "firm", "cancellable", "drawn", "paid"].map((s) => `${s}: ${known[s] ?? "unknown"}`).join(", ")}}`;

describe("firm counting", () => {
  test("takes the largest known of firm, drawn and paid", () => {
    expect(
      counted(
        `${paysLab}, firmness: firm, status: active, ${states({ headline: "$30B", firm: "$20B", drawn: "$10B" })}`,
        "firm",
      ),
    ).toBe(20e9);
  });
  test("of a range it takes the low end", () => {
    expect(
      counted(
        `${paysLab}, firmness: firm, status: active, ${states({ headline: "$110B", firm: "$100B to $110B" })}`,
        "firm",
      ),
    ).toBe(100e9);
  });
  test("what is unknown is left out with its reason, never zero", () => {
    expect(counted(`${paysLab}, firmness: firm, status: active, amount: unknown`, "firm")).toBe(
      "no amount is public",
    );
    expect(
      counted(`${paysLab}, firmness: reported, status: active, ${states({ headline: "$300B" })}`, "firm"),
    ).toBe("only a press figure, no firm part known");
    expect(
      counted(
        `${paysLab}, firmness: reported, status: active, ${states({ headline: "$45B", cancellable: "$45B" })}`,
        "firm",
      ),
    ).toBe("all that is known can be cancelled");
  });
  test("money drawn counts whatever the firmness, from the day it is drawn", () => {
    const fields = `${paysLab}, firmness: up-to, status: active, ${states({ headline: "up to $20B", drawn: "[{from: 2026-05-28, is: $5B}]" })}`;
    expect(counted(fields, "firm", "2026-05-27")).toBe("only a cap, nothing known to be drawn");
    expect(counted(fields, "firm", "2026-05-28")).toBe(5e9);
  });
  test("what was paid on a firm leg was firm from its announcement", () => {
    const fields = `${paysLab}, firmness: firm, status: active, ${states({ headline: "$4B", paid: "[{from: 2026-12-31, is: $4B}]" })}`;
    expect(counted(fields, "firm", "2026-01-10")).toBe(4e9);
  });
});

describe("headline counting", () => {
  test("takes the top of what was announced, as of the day", () => {
    const fields = `${paysLab}, firmness: firm, status: active, ${states({ headline: "[{from: 2026-01-10, is: at least $100B}, {from: 2026-09-29, is: $110B}]" })}`;
    expect(counted(fields, "headline", "2026-09-28")).toBe(100e9);
    expect(counted(fields, "headline", "2026-09-29")).toBe(110e9);
  });
});

describe("expected counting", () => {
  const assumptions = `assumptions:
  - {id: probability-up-to, scope: all, parameter: p, value: 60% to 100%, central: 80%, distribution: fixed, kind: judgement, reason: test}
  - {id: cap-fraction, scope: all, parameter: f, value: 50%, distribution: fixed, kind: judgement, reason: test}
`;
  test("a cap counts its probability times the mean of what may come, plus what has come", () => {
    const book = smallBook(`${assumptions}deals:
  - id: deal
    title: A facility
    announced: 2026-01-10
    sources: [gazette]
    legs:
      - {id: leg, ${paysLab}, firmness: up-to, status: active, ${states({ headline: "up to $20B", drawn: "$5B" })}}
`);
    const result = count(book, book.legs.get("leg")!, day, "expected");
    expect(result).toEqual({ amount: { low: 5e9 + 0.8 * (10e9 - 5e9), high: 5e9 + 0.8 * (10e9 - 5e9) } });
  });
});

describe("live legs of the default book", () => {
  test("CoreWeave and Core Scientific were alive on 2025-09-01 and dead on 2025-11-30", async () => {
    const book = await defaultBook();
    const merger = book.legs.get("coreweave-corescientific-2025-07")!;
    expect(isLive(book, merger, "2025-07-06")).toBe(false);
    expect(isLive(book, merger, "2025-09-01")).toBe(true);
    expect(isLive(book, merger, "2025-11-30")).toBe(false);
  });

  test("NVIDIA's $100B letter gave way to $30B of equity; never do both count", async () => {
    const book = await defaultBook();
    const letter = book.legs.get("nvidia-openai-2025-09-loi")!;
    const equity = book.legs.get("nvidia-openai-2026-02-equity")!;
    expect([isLive(book, letter, "2026-02-26"), isLive(book, equity, "2026-02-26")]).toEqual([true, false]);
    expect([isLive(book, letter, "2026-02-27"), isLive(book, equity, "2026-02-27")]).toEqual([false, true]);
  });

  test("the check sum of Anthropic's commitments overlaps its parts and is in no total", async () => {
    const book = await defaultBook();
    const sum = book.legs.get("anthropic-commitments-2026-09-total")!;
    expect(sum.overlaps).toBeDefined();
    expect(isLive(book, sum, "2026-10-10")).toBe(false);
    const paidByAnthropic = [...book.legs.values()].filter(
      (leg) => leg.payer === "anthropic" && leg.kind === "compute",
    );
    const live = total(
      book,
      paidByAnthropic.filter((leg) => isLive(book, leg, "2026-10-10")),
      "2026-10-10",
      "headline",
    );
    const all = total(book, paidByAnthropic, "2026-10-10", "headline");
    expect(all.amount!.high - live.amount!.high).toBeGreaterThan(518e9);
  });

  test("Series H: hyperscalers' $10B inside the round is not counted beside Google's own", async () => {
    const book = await defaultBook();
    expect(isLive(book, book.legs.get("hyperscalers-anthropic-2026-05-series-h")!, "2026-10-10")).toBe(false);
  });
});
