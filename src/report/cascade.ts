// The failure of a party as a story and a table: who loses what, in which round, and why.

import type { PartyId } from "../book/book.ts";
import type { FlowsView } from "../network/book-flows.ts";
import { type Cause, type Loss, contagion } from "../network/contagion.ts";
import { debtRank } from "../network/debtrank.ts";
import { newestBalance } from "../book/year-figure.ts";
import { sparseFromRows } from "../matrix/sparse.ts";
import { central } from "../unit/quantity.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { dollars } from "./number.ts";

const because: Record<Cause, string> = {
  stake: "paid in for shares of",
  loan: "not recovered of loans to",
  guarantee: "stands behind debts of",
  sales: "a year of sales to",
};

/** The cascade as a story, a table and data; what is not known is said. */
export function contagionAnswer(view: FlowsView, failed: PartyId): Answer {
  const { book } = view;
  const found = contagion(view, failed);
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  const first = found.rounds[0] ?? [];
  const ranked = distress(view, found.failed, first);
  return {
    json: {
      failed: found.failed,
      year: view.year,
      count: view.counting,
      rounds: found.rounds,
      debtRank: ranked.known,
      equityNotKnown: ranked.unknown,
      assumed: found.assumed,
      notKnown: found.notKnown,
    },
    blocks: [
      { heading: `If ${name(found.failed)} failed (${view.counting}, sales of ${view.year})` },
      {
        lines:
          found.rounds.length === 0
            ? [
                "The book names nobody who holds a claim on it or sells to it at a public price; holders of its bonds and unnamed lenders are not in these figures.",
              ]
            : found.rounds.map((round, k) => story(round, k, name)),
      },
      table(
        undefined,
        [">round", "party", ">loss", "cause", "legs"],
        found.rounds.flatMap((round, k) =>
          round.map((loss) => [
            text(String(k + 1)),
            text(name(loss.party)),
            { show: dollars(loss.lossUsd), value: loss.lossUsd },
            text(`${because[loss.cause]} ${name(loss.through)}`),
            text(loss.legs.join(", ")),
          ]),
        ),
      ),
      ...distressBlocks(ranked, name),
      { lines: unknownLines(found.notKnown, found.assumed) },
    ],
    sources: [
      ...new Set(
        found.rounds
          .flat()
          .flatMap((loss) => loss.legs)
          .flatMap((id) => book.legs.get(id)?.sources ?? []),
      ),
    ],
    sentence: `If ${name(found.failed)} failed, those who are known to hold claims on it or to sell to it would lose ${dollars(first.reduce((sum, loss) => sum + loss.lossUsd, 0))} in the first round`,
  };
}

function story(round: readonly Loss[], k: number, name: (id: string) => string): string {
  const told = round
    .slice(0, 4)
    .map(
      (loss) => `${name(loss.party)} ${dollars(loss.lossUsd)} (${because[loss.cause]} ${name(loss.through)})`,
    );
  const more = round.length > 4 ? ` and ${round.length - 4} more losses` : "";
  const opening = k === 0 ? "Round 1, directly" : `Round ${k + 1}, through cut orders`;
  return `${opening}: ${told.join(", ")}${more}; ${dollars(round.reduce((sum, loss) => sum + loss.lossUsd, 0))} in all.`;
}

interface Distress {
  readonly known: readonly {
    readonly party: PartyId;
    readonly equityUsd: number;
    readonly distress: number;
  }[];
  readonly unknown: readonly PartyId[];
}

/**
 * Linear DebtRank (Bardoscia and others 2015) of the first round's credit losses, for those whose equity
 * the book knows: a valuation stands for the equity of a company that is not listed.
 */
function distress(view: FlowsView, failed: PartyId, first: readonly Loss[]): Distress {
  const credit = first.filter((loss) => loss.cause !== "sales");
  const parties = [...new Set(credit.map((loss) => loss.party))].toSorted();
  const equity = new Map(
    parties.flatMap((party) => {
      const fact =
        newestBalance(view.book, party, "equity", view.day) ??
        newestBalance(view.book, party, "valuation-post-money", view.day);
      return fact ? [[party, central(fact.value)] as const] : [];
    }),
  );
  const known = parties.filter((party) => equity.has(party));
  if (known.length === 0) return { known: [], unknown: parties };
  const all = [failed, ...known];
  const exposures = all.map((party) =>
    all.map((other) =>
      other === failed
        ? credit.filter((loss) => loss.party === party).reduce((sum, loss) => sum + loss.lossUsd, 0)
        : 0,
    ),
  );
  const result = debtRank({
    exposures: sparseFromRows(exposures, all.length),
    equity: Float64Array.from(all, (party) => equity.get(party) ?? 1),
    shock: Float64Array.from(all, (party) => (party === failed ? 1 : 0)),
    variant: "linear",
  });
  const at = result.distress;
  return {
    known: known.map((party, k) => ({ party, equityUsd: equity.get(party)!, distress: at[k + 1]! })),
    unknown: parties.filter((party) => !equity.has(party)),
  };
}

function distressBlocks({ known, unknown }: Distress, name: (id: string) => string): Block[] {
  const rows = known.map(({ party, equityUsd, distress: lost }) => [
    text(name(party)),
    { show: dollars(equityUsd), value: equityUsd },
    { show: percent(lost), value: lost },
  ]);
  return [
    ...(rows.length > 0
      ? [table("Share of equity lost (DebtRank, linear)", ["party", ">equity", ">lost"], rows)]
      : []),
    ...(unknown.length > 0
      ? [
          {
            lines: [
              `The book knows no equity of ${unknown.map(name).join(", ")}, so their distress cannot be put into a share.`,
            ],
          },
        ]
      : []),
  ];
}

function unknownLines(
  notKnown: readonly { party: PartyId; leg: string; what: string }[],
  assumed: readonly string[],
): string[] {
  return [
    ...(assumed.length > 0 ? [`Recovery is an assumption: ${assumed.join(", ")}.`] : []),
    ...(notKnown.length > 0
      ? [
          `Not in these figures, for want of a price under this counting: ${notKnown.map(({ leg, what }) => `${leg} (${what})`).join(", ")}.`,
        ]
      : []),
  ];
}
