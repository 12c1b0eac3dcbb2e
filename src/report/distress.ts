// Which share of its equity each holder of claims loses: linear DebtRank of the first round of a failure.

import type { PartyId } from "../book/book.ts";
import { newestBalance } from "../book/year-figure.ts";
import { sparseFromRows } from "../matrix/sparse.ts";
import { type FlowsView, isBoundary } from "../network/book-flows.ts";
import type { Loss } from "../network/contagion.ts";
import { debtRank } from "../network/debtrank.ts";
import { central } from "../unit/quantity.ts";
import { type Block, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { dollars } from "./number.ts";

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
export function distress(view: FlowsView, failed: PartyId, first: readonly Loss[]): Distress {
  const credit = first.filter((loss) => loss.cause !== "sales" && !isBoundary(view.book, loss.party));
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

/** Distress as a table; where no equity is known that is said once. */
export function distressBlocks({ known, unknown }: Distress, name: (id: string) => string): Block[] {
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
              rows.length === 0
                ? "No DebtRank: the book knows the equity of none of those who hold a claim on it."
                : `No DebtRank of ${unknown.map(name).join(", ")}: the book does not know their equity.`,
            ],
          },
        ]
      : []),
  ];
}
