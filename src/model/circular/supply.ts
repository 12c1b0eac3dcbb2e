// Who may buy compute where: the contracts of the book as schedules by quarter, and the mix that they imply.

import type { Book, Leg, PartyId } from "../../book/book.ts";
import { classOf, count, isLive } from "../../book/count.ts";
import { groupOf, on } from "../../book/known.ts";
import { scheduleOf } from "../../contract/schedule.ts";
import { termOf } from "../../contract/term.ts";
import { type Day, firstDay } from "../../unit/date.ts";
import type { Cast } from "./cast.ts";
import { type Quarter, firstDayOf, lastDayOf, plusQuarters, quarterOf, quartersBetween } from "./quarter.ts";
import type { Start } from "./start.ts";

/** A contract for compute between two parties of the economy. Amounts in USD. */
export interface Contract {
  readonly leg: string;
  readonly payer: PartyId;
  readonly isOfLab: boolean;
  /** A vendor of the cast; small sellers of capacity count as `other-neoclouds`. */
  readonly vendor: string;
  /** What binds; undefined where only a headline is known, of which a share binds. */
  readonly firm: number | undefined;
  readonly headline: number;
  readonly isCancellable: boolean;
  /** Paid from delivery on, used or not. */
  readonly isLease: boolean;
  /** The period before its first quarter, negative where it runs already, and how many quarters it has. */
  readonly before: number;
  readonly quarters: number;
  /** The share of the amount that falls into a period, where the book says the ramp; undefined where it does not. */
  readonly shareIn: ((period: number) => number) | undefined;
}

/** The share of a vendor in a lab's compute at the start: what the book judges, or else what contracts and stakes say. */
export interface FirstShare {
  readonly vendor: string;
  /** The assumption that judges it. */
  readonly judged: string | undefined;
  readonly otherwise: number;
}

export interface Supply {
  readonly contracts: readonly Contract[];
  readonly vendorsOf: (lab: string) => readonly string[];
  /** Where a lab's compute is at the start, by vendor. */
  readonly firstShares: (lab: string) => readonly FirstShare[];
  /** What a lab's contracts ask of a vendor around a period, over what all of them ask at their peak. */
  readonly contracted: (lab: string, vendor: string, period: number) => number;
  /** The share of a vendor in the power of all at which a lab buys. */
  readonly bySize: (lab: string, vendor: string) => number;
  /** What a group pays vendors by contract in the quarter of the start, in USD. */
  readonly byGroupAtStart: (group: string) => number;
  /** What groups pay a vendor by contract in the quarter of the start, in USD. */
  readonly ofGroupsAtStart: (vendor: string) => number;
}

const kinds = new Set(["compute", "capacity", "lease"]);
const small = "other-neoclouds";

/** @param periods how many quarters are simulated */
export function supplyOf(book: Book, start: Start, cast: Cast, periods: number): Supply {
  const contracts = [...book.legs.values()].flatMap((leg) => contractOf(book, leg, start, cast) ?? []);
  const stores = new Map(cast.labs.map(({ id }) => [id, vendorsFor(id, contracts, start, cast)] as const));
  const vendorsOf = (lab: string): readonly string[] => stores.get(lab) ?? [];
  const mixes = new Map(
    cast.labs.map(({ id }) => {
      const own = contracts.filter(({ payer }) => payer === id);
      return [id, mixOf(book, id, start, own, vendorsOf(id), periods)] as const;
    }),
  );
  return {
    contracts,
    vendorsOf,
    firstShares: (lab) => mixes.get(lab)!.first,
    contracted: (lab, vendor, period) =>
      mixes.get(lab)!.contracted[period]![vendorsOf(lab).indexOf(vendor)] ?? 0,
    bySize: (lab, vendor) => {
      const vendors = vendorsOf(lab);
      const sizes = shares(powerOf(start, vendors)) ?? vendors.map(() => 1 / vendors.length);
      return sizes[vendors.indexOf(vendor)] ?? 0;
    },
    byGroupAtStart: (group) =>
      sumOf(contracts.filter(({ payer }) => payer === group).map((contract) => dollarsIn(contract, 0))),
    ofGroupsAtStart: (vendor) => {
      const ofGroups = contracts.filter(
        (contract) => contract.vendor === vendor && cast.groups.some(({ id }) => id === contract.payer),
      );
      return sumOf(ofGroups.map((contract) => dollarsIn(contract, 0)));
    },
  };
}

