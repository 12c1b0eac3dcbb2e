// What parties must agree on.

import { lastDay } from "../unit/date.ts";
import type { Context } from "./check-context.ts";
import { on } from "./known.ts";

/** Nobody belongs to itself, however far round, on any day. */
export function parentLoops(context: Context): void {
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
export function sponsors(context: Context): void {
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
