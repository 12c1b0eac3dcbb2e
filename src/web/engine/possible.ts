// What can be asked of the simulation: the scenarios with their bounds, who can fail, what can be cancelled, when.

import type { Book } from "../../book/book.ts";
import type { Economy } from "../../model/circular/economy.ts";
import { plusQuarters } from "../../model/circular/quarter.ts";
import { type Size, scenarioKinds } from "../../model/circular/scenario-list.ts";
import { nameOf as fullName, partsOf } from "../../report/series-text.ts";
import { shortened } from "../../report/short-name.ts";

export interface Possible {
  readonly scenarios: readonly PossibleScenario[];
  /** Parties that can fail. */
  readonly parties: readonly Named[];
  /** Legs that can be cancelled. */
  readonly legs: readonly Named[];
  readonly quarters: readonly string[];
  readonly events: readonly string[];
  /** Whose series are simulated: a stress may keep to one of them. */
  readonly owners: readonly Named[];
  /** Names of all that a story may speak of, sectors and legs too. */
  readonly names: Readonly<Record<string, string>>;
}

export interface PossibleScenario {
  readonly id: string;
  readonly of: "party" | "deal" | undefined;
  readonly does: string;
  readonly size: Size | undefined;
  /** The quarter from which it holds unless told otherwise. */
  readonly begins: string;
  readonly reason: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

const sectors = ["investors", "lenders", "others", "customers"];

export function possibleIn({ model, series, events, start, quarters }: Economy, book: Book): Possible {
  const named = (prefix: string): string[] =>
    model.given.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const nameOf = (id: string): string => shortened(fullName(id, book));
  const byName = (a: Named, b: Named): number => a.name.localeCompare(b.name, "en");
  return {
    scenarios: scenarioKinds.map(({ id, of, does, size, begins, reason }) => ({
      id,
      of,
      does,
      size,
      begins: begins === "the first quarter" ? plusQuarters(start, 1) : `${Number(start.slice(0, 4)) + 1}Q1`,
      reason,
    })),
    parties: named("fails ")
      .map((id) => ({ id, name: nameOf(id) }))
      .toSorted(byName),
    legs: named("cancelled ")
      .map((id) => ({ id, name: legName(book, id, nameOf) }))
      .toSorted(byName),
    quarters,
    events: events.map(({ id }) => id),
    owners: [...new Set(series.map(({ party }) => party))]
      .filter((id) => book.parties.has(id))
      .map((id) => ({ id, name: nameOf(id) }))
      .toSorted(byName),
    names: Object.fromEntries([
      ...[...book.parties.keys(), ...series.map(({ id }) => partsOf(id).owner), ...sectors].map(
        (id) => [id, nameOf(id)] as const,
      ),
      ...[...book.legs.values()].map(
        ({ id, payer, payee, announced }) =>
          [id, `${nameOf(payer)} to ${nameOf(payee)}, ${announced.slice(0, 4)}`] as const,
      ),
    ]),
  };
}

function legName(book: Book, id: string, nameOf: (id: string) => string): string {
  const leg = book.legs.get(id);
  return leg ? `${nameOf(leg.payer)} to ${nameOf(leg.payee)}, ${leg.kind}, ${leg.announced} (${id})` : id;
}