/**
 * Where a lab may buy: its own computers; else wherever it has signed, at clouds that own a part of it and, beside
 * these, at any cloud. A lab of which no contract is known buys at the two largest clouds and at neoclouds.
 */
function vendorsFor(
  lab: string,
  contracts: readonly Contract[],
  start: Start,
  cast: Cast,
): readonly string[] {
  if (cast.vendors.some(({ id }) => id === lab)) return [lab];
  const clouds = cast.groups.filter(({ segment }) => segment !== undefined).map(({ id }) => id);
  const owners = clouds.filter((id) => (start.figures.get(`${id}.stake.${lab}`)?.central ?? 0) > 0);
  const signed = contracts.filter(({ payer }) => payer === lab).map(({ vendor }) => vendor);
  if (signed.length + owners.length > 0) return [...new Set([...signed, ...clouds])].toSorted();
  const size = (id: string): number => start.figures.get(`${id}.gw`)?.central ?? 0;
  const largest = clouds.toSorted((a, b) => size(b) - size(a)).slice(0, 2);
  const found = [...largest, ...cast.neoclouds.filter((id) => id === small)];
  return (found.length > 0 ? found : cast.neoclouds).toSorted();
}

/** Quarters around a period over which the dollars of contracts are weighed. */
const [weighedBefore, weighedAfter] = [2, 3];
/** Any cloud may have a little of a lab that buys at several. */
const leastShare = 0.02;

interface Mix {
  readonly first: readonly FirstShare[];
  /** By period and vendor. */
  readonly contracted: readonly (readonly number[])[];
}

function mixOf(
  book: Book,
  lab: string,
  start: Start,
  contracts: readonly Contract[],
  vendors: readonly string[],
  periods: number,
): Mix {
  const dollars = Array.from({ length: periods + 1 }, (_, period) =>
    vendors.map((vendor) => {
      let total = 0;
      for (const contract of contracts) {
        if (contract.vendor !== vendor) continue;
        for (let t = period - weighedBefore; t <= period + weighedAfter; t++) total += dollarsIn(contract, t);
      }
      return total;
    }),
  );
  const peak = Math.max(...dollars.map(sumOf));
  // Before contracts run, and beside the first of them, clouds that own a part of the lab sell to it.
  const contracted = shares(dollars[0]!);
  const owned = shares(stakesOf(start, lab, vendors));
  const both = contracted && owned && contracted.map((share, k) => 0.5 * (share + owned[k]!));
  const now = both ?? contracted ?? owned ?? shares(powerOf(start, vendors));
  const open = (now ?? vendors.map(() => 1 / vendors.length)).map((share) => Math.max(share, leastShare));
  const otherwise = shares(open)!;
  const weights = dollars.map((of, period) => of.map((w) => (period === 0 || peak === 0 ? 0 : w / peak)));
  return {
    first: vendors.map((vendor, k) => ({
      vendor,
      judged: judgedBy(book, start, lab, vendor),
      otherwise: otherwise[k]!,
    })),
    contracted: weights,
  };
}

/** The assumption that judges today's share, if it could be made by then. */
function judgedBy(book: Book, start: Start, lab: string, vendor: string): string | undefined {
  const assumption = book.assumptions.get(`mix-${lab}-${vendor}`);
  const isKnown = assumption?.known === undefined || assumption.known <= start.day;
  return assumption && isKnown ? assumption.id : undefined;
}

function stakesOf(start: Start, lab: string, vendors: readonly string[]): number[] {
  return vendors.map((vendor) => start.figures.get(`${vendor}.stake.${lab}`)?.central ?? 0);
}

function powerOf(start: Start, vendors: readonly string[]): number[] {
  return vendors.map((vendor) => start.figures.get(`${vendor}.gw`)?.central ?? 0);
}

