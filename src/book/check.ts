// What the records of a book must agree on, one named rule a function.

import type { Fault } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { firstDay, lastDay } from "../unit/date.ts";
import { type Quantity, high, low, showQuantity } from "../unit/quantity.ts";
import { type Written, type WrittenLeg } from "./format.ts";
import { amountStates } from "./vocabulary.ts";
import { formulaFaults } from "./formula-check.ts";
import { on } from "./known.ts";
import type { Joined } from "./join.ts";
import type { Entry, Records } from "./read.ts";
import { type SourceText, faultAt } from "./source-text.ts";
import { type Node, nodeAt } from "./tree.ts";

/** A record of any collection, at its place, and the means to point into it. */
export interface Context {
  readonly joined: Joined;
  readonly legs: ReadonlyMap<string, LegEntry>;
  /** Ids that an overlay has taken away: what still names them is unknown from then on, and no fault. */
  readonly cancelled: ReadonlySet<string>;
  report(entry: Entry, path: readonly PropertyKey[], code: string, message: string, remedy: string): void;
}

export interface LegEntry {
  readonly id: string;
  readonly leg: WrittenLeg;
  readonly deal: Written<"deals">;
  readonly entry: Entry;
  readonly path: readonly PropertyKey[];
}

type Rule = (context: Context) => void;

const rules: readonly Rule[] = [
  legIds,
  knownParties,
  knownSources,
  knownLegs,
  knownPlatforms,
  parentLoops,
  sponsors,
  selfDeals,
  terms,
  statesInOrder,
  supersession,
  statusInTime,
  everyFigureHasASource,
  factDates,
  judgements,
  overlayKeys,
  formulas,
];

/** Runs every rule over the joined records and reports every fault. */
export function checkRecords(
  joined: Joined,
  headers: readonly Records["header"][] = [],
  unreadDeals: Records["unreadDeals"] = [],
  cancelled: ReadonlySet<string> = new Set(),
): Fault[] {
  const faults: Fault[] = [];
  const context: Context = {
    joined,
    legs: legsOf(joined),
    cancelled,
    report(entry, path, code, message, remedy) {
      const { node } = nodeAt(entry.node, path);
      faults.push(faultAt(entry.source, node.start, node.end, code, message, remedy));
    },
  };
  for (const rule of rules) rule(context);
  const party = (source: SourceText, { start, end }: Node, id: string): void => {
    if (!joined.parties.has(id))
      faults.push(faultAt(source, start, end, "BOOK_UNKNOWN_PARTY", ...unknownParty(id, joined)));
  };
  // The two groups of a header's case are parties, as others are.
  for (const header of headers) {
    header?.value.case?.forEach((id, i) => party(header.source, nodeAt(header.node, ["case", i]).node, id));
  }
  // A deal that cannot be read still names parties: one run is to report every fault.
  for (const { node, source } of unreadDeals) {
    for (const leg of legNodes(node)) {
      for (const side of ["payer", "payee"]) {
        const { node: named, key } = nodeAt(leg, [side]);
        if (key && typeof named.value === "string") party(source, named, named.value);
      }
    }
  }
  return faults;
}

function legNodes(deal: Node): readonly Node[] {
  const { node } = nodeAt(deal, ["legs"]);
  return Array.isArray(node.value) ? (node.value as readonly Node[]) : [];
}

function unknownParty(id: string, { parties }: Joined): [message: string, remedy: string] {
  return [`No party is called "${id}".`, didYouMean(id, parties.keys()) || "Add it to parties.yaml."];
}

/** A leg's id; the only leg of a deal may go by the deal's. */
export function legId(deal: Written<"deals">, leg: WrittenLeg): string {
  return leg.id ?? deal.id;
}

function legsOf(joined: Joined): Map<string, LegEntry> {
  const legs = new Map<string, LegEntry>();
  for (const entry of joined.deals.values()) {
    const deal = entry.record;
    deal.legs.forEach((leg, i) => {
      const id = legId(deal, leg);
      if (!legs.has(id)) legs.set(id, { id, leg, deal, entry: entry, path: ["legs", i] });
    });
  }
  return legs;
}

function eachLeg(
  context: Context,
  visit: (entry: Entry, deal: Written<"deals">, leg: WrittenLeg, path: readonly PropertyKey[]) => void,
): void {
  for (const entry of context.joined.deals.values()) {
    entry.record.legs.forEach((leg, i) => visit(entry, entry.record, leg, ["legs", i]));
  }
}

function eachRecord(
  context: Context,
  visit: (entry: Entry, record: Record<string, unknown>, name: string) => void,
): void {
  for (const [name, entries] of Object.entries(context.joined)) {
    for (const entry of entries.values()) visit(entry, entry.record, name);
  }
}

