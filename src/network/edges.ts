// A list of payments as comma-separated text: payer, payee, amount. A million lines take about a second.

import { RoundtripError } from "../error/error.ts";
import { type CsvRecord, readCsv } from "./csv.ts";
import { type NameTable, nameTable } from "./name-table.ts";
import { type Network, networkOfArrays } from "./network.ts";

/** Payments as they were read, in the order of the file. */
export interface EdgeList {
  /** Every party, in the order in which it first appears. */
  readonly names: readonly string[];
  /** Numbers of payer and payee in `names`, and the amount, above zero. */
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly amount: Float64Array;
}

/** Amounts by party, as a list of cash holdings. */
export interface CashList {
  readonly names: readonly string[];
  readonly amount: Float64Array;
}

/**
 * Reads a list of payments: a header with payer, payee and amount in any order, then one payment a line.
 * Other columns are passed over. A payment of zero names its parties and is no edge.
 *
 * @param file   its name as the user knows it
 * @param chunks its bytes, cut anywhere
 * @throws EDGES_EMPTY, EDGES_HEADER, EDGES_QUOTE, EDGES_FIELDS, EDGES_ENCODING, EDGES_AMOUNT,
 *   EDGES_SELF_PAYMENT: every fault of the file in one error, whose code is that of the first
 */
export function readEdges(file: string, chunks: Iterable<Uint8Array>): EdgeList {
  const names = nameTable();
  let payer = new Int32Array(1024);
  let payee = new Int32Array(1024);
  let amount = new Float64Array(1024);
  let n = 0;
  const shape = { file, prefix: "EDGES", record: "payment", columns: ["payer", "payee", "amount"] };
  readCsv(chunks, shape, (record) => {
    const x = amountOf(record, 2);
    const i = nameOf(record, 0, "payer", names);
    const j = nameOf(record, 1, "payee", names);
    if (i >= 0 && i === j) {
      record.refuse(
        1,
        "SELF_PAYMENT",
        `"${record.text(1)}" pays itself.`,
        "Remove the line: money that stays with one party is no payment.",
      );
    }
    if (!(x > 0)) return;
    if (n === amount.length) {
      payer = doubled(payer, new Int32Array(n * 2));
      payee = doubled(payee, new Int32Array(n * 2));
      amount = doubled(amount, new Float64Array(n * 2));
    }
    payer[n] = i;
    payee[n] = j;
    amount[n++] = x;
  });
  const list = {
    names: names.names,
    payer: payer.subarray(0, n),
    payee: payee.subarray(0, n),
    amount: amount.subarray(0, n),
  };
  refuseUseless(file, list);
  return list;
}

/** Reads party,cash: what each party has from outside. @throws CASH_… as for payments, CASH_TWICE */
export function readCash(file: string, chunks: Iterable<Uint8Array>): CashList {
  const names = nameTable();
  const amount: number[] = [];
  readCsv(chunks, { file, prefix: "CASH", record: "party", columns: ["party", "cash"] }, (record) => {
    const before = names.names.length;
    const x = amountOf(record, 1);
    const i = nameOf(record, 0, "party", names);
    if (i >= 0 && i < before) {
      record.refuse(0, "TWICE", `"${record.text(0)}" stands here twice.`, "Keep one line for each party.");
    }
    if (i === amount.length) amount.push(x);
  });
  return { names: names.names, amount: Float64Array.from(amount) };
}

/** The network of a list; the order of its lines changes no bit of it. */
export function networkOfEdges({ names, payer, payee, amount }: EdgeList): Network {
  return networkOfArrays(names, payer, payee, amount);
}

function doubled<T extends Int32Array | Float64Array>(old: T, wider: T): T {
  wider.set(old);
  return wider;
}

function refuseUseless(file: string, { amount }: EdgeList): void {
  const total = amount.reduce((sum, x) => sum + x, 0);
  if (total > 0 && total < Infinity) return;
  const [code, message, remedy] =
    total === 0
      ? ["EDGES_EMPTY", "No payment is above zero.", "Write at least one amount above zero."]
      : ["EDGES_AMOUNT", "The amounts add up to more than a number can hold.", "Use a larger unit."];
  throw new RoundtripError(code, message, {
    remedy: remedy,
    faults: [{ code: code, file, line: 1, column: 1, message: message, remedy: remedy }],
  });
}

/** The number of a name, or −1 where there is none. */
function nameOf(record: CsvRecord, column: number, what: string, names: NameTable): number {
  if (record.from[column]! < record.to[column]!) return names.number(record, column);
  record.refuse(column, "FIELDS", `The ${what} is empty.`, "Write a name.");
  return -1;
}

/** A finite number that is not negative; anything else is a fault, and NaN. */
function amountOf(record: CsvRecord, column: number): number {
  const x = decimal(record.bytes, record.from[column]!, record.to[column]!) ?? written(record.text(column));
  if (x >= 0 && x < Infinity) return x;
  const text = record.text(column);
  const [message, remedy] =
    x < 0
      ? [
          `The amount ${text} is negative.`,
          "Write what is paid as a positive number; payer and payee give the direction.",
        ]
      : [
          text === "" ? "The amount is empty." : `The amount "${text}" is not a finite number.`,
          "Write a plain number such as 1500000.5, without unit, currency or thousands separators.",
        ];
  record.refuse(column, "AMOUNT", message, remedy);
  return NaN;
}

/** Decimal text of any length, or NaN: no hexadecimal, no words. */
function written(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(text) ? Number(text) : NaN;
}

const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** Digits with at most one point, read exactly; undefined where they need more care (Clinger 1990). */
function decimal(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from > 16 || to === from) return undefined; // 15 digits and a point fit in 53 bits
  let digits = 0;
  let scale = 0;
  let seen = 0;
  let point = 0;
  for (let i = from; i < to; i++) {
    const c = bytes[i]!;
    if (c >= 48 && c <= 57) {
      digits = digits * 10 + (c - 48);
      scale += point;
      seen++;
    } else if (c === 46 && point === 0) point = 1;
    else return undefined;
  }
  return seen === 0 || seen > 15 ? undefined : digits / powersOfTen[scale]!;
}
