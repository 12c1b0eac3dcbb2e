// What stands behind a dollar spent: Leontief's inverse L = (I − A)⁻¹ (Miller and Blair 2009, Input-Output Analysis,
// chapter 2) and where the dollar ends, v̂L with v the value added; productive by the condition of Hawkins and Simon
// (1949), "Some conditions of macroeconomic stability", Econometrica 17(3/4).

import { RoundtripError } from "../error/error.ts";
import { luInverse, luOf } from "../matrix/dense.ts";
import { rowSums, sparseFromRows, transpose } from "../matrix/sparse.ts";
import { chainOf } from "./chain.ts";
import { components } from "./component.ts";
import type { Network } from "./network.ts";
import { partyNumber } from "./party.ts";
import { among, marked, placesOf, reached } from "./reach.ts";
import { throughflowOf } from "./throughflow.ts";

/** [i][j] is what j buys from i: per dollar of j's outlay, or in all, with the outlay or output of each. */
export type InputOutputTable =
  | { readonly sectors: readonly string[]; readonly coefficients: readonly (readonly number[])[] }
  | {
      readonly sectors: readonly string[];
      readonly transactions: readonly (readonly number[])[];
      readonly output: readonly number[];
    };

export interface LookThroughTable {
  /** [i][j]: how often a dollar of j's outlay touches i; may add to more than 1. */
  readonly inverse: number[][];
  /** [i][j]: how much of a dollar of j's outlay ends at i; columns add to 1. */
  readonly endsAt: number[][];
}

/**
 * What stands behind every sector of a table.
 *
 * A column of coefficients may add to more than 1, as long as the whole is productive; such a sector spends more than
 * it has, and what ends there is negative.
 *
 * @throws NETWORK_SHAPE, NETWORK_AMOUNT, LOOK_THROUGH_OUTLAY where a sector buys and has no output,
 *   LOOK_THROUGH_CLOSED where the spectral radius is 1 or more, with the sectors that are to blame
 */
export function lookThroughTable(table: InputOutputTable): LookThroughTable {
  const { sectors } = table;
  const n = sectors.length;
  const a = coefficientsOf(table);
  const rows = Array.from({ length: n }, (_, i) => [...a.subarray(i * n, (i + 1) * n)]);
  const unproductive = blockOfRadiusOne(rows);
  if (unproductive !== undefined)
    throw closedGroup(
      unproductive.map((i) => sectors[i]!),
      `sectors[${unproductive[0]}]`,
    );
  const lu = luOf(
    a.map((x, at) => (at % (n + 1) === 0 ? 1 : 0) - x),
    n,
  );
  if (lu === undefined) throw closedGroup(sectors, "sectors[0]");
  const inverse = luInverse(lu);
  const row = (i: number) => [...inverse.subarray(i * n, (i + 1) * n)];
  const added = Float64Array.from({ length: n }, (_, j) => rows.reduce((v, line) => v - line[j]!, 1));
  return {
    inverse: rows.map((_, i) => row(i)),
    endsAt: rows.map((_, i) => row(i).map((x) => added[i]! * x)),
  };
}

/** n × n by rows: A_ij, what a dollar of j's outlay buys from i. */
function coefficientsOf(table: InputOutputTable): Float64Array {
  const n = table.sectors.length;
  const rows = "coefficients" in table ? table.coefficients : table.transactions;
  const output = "output" in table ? table.output : undefined;
  refuseShape(table.sectors, rows, output);
  const a = new Float64Array(n * n);
  rows.forEach((row, i) => {
    row.forEach((bought, j) => {
      if (bought > 0 && output?.[j] === 0) throw noOutlay(table.sectors[j]!, bought, 0, `output[${j}]`);
      a[i * n + j] = bought === 0 ? 0 : bought / (output?.[j] ?? 1);
    });
  });
  return a;
}

function refuseShape(
  sectors: readonly string[],
  rows: readonly (readonly number[])[],
  output: readonly number[] | undefined,
): void {
  const n = sectors.length;
  const lists = output === undefined ? rows : [...rows, output];
  const short = lists.find((row) => row.length !== n);
  if (rows.length !== n || short !== undefined) {
    const found = short === undefined ? `${rows.length} rows` : `a row or list of ${short.length} numbers`;
    throw new RoundtripError("NETWORK_SHAPE", `${n} sectors, but ${found}.`, {
      remedy: "Give one row and one column for each sector, in the order of the sectors.",
    });
  }
  const wrong = lists.flat().find((amount) => !Number.isFinite(amount) || amount < 0);
  if (wrong === undefined) return;
  throw new RoundtripError("NETWORK_AMOUNT", `${wrong} in the table.`, {
    remedy: "Write every amount as a finite number that is not negative.",
  });
}

function noOutlay(name: string, bought: number, outlay: number, path?: string): RoundtripError {
  return new RoundtripError("LOOK_THROUGH_OUTLAY", `"${name}" buys for ${bought} out of ${outlay}.`, {
    remedy: "Give its whole outlay (costs and capex): at least what it buys.",
    about: { party: name, ...(path === undefined ? {} : { path }) },
  });
}

