// What the map of claims says: five kinds of what is owed or promised, each in words, as a finding and as a file.

import { csvOf } from "../../../report/csv.ts";
import { dollars } from "../../../report/number.ts";
import type { ClaimArrow, ClaimsOnDay } from "../../engine/claims.ts";
import { type NameOf, plural } from "./finding.ts";
import type { KindClass } from "./kinds.ts";

export const claimClasses: readonly KindClass[] = [
  { id: "owned", title: "shares, at cost: who is owned → by whom", kinds: ["shares"], dash: undefined },
  { id: "lent", title: "loans and notes: who owes → whom", kinds: ["loans"], dash: "14 3" },
  { id: "computing", title: "purchases still to be paid", kinds: ["purchases"], dash: "5 2" },
  { id: "machines", title: "money promised and not yet put in or lent", kinds: ["funding"], dash: "9 2 2 2" },
  { id: "sites", title: "guarantees: only if another does not pay", kinds: ["guarantees"], dash: "2 2" },
];

const ofWhat: Readonly<Record<string, string>> = {
  shares: "in shares, at what was paid for them",
  loans: "of loans and notes",
  purchases: "of purchases still to be paid",
  funding: "promised and not yet put in or lent",
  guarantees: "in guarantees, owed only if another does not pay",
};

export function wordsOfClaim(kind: string): string {
  return ofWhat[kind] ?? `(${kind})`;
}

/** A band as people read it; "amount not public" where nobody has said how much. */
export function bandWords({
  sure,
  amount,
  isUnknown,
}: Pick<ClaimArrow, "sure" | "amount" | "isUnknown">): string {
  if (isUnknown) return "amount not public";
  const [low, high] = [dollars(sure), dollars(amount)];
  return low === high ? high : `${low} to ${high}`;
}

const whose: Readonly<Record<string, string>> = {
  shares: "has issued to",
  loans: "owes",
  purchases: "has promised to pay",
  funding: "has promised",
  guarantees: "answers to",
};

export function claimSentence(arrow: ClaimArrow, nameOf: NameOf): string {
  const { payer, payee, kind, legs } = arrow;
  const open = legs.filter(({ usd }) => usd === null).length;
  const more =
    open > 0 && !arrow.isUnknown ? `, and ${plural(open, "contract")} without a public amount` : "";
  return `${nameOf(payer)} ${whose[kind] ?? "owes"} ${nameOf(payee)} ${bandWords(arrow)} ${wordsOfClaim(kind)}${more}`;
}

/** The largest between two that have a name, and all together. */
export function claimsFinding(
  { arrows, total, day }: Pick<ClaimsOnDay, "arrows" | "total" | "day">,
  nameOf: NameOf,
  isBoundary: (party: string) => boolean,
): string {
  const known = arrows.filter(({ isUnknown }) => !isUnknown);
  const largest = known.find(({ payer, payee }) => !isBoundary(payer) && !isBoundary(payee)) ?? known[0];
  if (!largest) return `Nothing is known to be owed or promised on ${day}`;
  const all = bandWords({ sure: total.low, amount: total.high, isUnknown: false });
  return `On ${day}, ${claimSentence(largest, nameOf)}, the most between two named parties, of ${all} in all`;
}

/** How much is drawn, how much of it is a band, and what has no amount. */
export function claimsLine({ arrows, total }: ClaimsOnDay, drawn: readonly ClaimArrow[]): string {
  const unknown = arrows.filter(({ isUnknown }) => isUnknown).length;
  const shown = drawn.filter(({ isUnknown }) => !isUnknown).reduce((sum, { amount }) => sum + amount, 0);
  const bands = arrows.filter(({ sure, amount }) => sure < amount).length;
  const hidden = arrows.length - drawn.length;
  return [
    hidden === 0
      ? `All ${plural(arrows.length, "arrow")} of the day.`
      : `Drawn: ${plural(drawn.length, "arrow")} of ${arrows.length}, ${dollars(shown)} of ${dollars(total.high)}; the others are in the list.`,
    ...(bands > 0
      ? [
          `${plural(bands, "arrow")} ${bands === 1 ? "is a band" : "are bands"}: full to the least, pale to the most.`,
        ]
      : []),
    ...(unknown > 0
      ? [`Of ${plural(unknown, "arrow")} no amount is public: dotted, and not counted as zero.`]
      : []),
  ].join(" ");
}

/** The largest, and those without a public amount between parties that these touch. */
export function chosenClaims({ arrows }: Pick<ClaimsOnDay, "arrows">, most: number): readonly ClaimArrow[] {
  const known = arrows.filter(({ isUnknown }) => !isUnknown).slice(0, most);
  const touched = new Set(known.flatMap(({ payer, payee }) => [payer, payee]));
  const isNear = ({ payer, payee }: ClaimArrow): boolean =>
    most === Infinity || (touched.has(payer) && touched.has(payee));
  return [...known, ...arrows.filter((arrow) => arrow.isUnknown && isNear(arrow))];
}

export function csvOfClaims({ arrows, day, count, level }: ClaimsOnDay): string {
  return csvOf({
    blocks: [],
    csv: {
      columns: [
        "day",
        "counting",
        "level",
        "debtor",
        "creditor",
        "kind",
        "low_usd",
        "high_usd",
        "leg",
        "assumptions",
        "note",
      ],
      rows: arrows.flatMap(({ payer, payee, kind, legs }) =>
        legs.map(({ leg, usd, assumed, note }) => [
          day,
          count,
          level,
          payer,
          payee,
          kind,
          usd?.low ?? null,
          usd?.high ?? null,
          leg,
          assumed.join(" "),
          note,
        ]),
      ),
    },
  });
}
