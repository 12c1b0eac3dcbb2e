// Every figure that was reported of a quarter, beside the series of the simulation that stands for it.

import type { Book, Fact } from "../../book/book.ts";
import { factKnown } from "../../book/known.ts";
import { type Quarter, lastDayOf } from "./quarter.ts";
import { type Actual, actualsOf } from "./start-actuals.ts";
import { told } from "./start-knowledge.ts";
import { revenueTold, wanted } from "./start-parties.ts";
import { spansOf } from "./start-span.ts";
import type { Start } from "./start.ts";

/** A reported figure of a quarter. */
export interface Reported extends Actual {
  /** How what is simulated differs by definition; undefined where both are the same. */
  readonly definition?: string | undefined;
  /** Whether the simulation starts from this very figure: it is then no test of the equations. */
  readonly isTaken?: boolean | undefined;
  /** Told as a floor, "at least": `value` is that, and `upTo` the most that others told of the very same. */
  readonly floor?: { readonly upTo: number | undefined } | undefined;
}

/** Whole companies of which the economy simulates what has to do with computing. */
const wholeCompanies = [
  "amazon",
  "microsoft",
  "google",
  "oracle",
  "meta",
  "nvidia",
  "amd",
  "broadcom",
  "tsmc",
];

interface Stand {
  readonly name: string;
  readonly definition?: string;
}

/** The series that stands for a metric, and how it differs; a metric that is not here is not simulated. */
const stands: Readonly<Record<string, Stand>> = {
  cash: { name: "cash" },
  debt: { name: "debt" },
  "debt-long-term": { name: "debt" },
  rpo: { name: "backlog" },
  backlog: { name: "backlog" },
  revenue: { name: "revenue" },
  capex: { name: "capex" },
  "power-gw-live": { name: "capacityGw" },
  "market-value": { name: "marketValue" },
  "rpo-10q": { name: "backlog", definition: "reported for the whole group" },
  "capex-net-of-incentives": { name: "capex", definition: "reported after incentives, simulated before" },
  "capex-incl-finance-leases": {
    name: "capex",
    definition: "reported with finance leases, simulated without",
  },
};

/** Under what the start has what a series shows. */
const startNames: Readonly<Record<string, string>> = { capacityGw: "gw" };

/**
 * What was reported of the start's quarter by its day: the quarters of `actualsOf`, and every other figure of that very
 * quarter or of its last day of a party that is simulated, by the company or the press. Of a figure for which no series
 * stands the id is `<party>.<metric>`.
 */
export function reportedIn(book: Book, start: Start): Reported[] {
  const { quarter, day } = start;
  const of = new Set(wanted.map(({ party }) => party));
  const actuals = actualsOf(book, day).filter((actual) => actual.quarter === quarter);
  const others = [...book.facts.values()]
    .filter(
      (fact) =>
        of.has(fact.party) &&
        (fact.kind === "reported" || fact.kind === "press") &&
        factKnown(book, fact) <= day &&
        isOf(fact, quarter),
    )
    .map((fact) => reported(book, fact, quarter));
  const known = new Set(actuals.map(({ series }) => series));
  const used = new Set(actuals.flatMap(({ from }) => from));
  const more = others.filter(
    ({ series, definition, from: [id] }) =>
      !used.has(id!) && (definition !== undefined || !known.has(series)),
  );
  return [...actuals, ...once(more)].map((one) => ({
    ...one,
    ...floorOf(book, one),
    isTaken: isTaken(one, start),
  }));
}

/** Where one of the reports of the very figure is a floor: that floor, and the most of the others. */
function floorOf(book: Book, { from, quarter }: Actual): Pick<Reported, "value" | "floor"> | undefined {
  const facts = from.flatMap((id) => book.facts.get(id) ?? []);
  const floors = facts.filter(({ value }) => value.form === "floor");
  if (floors.length === 0 || !facts.every((fact) => isOf(fact, quarter))) return undefined;
  const others = facts.filter((fact) => !floors.includes(fact));
  return {
    value: told(floors)!.high,
    floor: { upTo: others.length === 0 ? undefined : told(others)!.high },
  };
}

function isOf(fact: Fact, quarter: Quarter): boolean {
  const [span] = spansOf([fact]);
  return span ? span.quarters === 1 && span.last === quarter : fact.ends === lastDayOf(quarter);
}

function reported(book: Book, fact: Fact, quarter: Quarter): Reported {
  const { party, metric } = fact;
  const segment = wanted.find(({ party: each }) => {
    const as = revenueTold(each);
    return as.metric !== "revenue" && as.party === party && as.metric === metric;
  })?.party;
  const stand: Stand | undefined = segment === undefined ? stands[metric] : { name: "revenue" };
  const isWhole = metric === "revenue" && wholeCompanies.includes(party);
  const value = told([fact])!.central;
  return {
    series: `${segment ?? backlogOf(party, stand?.name) ?? party}.${stand?.name ?? metric}`,
    quarter,
    value,
    known: factKnown(book, fact),
    from: [fact.id],
    definition: isWhole ? "reported for the whole company, simulated for its computing" : stand?.definition,
  };
}

/** A group's backlog stands under its cloud. */
function backlogOf(party: string, name: string | undefined): string | undefined {
  return name === "backlog"
    ? ({ microsoft: "azure", oracle: "oci" } as Record<string, string>)[party]
    : undefined;
}

/** Reports of one series by one definition count once, the first of them by its id. */
function once(all: readonly Reported[]): Reported[] {
  const byKey = new Map<string, Reported>();
  for (const one of all.toSorted((a, b) => (a.from[0]! < b.from[0]! ? -1 : 1))) {
    const key = `${one.series} ${one.definition ?? ""}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return [...byKey.values()];
}

function isTaken({ series, from }: Actual, { figures }: Start): boolean {
  const dot = series.lastIndexOf(".");
  const name = series.slice(dot + 1);
  const level = figures.get(`${series.slice(0, dot)}.${startNames[name] ?? name}`);
  return level !== undefined && from.some((id) => level.from.includes(id));
}
