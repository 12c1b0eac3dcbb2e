// A list of payments as comma-separated text: payer, payee, amount, date. A million lines take about a second.

import { type Fault, RoundtripError } from "../error/error.ts";
import { readCsv } from "./csv.ts";
import { amountOf, nameOf, refuseNoDate } from "./csv-field.ts";
import { nameTable } from "./name-table.ts";
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

/**
 * Reads a list of payments: a header with payer, payee and amount in any order, then one payment a line.
 * A column date is looked at and not kept; others are passed over. A payment of zero names its parties and is no edge.
 *
 * @param file   its name as the user knows it
 * @param chunks its bytes, cut anywhere
 * @throws EDGES_EMPTY, EDGES_HEADER, EDGES_QUOTE, EDGES_FIELDS, EDGES_ENCODING, EDGES_AMOUNT,
 *   EDGES_SELF_PAYMENT, EDGES_DATE: every fault of the file in one error, whose code is that of the first
 */
export function readEdges(file: string, chunks: Iterable<Uint8Array>): EdgeList {
  const names = nameTable();
  let payer = new Int32Array(1024);
  let payee = new Int32Array(1024);
  let amount = new Float64Array(1024);
  let n = 0;
  readCsv(chunks, { ...shapeOfEdges, file, prefix: "EDGES" }, (record) => {
    const x = amountOf(
      record,
      2,
      "Write what is paid as a positive number; payer and payee give the direction.",
    );
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
    refuseNoDate(record, 3);
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

const shapeOfEdges = { record: "payment", columns: ["payer", "payee", "amount"], optional: ["date"] };

/**
 * An error about a party, at the first line that names it.
 *
 * @param chunks the bytes of the list again
 */
export function atParty(
  file: string,
  chunks: Iterable<Uint8Array>,
  { code, message, remedy, exit, about }: RoundtripError,
): RoundtripError {
  const [, prefix, rest] = /^([A-Z]+)_(.*)$/u.exec(code)!;
  const found = (fault: Fault): RoundtripError =>
    new RoundtripError(code, message, { remedy, exit, faults: [fault] });
  try {
    readCsv(chunks, { ...shapeOfEdges, file, prefix: prefix! }, (record) => {
      const column = [0, 1].find((k) => record.text(k) === about.party);
      if (column !== undefined) record.refuse(column, rest!, message, remedy);
    });
  } catch (error) {
    if (error instanceof RoundtripError && error.code === code) return found(error.faults[0]!);
    throw error;
  }
  return found({ code, file, message, remedy });
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
