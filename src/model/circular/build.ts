// The circular economy of a book, from the end of a quarter on: all sectors in the order of a quarter.

import type { Book } from "../../book/book.ts";
import { newestDay } from "../../book/known.ts";
import type { Day } from "../../unit/date.ts";
import { type Checked, showAccounts, writeAccounts } from "./accounts.ts";
import { writeBacklog } from "./backlog.ts";
import { writeBuilders } from "./builders.ts";
import { castOf } from "./cast.ts";
import { writeLabClearing, writeNeocloudClearing } from "./clearing.ts";
import { writeAllocation, writeCapacity, writePrices } from "./compute.ts";
import { writeContracts } from "./contracts.ts";
import { writeDemand } from "./demand.ts";
import { draftOf } from "./draft.ts";
import type { Economy } from "./economy.ts";
import { writeAppetite, writeFunding } from "./funding.ts";
import { writeMarks } from "./marks.ts";
import { writeOrigins } from "./origin.ts";
import { type Quarter, plusQuarters } from "./quarter.ts";
import { writeCosts, writeLabsAtStart, writeReceipts } from "./receipts.ts";
import { type Start, startOf } from "./start.ts";
import { supplyOf } from "./supply.ts";
import { tranchesOf } from "./tranche.ts";
import { writeTreasury } from "./treasury.ts";

export interface EconomyOptions {
  /** The last quarter that is known; the simulation begins with the one after. */
  readonly start?: Quarter | undefined;
  /** What was known on this day counts. */
  readonly day?: Day | undefined;
  /** How many quarters are simulated. */
  readonly quarters?: number | undefined;
  /** Which lines of the accounts every path checks: those that equations could break, unless told otherwise. */
  readonly accounts?: Checked | undefined;
}

/** The newest quarter with reported figures for most parties. */
export const defaultStart: Quarter = "2026Q2";
export const defaultQuarters = 40;

/**
 * The economy of a book.
 *
 * @throws ASSUMPTION_MISSING where the book lacks a number that the equations need
 */
export function economyOf(book: Book, options: EconomyOptions = {}): Economy {
  const { start: quarter = defaultStart, day = newestDay(book), quarters: count = defaultQuarters } = options;
  return economyFrom(book, startOf(book, quarter, day), count, options);
}

/** The economy from a start that is given: tests make their own. */
export function economyFrom(
  book: Book,
  start: Start,
  count: number,
  { accounts = "open" }: Pick<EconomyOptions, "accounts"> = {},
): Economy {
  const quarters = Array.from({ length: count }, (_, k) => plusQuarters(start.quarter, k + 1));
  const d = draftOf(book, start, quarters);
  const cast = castOf(start);
  const supply = supplyOf(book, start, cast, count);
  writeLabsAtStart(d, cast, supply);
  writeAppetite(d, cast);
  writeDemand(d, cast);
  writeCapacity(d, cast);
  writeAllocation(d, cast, supply);
  writePrices(d, cast);
  writeContracts(d, cast, supply);
  writeReceipts(d, cast, supply);
  writeFunding(d, cast, tranchesOf(book, start, cast));
  writeBuilders(d, cast, supply);
  writeLabClearing(d, cast, supply);
  writeNeocloudClearing(d, cast);
  writeCosts(d, cast);
  writeTreasury(d, cast);
  writeMarks(d, cast);
  writeBacklog(d, cast, supply);
  writeAccounts(d, cast, accounts);
  writeOrigins(d, cast);
  showAccounts(d, cast);
  return {
    model: d.m.build(),
    start: start.quarter,
    quarters,
    series: d.series(),
    events: d.events(),
    assumptions: d.assumptions.used(),
    leftOut: [...cast.leftOut, ...d.leftOut()],
  };
}
