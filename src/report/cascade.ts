// The failure of a party as a story and a table: who loses what, in which round, and why.

import type { PartyId } from "../book/book.ts";
import { type FlowsView, isBoundary } from "../network/book-flows.ts";
import type { Behind } from "../network/claim.ts";
import { type Contagion, type Loss, contagion } from "../network/contagion.ts";
import { central } from "../unit/quantity.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { distress, distressBlocks } from "./distress.ts";
import { dollars } from "./number.ts";

/** The cascade as a story, a table and data; what is not known is said. */
export function contagionAnswer(view: FlowsView, failed: PartyId): Answer {
  const { book, year } = view;
  const found = contagion(view, failed);
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  const first = found.rounds[0] ?? [];
  const ranked = distress(view, found.failed, first);
  return {
    json: {
      failed: found.failed,
      year,
      count: view.counting,
      rounds: found.rounds,
      totalsUsd: found.rounds.map(totalOf),
      fallsAway: found.fallsAway,
      tooSmallUsd: found.tooSmallUsd,
      debtRank: ranked.known,
      equityNotKnown: ranked.unknown,
      assumed: found.assumed,
      notKnown: found.notKnown,
    },
    blocks: [
      { heading: `If ${name(found.failed)} failed (${view.counting}, sales of ${year})` },
      { lines: [...measuredBy(found, view), ...stories(found, year, name)] },
      lossTable(found, year, name),
      { lines: markLines(first, name) },
      ...distressBlocks(ranked, name),
      { lines: outsideFigures(view, found, name) },
    ],
    sources: sourcesOf(view, found),
    sentence:
      first.length === 0
        ? `The book names nobody who would lose at a public price if ${name(found.failed)} failed`
        : `If ${name(found.failed)} failed, those who are known to hold claims on it or to sell to it would lose ${dollars(totalOf(first))} in the first round`,
  };
}

function totalOf(round: readonly Loss[]): number {
  return round.reduce((sum, loss) => sum + loss.lossUsd, 0);
}

/** What the figures are, before they are told. */
function measuredBy({ rounds }: Contagion, { year, day }: FlowsView): string[] {
  const has = (cause: Loss["cause"]): boolean => rounds.flat().some((loss) => loss.cause === cause);
  return [
    ...(has("stake")
      ? ["Stakes are taken at cost: what was paid in is lost, not what the shares may be worth now."]
      : []),
    ...(has("sales")
      ? [
          `Sales are what the contracts give for ${year}: a year's where they run through it, less where they begin or end in it${day.slice(0, 4) === String(year) ? "; what of the year is past is in them" : ""}.`,
        ]
      : []),
  ];
}

function stories({ rounds }: Contagion, year: number, name: (id: string) => string): string[] {
  if (rounds.length === 0)
    return ["The book names nobody who holds a claim on it or sells to it at a public price."];
  return rounds.map((round, k) => {
    const told = round
      .slice(0, 4)
      .map((loss) => `${name(loss.party)} ${dollars(loss.lossUsd)} (${because(loss, year, name)})`);
    const more = round.length > 4 ? ` and ${round.length - 4} more losses` : "";
    const opening = k === 0 ? "Round 1, directly" : `Round ${k + 1}, through cut orders`;
    return `${opening}: ${told.join(", ")}${more}; ${dollars(totalOf(round))} in all.`;
  });
}

/** Why a loss is one, by what its legs say. */
function because(
  { cause, through, behind, wholeYear }: Loss,
  year: number,
  name: (id: string) => string,
): string {
  const whom = name(through);
  switch (cause) {
    case "stake":
      return `paid in for shares of ${whom}`;
    case "loan":
      return `not recovered of loans to ${whom}`;
    case "guarantee":
      return `answers for ${answersFor[behind ?? "not-named"]} ${whom}`;
    case "sales":
      return wholeYear ? `a year of sales to ${whom}` : `sales of ${year} under contract to ${whom}`;
  }
}