/** @param path where the first of them stands in a table */
function closedGroup(names: readonly string[], path?: string): RoundtripError {
  const shown = names.length > 12 ? [...names.slice(0, 12), `${names.length - 12} more`] : names;
  return new RoundtripError(
    "LOOK_THROUGH_CLOSED",
    `The spectral radius is 1 or more: what ${shown.join(", ")} spend comes back to them in full, for ever.`,
    {
      remedy: "Give their whole outlay: wages, taxes and profit leave the group; or leave the group out.",
      about: { party: names[0]!, ...(path === undefined ? {} : { path }) },
    },
  );
}

/** The members of the first component with a spectral radius of 1 or more, or nothing. */
function blockOfRadiusOne(rows: readonly (readonly number[])[]): number[] | undefined {
  const { of, count } = components(sparseFromRows(rows, rows.length));
  const groups = Array.from({ length: count }, (): number[] => []);
  of.forEach((group, i) => groups[group]!.push(i));
  return groups.find((members) => !productive(rows, members));
}

/** Whether all pivots of I − A are above zero (Hawkins and Simon), by more than the rounding of their sums. */
function productive(rows: readonly (readonly number[])[], members: readonly number[]): boolean {
  const n = members.length;
  const m = members.map((i) => members.map((j) => (i === j ? 1 : 0) - rows[i]![j]!));
  for (let k = 0; k < n; k++) {
    const pivot = m[k]![k]!;
    if (!(pivot > 4 * n * Number.EPSILON)) return false;
    for (let i = k + 1; i < n; i++) {
      const factor = m[i]![k]! / pivot;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) m[i]![j]! -= factor * m[k]![j]!;
    }
  }
  return true;
}

/** What stands behind a dollar of one party's outlay; entries above zero, in the order of the parties. */
export interface LookThrough {
  /** How often the dollar touches each party, itself included: the first time counts. */
  readonly touches: ReadonlyMap<string, number>;
  /** Where it ends; with `notKnown` it adds to 1. */
  readonly endsAt: ReadonlyMap<string, number>;
  /** What goes nobody knows where. */
  readonly notKnown: number;
}

/**
 * What stands behind a dollar of one party's outlay, in a network of any size.
 *
 * A dollar that reaches j goes on by shares of j's total outlay, or of its receipts where they are larger: the rest of
 * the receipts ends at j. What j is known to spend beyond its payments in the network goes to *not known*.
 *
 * @param outlay what parties spend in all (costs and capex), unit of the flows; what they pay in the network where absent
 * @throws NETWORK_UNKNOWN_PARTY, LOOK_THROUGH_OUTLAY where an outlay is below what the party pays, LOOK_THROUGH_CLOSED
 *   where the dollar comes into a group that lets nothing out
 */
export function lookThrough(
  network: Network,
  party: string,
  { outlay }: { readonly outlay?: ReadonlyMap<string, number> } = {},
): LookThrough {
  const { parties, flow } = network;
  const from = partyNumber(network, party);
  const spent = spentBeyond(network, outlay);
  const { through, kept } = throughflowOf(flow, spent);
  const members = marked(reached(flow, [from]));
  if (through[from] === 0)
    return { touches: new Map([[party, 1]]), endsAt: new Map([[party, 1]]), notKnown: 0 };
  const each = Float64Array.from(members, (i) => 1 / through[i]!);
  const share = among(flow, members, placesOf(flow.rows, members), each);
  const leak = Float64Array.from(members, (i, k) => (kept[i]! + spent[i]!) * each[k]!);
  const open = reached(transpose(share), marked(Uint8Array.from(leak, (x) => (x > 0 ? 1 : 0))));
  const stuck = members.filter((_, k) => open[k] === 0);
  if (stuck.length > 0) throw closedGroup(Array.from(stuck, (i) => parties[i]!));
  const first = new Float64Array(members.length);
  first[members.indexOf(from)] = 1;
  const touches = chainOf(share, leak).forward(first);
  const named = (x: (i: number, k: number) => number) =>
    new Map(
      Array.from(members, (i, k) => [parties[i]!, x(i, k)] as const).filter(([, amount]) => amount > 0),
    );
  return {
    touches: named((_, k) => touches[k]!),
    endsAt: named((i, k) => touches[k]! * each[k]! * kept[i]!),
    notKnown: members.reduce((sum, i, k) => sum + touches[k]! * each[k]! * spent[i]!, 0),
  };
}

/** n: what each party spends beyond what it pays in the network. */
function spentBeyond(network: Network, outlay: ReadonlyMap<string, number> | undefined): Float64Array {
  const paid = rowSums(network.flow);
  const spent = new Float64Array(paid.length);
  for (const [name, amount] of outlay ?? []) {
    const i = partyNumber(network, name);
    const difference = amount - paid[i]!;
    const rounding = paid.length * Number.EPSILON * paid[i]!;
    if (!Number.isFinite(amount) || difference < -rounding) throw noOutlay(name, paid[i]!, amount);
    spent[i] = difference > rounding ? difference : 0;
  }
  return spent;
}
