// The circular economy of a book, from the end of a quarter on: all sectors in the order of a quarter.

import type { Book } from "../../book/book.ts";
import { newestDay } from "../../book/known.ts";
import type { Day } from "../../unit/date.ts";
import { type Checked, writeAccounts } from "./accounts.ts";
import { writeBacklog } from "./backlog.ts";
import { writeBuilders } from "./builders.ts";
import { castOf } from "./cast.ts";
import { writeLabClearing } from "./clearing.ts";
import { writeAllocation, writeCapacity, writePrices } from "./compute.ts";
import { chipOrdersOf } from "./chip-orders.ts";
import { writeChips } from "./chips.ts";
import { writeContracts } from "./contracts.ts";
import { writeNotes } from "./convertible.ts";
import { writeDemand } from "./demand.ts";
import { writeDeposits } from "./deposits.ts";
import { draftOf } from "./draft.ts";
import type { Economy } from "./economy.ts";
import { writeAppetite, writeFunding } from "./funding.ts";
import { guaranteesOf } from "./guarantee.ts";
import { writeLosses } from "./losses.ts";
import { writeMakers } from "./makers.ts";
import { writeMarks } from "./marks.ts";
import { writeMixAtStart } from "./mix.ts";
import { writeNeocloudMarks } from "./neocloud-marks.ts";
import { writeOrigins } from "./origin.ts";
import { writeNeocloudClearing } from "./neocloud.ts";
import { writePrepayments } from "./prepayment.ts";
import { writeOwnership } from "./ownership.ts";
import { type Quarter, plusQuarters } from "./quarter.ts";
import { writeCosts, writeLabsAtStart, writeReceipts } from "./receipts.ts";
import { showParties } from "./series.ts";
import { type Start, startOf } from "./start.ts";
import { refuseSparse, startQuarter } from "./start-quarter.ts";
import { supplyOf } from "./supply.ts";
import { writeBackstops, writeSupport } from "./support.ts";
import { tranchesOf } from "./tranche.ts";
import { writeTokens } from "./tokens.ts";
import { writeTreasury } from "./treasury.ts";
import { warrantsOf, writeSharesSold, writeWarrants } from "./warrants.ts";

export interface EconomyOptions {
  /**
   * The last quarter that is known; the simulation begins with the one after. Unless told otherwise the newest that
   * most parties had told by the day.
   */
  readonly start?: Quarter | undefined;
  /** What was known on this day counts. */
  readonly day?: Day | undefined;
  /** How many quarters are simulated. */
  readonly quarters?: number | undefined;
  /** Legs whose minimum can be given another shape; each costs operations, so that only a question about it asks. */
  readonly shapes?: readonly string[] | undefined;
  /** Which lines of the accounts every path checks: those that equations could break, unless told otherwise. */
  readonly accounts?: Checked | undefined;
}

export const defaultQuarters = 40;

/**
 * The economy of a book.
 *
 * @throws ASSUMPTION_MISSING where the book lacks a number that the equations need
 * @throws START_AHEAD, START_EARLY, START_UNKNOWN, as wrong usage, where there is no such quarter by the day
 */
export function economyOf(book: Book, options: EconomyOptions = {}): Economy {
  const { day = newestDay(book), quarters: count = defaultQuarters } = options;
  const quarter = options.start ?? startQuarter(book, day);
  const start = startOf(book, quarter, day);
  refuseSparse(book, start);
  return economyFrom(book, start, count, options);
}

/** The economy from a start that is given: tests make their own. */
export function economyFrom(
  book: Book,
  start: Start,
  count: number,
  { accounts = "open", shapes = [] }: Pick<EconomyOptions, "accounts" | "shapes"> = {},
): Economy {
  const quarters = Array.from({ length: count }, (_, k) => plusQuarters(start.quarter, k + 1));
  const d = draftOf(book, start, quarters, new Set(shapes));
  const cast = castOf(start);
  const supply = supplyOf(book, start, cast, count);
  const guarantees = guaranteesOf(
    book,
    start,
    cast,
    supply.contracts.map(({ leg }) => leg),
  );
  writeMixAtStart(d, cast, supply);
  writeLabsAtStart(d, cast, supply);
  d.sector("mood");
  writeAppetite(d, cast);
  d.sector("demand");
  writeDemand(d, cast);
  d.sector("capacity");
  writeCapacity(d, cast, supply);
  d.sector("allocation");
  writeAllocation(d, cast, supply);
  d.sector("prices");
  writePrices(d, cast);
  d.sector("contracts");
  writeContracts(d, cast, supply);
  d.sector("receipts");
  writeReceipts(d, cast, supply);
  d.sector("contracts");
  writeBackstops(d, cast, supply, guarantees);
  const prepaid = writePrepayments(d, cast, supply);
  const tranches = tranchesOf(book, start, cast);
  const orders = chipOrdersOf(book, start, cast);
  const warrants = warrantsOf(book, start, orders);
  d.sector("funding");
  writeSharesSold(d, warrants);
  writeFunding(d, cast, tranches, warrants);
  writeNotes(d, cast, tranches);
  d.sector("building");
  writeBuilders(d, cast, supply);
  writeMakers(d, cast, orders);
  d.sector("clearing");
  writeLabClearing(d, cast, supply, guarantees);
  writeNeocloudClearing(d, cast, guarantees);
  writeSupport(d, cast, guarantees);
  d.sector("treasury");
  writeCosts(d, cast);
  writeTreasury(d, cast);
  writeDeposits(d);
  d.sector("marks");
  writeMarks(d, cast, tranches);
  d.sector("accounts");
  writeBacklog(d, cast, supply);
  writeAccounts(d, cast, { supply, guarantees, tranches, prepaid, warrants }, accounts);
  d.sector("origins");
  writeOrigins(d, cast);
  d.sector("marks");
  writeNeocloudMarks(d, cast);
  showParties(d, cast, { guarantees, tranches });
  // What others read little of comes last, so that its draws change none of theirs.
  writeWarrants(d, warrants);
  d.sector("outputs");
  writeTokens(d, cast);
  writeChips(d, cast, supply);
  writeLosses(d, cast, { supply, guarantees, tranches });
  writeOwnership(d, cast, supply);
  return {
    model: d.m.build(),
    start: start.quarter,
    quarters,
    series: d.series(),
    events: d.events(),
    assumptions: d.assumptions.used(),
    commitments: supply.contracts
      .filter(({ isOfLab }) => isOfLab)
      .map(({ leg, payer, vendor, firm, headline, before, quarters: length, shareIn, isLease }) => ({
        leg,
        lab: payer,
        vendor,
        firm,
        headline,
        first: before + 1,
        last: before + length,
        isScheduled: shareIn !== undefined || isLease,
      })),
    leftOut: [...cast.leftOut, ...d.leftOut()],
    mechanisms: d.mechanisms(),
    sectors: d.sectors(),
  };
}
