// A cascade as rows and columns: who is hit in which round, and how hard, from a stress or from contagion.

import { dollars } from "../../../report/number.ts";
import type { ContagionJson, StressJson } from "./stress-json.ts";

export interface Cascade {
  /** Rounds in order, each with its quarter where it has one. */
  readonly columns: readonly { readonly round: number; readonly when: string }[];
  readonly rows: readonly Hit[];
}

export interface Hit {
  readonly party: string;
  /** Index of the column. */
  readonly column: number;
  /** Dollars that are lost in it, as a positive number. */
  readonly usd: number;
  /** What is lost: a series or a cause, in words. */
  readonly what: string;
  readonly shown: string;
}

/** Of what a party loses in a round, the largest in dollars is drawn. */
export function cascadeOfStress({ rounds }: StressJson): Cascade {
  return {
    columns: rounds.map(({ round, quarter }) => ({ round, when: quarter })),
    rows: rounds.flatMap(({ parties }, column) =>
      parties
        .map(({ party, hits }): Hit => {
          const money = hits.filter(({ unit }) => unit.startsWith("USD"));
          const most = money.toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))[0];
          const usd = Math.abs(most?.change ?? 0);
          const name = (most ?? hits[0])?.series.split(".").at(-1) ?? "";
          return { party, column, usd, what: seriesWords(name), shown: usd === 0 ? "" : dollars(usd) };
        })
        .toSorted((a, b) => b.usd - a.usd),
    ),
  };
}

/** Losses of one party in one round through several causes are one. */
export function cascadeOfContagion({ rounds }: ContagionJson): Cascade {
  return {
    columns: rounds.map((_, k) => ({ round: k + 1, when: "" })),
    rows: rounds.flatMap((losses, column) => {
      const byParty = new Map<string, { usd: number; causes: Set<string> }>();
      for (const { party, lossUsd, cause } of losses) {
        const one = byParty.get(party) ?? { usd: 0, causes: new Set<string>() };
        byParty.set(party, one);
        one.usd += lossUsd;
        one.causes.add(cause);
      }
      return [...byParty]
        .map(([party, { usd, causes }]): Hit => ({
          party,
          column,
          usd,
          what: [...causes].join(", "),
          shown: dollars(usd),
        }))
        .toSorted((a, b) => b.usd - a.usd);
    }),
  };
}

function seriesWords(name: string): string {
  if (name === "loss") return "claims and shares";
  return name.replace(/Gw$/u, "").replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}

export function cascadeFinding(cascade: Cascade, name: (id: string) => string): string {
  const [first] = cascade.rows;
  if (!first) return "Nobody loses by a share that counts";
  const parties = new Set(cascade.rows.map(({ party }) => party)).size;
  const { columns } = cascade;
  const rounds = columns.length === 1 ? "one round" : `${columns.length} rounds`;
  const when = columns[0]!.when === "" ? "" : ` in ${columns[0]!.when}`;
  const who = parties === 1 ? "one party" : `${parties} parties`;
  return `${name(first.party)} is hit hardest${when}: ${first.shown} of ${first.what}; ${who} in ${rounds}`;
}

export function cascadeCsv({ rows, columns }: Cascade): string {
  const quote = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [
    "round,quarter,party,what,usd\r\n",
    ...rows.map(
      ({ party, column, usd, what }) =>
        `${columns[column]!.round},${columns[column]!.when},${quote(party)},${quote(what)},${usd}\r\n`,
    ),
  ].join("");
}
