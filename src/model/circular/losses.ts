// What failures cost: dues of a quarter that are not paid, loans and arrears that are written down, and what owners lose
// when new owners take over; by debtor, creditor and class.

import { type Expression } from "../../expression/expression.ts";
import type { Name } from "../builder.ts";
import { type Cast, lenders, others } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { holdersOf } from "./marks.ts";
import { USD, plain } from "./measures.ts";
import { platformPayees } from "./receipts.ts";
import type { Supply } from "./supply.ts";
import { larger, minus, plus, shareOf, times } from "./write.ts";

/** Classes of claims in the order in which a debtor here pays them; dues after staff are paid alike. */
export const lossClasses = [
  "staff and power",
  "platform shares",
  "compute",
  "interest",
  "late compute",
  "loans",
  "shares",
] as const;
export type LossClass = (typeof lossClasses)[number];

/** A flow of losses: `lost on <debtor> by <creditor>: <class>`, and the claim on which it is one: `claim on …`. */
function lossName(debtor: string, creditor: string, of: LossClass): string {
  return `lost on ${debtor} by ${creditor}: ${of}`;
}

/** The parts of the name of a flow of losses; undefined of another variable. */
export function lossOf(variable: string): { debtor: string; creditor: string; class: LossClass } | undefined {
  const found = /^lost on (?<debtor>.+) by (?<creditor>.+): (?<class>.+)$/u.exec(variable)?.groups;
  if (!found) return undefined;
  return { debtor: found["debtor"]!, creditor: found["creditor"]!, class: found["class"] as LossClass };
}

/** The name of the claim that stands behind a flow of losses. */
export function claimName(lost: string): string {
  return lost.replace(/^lost/u, "claim");
}

interface Losses {
  readonly of: Map<string, Expression[]>;
  /** Writes down a loss with the claim on which it is one; both are 0 or more. */
  readonly add: (
    debtor: string,
    creditor: string,
    of: LossClass,
    claim: Expression,
    lost: Expression,
  ) => void;
}

/** Series `<party>.loss`, in USD a quarter: groups, neoclouds, makers, labs as sellers, `lenders`, `investors`, `others`. */
export function writeLosses(d: Draft, cast: Cast, supply: Supply): void {
  const losses = lossesIn(d);
  for (const { id } of cast.labs) {
    writeDues(d, cast, supply, id, losses);
    writeShares(d, cast, id, losses);
  }
  for (const id of cast.neoclouds) {
    writeInterest(d, id, losses);
    writeLoans(d, id, losses);
  }
  for (const [creditor, parts] of losses.of) {
    d.show(`${creditor}.loss`, d.define("flow", `loss of ${creditor}`, USD, plus(usd(0), ...parts)), "flow");
  }
}

function lossesIn(d: Draft): Losses {
  const of = new Map<string, Expression[]>();
  return {
    of,
    add: (debtor, creditor, kind, claim, lost) => {
      const name = lossName(debtor, creditor, kind);
      const flow: Name = d.define("flow", name, USD, larger(usd(0), lost));
      d.define("flow", claimName(name), USD, claim);
      of.set(creditor, [...(of.get(creditor) ?? []), flow]);
    },
  };
}

/** A part of what a lab owes for a quarter may not be paid; what is put off or not used is no loss. */
function writeDues(d: Draft, cast: Cast, supply: Supply, id: string, { add }: Losses): void {
  const unpaid = minus(1, is(`share paid ${id}`, plain));
  const staff = is(`running costs ${id}`);
  add(id, others, "staff and power", staff, times(minus(1, is(`share of staff paid ${id}`, plain)), staff));
  for (const payee of platformPayees(cast, supply, id)) {
    const due = is(`platform share ${id} to ${payee}`);
    add(id, payee, "platform shares", due, times(unpaid, due));
  }
  const vendors = supply.vendorsOf(id).filter((vendor) => vendor !== id);
  const sum = (of: string): Expression =>
    plus(usd(0), ...vendors.map((vendor) => is(`${of} ${id} to ${vendor}`)));
  const putOff = shareOf(is(`put off ${id}`), sum("unused"), 0);
  const saved = shareOf(is(`training saved ${id}`), sum("use"), 0);
  const forgiven = times(is(`default ${id}`, plain), minus(1, d.assume("recovery-lab")));
  for (const vendor of vendors) {
    const pair = `${id} to ${vendor}`;
    const late = times(putOff, is(`unused ${pair}`));
    const cut = plus(late, times(saved, is(`use ${pair}`)));
    const due = larger(usd(0), minus(is(`compute due ${pair}`), cut));
    add(id, vendor, "compute", due, times(unpaid, due));
    const arrears = plus(minus(was(`arrears ${pair}`), is(`arrears paid: ${pair}`)), late);
    add(id, vendor, "late compute", arrears, times(forgiven, arrears));
  }
  writeInterest(d, id, { add });
  writeLoans(d, id, { add });
}

function writeInterest(d: Draft, id: string, { add }: Pick<Losses, "add">): void {
  const due = is(`interest due ${id}`);
  add(id, lenders, "interest", due, minus(due, is(`interest: ${id} to ${lenders}`)));
}

function writeLoans(d: Draft, id: string, { add }: Pick<Losses, "add">): void {
  add(id, lenders, "loans", was(`debt ${id}`), is(`written off ${id}`));
}

/** In a default old owners keep a part: what the shares were worth just before, less that part. */
function writeShares(d: Draft, cast: Cast, id: string, { add }: Losses): void {
  const kept = d.assume("equity-after-default");
  const failed = is(`default ${id}`, plain);
  const before = was(`valuation ${id}`);
  for (const holder of holdersOf(d, cast, id)) {
    const worth = times(was(`stake ${holder} in ${id}`, plain), before);
    add(id, holder, "shares", worth, times(failed, minus(1, kept), worth));
  }
}
