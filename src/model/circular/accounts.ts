// Cash of every party, and the two matrices in which everything must balance.

import { type Expression, constant, negate } from "../../expression/expression.ts";
import type { Name } from "../builder.ts";
import { type Cast, lenders } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { notesOf } from "./convertible.ts";
import { cellsOf } from "./ledger.ts";
import { manyParties } from "./deposits.ts";
import type { Guarantee } from "./guarantee.ts";
import { holdersOf } from "./marks.ts";
import { USD, plain } from "./measures.ts";
import type { Prepaid } from "./prepayment.ts";
import type { Supply } from "./supply.ts";
import { claimPairs } from "./support.ts";
import type { Tranche } from "./tranche.ts";
import type { Warrant } from "./warrants.ts";
import { minus, plus } from "./write.ts";

/** What parties owe one another beside loans and deposits. */
interface Claims {
  readonly supply: Supply;
  readonly guarantees: readonly Guarantee[];
  readonly tranches: readonly Tranche[];
  readonly prepaid: readonly Prepaid[];
  readonly warrants: readonly Warrant[];
}

/** Everybody with deposits but the lenders, who owe them. */
function holdersOfCash(d: Draft): readonly string[] {
  return d.ledger.parties().filter((party) => party !== lenders);
}

/**
 * Which lines of the matrices are checked on every path: all of them, or those that are not closed by definition. Each
 * payment counts once up and once down in its row, and cash is defined as what its column adds up to: that rows of
 * payments and columns add to zero says nothing of the equations. A claim that is one variable on both sides adds to
 * nothing whatever it is. The row of changes in deposits is the difference of two rows of deposits, over the sizes of
 * both: it is never further from zero than the worse of them, and those are checked in every quarter.
 */
export type Checked = "open" | "all";

/** Rows of the matrix of stocks of which each side has an equation of its own; `equity of <lab>` beside them. */
const openRows = ["deposits", "loans"];

/** Row of the matrix of flows that says that everybody's change in cash is somebody else's. */
const changeRow = "change in deposits";

/** Variables: `cash <party>`; what lenders owe is below zero. */
export function writeAccounts(d: Draft, cast: Cast, claims: Claims, checked: Checked): void {
  const parties = holdersOfCash(d);
  const start = (party: string): Expression =>
    d.book.assumptions.has(`deposits-${party}`)
      ? d.assume(`deposits-${party}`)
      : (d.started(`${party}.cash`) ?? usd(0));
  for (const party of parties) {
    d.define(
      "stock",
      `cash ${party}`,
      USD,
      plus(was(`cash ${party}`), minus(d.ledger.received(party), d.ledger.paid(party))),
      start(party),
    );
  }
  // Lenders' side is added up from what passes through their own books; that both agree is checked, not assumed.
  d.define(
    "stock",
    `cash ${lenders}`,
    USD,
    plus(was(`cash ${lenders}`), minus(d.ledger.received(lenders), d.ledger.paid(lenders))),
    negate(plus(usd(0), ...parties.map(start))),
  );
  writeFlows(d, parties, checked);
  writeStocks(d, cast, parties, claims, checked);
}

function writeFlows(d: Draft, parties: readonly string[], checked: Checked): void {
  const change: Record<string, Expression> = {};
  for (const party of [...parties, lenders]) change[party] = minus(was(`cash ${party}`), is(`cash ${party}`));
  const rows = { ...cellsOf(d.ledger), [changeRow]: change };
  const closed = [...Object.keys(rows), ...parties, lenders];
  d.m.matrix("flows", rows, { unchecked: checked === "all" ? [] : [...new Set(closed)] });
}