const answersFor: Record<Behind, string> = {
  debt: "debts of",
  lease: "leases and contracts of",
  "not-named": "what the book does not name, to",
};

function lossTable({ rounds }: Contagion, year: number, name: (id: string) => string): Block {
  const hasMark = rounds.flat().some(({ mark }) => mark !== undefined);
  return table(
    undefined,
    [">round", "party", ">loss", ...(hasMark ? [">at the newest mark"] : []), "cause", "legs"],
    rounds.flatMap((round, k) =>
      round.map((loss) => [
        text(String(k + 1)),
        text(name(loss.party)),
        usd(loss.lossUsd),
        ...(hasMark ? [loss.mark ? usd(loss.mark.markUsd) : text(undefined)] : []),
        text(because(loss, year, name)),
        text(loss.legs.join(", ")),
      ]),
    ),
  );
}

function usd(value: number): Cell {
  return { show: dollars(value), value };
}

function markLines(first: readonly Loss[], name: (id: string) => string): string[] {
  const marks = first.flatMap(({ party, mark }) => (mark ? [{ party, ...mark }] : []));
  return marks.map(
    ({ party, stake, stakeLeg, valuationUsd, valuationFrom }) =>
      `The mark of ${name(party)} is ${percent(stake)} (${stakeLeg}) of ${dollars(valuationUsd)} (${valuationFrom}); what later rounds have taken off the share is not known.`,
  );
}

/** What is no loss, what the losses rest on, and what is not in them. */
function outsideFigures(view: FlowsView, found: Contagion, name: (id: string) => string): string[] {
  const { fallsAway, assumed, notKnown, tooSmallUsd, rounds } = found;
  const aggregates = [...new Set(rounds.flat().map(({ party }) => party))].filter((id) =>
    isBoundary(view.book, id),
  );
  const guarantees = rounds.flat().filter(({ cause }) => cause === "guarantee");
  const held = guarantees.flatMap(({ legs }) => legs.flatMap((id) => view.book.legs.get(id)?.supports ?? []));
  const recovered = (id: string): string => {
    const { central: used, value } = view.book.assumptions.get(id)!;
    return `${id}, ${percent(central(used ?? value))}`;
  };
  return [
    ...fallsAway.map(
      ({ party, leg, promisedUsd }) =>
        `No loss: ${name(party)} promised to buy what ${name(found.failed)} cannot sell${promisedUsd === null ? "" : `, for ${dollars(promisedUsd)}`} (${leg}); the promise falls away with it.`,
    ),
    ...(held.length > 0
      ? [`What guarantors pay, the other side of these does not lose: ${held.join(", ")}.`]
      : []),
    ...(assumed.length > 0
      ? [`Recovery of loans is an assumption (${assumed.map(recovered).join("; ")}).`]
      : []),
    ...(aggregates.length > 0
      ? [
          `${aggregates.map(name).join(", ")}: many parties that the book does not name; they pass nothing on.`,
        ]
      : []),
    ...(tooSmallUsd > 0
      ? [
          `Cuts of orders too small to be followed come to ${dollars(tooSmallUsd)} and are not in these figures.`,
        ]
      : []),
    ...(notKnown.length > 0
      ? [
          `Not in these figures, without a price under this counting or only promised: ${notKnown.map(({ leg, what }) => `${leg} (${what})`).join(", ")}.`,
        ]
      : []),
    "Nor are holders and sellers that the book does not know, nor what others lose as credit and prices move.",
  ];
}

function sourcesOf({ book }: FlowsView, { rounds, fallsAway }: Contagion): string[] {
  const losses = rounds.flat();
  const marks = losses.flatMap(({ mark }) => (mark ? [mark.stakeLeg, mark.valuationFrom] : []));
  const ids = [...losses.flatMap(({ legs }) => legs), ...fallsAway.map(({ leg }) => leg), ...marks];
  return [...new Set(ids.flatMap((id) => book.legs.get(id)?.sources ?? book.facts.get(id)?.sources ?? []))];
}
