// What the map shows to be the case, in sentences, and its arrows as a file.

import { csvOf } from "../../../report/csv.ts";
import { percent } from "../../../report/circularity.ts";
import { dollars } from "../../../report/number.ts";
import type { Arrow, YearFlows } from "../../engine/flows.ts";
import { wordsOfKind } from "./kinds.ts";

export type NameOf = (party: string) => string;

/** Who pays whom most, of those who have a name, and how much of all goes round. */
export function findingOf(
  { year, layer, arrows, total, round }: Pick<YearFlows, "year" | "layer" | "arrows" | "total" | "round">,
  nameOf: NameOf,
  isBoundary: (party: string) => boolean,
): string {
  const how = layer === "cash" ? "" : " in kind";
  const named = arrows.find(({ payer, payee }) => !isBoundary(payer) && !isBoundary(payee));
  const largest = named ?? arrows[0];
  if (!largest) return `No payment${how} of ${year} is known`;
  const { payer, payee, kind, amount } = largest;
  const among = named === arrows[0] ? "" : " between two named parties";
  const first = `${nameOf(payer)} pays ${nameOf(payee)} ${dollars(amount)}${how} ${wordsOfKind(kind)}, the largest flow of ${year}${named ? among : ""}.`;
  const all = `Of ${dollars(total)} in all,`;
  return round.amount > 0
    ? `${first} ${all} ${dollars(round.amount)} (${percent(round.share)}) can go round`
    : `${first} ${all} nothing is known to go round`;
}

/** The arrows to draw: the largest, and of these those on rings where only they are asked for. */
export function chosenArrows(
  { arrows }: Pick<YearFlows, "arrows">,
  { most, ringsOnly }: { readonly most: number; readonly ringsOnly: boolean },
): readonly Arrow[] {
  return (ringsOnly ? arrows.filter(({ isInRing }) => isInRing) : arrows).slice(0, most);
}

/** How much is drawn and how much is not. */
export function hiddenLine(
  { arrows, total }: Pick<YearFlows, "arrows" | "total">,
  drawn: readonly Arrow[],
): string {
  const shown = sum(drawn);
  if (drawn.length === arrows.length)
    return `All ${plural(arrows.length, "flow")} of the year: ${dollars(total)}.`;
  const smaller = arrows.length - drawn.length;
  return (
    `Drawn: ${plural(drawn.length, "flow")} of ${arrows.length}, ${dollars(shown)} of ${dollars(total)}` +
    ` (${percent(total > 0 ? shown / total : 0)}). Not drawn: ${plural(smaller, "flow")}, ${dollars(total - shown)}; they are in the list.`
  );
}

export function leftOutLine({ leftOut, count }: Pick<YearFlows, "leftOut" | "count">): string {
  return leftOut.length === 0
    ? `Every leg of a deal that could move money in the year has a price when counted as ${count}.`
    : `Left out for want of a price: ${plural(leftOut.length, "leg")} of deals that could move money in the year and have no ${count} amount. They are not counted as zero; nobody has said how much they are.`;
}

/** All arrows of the year, drawn or not. */
export function csvOfFlows({ arrows, year, layer, count, level }: YearFlows): string {
  return csvOf({
    blocks: [],
    csv: {
      columns: [
        "year",
        "layer",
        "counting",
        "level",
        "payer",
        "payee",
        "kind",
        "amount_usd",
        "in_ring",
        "deals",
        "legs",
        "told_by",
        "assumptions",
      ],
      rows: arrows.map((arrow) => [
        year,
        layer,
        count,
        level,
        arrow.payer,
        arrow.payee,
        arrow.kind,
        arrow.amount,
        arrow.isInRing,
        arrow.deals.join(" "),
        arrow.legs.join(" "),
        arrow.told.join(" "),
        arrow.assumed.join(" "),
      ]),
    },
  });
}

export interface PartySum {
  readonly party: string;
  readonly pays: number;
  readonly gets: number;
}

/** What each party pays and gets in the year, the largest first. */
export function partySums({ arrows }: Pick<YearFlows, "arrows">): PartySum[] {
  const sums = new Map<string, { pays: number; gets: number }>();
  const of = (party: string): { pays: number; gets: number } => {
    const known = sums.get(party) ?? { pays: 0, gets: 0 };
    sums.set(party, known);
    return known;
  };
  for (const { payer, payee, amount } of arrows) {
    of(payer).pays += amount;
    of(payee).gets += amount;
  }
  return [...sums]
    .map(([party, { pays, gets }]) => ({ party, pays, gets }))
    .toSorted((a, b) => b.pays + b.gets - (a.pays + a.gets) || (a.party < b.party ? -1 : 1));
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

function sum(arrows: readonly Arrow[]): number {
  return arrows.reduce((all, { amount }) => all + amount, 0);
}
