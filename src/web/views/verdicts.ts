// Verdicts on claims in plain words, each with a mark of its own.

import type { JudgedClaim } from "../../report/claims.ts";

type Verdict = JudgedClaim["verdict"];

export const verdictWords: Readonly<Record<Verdict, string>> = {
  holds: "Holds",
  "holds-with-caveat": "Holds with a caveat",
  wrong: "Wrong",
  unverifiable: "Cannot be verified",
};

export const verdictMarks: Readonly<Record<Verdict, string>> = {
  holds: "✓",
  "holds-with-caveat": "≈",
  wrong: "✕",
  unverifiable: "?",
};

/** Verdicts that occur, in the order from right to wrong to open, with how many claims have them. */
export function verdictsIn(claims: readonly JudgedClaim[]): { verdict: Verdict; count: number }[] {
  return (Object.keys(verdictWords) as Verdict[])
    .map((verdict) => ({ verdict, count: claims.filter((claim) => claim.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
}
