// Whose money is this revenue: a vendor's revenue and backlog by where its customers' money came from.

import type { Book, PartyId } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { type Backlog, backlogOf } from "../network/backlog.ts";
import type { FlowsView } from "../network/book-flows.ts";
import { type RevenueSplit, revenueSplit } from "../network/origin.ts";
import type { Reached } from "../network/sent.ts";
import { revenueOf } from "../network/told.ts";
import type { Answer } from "./answer.ts";
import { dollars } from "./number.ts";
import { revenueBlocks } from "./revenue-blocks.ts";
import { shortName } from "./short-name.ts";

/**
 * The split as tables and as data; no number where no payer's accounts are known.
 *
 * @throws USAGE for a group of which a segment sells: the segment's revenue is another figure
 */
export function revenueAnswer(view: FlowsView, asked: PartyId): Answer {
  const { book, year } = view;
  const party = vendorOf(view, asked);
  const split = revenueSplit(view, party);
  const backlog = backlogOf(view, split);
  const name = book.parties.get(party)?.name ?? party;
  const standsFor =
    party === asked
      ? []
      : [
          `${shortName(view, asked)} is a group; this is the split of its segment ${name}, whose revenue stands in the group's accounts.`,
        ];
  return {
    json: json(split, backlog),
    blocks: [
      { heading: `Whose money is ${name}'s revenue of ${year}` },
      ...(standsFor.length > 0 ? [{ lines: standsFor }] : []),
      ...revenueBlocks(split, backlog, groupOf(book, party, view.day), (id) => shortName(view, id)),
    ],
    sources: [...new Set(sourcesOf(view, split, backlog))],
    sentence: sentenceOf(split, name, book),
  };
}

/**
 * The vendor that is asked for. A segment with accounts of its own makes its group the wrong one to ask for; one
 * whose revenue stands in the group's accounts is what is meant by the group.
 */
function vendorOf({ book, day }: FlowsView, asked: PartyId): PartyId {
  const kinds = new Set(["cloud", "neocloud", "chipmaker"]);
  const segments = [...book.parties.values()].filter(
    ({ id, kind }) => id !== asked && kinds.has(kind) && groupOf(book, id, day) === asked,
  );
  const tellers = segments.flatMap(({ id }) => {
    const { party, metric } = revenueOf({ book, day }, id);
    const isTold = [...book.facts.values()].some((fact) => fact.party === party && fact.metric === metric);
    return isTold ? [{ id, party }] : [];
  });
  const own = tellers.filter(({ id, party }) => party === id).map(({ id }) => id);
  if (own.length > 0) {
    throw new RoundtripError(
      "USAGE",
      `${asked} is a group, and what it sells is told of ${own.join(", ")}.`,
      {
        exit: exitCode.usage,
        remedy: `Ask for the segment: roundtrip revenue ${own[0]}.`,
      },
    );
  }
  return tellers[0]?.id ?? asked;
}

function json(split: RevenueSplit, backlog: Backlog | null): unknown {
  const reached = ({ most, by }: Reached) => ({ mostUsd: most === Infinity ? null : most, by });
  const withReach = <P extends RevenueSplit["payers"][number] | RevenueSplit["unseen"][number]>(
    payer: P,
  ) => ({
    ...payer,
    reach: { own: reached(payer.reach.own), insiders: reached(payer.reach.insiders) },
  });
  return {
    party: split.party,
    year: split.year,
    revenueUsd: split.revenue?.isWhole ? split.revenue.central : null,
    backlogUsd: backlog?.amount ?? null,
    backlogFact: backlog?.fact ?? null,
    classes: split.classes,
    backlogClasses: backlog?.classes ?? null,
    backlogNamed: (backlog?.named ?? []).map(({ unbilled, ...contract }) => ({
      ...contract,
      unbilledUsd: unbilled,
    })),
    payers: split.payers.map(withReach),
    unseen: split.unseen.map(withReach),
    told: split.told,
    othersUsd: split.others,
    missing: split.missing,
  };
}

function sentenceOf({ classes, revenue, year, unseen }: RevenueSplit, name: string, book: Book): string {
  if (!classes || !revenue)
    return `Whose money ${name}'s revenue of ${year} is cannot be said: too little is public`;
  const { own, notKnown } = classes;
  const names =
    unseen.length > 0 ? ` (${unseen.map(({ payer }) => shortName({ book }, payer)).join(", ")})` : "";
  const open =
    notKnown.atMost > 0
      ? `; up to ${dollars(notKnown.atMost)} came from payers whose money is not known${names}`
      : "";
  return `Of ${name}'s revenue of ${dollars(revenue.central)} in ${year}, ${dollars(own.atLeast)} to ${dollars(own.atMost)} was its own group's money (${dollars(own.proRata)} pro rata)${open}`;
}

function sourcesOf({ book }: FlowsView, split: RevenueSplit, backlog: Backlog | null): string[] {
  const ids = [
    ...(split.revenue?.facts ?? []),
    ...split.payers.flatMap((payer) => [...payer.paidFrom, ...payer.poolFrom, ...payer.reach.own.by]),
    ...split.unseen.flatMap((payer) => [...payer.from, ...payer.reach.own.by]),
    ...split.told.flatMap((told) => told.facts),
    ...(backlog ? [backlog.fact, ...backlog.named.map(({ leg }) => leg)] : []),
  ];
  return ids.flatMap((id) => book.facts.get(id)?.sources ?? book.legs.get(id)?.sources ?? []);
}
