// Whose money is this revenue: a vendor's revenue and backlog by where its customers' money came from.

import type { PartyId } from "../book/book.ts";
import type { FlowsView } from "../network/book-flows.ts";
import {
  type Bounds,
  type MoneyClass,
  type RevenueSplit,
  moneyClasses,
  revenueSplit,
} from "../network/origin.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { dollars } from "./number.ts";

/** Vendors whose revenue the report splits. */
export const vendors = ["aws", "azure", "google-cloud", "oci", "coreweave", "nvidia"] as const;

export const classWords: Record<MoneyClass, string> = {
  organic: "end customers",
  outside: "outside capital",
  insiders: "other insiders",
  own: "the vendor's own group",
  notKnown: "not known",
};

/** The split as a table and as data; no number where no payer's accounts are known. */
export function revenueAnswer(view: FlowsView, party: PartyId): Answer {
  const split = revenueSplit(view, party);
  const { book, year } = view;
  const name = book.parties.get(party)?.name ?? party;
  const mix = split.classes && split.revenue ? backlogMix(split) : null;
  return {
    json: {
      party,
      year,
      revenueUsd: split.revenue?.isWhole ? split.revenue.central : null,
      backlogUsd: split.backlog?.amount ?? null,
      backlogFact: split.backlog?.fact ?? null,
      classes: split.classes,
      backlogClasses: mix,
      payers: split.payers,
      othersUsd: split.others,
      missing: split.missing,
    },
    blocks: [
      { heading: `Whose money is ${name}'s revenue of ${year}` },
      ...blocks(split, mix),
      ...missingBlock(split),
    ],
    sources: [...new Set(factSources(view, split))],
    sentence:
      split.classes && split.revenue
        ? `Of ${name}'s revenue of ${dollars(split.revenue.central)} in ${year}, ${dollars(split.classes.own.atLeast)} to ${dollars(split.classes.own.atMost)} was its own group's money (${dollars(split.classes.own.proRata)} pro rata)${split.classes.notKnown.atMost > 0 ? `; the upper end takes in ${dollars(split.classes.notKnown.atMost)} from payers whose accounts are not known` : ""}`
        : `Whose money ${name}'s revenue of ${year} is cannot be said: too little is public`,
  };
}

/** Today's mix applied to what is not billed yet: an extrapolation, and labelled so. */
function backlogMix(split: RevenueSplit): Record<MoneyClass, number> | null {
  const { classes, revenue, backlog } = split;
  if (!classes || !revenue || !backlog) return null;
  return Object.fromEntries(
    moneyClasses.map((name) => [name, (backlog.amount * classes[name].proRata) / revenue.central]),
  ) as Record<MoneyClass, number>;
}

function blocks(split: RevenueSplit, mix: Record<MoneyClass, number> | null): Block[] {
  const { classes, revenue, payers } = split;
  if (!classes || !revenue)
    return [{ lines: ["No number: the accounts of those who pay are not public enough."] }];
  const money = (value: number) => ({ show: dollars(value), value });
  const of = (bounds: Bounds) => [money(bounds.atLeast), money(bounds.proRata), money(bounds.atMost)];
  return [
    {
      lines: [
        `Revenue ${dollars(revenue.central)}. Pro rata figures add up to it; the ends are bounds, each for itself, and do not.`,
        ...(classes.notKnown.atMost > 0
          ? [
              `At most takes in ${dollars(classes.notKnown.atMost)} by contract from payers whose accounts are not known, as if all of it were that class's money: more than can be true of some.`,
            ]
          : []),
      ],
    },
    table(
      undefined,
      ["whose money", ">at least", ">pro rata", ">at most", ...(mix ? [">backlog at this mix"] : [])],
      moneyClasses.map((name) => [
        text(classWords[name]),
        ...of(classes[name]),
        ...(mix ? [money(mix[name])] : []),
      ]),
    ),
    table(
      "Payers whose accounts are known: what each paid, and the money that it had",
      ["payer", ">paid", ...moneyClasses.map((name) => `>${classWords[name]}`)],
      payers.map((payer) => [
        text(payer.payer),
        money(payer.paid),
        ...moneyClasses.map((name) => money(payer.pool[name])),
      ]),
    ),
    table(
      "Told by",
      ["payer", "what it paid", "what it had"],
      payers.map((payer) => [
        text(payer.payer),
        text(payer.paidFrom.join(", ")),
        text(payer.poolFrom.join(", ")),
      ]),
    ),
    ...(split.backlog && mix
      ? [
          {
            lines: [
              `Backlog ${dollars(split.backlog.amount)} (${split.backlog.fact}); its split is the mix of ${split.year} for all of it, also for contracts whose customer is named: an extrapolation that understates those customers.`,
            ],
          },
        ]
      : []),
  ];
}

function missingBlock(split: RevenueSplit): Block[] {
  return split.missing.length === 0
    ? []
    : [{ lines: [`What would have to be known: ${split.missing.join("; ")}.`] }];
}

function factSources({ book }: FlowsView, split: RevenueSplit): string[] {
  const ids = [
    ...(split.revenue?.facts ?? []),
    ...split.payers.flatMap((payer) => [...payer.paidFrom, ...payer.poolFrom]),
  ];
  return ids.flatMap((id) => book.facts.get(id)?.sources ?? book.legs.get(id)?.sources ?? []);
}

/** One line for each vendor: the share of its revenue that was its own group's money, or why nobody can say. */
export function ownMoneyTable(view: FlowsView, years: readonly number[]): Block {
  const rows = vendors.flatMap((vendor) => {
    const splits = years.map((year) => revenueSplit({ ...view, year }, vendor));
    const told = splits.find((split) => split.classes !== null);
    if (!told?.classes || !told.revenue)
      return [
        [
          text(vendor),
          text(""),
          text("no number"),
          text(""),
          text(`${splits[0]!.missing.length} figures are missing, such as ${splits[0]!.missing[0]}`),
        ],
      ];
    const { own } = told.classes;
    const all = told.revenue.central;
    return [
      [
        text(vendor),
        text(String(told.year)),
        {
          show: `${percent(own.atLeast / all)}, ${percent(own.proRata / all)}, ${percent(own.atMost / all)}`,
          value: own.proRata / all,
        },
        { show: dollars(all), value: all },
        text(told.payers.map(({ payer }) => payer).join(", ")),
      ],
    ];
  });
  return table(
    undefined,
    [
      "vendor",
      ">year",
      ">own group's money: at least, pro rata, at most",
      ">revenue",
      "payers whose accounts are known",
    ],
    rows,
  );
}
