// What can be asked of the futures: parties with their series and events, scenarios with what they may name, the
// assumptions that the equations use, and how the series came to where they start.

import type { Book } from "../../book/book.ts";
import { groupOf } from "../../book/known.ts";
import type { Economy, EconomyEvent, Series } from "../../model/circular/economy.ts";
import { scenarioKinds } from "../../model/circular/scenario-list.ts";
import { actualsOf } from "../../model/circular/start-actuals.ts";
import { assumptionRows } from "../../report/assumption-rows.ts";
import { keptFor } from "../../report/asked.ts";
import { amount, isLabIn, nameOf, partsOf, perWhatOf, wordsOf } from "../../report/series-text.ts";
import { shortened } from "../../report/short-name.ts";
import { USD } from "../../model/circular/measures.ts";
import type { Day } from "../../unit/date.ts";
import { showUnit } from "../../unit/unit.ts";

/** What a party is to the futures. */
export type PartyRole = "lab" | "builder" | "neocloud" | "maker" | "segment" | "sector";

export interface SimulatedParty {
  readonly id: string;
  readonly name: string;
  readonly role: PartyRole;
  /** Ids of the series of its own. */
  readonly series: readonly string[];
  /** Ids of the events that concern it: its own, and those of deals to which it is a side. */
  readonly events: readonly string[];
}

export interface SeriesName {
  readonly id: string;
  /** `run rate`, `capacity`. */
  readonly words: string;
  /** `a quarter`, `at the end`; empty for a share. */
  readonly per: string;
  readonly unit: string;
  readonly kind: Series["kind"];
}

export interface EventName {
  readonly id: string;
  /** As a sentence about it: `Anthropic PBC defaults`. */
  readonly words: string;
  /** The deal or leg of the book that it is of. */
  readonly deal: string | undefined;
}

/** An assumption of the book that the equations use. */
export interface UsedAssumption {
  readonly id: string;
  readonly parameter: string;
  readonly unit: string;
  readonly distribution: string;
  /** Ends of the 90 % interval, and the middle, in the unit. */
  readonly low: number;
  readonly high: number;
  readonly central: number;
  readonly written: string;
  readonly reason: string | null;
  /** Drawn anew on each path, or one value for all. */
  readonly isDrawn: boolean;
}

export interface ScenarioName {
  readonly id: string;
  readonly of: "party" | "deal" | undefined;
  readonly does: string;
  readonly size:
    | { readonly counts: string; readonly usual: number; readonly least: number; readonly most: number }
    | undefined;
  /** How many quarters at its usual size; undefined to the end. */
  readonly quarters: number | undefined;
  readonly begins: string;
  readonly reason: string;
  /** What it may name. */
  readonly named: readonly { readonly id: string; readonly name: string }[];
}

export interface CommitmentName {
  readonly leg: string;
  readonly lab: string;
  readonly vendor: string;
  /** `Anthropic PBC at Amazon.com Inc.: $100B`. */
  readonly words: string;
}

export interface ActualPoint {
  readonly quarter: string;
  readonly value: number;
  /** Ids of the facts that it is made of. */
  readonly from: readonly string[];
}

export interface Prospect {
  readonly day: Day;
  /** The last quarter that is known. */
  readonly start: string;
  readonly quarters: readonly string[];
  readonly parties: readonly SimulatedParty[];
  readonly series: readonly SeriesName[];
  readonly events: readonly EventName[];
  readonly assumptions: readonly UsedAssumption[];
  readonly scenarios: readonly ScenarioName[];
  readonly commitments: readonly CommitmentName[];
  /** By series: what was reported of it, up to the start. */
  readonly actuals: Readonly<Record<string, readonly ActualPoint[]>>;
}

