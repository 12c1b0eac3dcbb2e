// Cash of the parties of a list of payments, as comma-separated text: party, cash.

import { didYouMean } from "../error/nearest.ts";
import { readCsv } from "./csv.ts";
import { amountOf, nameOf } from "./csv-field.ts";
import { nameTable } from "./name-table.ts";

/** Amounts by party, as a list of cash holdings. */
export interface CashList {
  readonly names: readonly string[];
  readonly amount: Float64Array;
}

/**
 * Reads party,cash: what each party of a list of payments has from outside.
 *
 * @param parties those of the payments: cash of anybody else is a slip of the pen
 * @throws CASH_… as for payments, CASH_TWICE, CASH_UNKNOWN_PARTY
 */
export function readCash(file: string, chunks: Iterable<Uint8Array>, parties: ReadonlySet<string>): CashList {
  const unknown = unknownParty(parties);
  const names = nameTable();
  const amount: number[] = [];
  readCsv(chunks, { file, prefix: "CASH", record: "party", columns: ["party", "cash"] }, (record) => {
    const before = names.names.length;
    const x = amountOf(record, 1, "Write what the party has; what it owes is a payment.");
    const i = nameOf(record, 0, "party", names);
    if (i >= 0 && i < before) {
      record.refuse(0, "TWICE", `"${record.text(0)}" stands here twice.`, "Keep one line for each party.");
    } else if (i >= 0 && !parties.has(names.names[i]!)) {
      record.refuse(0, "UNKNOWN_PARTY", ...unknown(names.names[i]!));
    }
    if (i === amount.length) amount.push(x);
  });
  return { names: names.names, amount: Float64Array.from(amount) };
}

/** How many names are compared at most to suggest the ones that were meant. */
const comparedMax = 2e6;

/** What to say of names that no payment has. */
function unknownParty(parties: ReadonlySet<string>): (name: string) => [message: string, remedy: string] {
  let compared = 0;
  return (name) => {
    compared += parties.size;
    const near = compared > comparedMax ? "" : didYouMean(name, parties);
    return [
      `"${name}" is in no payment.`,
      near || "Write the name as it stands in the list of payments, or remove the line.",
    ];
  };
}
