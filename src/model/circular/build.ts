// The circular economy of a book, from the end of a quarter on: all sectors in the order of a quarter.

import type { Book } from "../../book/book.ts";
import { newestDay } from "../../book/known.ts";
import type { Day } from "../../unit/date.ts";
import { type Checked, writeAccounts } from "./accounts.ts";
import { writeBacklog } from "./backlog.ts";
import { writeBuilders } from "./builders.ts";
import { type Cast, castOf } from "./cast.ts";
import { writeLabClearing } from "./clearing.ts";
import { writeAllocation } from "./allocation.ts";
import { writePrices } from "./capacity-price.ts";
import { writeCapacity } from "./capacity.ts";
import { type ChipOrder, chipOrdersOf } from "./chip-orders.ts";
import { writeChips } from "./chips.ts";
import { writeContracts } from "./contracts.ts";
import { writeNotes } from "./convertible.ts";
import { writeDemand } from "./demand.ts";
import { writeDeposits } from "./deposits.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Commitment, Economy } from "./economy.ts";
import { writeAppetite, writeFunding } from "./funding.ts";
import { type Guarantee, guaranteesOf } from "./guarantee.ts";
import { writeLosses } from "./losses.ts";
import { writeMakers } from "./makers.ts";
import { writeMarks } from "./marks.ts";
import { writeMixAtStart } from "./mix.ts";
import { writeNeocloudMarks } from "./neocloud-marks.ts";
import { writeOrigins } from "./origin.ts";
import { writeNeocloudClearing } from "./neocloud.ts";
import { type Prepaid, writePrepayments } from "./prepayment.ts";
import { writeOwnership } from "./ownership.ts";
import { type Quarter, plusQuarters } from "./quarter.ts";
import { writeLabsAtStart } from "./labs-at-start.ts";
import { writeReceipts } from "./receipts.ts";
import { writeCosts } from "./running-costs.ts";
import { showParties } from "./series.ts";
import { type Start, startOf } from "./start.ts";
import { refuseSparse, startQuarter } from "./start-quarter.ts";
import { type Supply, supplyOf } from "./supply.ts";
import { writeBackstops, writeSupport } from "./support.ts";
import { type Tranche, tranchesOf } from "./tranche.ts";
import { writeTokens } from "./tokens.ts";
import { writeTreasury } from "./treasury.ts";
import { type Warrant, warrantsOf, writeSharesSold, writeWarrants } from "./warrants.ts";

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
  const promises = promisesOf(book, start, cast, count);
  writeMixAtStart(d, cast, promises.supply);
  writeLabsAtStart(d, cast, promises.supply);
  writeMarkets(d, cast, promises);
  const prepaid = writeReceived(d, cast, promises);
  writeRaised(d, cast, promises);
  writePaid(d, cast, promises);
  writeMarked(d, cast, promises, prepaid, accounts);
  writeOutputs(d, cast, promises);
  return {
    model: d.m.build(),
    start: start.quarter,
    quarters,
    series: d.series(),
    events: d.events(),
    assumptions: d.assumptions.used(),
    commitments: commitmentsOf(promises.supply),
    leftOut: [...cast.leftOut, ...d.leftOut()],
    mechanisms: d.mechanisms(),
    sectors: d.sectors(),
  };
}

/** What parties have promised one another by the start. */
interface Promises {
  readonly supply: Supply;
  readonly guarantees: readonly Guarantee[];
  readonly tranches: readonly Tranche[];
  readonly orders: readonly ChipOrder[];
  readonly warrants: readonly Warrant[];
}

function promisesOf(book: Book, start: Start, cast: Cast, count: number): Promises {
  const supply = supplyOf(book, start, cast, count);
  const legs = supply.contracts.map(({ leg }) => leg);
  const orders = chipOrdersOf(book, start, cast);
  return {
    supply,
    guarantees: guaranteesOf(book, start, cast, legs),
    tranches: tranchesOf(book, start, cast),
    orders,
    warrants: warrantsOf(book, start, orders),
  };
}

/** What is wanted, what there is, who gets it and at which price. */
function writeMarkets(d: Draft, cast: Cast, { supply }: Promises): void {
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
}

/** What is due by contract, and what customers pay. */
function writeReceived(d: Draft, cast: Cast, { supply, guarantees }: Promises): readonly Prepaid[] {
  d.sector("contracts");
  writeContracts(d, cast, supply);
  d.sector("receipts");
  writeReceipts(d, cast, supply);
  d.sector("contracts");
  writeBackstops(d, cast, supply, guarantees);
  return writePrepayments(d, cast, supply);
}

/** What is raised, and what is built and bought with it. */
function writeRaised(d: Draft, cast: Cast, { supply, tranches, orders, warrants }: Promises): void {
  d.sector("funding");
  writeSharesSold(d, warrants);
  writeFunding(d, cast, tranches, warrants);
  writeNotes(d, cast, tranches);
  d.sector("building");
  writeBuilders(d, cast, supply);
  writeMakers(d, cast, orders);
}

/** Who can pay what is due, and what is paid with the rest. */
function writePaid(d: Draft, cast: Cast, { supply, guarantees }: Promises): void {
  d.sector("clearing");
  writeLabClearing(d, cast, supply, guarantees);
  writeNeocloudClearing(d, cast, guarantees);
  writeSupport(d, cast, guarantees);
  d.sector("treasury");
  writeCosts(d, cast);
  writeTreasury(d, cast);
  writeDeposits(d);
}

/** What everything is worth at the end of the quarter, who has it, and where the money came from. */
function writeMarked(
  d: Draft,
  cast: Cast,
  { supply, guarantees, tranches, warrants }: Promises,
  prepaid: readonly Prepaid[],
  accounts: Checked,
): void {
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
}

/** What nothing reads. */
function writeOutputs(d: Draft, cast: Cast, { supply, guarantees, tranches }: Promises): void {
  d.sector("outputs");
  writeTokens(d, cast);
  writeChips(d, cast, supply);
  writeLosses(d, cast, { supply, guarantees, tranches });
  writeOwnership(d, cast, supply);
}

function commitmentsOf({ contracts }: Supply): readonly Commitment[] {
  return contracts
    .filter(({ isOfLab }) => isOfLab)
    .map(({ leg, payer, vendor, firm, headline, before, quarters, shareIn, isLease }) => ({
      leg,
      lab: payer,
      vendor,
      firm,
      headline,
      first: before + 1,
      last: before + quarters,
      isScheduled: shareIn !== undefined || isLease,
    }));
}