function shares(weights: readonly number[]): number[] | undefined {
  const total = sumOf(weights);
  return total > 0 ? weights.map((weight) => weight / total) : undefined;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/**
 * The period in which a contract was announced, or the first of those whose place it took by the day: a backlog of before
 * has held these.
 */
export function announcedIn({ book, start }: { book: Book; start: Start }, { leg }: Contract): number {
  const days = lineOf(book, leg, start.day).map((id) => firstDay(book.legs.get(id)!.announced));
  return quartersBetween(start.quarter, quarterOf(days.toSorted()[0]!));
}

/** A leg and those between the same parties that it has superseded by a day, with what these had superseded. */
function lineOf(book: Book, id: string, day: Day): string[] {
  const { payer, payee } = book.legs.get(id)!;
  const before = [...book.legs.values()].filter(
    (leg) =>
      leg.payer === payer &&
      leg.payee === payee &&
      leg.status.some(
        (since) => since.by === id && (since.from === undefined || firstDay(since.from) <= day),
      ),
  );
  return [id, ...before.flatMap((leg) => lineOf(book, leg.id, day))];
}

/** On a straight line, or as the book has its ramp. */
export function dollarsIn({ firm, headline, before, quarters, shareIn }: Contract, period: number): number {
  const amount = firm ?? headline;
  if (shareIn) return amount * shareIn(period);
  return period > before && period <= before + quarters ? amount / quarters : 0;
}

function contractOf(book: Book, leg: Leg, start: Start, cast: Cast): Contract | undefined {
  const { day } = start;
  if (!kinds.has(leg.kind) || classOf(leg) !== "purchase" || !isLive(book, leg, day)) return undefined;
  const firmness = on(leg.firmness, day);
  if (firmness === "intent" || firmness === "option") return undefined;
  const payer = groupOf(book, leg.payer, day);
  const vendor = vendorOf(book, leg, day, cast);
  const isOfLab = cast.labs.some(({ id }) => id === payer);
  const pays = isOfLab || cast.groups.some(({ id }) => id === payer);
  if (vendor === undefined || vendor === payer || !pays) return undefined;
  const [firm, headline] = [count(book, leg, day, "firm"), count(book, leg, day, "headline")];
  const term = termOf(book, leg);
  if ("leftOut" in headline || !term || !(headline.amount.high > 0)) return undefined;
  const first = quarterOf(term.start);
  const before = quartersBetween(start.quarter, first) - 1;
  const quarters = Math.max(
    1,
    quartersBetween(first, quarterOf(term.end)) + (isMidQuarter(term.start, first) ? 0 : 1),
  );
  if (before + quarters <= 0) return undefined;
  const schedule = leg.ramp ? scheduleOf(book, leg) : undefined;
  const stretchOf = (quarter: Quarter) => ({ start: firstDayOf(quarter), end: lastDayOf(quarter) });
  return {
    leg: leg.id,
    payer,
    isOfLab,
    vendor,
    firm: "leftOut" in firm ? undefined : firm.amount.low,
    headline: headline.amount.low,
    isLease: leg.kind === "lease",
    isCancellable: leg.notice?.period !== undefined || on(leg.amount.cancellable, day) !== undefined,
    before,
    quarters,
    shareIn: schedule && ((period) => schedule.shareOf(stretchOf(plusQuarters(start.quarter, period)))),
  };
}

/** Whether a term begins so late in a quarter that the next one is its first. */
function isMidQuarter(day: Day, quarter: Quarter): boolean {
  return day > firstDayOf(quarter);
}

function vendorOf(book: Book, leg: Leg, day: Day, cast: Cast): string | undefined {
  const group = groupOf(book, leg.payee, day);
  if (cast.vendors.some(({ id }) => id === group)) return group;
  const isMaker = book.parties.get(leg.payee)?.kind === "chipmaker" && leg.kind !== "lease";
  return isMaker ? undefined : smallSeller(book, leg.payee, cast);
}

/** The lab or neocloud that a party is, or under which it is counted; undefined for all others. */
export function simulatedAs(book: Book, party: string, day: Day, cast: Cast): string | undefined {
  const group = groupOf(book, party, day);
  if (cast.labs.some(({ id }) => id === group) || cast.neoclouds.includes(group)) return group;
  if (cast.groups.some(({ id }) => id === group) || cast.makers.includes(group)) return undefined;
  return smallSeller(book, party, cast);
}

function smallSeller(book: Book, party: string, cast: Cast): string | undefined {
  return book.parties.get(party)?.boundary === true || !cast.neoclouds.includes(small) ? undefined : small;
}
