// One line for each vendor: how much of its revenue was its own group's money.

import type { Book } from "../book/book.ts";
import type { FlowsView } from "../network/book-flows.ts";
import { type RevenueSplit, revenueSplit } from "../network/origin.ts";
import { sentUntil } from "../network/sent.ts";
import { type Block, type Cell, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { dollars } from "./number.ts";

/** Vendors whose revenue the report splits. */
const vendors = ["aws", "azure", "google-cloud", "oci", "coreweave", "nvidia-data-center"] as const;

/** The newest of the years in which a vendor's revenue can be split, or why nobody can say. */
export function ownMoneyTable(view: FlowsView, years: readonly number[]): Block {
  const sent = sentUntil(view, Math.max(...years, Number(view.day.slice(0, 4))));
  return table(
    undefined,
    [
      "vendor",
      ">year",
      ">own group's money: at least, pro rata, at most",
      ">revenue",
      "rests on, and leaves open",
    ],
    vendors
      .filter((vendor) => view.book.parties.has(vendor))
      .map((vendor) => {
        const splits = years.map((year) => revenueSplit({ ...view, year }, vendor, sent));
        const split = splits.find(({ classes }) => classes !== null);
        return split ? toldRow(split) : openRow(view.book, vendor, splits);
      }),
  );
}

function toldRow({ party, year, classes, revenue, payers, unseen }: RevenueSplit): Cell[] {
  const { own, notKnown } = classes!;
  const all = revenue!.central;
  const assumed = payers.flatMap((payer) => payer.assumed).map(({ leg }) => leg);
  const remarks = [
    `accounts of ${payers.map(({ payer }) => payer).join(", ")}`,
    ...(notKnown.atMost > 0
      ? [
          `whose money ${dollars(notKnown.atMost)} was (${unseen.map(({ payer }) => payer).join(", ")}) is not known`,
        ]
      : []),
    ...(assumed.length > 0 ? [`the year of ${assumed.join(", ")} is an assumption`] : []),
  ];
  return [
    text(party),
    text(String(year)),
    {
      show: `${percent(own.atLeast / all)}, ${percent(own.proRata / all)}, ${percent(own.atMost / all)}`,
      value: own.proRata / all,
    },
    { show: dollars(all), value: all },
    text(remarks.join("; ")),
  ];
}

/** Without a split the largest payment by a named party that is told, and the first figure that is missing. */
function openRow(book: Book, vendor: string, splits: readonly RevenueSplit[]): Cell[] {
  const told = splits
    .flatMap((split) => split.told)
    .filter(({ amount, payer }) => amount !== null && book.parties.has(payer))
    .toSorted((a, b) => b.amount! - a.amount!)[0];
  const { missing } = splits[0]!;
  const remarks = [
    `${missing.length} figures are missing, such as ${missing[0]}`,
    ...(told
      ? [
          `told: ${told.payer} paid ${told.payee} ${dollars(told.amount!)} in ${told.period}${told.ownAtMost === null ? "" : `, at most ${dollars(told.ownAtMost)} of it the own group's`}`,
        ]
      : []),
  ];
  return [text(vendor), text(""), text("no number"), text(""), text(remarks.join("; "))];
}