function writeStocks(
  d: Draft,
  cast: Cast,
  parties: readonly string[],
  { supply, guarantees, tranches, prepaid, warrants }: Claims,
  checked: Checked,
): void {
  const rows: Record<string, Record<string, Expression>> = { deposits: {} };
  for (const party of [...parties, lenders]) rows["deposits"]![party] = is(`cash ${party}`);
  const debtors = [
    ...cast.labs.map(({ id }) => id),
    ...cast.groups.map(({ id }) => id),
    ...cast.neoclouds,
    ...cast.makers,
    ...manyParties,
  ];
  const drawn = plus(usd(0), d.ledger.paid(lenders, "loans drawn"));
  const repaid = plus(usd(0), d.ledger.received(lenders, "loans repaid"));
  const written = plus(
    usd(0),
    ...[...cast.labs.map(({ id }) => id), ...cast.neoclouds].map((id) => is(`written off ${id}`)),
  );
  const taken = plus(usd(0), ...cast.neoclouds.map((id) => is(`debt taken over ${id}`)));
  const start = plus(usd(0), ...debtors.map((id) => d.started(`${id}.debt`) ?? usd(0)));
  d.define(
    "stock",
    "loans of lenders",
    USD,
    minus(plus(was("loans of lenders"), drawn), plus(repaid, taken, written)),
    start,
  );
  rows["loans"] = Object.fromEntries(debtors.map((id) => [id, negate(is(`debt ${id}`))]));
  rows["loans"][lenders] = is("loans of lenders");
  const owed = (row: string, debtor: string, creditor: string, amount: Expression): void => {
    const cells = (rows[row] ??= {});
    cells[debtor] = minus(cells[debtor] ?? usd(0), amount);
    cells[creditor] = plus(cells[creditor] ?? usd(0), amount);
  };
  for (const [debtor, guarantor] of claimPairs(guarantees))
    owed("claims of guarantors", debtor, guarantor, is(`claim of ${guarantor} on ${debtor}`));
  for (const { vendor, payer, stock } of prepaid) owed("prepayments", vendor, payer, is(stock));
  for (const { id } of cast.labs) {
    for (const vendor of supply.vendorsOf(id).filter((of) => of !== id)) {
      owed("prepayments", vendor, id, is(`make-up ${id} to ${vendor}`));
      owed("arrears", id, vendor, is(`arrears ${id} to ${vendor}`));
    }
  }
  for (const { leg, payer, payee } of notesOf(tranches))
    owed("convertible notes", payee, payer, is(`notes of ${leg}`));
  for (const { leg, issuer, holder } of warrants)
    owed("warrants, vested", issuer, holder, is(`warrant of ${leg}`));
  for (const { id } of cast.labs) {
    const cells: Record<string, Expression> = { [id]: constant(-1, plain) };
    for (const holder of holdersOf(d, cast, id)) cells[holder] = is(`stake ${holder} in ${id}`, plain);
    rows[equityOf(id)] = cells;
  }
  // Columns of stocks add to net worth, which is no check; rows are.
  const columns = [...new Set(Object.values(rows).flatMap((cells) => Object.keys(cells)))];
  const open = new Set([...openRows, ...cast.labs.map(({ id }) => equityOf(id))]);
  const closed = checked === "all" ? [] : Object.keys(rows).filter((row) => !open.has(row));
  d.m.matrix("stocks", rows, { unchecked: [...columns, ...closed] });
}

function equityOf(lab: string): string {
  return `equity of ${lab}`;
}

/** What counts as debt beside loans. */
export type DebtClaims = Pick<Claims, "guarantees" | "tranches">;

/** Loans, what guarantors have paid for it, and notes that are not yet equity. */
export function allDebt(d: Draft, id: string, { guarantees, tranches }: DebtClaims): Name {
  const claims = claimPairs(guarantees).filter(([debtor]) => debtor === id);
  const notes = notesOf(tranches).filter(({ payee }) => payee === id);
  if (claims.length + notes.length === 0) return is(`debt ${id}`);
  return d.define(
    "auxiliary",
    `all debt ${id}`,
    USD,
    plus(
      is(`debt ${id}`),
      ...claims.map(([, guarantor]) => is(`claim of ${guarantor} on ${id}`)),
      ...notes.map(({ leg }) => is(`notes of ${leg}`)),
    ),
    d.started(`${id}.debt`) ?? usd(0),
  );
}
