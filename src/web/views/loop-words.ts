// The founding loop in words, all of them computed.

import type { Opening } from "../engine/opening.ts";
import { money, round3 } from "../../report/number.ts";
import { showValue } from "../../unit/quantity.ts";

export interface LoopWords {
  /** An amount, and what it is. */
  readonly over: readonly string[];
  readonly back: readonly string[];
  readonly what: string;
}

export function years(value: number): string {
  const shown = String(round3(value));
  return `${shown} ${shown === "1" ? "year" : "years"}`;
}

/** The years of the longest pledge, where they are known. */
export function pledgeYears({ back }: Opening): number | undefined {
  const known = back.flatMap((part) => part.years ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

export function power({ loop }: Opening): string | undefined {
  return loop?.capacityW ? showValue(loop.capacityW, "W", round3) : undefined;
}

function perDollar({ loop }: Opening): string | undefined {
  const per = loop?.pledgedPerDollarIn;
  if (!per) return undefined;
  return per.low === per.high
    ? `$${per.low.toFixed(2)}`
    : `$${per.low.toFixed(2)} to $${per.high.toFixed(2)}`;
}

export function loopFinding(opening: Opening): string {
  const { loop, names } = opening;
  const per = perDollar(opening);
  if (!loop || !per) return `What goes between ${names.investor} and ${names.lab}`;
  return `For each dollar from ${names.investor}, ${names.lab} has pledged ${per} back`;
}

export function loopWords(opening: Opening): LoopWords {
  const { loop, over, back, names, counting } = opening;
  const first = over[0]?.announced.slice(0, 4);
  const last = over.at(-1)?.announced.slice(0, 4);
  const span = first === last ? `in ${first}` : `${first} to ${last}`;
  const long = pledgeYears(opening);
  const ends = back.find((part) => part.years === long)?.ends?.slice(0, 4);
  const gw = power(opening);
  return {
    over: [
      loop?.putInUsd ? money(loop.putInUsd) : "not priced",
      ...(over.length === 0 ? ["nothing counts"] : [`for a share of ${names.lab}`, span]),
    ],
    back: [
      loop?.pledgedUsd ? money(loop.pledgedUsd) : "not priced",
      "pledged for computers",
      ...[ends === undefined ? [] : `until ${ends}`, gw === undefined ? [] : `up to ${gw}`].flat(),
    ],
    what: `Width of a band: dollars over the whole term, ${counting} amounts; what is pledged is not yet paid.`,
  };
}

export function loopCsv({ over, back, loop }: Opening): string {
  const line = (cells: readonly (string | number | null)[]): string =>
    `${cells.map((cell) => cell ?? "").join(",")}\r\n`;
  const rows = [
    ...over.map((part) => ({ part, from: loop?.investor, to: loop?.lab })),
    ...back.map((part) => ({ part, from: loop?.lab, to: loop?.investor })),
  ];
  return [
    line(["leg", "from", "to", "kind", "announced", "lowUsd", "highUsd", "years"]),
    ...rows.map(({ part, from, to }) =>
      line([
        part.leg,
        from ?? null,
        to ?? null,
        part.kind,
        part.announced,
        part.usd?.low ?? null,
        part.usd?.high ?? null,
        part.years,
      ]),
    ),
  ].join("");
}
