// The circular share by year as the page reads it from the answer, and what it says in a sentence.

import { type CircularityOf, percent } from "../../../report/circularity.ts";
import { csvOf } from "../../../report/csv.ts";
import { dollars } from "../../../report/number.ts";

/** What `circularity` answers for machines. */
export interface CircularityJson {
  readonly years: readonly CircularityOf[];
}

export type ShareRow = CircularityOf & { readonly share: NonNullable<CircularityOf["share"]> };

/** Years of a layer in which money flows, of one counting. */
export function rowsOf({ years }: CircularityJson, layer: string, count: string): ShareRow[] {
  return years.filter(
    (row): row is ShareRow => row.layer === layer && row.count === count && row.share !== null,
  );
}

/** One plain sentence about a year: of a hundred dollars. */
export function plainSentence({ year, layer, share }: ShareRow): string {
  const hundred = `Of every $100 paid${layer === "cash" ? "" : " in kind"} in ${year}`;
  if (share.p95 === 0) return `${hundred}, nothing is known to go round in closed rings.`;
  const cents = (part: number): string => `$${(part * 100).toFixed(2)}`;
  const [low, high] = [cents(share.p5), cents(share.p95)];
  return low === high
    ? `${hundred}, ${low} can go round in closed rings.`
    : `${hundred}, ${low} to ${high} can go round in closed rings.`;
}

/** What the chart shows to be the case. */
export function chartFinding(rows: readonly ShareRow[]): string {
  const top = rows.toSorted((a, b) => b.share.central - a.share.central)[0];
  if (!top || top.share.central === 0) return "In no year is money known to go round in closed rings";
  const others = rows.filter((row) => row !== top);
  const next = others.toSorted((a, b) => b.share.central - a.share.central)[0];
  const than = next ? `; in every other year it is at most ${percent(next.share.central)}` : "";
  return `${percent(top.share.central)} of the ${dollars(top.totalUsd)} of ${top.year} can go round, the most of all years${than}`;
}

/** Years from one outward: it first, then those next to it on either side. */
export function orderFrom(near: number, first: number, last: number): number[] {
  const years = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  return years.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near) || a - b);
}

/** The rows of a layer as a file. */
export function csvOfShares(rows: readonly CircularityOf[], layer: string): string {
  return csvOf({
    blocks: [],
    csv: {
      columns: [
        "year",
        "layer",
        "counting",
        "share",
        "share_p5",
        "share_p95",
        "total_usd",
        "flows",
        "left_out",
      ],
      rows: rows
        .filter((row) => row.layer === layer)
        .map(({ year, count, share, totalUsd, flows, leftOut }) => [
          year,
          layer,
          count,
          share?.central ?? null,
          share?.p5 ?? null,
          share?.p95 ?? null,
          totalUsd,
          flows,
          leftOut,
        ]),
    },
  });
}
