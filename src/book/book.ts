// The book: what is known about who funds, supplies and owes whom, and who says so.
// The one finished, read-only value that everything to the right of this folder starts from.

import type { Quantity } from "../unit/quantity.ts";
import type { Collection, Since, Written, WrittenLeg } from "./format.ts";
import type { amountStates, firmnesses, legKinds, statuses } from "./vocabulary.ts";
import type { Header } from "./format.ts";

export type { Header, Since } from "./format.ts";

export type PartyId = string;
export type LegKind = (typeof legKinds)[number];
export type AmountState = (typeof amountStates)[number];
export type Firmness = (typeof firmnesses)[number];
export type Status = (typeof statuses)[number];
export type Confidence = "high" | "medium" | "low";

/** A page or document that says something, and how far to trust it. */
export type Source = Omit<Written<"sources">, "overlay">;

/** What a record carries about itself: where it comes from. Sources are ids of `book.sources`. */
export interface Provenance {
  readonly sources: readonly string[];
  readonly confidence: Confidence | undefined;
  /** Present where a figure is an assumption. */
  readonly reason: string | undefined;
  readonly note: string | undefined;
}

type Joined<C extends Collection> = Omit<
  Written<C>,
  "sources" | "overlay" | "confidence" | "reason" | "note"
> &
  Provenance;

export type Party = Joined<"parties">;

/**
 * One thing that moves: who pays whom, for what, over which term.
 *
 * States of the amount never stand in for each other; an empty list is unknown, not zero.
 */
export type Leg = Omit<
  WrittenLeg,
  "id" | "announced" | "amount" | "sources" | "overlay" | "confidence" | "reason" | "note"
> &
  Provenance & {
    readonly id: string;
    readonly deal: string;
    readonly announced: string;
    readonly amount: Readonly<Record<AmountState, readonly Since<Quantity | undefined>[]>>;
  };

/** One agreement: what each side promised the other. */
export interface Deal extends Provenance {
  readonly id: string;
  readonly title: string;
  readonly announced: string;
  readonly legs: readonly Leg[];
}

/** A figure of a party's accounts at a period. Its id is party/metric/period, and the variant if any. */
export type Fact = Joined<"facts"> & { readonly id: string };
export type Chip = Joined<"chips">;
export type Infrastructure = Joined<"infrastructure">;
export type Platform = Joined<"platforms">;
export type Offering = Joined<"offerings">;
export type Price = Joined<"prices"> & { readonly id: string };
export type Region = Joined<"regions">;
export type Switching = Joined<"switching">;
export type Incident = Joined<"incidents">;
export type Assumption = Joined<"assumptions">;
export type Claim = Joined<"claims">;
export type Signal = Joined<"signals">;

/** Everything that a book holds, each record by its id, in the order of the files. */
export interface Book {
  readonly header: Header;
  /** Fingerprint of the files that the book was read from, given by whoever read them. */
  readonly hash: string;
  readonly sources: ReadonlyMap<string, Source>;
  readonly parties: ReadonlyMap<PartyId, Party>;
  readonly deals: ReadonlyMap<string, Deal>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly chips: ReadonlyMap<string, Chip>;
  readonly infrastructure: ReadonlyMap<string, Infrastructure>;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly offerings: ReadonlyMap<string, Offering>;
  readonly prices: ReadonlyMap<string, Price>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly switching: ReadonlyMap<string, Switching>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly assumptions: ReadonlyMap<string, Assumption>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly signals: ReadonlyMap<string, Signal>;
  /** The legs of all deals. */
  readonly legs: ReadonlyMap<string, Leg>;
}

/** The id of a record within its collection, as written or made of its other fields. */
export function idOf(collection: Collection, record: Record<string, unknown>): string {
  const part = (name: string): string => String(record[name]);
  const variant = record["variant"] === undefined ? "" : `/${part("variant")}`;
  if (record["id"] !== undefined) return part("id");
  if (collection === "facts") return `${part("party")}/${part("metric")}/${part("period")}${variant}`;
  if (collection === "prices") return `${part("model")}@${part("platform")}/${part("date")}${variant}`;
  return "";
}