export function prospectOf(book: Book, day: Day, economy: Economy): Prospect {
  const { series, events, start, quarters } = economy;
  const owners = [...new Set(series.map(({ id }) => partsOf(id).owner))];
  return {
    day,
    start,
    quarters,
    parties: owners.map((id) => ({
      id,
      name: called(id, book),
      role: roleOf(id, economy, book, day),
      series: series.flatMap((one) => (partsOf(one.id).owner === id ? [one.id] : [])),
      events: keptFor(economy, book, day, id).events.map((event) => event.id),
    })),
    series: series.map((one) => ({
      id: one.id,
      words: wordsOf(one),
      per: perWhatOf(one),
      unit: showUnit(one.unit),
      kind: one.kind,
    })),
    events: events.map((event) => eventName(event, economy, book)),
    assumptions: assumptionsIn(book, economy),
    scenarios: scenarioNamesIn(book, economy),
    commitments: (economy.commitments ?? []).map(({ leg, lab, vendor, firm, headline }) => ({
      leg,
      lab,
      vendor,
      words: `${called(lab, book)} at ${called(vendor, book)}: ${amount(firm ?? headline, USD)}`,
    })),
    actuals: actualsBySeries(book, day, start),
  };
}

function actualsBySeries(book: Book, day: Day, start: string): Prospect["actuals"] {
  const by: Record<string, ActualPoint[]> = {};
  for (const { series, quarter, value, from } of actualsOf(book, day))
    if (quarter <= start) (by[series] ??= []).push({ quarter, value, from });
  return by;
}

/** Known by the accounts that it keeps: a lab has a run-rate and a price, who builds has capital spending. */
function roleOf(id: string, { series, events }: Economy, book: Book, day: Day): PartyRole {
  const party = book.parties.get(id);
  const has = (name: string): boolean => series.some((one) => one.id === `${id}.${name}`);
  if (has("runRate") && has("valuation")) return "lab";
  if (has("capex")) return events.some((event) => event.id === `${id}.default`) ? "neocloud" : "builder";
  if (party && groupOf(book, id, day) !== id) return "segment";
  return party && has("cash") ? "maker" : "sector";
}

const fates: Readonly<Record<string, string>> = {
  default: "defaults",
  stretched: "puts off payments",
  unpaid: "does not pay all that is due",
  strained: "is strained: too much debt for its cash flow",
};

function eventName({ id }: EconomyEvent, economy: Economy, book: Book): EventName {
  const { commitments = [] } = economy;
  const { owner, name } = partsOf(id);
  const deal = book.deals.has(owner) || book.legs.has(owner) ? owner : undefined;
  const commitment = commitments.find(({ leg }) => leg === owner);
  if (commitment && name === "shortfall") {
    const { lab, vendor, firm, headline } = commitment;
    const words = `${called(lab, book)} misses a minimum of its ${amount(firm ?? headline, USD)} at ${called(vendor, book)}`;
    return { id, words, deal };
  }
  const fate = name === "stretched" && !isLabIn(economy, owner) ? "unpaid" : name;
  return { id, words: `${called(owner, book)} ${fates[fate] ?? name}`, deal };
}

/** Those that have an interval; figures of the start are data, and stand in the book as facts. */
function assumptionsIn(book: Book, economy: Economy): UsedAssumption[] {
  return assumptionRows(book, economy).flatMap((row): UsedAssumption[] => {
    const { id, parameter, unit, distribution, low, high, central, written, reason, used } = row;
    if (!book.assumptions.has(id) || used === "not used") return [];
    if (low === null || high === null || central === null) return [];
    return [
      { id, parameter, unit, distribution, low, high, central, written, reason, isDrawn: used === "drawn" },
    ];
  });
}

function scenarioNamesIn(book: Book, { model }: Economy): ScenarioName[] {
  const named = (word: string): { id: string; name: string }[] =>
    model.given.flatMap(({ name }) => {
      if (!name.startsWith(`${word} `)) return [];
      const id = name.slice(word.length + 1);
      return [{ id, name: called(id, book) }];
    });
  return scenarioKinds.map(({ id, of, does, size, lasts, begins, reason }) => ({
    id,
    of,
    does,
    size: size && { counts: size.counts, usual: size.usual, least: size.least, most: size.most },
    quarters: lasts(size?.usual ?? 0),
    begins,
    reason,
    named: of === undefined ? [] : named(of === "party" ? "fails" : "cancelled"),
  }));
}

/** A party as people call it, without its legal form. */
function called(id: string, book: Book): string {
  return shortened(nameOf(id, book));
}
