// The loops of a year, as the answer gives them, and the order in which a reader follows one.

import type { Layer } from "../../network/book-flows.ts";

export interface LoopFlow {
  /** Of a payment that no contract tells of, the id of the fact that does. */
  readonly leg: string;
  readonly deal: string | null;
  readonly kind: string;
  readonly class: "funding" | "purchase" | null;
  /** What goes back for it, in words. */
  readonly for: string;
  readonly payer: string;
  readonly payee: string;
  readonly amountUsd: number;
  readonly assumed: readonly string[];
  readonly told: readonly string[];
  readonly outlay: readonly string[];
  readonly note: string | null;
}

/** `json` of `loops`, of what the page reads; docs/cli.md has all of it. */
export interface LoopsJson {
  readonly year: number;
  readonly layer: Layer;
  readonly count: number;
  readonly loops: readonly {
    readonly parties: readonly string[];
    /** USD of the year. */
    readonly throughput: number;
    readonly flows: readonly LoopFlow[];
  }[];
}

/** What one party of a ring pays the next. */
export interface Side {
  readonly payer: string;
  readonly payee: string;
  /** USD of the year. */
  readonly amount: number;
  /** The largest first. */
  readonly flows: readonly LoopFlow[];
  /** Whether money is put in here, or spent. */
  readonly isFunding: boolean;
}

export interface Ring {
  /** Its parties from the smallest id on: what a link calls it. */
  readonly id: string;
  readonly throughput: number;
  /** In the order of payment, from the largest side on which money is put in. */
  readonly sides: readonly Side[];
}

export function ringsOf({ loops }: LoopsJson): readonly Ring[] {
  return loops.map(({ parties, throughput, flows }): Ring => {
    const sides = parties.map((payer, k) => sideOf(payer, parties[(k + 1) % parties.length]!, flows));
    const first = sides.reduce(
      (best, side, k) => (side.isFunding && side.amount > (sides[best]?.amount ?? 0) ? k : best),
      -1,
    );
    const from = Math.max(0, first);
    return { id: parties.join("."), throughput, sides: [...sides.slice(from), ...sides.slice(0, from)] };
  });
}

function sideOf(payer: string, payee: string, all: readonly LoopFlow[]): Side {
  const flows = all
    .filter((flow) => flow.payer === payer && flow.payee === payee)
    .toSorted((a, b) => b.amountUsd - a.amountUsd);
  const sum = (of: readonly LoopFlow[]): number => of.reduce((total, { amountUsd }) => total + amountUsd, 0);
  const put = sum(flows.filter((flow) => flow.class === "funding"));
  const amount = sum(flows);
  return { payer, payee, amount, flows, isFunding: put * 2 > amount };
}
