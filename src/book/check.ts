// What the records of a book must agree on: every rule, one named function each in the files check-….ts.

import type { Fault } from "../error/error.ts";
import { knownInTime } from "./check-assumptions.ts";
import { type Context, type Rule, legsOf, unknownParty } from "./check-context.ts";
import { everyFigureHasASource, factDates, formulas, judgements } from "./check-figures.ts";
import { overlayKeys, selfDeals, statesInOrder, statusInTime, supersession, terms } from "./check-legs.ts";
import { knownLegs, knownParties, knownPlatforms, knownSources, legIds } from "./check-names.ts";
import { parentLoops, sponsors } from "./check-parties.ts";
import { oneStartEach, startingValues } from "./check-start.ts";
import type { Joined } from "./join.ts";
import type { Records } from "./read.ts";
import { type SourceText, faultAt } from "./source-text.ts";
import { type Node, nodeAt } from "./tree.ts";

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
  knownInTime,
  startingValues,
  oneStartEach,
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
