// What the charts of a deal show to be the case, as sentences.

import { showValue } from "../../../unit/quantity.ts";
import { amountIn, percent } from "../../../report/series-text.ts";
import type { BurnDown, Outlook, ReportCase, Worth } from "./shapes.ts";

const usd = (value: number): string => amountIn(value, "USD");

export function putInFinding(
  { putInUsd, pledgedUsd, pledgedPerDollarIn }: ReportCase,
  investor: string,
  lab: string,
) {
  if (!putInUsd || !pledgedUsd)
    return `What ${investor} has put into ${lab}, and what ${lab} has pledged to pay it`;
  const ratio = pledgedPerDollarIn
    ? `: ${perDollar(pledgedPerDollarIn.low)} pledged for each dollar put in`
    : "";
  return `${investor} has put ${usd(putInUsd.low)} into ${lab}, and ${lab} has pledged to pay it ${usd(pledgedUsd.low)}${ratio}`;
}

/** Dollars for a dollar, to the cent: here a tenth of one is something. */
export function perDollar(value: number): string {
  return showValue(Math.round(value * 100) / 100, "USD");
}

export function burnDownFinding({ amountUsd, shapes, isFirm }: BurnDown, lab: string): string {
  const { usedUp } = shapes[0]!;
  const what = `${usd(amountUsd)}${isFirm ? "" : " (a headline, nothing firm is known)"}`;
  return usedUp.p50 === null
    ? `${lab} has not used up the ${what} by the last simulated quarter in most futures`
    : `${lab} has used up the ${what} by ${usedUp.p50} in the middle of the futures`;
}

const shapeWords: Readonly<Record<string, string>> = {
  flat: "the same every quarter",
  ramp: "rising in a straight line",
  gw: "along the power that the seller has live",
  book: "as the book has it",
};

export function shapeName(shape: string): string {
  return shapeWords[shape] ?? shape;
}

export function missFinding({ shapes }: BurnDown): string {
  const ever = shapes.flatMap(({ shape, missedEver }) =>
    missedEver && missedEver.probability !== null ? [{ shape, p: missedEver.probability }] : [],
  );
  if (ever.length === 0) return "A lease is paid used or not: it has no minimum that could be missed";
  const parts = ever.map(({ shape, p }) => `${percent(p)} where it is due ${shapeName(shape)}`);
  return `The minimum of some year is missed in ${listed(parts)}`;
}

function listed(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`;
}

/** When a dollar is back, by payments and by what is left of them after the cost of owning. */
export function returnFinding({ shapes }: BurnDown, vendor: string): string {
  const { returns } = shapes[0]!;
  const paid = returns.find(({ paidPerDollar }) => paidPerDollar.p50 >= 1);
  const after = returns.find(({ afterOwningPerDollar }) => (afterOwningPerDollar?.p50 ?? 0) >= 1);
  const first = paid
    ? `By the end of ${paid.quarter.slice(0, 4)} ${vendor} has been paid ${perDollar(paid.paidPerDollar.p50)} for each dollar put in`
    : `${vendor} has not been paid back a dollar for each dollar put in`;
  const last = returns.at(-1)!;
  const second = after
    ? `what is left after the cost of owning the computers is worth a dollar by the end of ${after.quarter.slice(0, 4)}`
    : last.afterOwningPerDollar
      ? `after the cost of owning the computers ${perDollar(last.afterOwningPerDollar.p50)} is left by ${last.quarter}`
      : "what owning the computers costs is not known";
  return `${first}, and ${second}, in the middle of the futures`;
}

/** For each price the lowest return asked and the middle multiple. */
export function worthFinding({ needs, quarter }: Worth, lab: string): string {
  const prices = [...new Set(needs.map(({ priceUsd }) => priceUsd))];
  const parts = prices.map((price) => {
    const of = needs.filter(({ priceUsd }) => priceUsd === price);
    const least = Math.min(...of.map(({ yearlyReturn }) => yearlyReturn));
    const fair = of.filter(({ yearlyReturn }) => yearlyReturn === least);
    const { runRateUsd, delivered } = fair[Math.floor(fair.length / 2)]!;
    return `${usd(price)} needs a run-rate of ${usd(runRateUsd)} (${percent(delivered.probability ?? 0)} of the futures)`;
  });
  return `${lab} in ${quarter}: a price of ${listed(parts)}`;
}

export function useFinding({ rows }: Outlook, lab: string): string {
  const known = rows.flatMap(({ quarter, minimum, used }) =>
    minimum && used ? [{ year: quarter.slice(0, 4), minimum: minimum.p50, used: used.p50 }] : [],
  );
  if (known.length === 0) return `${lab} has no contract with a minimum`;
  const less = known.filter(({ minimum, used }) => used < minimum);
  const worst = less.toSorted((a, b) => b.minimum - b.used - (a.minimum - a.used))[0];
  if (!worst)
    return `In the middle of the futures ${lab} uses more every year than its contracts ask it to pay for`;
  return `In ${worst.year} ${lab}'s contracts ask for ${usd(worst.minimum)} of computing, and it uses ${usd(worst.used)} in the middle of the futures`;
}
