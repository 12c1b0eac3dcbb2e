// Whose money will pay a vendor's backlog? Contracts whose customer is named at that customer's own mix of
// money, the rest at the mix of the vendor's other revenue: an extrapolation.

import type { Leg, PartyId } from "../book/book.ts";
import { contingency, count, isLive } from "../book/count.ts";
import { groupOf } from "../book/known.ts";
import { newestBalance } from "../book/year-figure.ts";
import { type Schedule, scheduleOf } from "../contract/schedule.ts";
import { type Day, addDays, lastDay } from "../unit/date.ts";
import { central } from "../unit/quantity.ts";
import { each } from "./money-split.ts";
import type { RevenueSplit } from "./origin.ts";
import { type MoneyClass, type PoolView, moneyClasses, poolOf, settledFlows } from "./pool.ts";

type Mix = Readonly<Record<MoneyClass, number>>;

/** A firm contract of a named customer. */
interface Contract {
  readonly payer: PartyId;
  readonly leg: string;
  /** USD: what of it falls after the day on which the backlog was counted. */
  readonly unbilled: number;
}

/** The same within the backlog: cut in proportion where all named contracts come to more. */
export interface NamedContract extends Contract {
  /** The year whose money of the payer gives the mix; null where its accounts are not known. */
  readonly mixOf: number | null;
  /** USD by class. */
  readonly classes: Mix;
}

export interface Backlog {
  /** USD. */
  readonly amount: number;
  readonly fact: string;
  readonly on: Day;
  readonly named: readonly NamedContract[];
  /** Whether the named contracts were cut to the backlog. */
  readonly isCut: boolean;
  /** USD by class, the whole backlog; null where the vendor's revenue has no split. */
  readonly classes: Mix | null;
}

/** The newest backlog of the split's vendor, by whose money it will be if nothing changes. */
export function backlogOf(view: PoolView, split: RevenueSplit): Backlog | null {
  const { book, day } = view;
  const vendor = split.party;
  const told = ["rpo", "backlog"].flatMap((metric) => newestBalance(book, vendor, metric, day) ?? []);
  const newest = told.toSorted((a, b) => (lastDay(a.ends!) < lastDay(b.ends!) ? 1 : -1))[0];
  if (!newest) return null;
  const [amount, on] = [central(newest.value), lastDay(newest.ends!)];
  const contracts = contractsOf(view, vendor, on);
  const scheduled = contracts.reduce((sum, { unbilled }) => sum + unbilled, 0);
  const part = scheduled > amount ? amount / scheduled : 1;
  const mixes = new Map(
    [...new Set(contracts.map(({ payer }) => payer))].map((payer) => [payer, newestMix(view, vendor, payer)]),
  );
  const named = contracts.map((contract): NamedContract => {
    const unbilled = contract.unbilled * part;
    const mix = mixes.get(contract.payer);
    return {
      ...contract,
      unbilled,
      mixOf: mix?.year ?? null,
      classes: each((name) => unbilled * (mix ? mix.shares[name] : name === "notKnown" ? 1 : 0)),
    };
  });
  const rest = amount - named.reduce((sum, { unbilled }) => sum + unbilled, 0);
  const others = otherMix(split, new Set(mixes.keys()));
  return {
    amount,
    fact: newest.id,
    on,
    named,
    isCut: part < 1,
    classes:
      others && each((name) => named.reduce((sum, { classes }) => sum + classes[name], rest * others[name])),
  };
}

const sold: ReadonlySet<Leg["kind"]> = new Set(["compute", "capacity", "hardware", "lease"]);

/** Live firm contracts with the vendor that were announced by a day, and what of each falls after it. */
function contractsOf({ book, day }: PoolView, vendor: PartyId, on: Day): Contract[] {
  const group = groupOf(book, vendor, day);
  return [...book.legs.values()].flatMap((leg): Contract[] => {
    const payer = groupOf(book, leg.payer, day);
    const isSold = (leg.payee === vendor || leg.payee === group) && sold.has(leg.kind) && payer !== group;
    if (!isSold || !isLive(book, leg, day) || contingency(leg, day) !== undefined) return [];
    if (lastDay(leg.announced) > on || book.parties.get(payer)?.boundary === true) return [];
    const counted = count(book, leg, day, "firm");
    const schedule = scheduleOf(book, leg);
    if ("leftOut" in counted || !schedule) return [];
    const unbilled = counted.amount.high * shareAfter(schedule, on);
    return unbilled > 0 ? [{ payer, leg: leg.id, unbilled }] : [];
  });
}

/** The part of a schedule after a day. */
export function shareAfter({ term, shareOf }: Schedule, on: Day): number {
  return on >= term.end ? 0 : shareOf({ start: addDays(on, 1), end: term.end });
}

/** Shares of a payer's money by class in the newest year that is over; undefined where its accounts are not known. */
function newestMix(
  view: PoolView,
  vendor: PartyId,
  payer: PartyId,
): { year: number; shares: Mix } | undefined {
  const begun = Number(view.day.slice(0, 4));
  const year = lastDay(String(begun)) <= view.day ? begun : begun - 1;
  const inYear = { ...view, year };
  const pool = poolOf(inYear, vendor, payer, settledFlows(inYear), []);
  const all = pool && moneyClasses.reduce((sum, name) => sum + pool.money[name], 0);
  return pool && all ? { year, shares: each((name) => pool.money[name] / all) } : undefined;
}

/** Shares by class of the revenue that does not come from the named customers; null without a split. */
function otherMix(
  { classes, payers, unseen, others }: RevenueSplit,
  named: ReadonlySet<PartyId>,
): Mix | null {
  if (!classes || others === null) return null;
  const rest = payers.filter(({ payer }) => !named.has(payer));
  const told = unseen.reduce((sum, { amount }) => sum + amount, 0);
  const fits = told > others ? others / told : 1;
  const notSeen = unseen
    .filter(({ payer }) => !named.has(payer))
    .reduce((sum, { amount }) => sum + amount * fits, 0);
  const money = each((name) => {
    const paid = rest.reduce((sum, payer) => sum + payer.classes[name].proRata, 0);
    if (name === "organic") return paid + others - told * fits;
    return name === "notKnown" ? paid + notSeen : paid;
  });
  const all = moneyClasses.reduce((sum, name) => sum + money[name], 0);
  return all > 0 ? each((name) => money[name] / all) : each((name) => (name === "notKnown" ? 1 : 0));
}
