// Whoever and whatever a record names is in the book, and has a name of its own.

import { didYouMean } from "../error/nearest.ts";
import { type Context, eachLeg, eachRecord, legId, unknownParty } from "./check-context.ts";
import type { Entry } from "./read.ts";
import { amountStates } from "./vocabulary.ts";

/** Every leg has a name of its own; only the single leg of a deal may share the deal's. */
export function legIds(context: Context): void {
  const seen = new Map<string, string>();
  eachLeg(context, (entry, deal, leg, path) => {
    const id = legId(deal, leg);
    if (leg.id === undefined && deal.legs.length > 1) {
      context.report(
        entry,
        path,
        "BOOK_MISSING_FIELD",
        'The field "id" is missing.',
        "Give each leg of a deal with several legs an id of its own.",
      );
    } else if (seen.has(id)) {
      context.report(
        entry,
        [...path, "id"],
        "BOOK_DUPLICATE_ID",
        `The id "${id}" is taken by another leg.`,
        "Give one of the two another id.",
      );
    } else if (id !== deal.id && context.joined.deals.has(id)) {
      context.report(
        entry,
        [...path, "id"],
        "BOOK_DUPLICATE_ID",
        `The id "${id}" is a deal's.`,
        "Give the leg another id.",
      );
    }
    seen.set(id, deal.id);
  });
}

/** Who is named is known. */
export function knownParties(context: Context): void {
  const { parties } = context.joined;
  const check = (
    entry: Entry,
    path: readonly PropertyKey[],
    id: string | undefined,
    besides?: string,
  ): void => {
    if (id === undefined || id === besides || parties.has(id)) return;
    context.report(entry, path, "BOOK_UNKNOWN_PARTY", ...unknownParty(id, context.joined));
  };
  eachLeg(context, (entry, _deal, leg, path) => {
    check(entry, [...path, "payer"], leg.payer);
    check(entry, [...path, "payee"], leg.payee);
    leg.guarantors?.forEach((id, i) => check(entry, [...path, "guarantors", i], id));
  });
  for (const entry of parties.values()) {
    const party = entry.record;
    party.parent?.forEach((since, i) => check(entry, ["parent", i, "is"], since.is, "none"));
    party.sponsors?.forEach((id, i) => check(entry, ["sponsors", i], id));
  }
  for (const [name, field] of [
    ["facts", "party"],
    ["chips", "maker"],
    ["chips", "host"],
    ["platforms", "operator"],
    ["offerings", "maker"],
    ["prices", "maker"],
    ["regions", "cloud"],
  ] as const) {
    for (const entry of context.joined[name].values()) {
      check(entry, [field], (entry.record as unknown as Record<string, string | undefined>)[field]);
    }
  }
  for (const entry of context.joined.incidents.values()) {
    entry.record.parties?.forEach((id, i) => check(entry, ["parties", i], id));
  }
}

/** What is cited is known. */
export function knownSources(context: Context): void {
  const { sources } = context.joined;
  const check = (entry: Entry, path: readonly PropertyKey[], cited: readonly unknown[] | undefined): void => {
    cited?.forEach((citation, i) => {
      if (typeof citation !== "string" || sources.has(citation)) return;
      context.report(
        entry,
        [...path, "sources", i],
        "BOOK_UNKNOWN_SOURCE",
        `No source is called "${citation}".`,
        didYouMean(citation, sources.keys()) || "Add it to sources.yaml, or write the source out here.",
      );
    });
  };
  eachRecord(context, (entry, record) => check(entry, [], record["sources"] as unknown[] | undefined));
  eachLeg(context, (entry, _deal, leg, path) => {
    check(entry, path, leg.sources);
    leg.status.forEach((since, i) => check(entry, [...path, "status", i], since.sources));
    leg.firmness.forEach((since, i) => check(entry, [...path, "firmness", i], since.sources));
    for (const state of amountStates) {
      leg.amount[state].forEach((since, i) => check(entry, [...path, "amount", state, i], since.sources));
    }
  });
}

/** Legs that are pointed at exist. */
export function knownLegs(context: Context): void {
  const check = (entry: Entry, path: readonly PropertyKey[], id: string): void => {
    if (context.legs.has(id) || context.cancelled.has(id)) return;
    context.report(
      entry,
      path,
      "BOOK_UNKNOWN_LEG",
      `No leg is called "${id}".`,
      didYouMean(id, context.legs.keys()) || "Name a leg of this book.",
    );
  };
  eachLeg(context, (entry, _deal, leg, path) => {
    leg.overlaps?.with?.forEach((id, i) => check(entry, [...path, "overlaps", "with", i], id));
    leg.supports?.forEach((id, i) => check(entry, [...path, "supports", i], id));
    if (leg.vests) check(entry, [...path, "vests", "with"], leg.vests.with);
    leg.status.forEach(
      (since, i) => since.by !== undefined && check(entry, [...path, "status", i, "by"], since.by),
    );
  });
}

/** Where a model is offered is a known platform. */
export function knownPlatforms(context: Context): void {
  const { platforms, offerings, prices } = context.joined;
  for (const entry of [...offerings.values(), ...prices.values()]) {
    const id = entry.record.platform;
    if (platforms.has(id)) continue;
    context.report(
      entry,
      ["platform"],
      "BOOK_UNKNOWN_PLATFORM",
      `No platform is called "${id}".`,
      didYouMean(id, platforms.keys()) || "Add it to platforms.yaml.",
    );
  }
}
