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

/** What a party is called. */
type NameOf = (id: PartyId) => string;

/** All tables and remarks of a split, the main one first. Parties go by their names, values of cells are ids. */
export function revenueBlocks(
  split: RevenueSplit,
  backlog: Backlog | null,
  group: PartyId,
  name: NameOf,
): Block[] {
  const { classes, revenue } = split;
  const main =
    classes && revenue
      ? [
          { lines: opening(split, classes, revenue.central, name) },
          mainTable(classes, backlog),
          ...bounds(split, group, name),
          ...payersTables(split, name),
        ]
      : [{ lines: ["No number: the accounts of those who pay are not public enough."] }];
  return [...main, ...toldTable(split, name), ...backlogBlocks(backlog, name), ...missing(split, name)];
}

function opening({ unseen }: RevenueSplit, { notKnown }: Classes, revenue: number, name: NameOf): string[] {
  return [
    `Revenue ${dollars(revenue)}. Pro rata figures add up to it; the ends are bounds, each for itself, and do not.`,
    ...(unseen.length > 0
      ? [
          `Up to ${dollars(notKnown.atMost)} came from payers whose money is not known (${unseen.map(({ payer }) => name(payer)).join(", ")}): at most takes in of each class what can have reached them by then, as far as the book knows who paid whom.`,
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
function bounds({ payers, unseen, year }: RevenueSplit, group: PartyId, name: NameOf): Block[] {
  const carriedBy = (by: readonly string[]): Cell =>
    text(by.length === 0 ? `nothing ${name(group)} sent reached it by the end of ${year}` : by.join(", "));
  return [
    table(
      "What bounds at most: how much of a payer's money can have been whose",
      ["payer", ">paid at most", `>of ${name(group)}`, ">of other insiders", `what carries ${name(group)}'s`],
      [
        ...payers.map(({ payer, paidHigh, classes, reach }) => [
          called(payer, name),
          money(paidHigh),
          money(classes.own.atMost),
          money(classes.insiders.atMost),
          carriedBy(reach.own.by),
        ]),
        ...unseen.map(({ payer, isTold, high, ownAtMost, insidersAtMost, reach }) => [
          called(payer, name, `, ${isTold ? "as told" : "by contract"}`),
          money(high),
          money(ownAtMost),
          money(insidersAtMost),
          carriedBy(reach.own.by),
        ]),
      ],
    ),
  ];
}

function payersTables({ payers, year }: RevenueSplit, name: NameOf): Block[] {
  const assumed = payers.flatMap((payer) => payer.assumed);
  return [
    table(
      "Payers whose accounts are known: what each paid, and the money that it had",
      ["payer", ">paid", ...moneyClasses.map((each) => `>${classWords[each]}`)],
      payers.map((payer) => [
        called(payer.payer, name),
        money(payer.paid),
        ...moneyClasses.map((each) => money(payer.pool[each])),
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
        called(payer.payer, name),
        text(payer.paidFrom.join(", ")),
        text(payer.poolFrom.join(", ")),
      ]),
    ),
  ];
}

function toldTable({ told, party }: RevenueSplit, name: NameOf): Block[] {
  if (told.length === 0) return [];
  return [
    table(
      "Payments that are told, whose money is not",
      ["payer", ">amount", "period", ">share of revenue", ">own group's at most", "told by"],
      told.map((each) => [
        toldPayer(each, party, name),
        each.low !== null && each.high !== null && each.low !== each.high
          ? { show: `${dollars(each.low)} to ${dollars(each.high)}`, value: each.amount }
          : orUnknown(each.amount),
        text(`${each.period}, to ${each.until}`),
        shareCell(each, party, name),
        orUnknown(each.ownAtMost),
        text(each.facts[0]),
      ]),
    ),
  ];
}

function toldPayer({ payer, payee }: RevenueSplit["told"][number], party: PartyId, name: NameOf): Cell {
  if (payee === party) return called(payer, name);
  return { show: `${name(payer)}, to ${name(payee)}`, value: `${payer}, to ${payee}` };
}

/** A share of the vendor's revenue is an upper bound where the whole group was paid. */
function shareCell(
  { share, shareOf, payee }: RevenueSplit["told"][number],
  party: PartyId,
  name: NameOf,
): Cell {
  if (share === null) return { show: "not known", value: null };
  const isBound = shareOf === party && payee !== party;
  const of = shareOf === party ? "" : ` of ${name(shareOf)}'s`;
  return { show: `${isBound ? "at most " : ""}${percent(share)}${of}`, value: share };
}

function backlogBlocks(backlog: Backlog | null, name: NameOf): Block[] {
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
              called(payer, name),
              text(leg),
              money(unbilled),
              text(mixOf === null ? "not known" : `as ${name(payer)}'s of ${mixOf}`),
            ]),
          ),
        ]
      : []),
    {
      lines: [`Backlog ${dollars(amount)} (${fact}), an extrapolation: ${contracts}; ${rest}.`],
    },
  ];
}

/** It is told in words of which some are ids of parties. */
function missing({ missing: what }: RevenueSplit, name: NameOf): Block[] {
  const named = what.map((words) => words.split(" ").map(name).join(" "));
  return named.length === 0 ? [] : [{ lines: [`What would have to be known: ${named.join("; ")}.`] }];
}

/** A party by its name, and as a machine reads it by its id. */
function called(id: PartyId, name: NameOf, more = ""): Cell {
  return { show: `${name(id)}${more}`, value: `${id}${more}` };
}

function money(value: number): Cell {
  return { show: dollars(value), value };
}

function orUnknown(value: number | null): Cell {
  return value === null ? { show: "not known", value: null } : money(value);
}
