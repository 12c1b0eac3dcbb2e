// The revenue split for people: what each class paid, what bounds it, who is named in the backlog.

import type { PartyId } from "../book/book.ts";
import type { Backlog } from "../network/backlog.ts";
import type { Bounds, Classes } from "../network/money-split.ts";
import type { RevenueSplit } from "../network/origin.ts";
import { type MoneyClass, moneyClasses } from "../network/pool.ts";
import { type Block, type Cell, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { dollars } from "./number.ts";

const classWords: Record<MoneyClass, string> = {
  organic: "end customers",
  outside: "outside capital",
  insiders: "other insiders",
  own: "the vendor's own group",
  notKnown: "not known",
};

/** All tables and remarks of a split, the main one first. */
export function revenueBlocks(split: RevenueSplit, backlog: Backlog | null, group: PartyId): Block[] {
  const { classes, revenue } = split;
  const main =
    classes && revenue
      ? [
          { lines: opening(split, classes, revenue.central) },
          mainTable(classes, backlog),
          ...bounds(split, group),
          ...payersTables(split),
        ]
      : [{ lines: ["No number: the accounts of those who pay are not public enough."] }];
  return [...main, ...toldTable(split), ...backlogBlocks(backlog), ...missing(split)];
}

function opening({ unseen }: RevenueSplit, { notKnown }: Classes, revenue: number): string[] {
  return [
    `Revenue ${dollars(revenue)}. Pro rata figures add up to it; the ends are bounds, each for itself, and do not.`,
    ...(unseen.length > 0
      ? [
          `Up to ${dollars(notKnown.atMost)} came from payers whose money is not known (${unseen.map(({ payer }) => payer).join(", ")}): at most takes in of each class what can have reached them by then, as far as the book knows who paid whom.`,
        ]
      : []),
  ];
}

function mainTable(classes: Classes, backlog: Backlog | null): Block {
  const of = ({ atLeast, proRata, atMost }: Bounds) => [money(atLeast), money(proRata), money(atMost)];
  const future = backlog?.classes;
  return table(
    undefined,
    ["whose money", ">at least", ">pro rata", ">at most", ...(future ? [">backlog, extrapolated"] : [])],
    moneyClasses.map((name) => [
      text(classWords[name]),
      ...of(classes[name]),
      ...(future ? [money(future[name])] : []),
    ]),
  );
}

/** What each payer can have paid with whose money, and what carries the vendor's own group's part. */
function bounds({ payers, unseen, year }: RevenueSplit, group: PartyId): Block[] {
  const carriedBy = (by: readonly string[]): Cell =>
    text(by.length === 0 ? `nothing ${group} sent reached it by the end of ${year}` : by.join(", "));
  return [
    table(
      "What bounds at most: how much of a payer's money can have been whose",
      ["payer", ">paid at most", `>of ${group}`, ">of other insiders", `what carries ${group}'s`],
      [
        ...payers.map(({ payer, paidHigh, classes, reach }) => [
          text(payer),
          money(paidHigh),
          money(classes.own.atMost),
          money(classes.insiders.atMost),
          carriedBy(reach.own.by),
        ]),
        ...unseen.map(({ payer, isTold, high, ownAtMost, insidersAtMost, reach }) => [
          text(`${payer}, ${isTold ? "as told" : "by contract"}`),
          money(high),
          money(ownAtMost),
          money(insidersAtMost),
          carriedBy(reach.own.by),
        ]),
      ],
    ),
  ];
}

function payersTables({ payers, year }: RevenueSplit): Block[] {
  const assumed = payers.flatMap((payer) => payer.assumed);
  return [
    table(
      "Payers whose accounts are known: what each paid, and the money that it had",
      ["payer", ">paid", ...moneyClasses.map((name) => `>${classWords[name]}`)],
      payers.map((payer) => [
        text(payer.payer),
        money(payer.paid),
        ...moneyClasses.map((name) => money(payer.pool[name])),
      ]),
    ),
    ...(assumed.length > 0
      ? [
          {
            lines: [
              `An assumption of the table: ${assumed.map(({ leg, amount, since, until }) => `${dollars(amount)} (${leg}) was paid on some day from ${since} to ${until}`).join("; ")}. All of it counts in ${year}.`,
            ],
          },
        ]
      : []),
    table(
      "Told by",
      ["payer", "what it paid", "what it had"],
      payers.map((payer) => [
        text(payer.payer),
        text(payer.paidFrom.join(", ")),
        text(payer.poolFrom.join(", ")),
      ]),
    ),
  ];
}

function toldTable({ told, party }: RevenueSplit): Block[] {
  if (told.length === 0) return [];
  return [
    table(
      "Payments that are told, whose money is not",
      ["payer", ">amount", "period", ">share of revenue", ">own group's at most", "told by"],
      told.map((each) => [
        text(each.payee === party ? each.payer : `${each.payer}, to ${each.payee}`),
        each.low !== null && each.high !== null && each.low !== each.high
          ? { show: `${dollars(each.low)} to ${dollars(each.high)}`, value: each.amount }
          : orUnknown(each.amount),
        text(`${each.period}, to ${each.until}`),
        shareCell(each, party),
        orUnknown(each.ownAtMost),
        text(each.facts[0]),
      ]),
    ),
  ];
}

/** A share of the vendor's revenue is an upper bound where the whole group was paid. */
function shareCell({ share, shareOf, payee }: RevenueSplit["told"][number], party: PartyId): Cell {
  if (share === null) return { show: "not known", value: null };
  const isBound = shareOf === party && payee !== party;
  const of = shareOf === party ? "" : ` of ${shareOf}'s`;
  return { show: `${isBound ? "at most " : ""}${percent(share)}${of}`, value: share };
}

function backlogBlocks(backlog: Backlog | null): Block[] {
  if (!backlog) return [];
  const { amount, fact, on, named, isCut, classes } = backlog;
  const sum = named.reduce((all, { unbilled }) => all + unbilled, 0);
  const contracts =
    named.length > 0
      ? `${dollars(sum)} of named contracts after ${on}, by their schedules${isCut ? " and cut to the backlog" : ""}`
      : "no named contract in it has a firm amount that is known";
  const rest = classes
    ? `the rest, ${dollars(amount - sum)}, at the mix of the other revenue`
    : `of the rest, ${dollars(amount - sum)}, nothing can be said`;
  return [
    ...(named.length > 0
      ? [
          table(
            "Contracts named in the backlog: what of each was not billed yet",
            ["payer", "contract", ">unbilled", "whose money"],
            named.map(({ payer, leg, unbilled, mixOf }) => [
              text(payer),
              text(leg),
              money(unbilled),
              text(mixOf === null ? "not known" : `as ${payer}'s of ${mixOf}`),
            ]),
          ),
        ]
      : []),
    {
      lines: [`Backlog ${dollars(amount)} (${fact}), an extrapolation: ${contracts}; ${rest}.`],
    },
  ];
}

function missing({ missing: what }: RevenueSplit): Block[] {
  return what.length === 0 ? [] : [{ lines: [`What would have to be known: ${what.join("; ")}.`] }];
}

function money(value: number): Cell {
  return { show: dollars(value), value };
}

function orUnknown(value: number | null): Cell {
  return value === null ? { show: "not known", value: null } : money(value);
}
