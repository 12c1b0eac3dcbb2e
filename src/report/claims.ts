// What the articles claim, against what the book says: the verdict on a figure is computed, so that
// it changes when the book does.

import type { Book, Claim } from "../book/book.ts";
import type { verdicts } from "../book/vocabulary.ts";
import { convert, measureOf } from "../unit/measure.ts";
import type { Day } from "../unit/date.ts";
import { central, showQuantity } from "../unit/quantity.ts";
import { type Answer, table, text } from "./answer.ts";
import { evaluate } from "./evaluate.ts";
import { figure, round3 } from "./number.ts";

type Verdict = (typeof verdicts)[number];

export interface JudgedClaim {
  readonly id: string;
  readonly article: string;
  readonly claim: string;
  readonly claimed: { readonly value: number; readonly unit: string } | null;
  readonly computed: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly unit: string;
  } | null;
  readonly expression: string | null;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly sources: readonly string[];
}

/** How far a computed figure may be off the claimed one where the claim does not say. */
const usualTolerance = 0.1;

/** Every claim with its verdict, as known on a day (or on the claim's own day, where it names one). */
export function judgeClaims(book: Book, day: Day): JudgedClaim[] {
  return [...book.claims.values()].map((claim) => judge(book, claim, day));
}

function judge(book: Book, claim: Claim, day: Day): JudgedClaim {
  const base = {
    id: claim.id,
    article: claim.article,
    claim: claim.claim,
    claimed: claim.claimed ? { value: central(claim.claimed), unit: claim.claimed.unit } : null,
    expression: claim.expression ?? null,
    reason: claim.reason ?? "",
  };
  if (claim.expression === undefined || claim.claimed === undefined) {
    return { ...base, computed: null, verdict: claim.verdict!, sources: claim.sources };
  }
  const result = evaluate(book, claim.expression, claim.on !== undefined && claim.on < day ? claim.on : day);
  const sources = [...new Set([...claim.sources, ...result.sources])];
  if ("unknown" in result) {
    return {
      ...base,
      computed: null,
      verdict: "unverifiable",
      reason: `Not known on the day: ${result.unknown.join(", ")}.`,
      sources,
    };
  }
  const measure = convert(result.value, claim.claimed.unit);
  const verdict = fits(claim, measureOf(claim.claimed).central, measure)
    ? claim.caveat
      ? "holds-with-caveat"
      : "holds"
    : "wrong";
  const computed = { value: measure.central, low: measure.low, high: measure.high, unit: measure.unit };
  return {
    ...base,
    computed,
    verdict,
    reason: [base.reason, claim.caveat].filter(Boolean).join(" "),
    sources,
  };
}

/** Whether the bounds of the computed figure meet the claimed figure within its tolerance. */
function fits(claim: Claim, claimed: number, computed: { low: number; high: number }): boolean {
  const slack = Math.abs(claimed) * (claim.tolerance ? central(claim.tolerance) : usualTolerance);
  const atLeast = computed.high >= claimed - slack;
  const atMost = computed.low <= claimed + slack;
  return claim.holds === "at-least" ? atLeast : claim.holds === "at-most" ? atMost : atLeast && atMost;
}

const verdictWords: Record<Verdict, string> = {
  holds: "hold",
  "holds-with-caveat": "hold with a caveat",
  wrong: "are wrong",
  unverifiable: "cannot be verified",
};

/** The claims ledger as a table and as data. */
export function claimsAnswer(book: Book, day: Day): Answer {
  const judged = judgeClaims(book, day);
  const tally = new Map<Verdict, number>();
  for (const claim of judged) tally.set(claim.verdict, (tally.get(claim.verdict) ?? 0) + 1);
  const rows = judged.map((claim) => [
    text(claim.id),
    { show: claim.verdict, value: claim.verdict },
    text(claim.claim),
    { show: shown(book.claims.get(claim.id)!), value: claim.claimed?.value ?? null },
    { show: computedText(claim), value: claim.computed?.value ?? null },
    text(claim.reason),
  ]);
  const counted = [...tally].map(([verdict, n]) => `${n} ${verdictWords[verdict]}`).join(", ");
  return {
    json: judged,
    blocks: [
      { lines: [`${judged.length} claims: ${counted}.`] },
      table(undefined, ["id", "verdict", "claim", ">claimed", ">computed", "reason"], rows),
    ],
    sources: [...new Set(judged.flatMap((claim) => claim.sources))],
    sentence: `Of ${judged.length} claims about the deal, ${counted}`,
  };
}

function shown(claim: Claim): string {
  return claim.claimed ? showQuantity(claim.claimed) : "";
}

function computedText({ computed }: JudgedClaim): string {
  if (!computed) return "";
  const { low, high, value, unit } = computed;
  return low === high
    ? figure({ form: "point", values: [value], unit })
    : figure({ form: "interval", values: [round3(low), round3(high)], unit });
}