/** Every leg has a name of its own; only the single leg of a deal may share the deal's. */
function legIds(context: Context): void {
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
function knownParties(context: Context): void {
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
function knownSources(context: Context): void {
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
function knownLegs(context: Context): void {
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
    leg.status.forEach(
      (since, i) => since.by !== undefined && check(entry, [...path, "status", i, "by"], since.by),
    );
  });
}

/** Where a model is offered is a known platform. */
function knownPlatforms(context: Context): void {
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

/** Nobody belongs to itself, however far round, on any day. */
function parentLoops(context: Context): void {
  const { parties } = context.joined;
  const changes = [...parties.values()].flatMap(({ record }) => record.parent ?? []);
  const days = ["", ...changes.flatMap(({ from }) => (from === undefined ? [] : [lastDay(from)]))];
  const found = new Set<string>();
  for (const day of new Set(days.toSorted().toReversed())) {
    const parentOf = (id: string): string | undefined => on(parties.get(id)?.record.parent ?? [], day);
    for (const [id, entry] of parties) {
      if (found.has(id)) continue;
      const path = [id];
      let current = parentOf(id);
      while (current !== undefined && parties.has(current) && !path.includes(current)) {
        path.push(current);
        current = parentOf(current);
      }
      if (current !== id) continue;
      found.add(id);
      context.report(
        entry,
        ["parent"],
        "BOOK_PARENT_LOOP",
        `"${id}" belongs to itself: ${[...path, id].join(" → ")}.`,
        "Remove one of the parents.",
      );
    }
  }
}

/** Only a vehicle has sponsors. */
function sponsors(context: Context): void {
  for (const entry of context.joined.parties.values()) {
    if (entry.record.sponsors === undefined || entry.record.vehicle === true) continue;
    context.report(
      entry,
      ["sponsors"],
      "BOOK_VALUE",
      `"${entry.record.id}" has sponsors and is no vehicle.`,
      "Add vehicle: true, or remove the sponsors.",
    );
  }
}

/** Nobody makes a deal with itself. */
function selfDeals(context: Context): void {
  eachLeg(context, (entry, _deal, leg, path) => {
    if (leg.payer !== leg.payee) return;
    context.report(
      entry,
      [...path, "payee"],
      "BOOK_SELF_DEAL",
      `"${leg.payer}" pays itself.`,
      "Name the two sides: who gives the money, and who receives it.",
    );
  });
}

/** What starts ends later, and is repaid later still. */
function terms(context: Context): void {
  const check = (
    entry: Entry,
    path: readonly PropertyKey[],
    start: string | undefined,
    end: string | undefined,
  ): void => {
    if (start === undefined || end === undefined || firstDay(start) <= lastDay(end)) return;
    context.report(
      entry,
      path,
      "BOOK_START_AFTER_END",
      `It starts on ${start} and ends on ${end}.`,
      "Check the two dates: the start must come first.",
    );
  };
  eachLeg(context, (entry, deal, leg, path) => {
    check(entry, [...path, "term", "start"], leg.term?.start, leg.term?.end);
    check(entry, [...path, "maturity"], leg.term?.start ?? leg.announced ?? deal.announced, leg.maturity);
    leg.ramp?.forEach((step, i) => check(entry, [...path, "ramp", i, "from"], step.from, step.to));
  });
}

/** headline ≥ firm ≥ drawn ≥ paid, and cancellable ≤ headline − firm. */
function statesInOrder(context: Context): void {
  const latest = (leg: WrittenLeg, state: (typeof amountStates)[number]): Quantity | undefined =>
    leg.amount[state].at(-1)?.is;
  eachLeg(context, (entry, _deal, leg, path) => {
    const known = (["headline", "firm", "drawn", "paid"] as const)
      .map((state) => [state, latest(leg, state)] as const)
      .filter((pair) => pair[1] !== undefined);
    for (let i = 1; i < known.length; i++) {
      const [above, below] = [known[i - 1]!, known[i]!];
      if (above[1]!.form === "floor" || low(below[1]!) <= high(above[1]!)) continue;
      context.report(
        entry,
        [...path, "amount", below[0]],
        "BOOK_STATES_ORDER",
        `${below[0]} (${showQuantity(below[1]!)}) is more than ${above[0]} (${showQuantity(above[1]!)}).`,
        "Check the two: headline ≥ firm ≥ drawn ≥ paid.",
      );
    }
    const [headline, firm, cancellable] = [
      latest(leg, "headline"),
      latest(leg, "firm"),
      latest(leg, "cancellable"),
    ];
    if (!headline || !cancellable || headline.form === "floor") return;
    const rest = high(headline) - (firm ? low(firm) : 0);
    if (low(cancellable) <= rest) return;
    context.report(
      entry,
      [...path, "amount", "cancellable"],
      "BOOK_STATES_ORDER",
      `cancellable (${showQuantity(cancellable)}) is more than headline less firm.`,
      "Check the three: what is firm cannot be cancelled.",
    );
  });
}

/** What is superseded names what took its place, and that is another leg. */
function supersession(context: Context): void {
  eachLeg(context, (entry, deal, leg, path) => {
    leg.status.forEach((since, i) => {
      const place =
        since.from === undefined && leg.status.length === 1 ? [...path, "status"] : [...path, "status", i];
      if (since.is === "superseded" && since.by === undefined) {
        context.report(
          entry,
          place,
          "BOOK_SUPERSEDED_BY_NOTHING",
          "It is superseded, and nothing took its place.",
          "Write `by:` with the leg that took its place, or call it cancelled.",
        );
      } else if (since.by !== undefined && since.by === legId(deal, leg)) {
        context.report(
          entry,
          place,
          "BOOK_SUPERSEDED_BY_NOTHING",
          "It is superseded by itself.",
          "Write `by:` with the leg that took its place.",
        );
      }
    });
  });
}

/** Nothing becomes of a leg before it is announced. */
function statusInTime(context: Context): void {
  eachLeg(context, (entry, deal, leg, path) => {
    const announced = leg.announced ?? deal.announced;
    leg.status.forEach((since, i) => {
      if (since.from === undefined || lastDay(since.from) >= firstDay(announced)) return;
      context.report(
        entry,
        [...path, "status", i, "from"],
        "BOOK_ORDER",
        `Its status changes on ${since.from}, before it was announced on ${announced}.`,
        "Check the two dates.",
      );
    });
  });
}

/** Collections whose records are no figures: names, deals (whose legs are), and sources themselves. */
const withoutFigures = new Set(["sources", "parties", "deals", "platforms"]);

/** A figure has a source, or is an assumption that gives its reason. */
function everyFigureHasASource(context: Context): void {
  const remedy = "Add sources: with at least one, or reason: where it is an assumption.";
  eachRecord(context, (entry, record, name) => {
    if (withoutFigures.has(name) || record["sources"] !== undefined || record["reason"] !== undefined) return;
    context.report(entry, [], "BOOK_NO_SOURCE", "The record has neither source nor reason.", remedy);
  });
  eachLeg(context, (entry, deal, leg, path) => {
    if ((leg.sources ?? leg.reason ?? deal.sources ?? deal.reason) !== undefined) return;
    context.report(entry, path, "BOOK_NO_SOURCE", "The leg has neither source nor reason.", remedy);
  });
}

/** A reported figure is of a day; what somebody said was said on a day. */
function factDates(context: Context): void {
  for (const entry of context.joined.facts.values()) {
    const fact = entry.record;
    const needed = fact.kind === "reported" ? "ends" : "stated";
    if (fact[needed] !== undefined) continue;
    context.report(
      entry,
      [],
      "BOOK_MISSING_FIELD",
      `The field "${needed}" is missing.`,
      needed === "ends"
        ? "Add ends: the last day of the period that was reported."
        : "Add stated: the day on which it was said.",
    );
  }
}

/** An assumption says why; a claim has a verdict, or a figure from which one follows. */
function judgements(context: Context): void {
  for (const entry of context.joined.assumptions.values()) {
    if (entry.record.reason !== undefined) continue;
    context.report(
      entry,
      [],
      "BOOK_NO_SOURCE",
      "The assumption gives no reason.",
      "Add reason: a comparable, or the range of at least two.",
    );
  }
  for (const entry of context.joined.claims.values()) {
    const { verdict, expression, claimed } = entry.record;
    if (verdict === undefined && (expression === undefined || claimed === undefined)) {
      context.report(
        entry,
        [],
        "BOOK_MISSING_FIELD",
        'The field "verdict" is missing.',
        "Add verdict:, or claimed: and expression: from which it is computed.",
      );
    } else if (verdict !== undefined && expression !== undefined) {
      context.report(
        entry,
        ["verdict"],
        "BOOK_VALUE",
        "The claim has both a verdict and an expression.",
        "Remove verdict: it follows from the expression.",
      );
    }
  }
}

/** Legs are replaced with their deal. */
function overlayKeys(context: Context): void {
  eachLeg(context, (entry, _deal, leg, path) => {
    if (leg.overlay === undefined) return;
    context.report(
      entry,
      [...path, "overlay"],
      "BOOK_OVERLAY",
      "A leg cannot be replaced alone.",
      "Write the deal out with `overlay: replace`.",
    );
  });
}

/** Expressions of claims and signals can be read, and name figures that exist. */
function formulas(context: Context): void {
  for (const entry of [...context.joined.claims.values(), ...context.joined.signals.values()]) {
    const { expression } = entry.record;
    if (expression === undefined) continue;
    for (const fault of formulaFaults(expression, context)) {
      context.report(entry, ["expression"], fault.code, fault.message, fault.remedy);
    }
  }
}
