// What stands behind a dollar spent on computing: clouds, chips, foundries, power. The book names the
// seller and often the chips; how a dollar of computing is spent further is known only on average.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { classOf } from "../book/count.ts";
import { outlayOf } from "../book/outlay.ts";
import { central } from "../unit/quantity.ts";
import {
  type Flow,
  type FlowsView,
  flowsOf,
  isBoundary,
  openAtBoundaries,
  partyAt,
  withoutEnd,
} from "./book-flows.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import { type Payment, networkOf } from "./network.ts";

/** Nodes for what no deal names. */
const unnamedChips = "chip makers, not known which";
const foundries = "foundries and memory makers";
const power = "power";

export interface Behind extends Omit<LookThrough, "notKnown"> {
  readonly party: PartyId;
  /** What the party spends on these sellers in the year, USD. */
  readonly spentUsd: number;
  /** Its whole outlay of the year, where known: costs as they are told, which may leave out what it invests. */
  readonly outlayUsd: number | null;
  /** The part of its dollar that nobody is seen to receive; null where the outlay is not known, or below the purchases. */
  readonly notKnown: number | null;
  /** Figures and assumptions by which a dollar of computing is spent further. */
  readonly rests: readonly string[];
  readonly unpriced: readonly string[];
  /** Legs of the purchases. */
  readonly legs: readonly string[];
  /** What is assumed of the purchases, where the party's contracts exceed its outlay. */
  readonly notes: readonly string[];
}

/** Figures of the book that say how a dollar of computing is spent further. */
const serversId = "tco-share-servers";
const energyId = "energy-gw";
const totalId = "tco-gw-year-5y";
const foundryId = "foundry-share";

/**
 * Look-through of a party's purchases in a year.
 *
 * A dollar paid for computing goes on by the published shares of its total cost: servers to the makers
 * of the chips that the leg names (or that its seller buys, else to makers not known), energy to
 * power, the rest stays with the seller. A dollar paid for chips goes on to foundries by an assumption.
 *
 * @returns undefined where the party buys nothing that has a price
 */
export function behind(view: Omit<FlowsView, "layer">, party: PartyId): Behind | undefined {
  const { book } = view;
  const group = partyAt(view, party);
  const both = (["cash", "in-kind"] as const).map((layer) => flowsOf({ ...view, layer }));
  const flows = both
    .flatMap((each) => each.flows)
    .filter((flow) => flow.payer === group && classOf(flow.leg) === "purchase");
  const unpriced = both
    .flatMap((each) => each.leftOut)
    .filter(({ leg }) => partyAt(view, leg.payer) === group && classOf(leg) === "purchase");
  const unpricedLegs = [...new Set(unpriced.map(({ leg }) => leg.id))];
  if (flows.length === 0) return undefined;
  const spread = costShares(book);
  const payments = [
    ...openAtBoundaries(book, flows),
    ...flows.flatMap((flow) => further(book, flow, spread)),
  ];
  const spentUsd = flows.reduce((sum, flow) => sum + flow.amount, 0);
  const outlayUsd = outlayOf(book, group, view.year, view.day)?.central ?? null;
  const isWhole = outlayUsd !== null && outlayUsd >= spentUsd;
  const outlay = isWhole ? new Map([[group, outlayUsd]]) : new Map<string, number>();
  const seen = named(lookThrough(networkOf(payments), group, { outlay }));
  const rests = [serversId, energyId, totalId, foundryId].filter(
    (id) => book.infrastructure.has(id) || book.assumptions.has(id),
  );
  return {
    ...seen,
    notKnown: isWhole ? seen.notKnown : null,
    party: group,
    spentUsd,
    outlayUsd,
    rests,
    unpriced: unpricedLegs,
    legs: [...new Set(flows.map(({ leg }) => leg.id))],
    notes: [...new Set(flows.flatMap(({ note }) => (note === undefined ? [] : [note])))],
  };
}

interface CostShares {
  readonly servers: number;
  readonly energy: number;
  readonly foundry: number;
}

function costShares(book: Book): CostShares {
  const figure = (id: string): number => {
    const value = book.infrastructure.get(id)?.value ?? book.assumptions.get(id)?.value;
    return value ? central(value) : 0;
  };
  return {
    servers: figure(serversId),
    energy: figure(totalId) === 0 ? 0 : figure(energyId) / figure(totalId),
    foundry: figure(foundryId),
  };
}

/** What the seller of a flow pays on, by the average of its trade. */
function further(
  book: Book,
  { leg, payee, amount }: Flow,
  { servers, energy, foundry }: CostShares,
): Payment[] {
  if (isBoundary(book, payee)) return [];
  if (leg.kind === "hardware") return [{ payer: payee, payee: foundries, amount: amount * foundry }];
  if (leg.kind === "power" || leg.kind === "licence" || leg.kind === "revenue-share") return [];
  const makers = makersOf(book, leg, payee);
  const each = (amount * servers) / makers.length;
  return [
    { payer: payee, payee: power, amount: amount * energy },
    ...makers.flatMap((maker): Payment[] => {
      if (maker === payee) return [{ payer: payee, payee: foundries, amount: each * foundry }];
      const on = maker === unnamedChips ? 0 : each * foundry;
      return [
        { payer: payee, payee: maker, amount: each },
        ...(on > 0 ? [{ payer: maker, payee: foundries, amount: on }] : []),
      ];
    }),
  ];
}

/** Makers of the chips that a leg names, by the makers' and the chips' own names in the book. */
function makersOf(book: Book, leg: Leg, seller: PartyId): PartyId[] {
  const words = (leg.hardware ?? "").toLowerCase();
  const makers = [...book.chips.values()].filter((chip) => {
    const family = chip.name.toLowerCase().split(/[\s\d]/u)[0]!;
    const maker = (book.parties.get(chip.maker)?.name ?? chip.maker).toLowerCase().split(/[\s,(]/u)[0]!;
    return [family, maker].some(
      (word) => word.length > 2 && new RegExp(`\\b${word.replace(/\W/gu, "\\$&")}`, "u").test(words),
    );
  });
  const found = [...new Set(makers.map((chip) => groupName(book, chip.maker)))].toSorted();
  if (found.length > 0) return found;
  const bought = [...book.legs.values()].filter(
    (other) => other.kind === "hardware" && groupName(book, other.payer) === seller && !other.overlaps,
  );
  const named = [...new Set(bought.map((other) => groupName(book, other.payee)))]
    .filter((id) => !isBoundary(book, id))
    .toSorted();
  return named.length > 0 ? named : [unnamedChips];
}

function groupName(book: Book, party: PartyId): PartyId {
  const parent = book.parties.get(party)?.parent?.at(-1)?.is;
  return parent === undefined || parent === "none" ? party : groupName(book, parent);
}

function named(seen: LookThrough): LookThrough {
  const merge = (shares: ReadonlyMap<string, number>): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const [id, share] of shares) sums.set(withoutEnd(id), (sums.get(withoutEnd(id)) ?? 0) + share);
    return sums;
  };
  return { touches: merge(seen.touches), endsAt: merge(seen.endsAt), notKnown: seen.notKnown };
}
