// Scenarios as they are written, `funding-winter@2027Q1`, `party-fails:openai`, `rates-up=0.03`: which numbers of the
// economy are other than usual, and in which periods.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Book } from "../../book/book.ts";
import type { Economy } from "./economy.ts";
import { type Quarter, plusQuarters, quarterFrom, quartersBetween } from "./quarter.ts";
import { type ScenarioKind, scenarioKinds, scenarioText } from "./scenario-list.ts";

/** Another value of a given number, in periods from one to another, both included; to the end where none is named. */
export interface GivenChange {
  readonly name: string;
  readonly from: number;
  readonly to: number | undefined;
  readonly value: number;
}

/** One scenario, placed in time. */
export interface Shock {
  /** As it can be written again. */
  readonly text: string;
  readonly kind: ScenarioKind;
  /** The party or deal that it names. */
  readonly of: string | undefined;
  readonly size: number | undefined;
  readonly quarter: Quarter;
  /** How many quarters it lasts; undefined to the end. */
  readonly lasts: number | undefined;
  readonly changes: readonly GivenChange[];
}

type Place = Pick<Economy, "model" | "start" | "quarters">;

/** Names of all scenarios, those with an argument as `party-fails:ID`. */
export const scenarioNames: readonly string[] = [
  "baseline",
  ...scenarioKinds.map(({ id, of }) => (of === undefined ? id : `${id}:ID`)),
];

/**
 * Scenarios that hold together; none for `baseline`.
 *
 * @param texts `name[:argument][=size][@quarter]`; `plan-missed-N` for a plan missed by N %
 * @throws as wrong usage SCENARIO_UNKNOWN, SCENARIO_WRITTEN (an argument, a size or a quarter that is none),
 *   UNKNOWN_PARTY, UNKNOWN_DEAL, SCENARIO_NOT_SIMULATED (the economy has no such number), SCENARIO_PAST,
 *   SCENARIO_HORIZON, SCENARIO_CONTRADICTORY
 */
export function shocksFrom(texts: readonly string[], economy: Place, book: Book): readonly Shock[] {
  if (texts.includes("baseline")) {
    const other = texts.find((text) => text !== "baseline");
    if (other === undefined) return [];
    throw contradictory(`"baseline" is the economy without "${other}".`, "Leave one of them out.");
  }
  const shocks = texts.map((text) => shockFrom(text, economy, book));
  refuseContradiction(shocks);
  return shocks;
}

/** One kind of scenario at a size, with what it names, from its usual quarter on unless told otherwise. */
export function shockOf(
  kind: ScenarioKind,
  {
    of,
    legs,
    size,
    quarter,
  }: { of?: string; legs?: readonly string[]; size?: number | undefined; quarter?: Quarter | undefined },
  economy: Place,
): Shock {
  const at = size ?? kind.size?.usual;
  const from = quarter ?? usualQuarter(kind, economy.start);
  const period = quartersBetween(economy.start, from);
  const named = { ...(of === undefined ? {} : { of }), ...(at === undefined ? {} : { size: at }) };
  const written = scenarioText(kind, named);
  refusePeriod(written, from, period, economy);
  const lasts = kind.lasts(at ?? 0);
  const to = lasts === undefined ? undefined : Math.min(period + lasts - 1, economy.quarters.length);
  const changes = (legs ?? [of ?? ""]).flatMap((one) =>
    kind.sets(at ?? 0, one).map(([name, value]): GivenChange => ({ name, from: period, to, value })),
  );
  const text = quarter === undefined ? written : `${written}@${quarter}`;
  refuseUnknownNumbers(text, changes, economy);
  return { text, kind, of, size: at, quarter: from, lasts, changes };
}

/** The quarter from which a scenario holds unless told otherwise. */
function usualQuarter({ begins }: ScenarioKind, start: Quarter): Quarter {
  return begins === "the first quarter" ? plusQuarters(start, 1) : `${Number(start.slice(0, 4)) + 1}Q1`;
}

function shockFrom(text: string, economy: Place, book: Book): Shock {
  const found = /^(?<name>[^:=@]+)(?::(?<of>[^=@]+))?(?:=(?<size>[^@]*))?(?:@(?<quarter>.*))?$/u.exec(
    text.trim(),
  )?.groups;
  if (!found) throw unknownScenario(text);
  const { kind, size: missed } = kindOf(found["name"]!);
  const quarter = found["quarter"] === undefined ? undefined : quarterFrom(found["quarter"]);
  if (found["size"] !== undefined && missed !== undefined && found["name"] !== kind.id)
    throw contradictory(
      `"${text}" has two sizes, ${missed} and ${found["size"]}.`,
      `Write "${found["name"]!}", or "${kind.id}" with a size.`,
    );
  const size = found["size"] === undefined ? missed : sizeFrom(found["size"], kind, text);
  const of = argumentOf(kind, found["of"], text);
  if (of === undefined) return shockOf(kind, { size, quarter }, economy);
  if (kind.of === "party") {
    if (!book.parties.has(of)) throw unknownParty(of, economy);
    return shockOf(kind, { of, size, quarter }, economy);
  }
  return shockOf(kind, { of, legs: legsNamed(of, economy, book), size, quarter }, economy);
}

function kindOf(name: string): { kind: ScenarioKind; size: number | undefined } {
  const missed = /^plan-missed-(-?\d+(?:\.\d+)?)%?$/u.exec(name);
  const kind = scenarioKinds.find(({ id }) => id === (missed ? "plan-missed-30" : name));
  if (!kind) throw unknownScenario(name);
  return { kind, size: missed ? missedFrom(missed[1]!, kind, name) : undefined };
}

/** The share of `plan-missed-N`, whole percent in the range of its kind. */
function missedFrom(written: string, { size }: ScenarioKind, name: string): number {
  const [least, most] = [Math.round(100 * size!.least), Math.round(100 * size!.most)];
  const missed = Number(written);
  if (/^\d+$/u.test(written) && name.endsWith(written) && missed >= least && missed <= most)
    return missed / 100;
  throw wrongly(
    name,
    `what of the plan is missed is ${written}%.`,
    `Write "plan-missed-N" with a whole number N from ${least} to ${most}, as percent.`,
  );
}

function sizeFrom(written: string, kind: ScenarioKind, text: string): number {
  const { size } = kind;
  if (!size) throw wrongly(text, `"${kind.id}" has no size.`, "Leave out what stands after =.");
  const value = written.trim() === "" ? NaN : Number(written);
  if (value >= size.least && value <= size.most && (!size.isWhole || Number.isInteger(value))) return value;
  throw wrongly(
    text,
    `"${kind.id}" takes a size: ${size.counts}.`,
    `Write a ${size.isWhole ? "whole number" : "number"} from ${size.least} to ${size.most}.`,
  );
}

function argumentOf(kind: ScenarioKind, of: string | undefined, text: string): string | undefined {
  if (kind.of === undefined && of !== undefined)
    throw wrongly(text, `"${kind.id}" names no party and no deal.`, `Write "${kind.id}".`);
  if (kind.of !== undefined && of === undefined)
    throw wrongly(text, `"${kind.id}" has to name a ${kind.of}.`, `Write "${kind.id}:ID".`);
  return of;
}

/** The legs of a deal, or a leg itself, that the economy simulates. */
function legsNamed(id: string, { model }: Place, book: Book): readonly string[] {
  const deal = book.deals.get(id);
  const leg = book.legs.get(id);
  const simulated = model.given.flatMap(({ name }) => /^cancelled (.+)$/u.exec(name)?.[1] ?? []);
  if (!deal && !leg) {
    throw new RoundtripError("UNKNOWN_DEAL", `No deal or leg is called "${id}".`, {
      exit: exitCode.usage,
      remedy:
        didYouMean(id, [...simulated, ...book.deals.keys(), ...book.legs.keys()]) ||
        "`roundtrip book list deals` lists them.",
    });
  }
  const all = deal ? deal.legs.map((one) => one.id) : [id];
  const legs = all.filter((one) => simulated.includes(one));
  return legs.length > 0 ? legs : all;
}

function refuseUnknownNumbers(text: string, changes: readonly GivenChange[], { model }: Place): void {
  const names = new Set(model.given.map(({ name }) => name));
  const missing = changes.find(({ name }) => !names.has(name));
  if (!missing) return;
  const [word, of] = missing.name.split(/ (.*)/u) as [string, string];
  const others = [...names].flatMap((name) =>
    name.startsWith(`${word} `) ? [name.slice(word.length + 1)] : [],
  );
  throw new RoundtripError(
    "SCENARIO_NOT_SIMULATED",
    word === "shock"
      ? `The simulation has nothing that "${text}" could change.`
      : `"${of}" is in the book, and not simulated on its own.`,
    {
      exit: exitCode.usage,
      remedy:
        word === "shock"
          ? "Choose another scenario."
          : didYouMean(of, others) || `Simulated are: ${listed(others)}.`,
    },
  );
}

function refusePeriod(text: string, quarter: Quarter, period: number, { start, quarters }: Place): void {
  if (period < 1) {
    throw new RoundtripError("SCENARIO_PAST", `"${text}" is to begin in ${quarter}, which is past.`, {
      exit: exitCode.usage,
      remedy: `What is known ends with ${start}: name a quarter from ${plusQuarters(start, 1)} on.`,
    });
  }
  if (period > quarters.length) {
    throw new RoundtripError(
      "SCENARIO_HORIZON",
      `"${text}" is to begin in ${quarter}, after the last quarter that is simulated.`,
      {
        exit: exitCode.usage,
        remedy: `Simulate more with --quarters ${period}, or name a quarter up to ${quarters.at(-1)!}.`,
      },
    );
  }
}

/** Two shocks that change one number in the same quarter, of which one would do nothing, or that cannot both be. */
function refuseContradiction(shocks: readonly Shock[]): void {
  shocks.forEach((shock, k) => {
    for (const other of shocks.slice(0, k)) {
      const both = `"${other.text}" and "${shock.text}"`;
      if (shock.kind === other.kind && shock.kind.id === "party-fails" && shock.of === other.of)
        throw contradictory(`${both}: a party fails once.`, "Keep one of them.");
      const plans = [shock.kind.id, other.kind.id].toSorted();
      if (plans[0] === "plan-met" && plans[1] === "plan-missed-30")
        throw contradictory(`${both}: a plan is met or missed.`, "Keep one of them.");
      const isSame = shock.kind === other.kind && shock.of === other.of && overlaps(shock, other);
      if (isSame && shock.size !== other.size)
        throw contradictory(
          `${both} are two sizes of one scenario, and overlap in time.`,
          "Keep one of them, or date them apart.",
        );
      if (shock.text === other.text)
        throw contradictory(`"${shock.text}" is named twice, and would hold once.`, "Name it once.");
      if (isSame || shock.changes.some((change) => other.changes.some((before) => clash(before, change))))
        throw contradictory(
          shock.lasts === undefined
            ? `${both} are one change, which lasts to the end and can begin once.`
            : `${both} change one number in the same quarter, and it can be changed once.`,
          shock.lasts === undefined ? "Keep one of them." : "Keep one of them, or date them apart.",
        );
    }
  });
}

function overlaps(a: Shock, b: Shock): boolean {
  const gap = quartersBetween(a.quarter, b.quarter);
  return gap >= 0 ? gap < (a.lasts ?? Infinity) : -gap < (b.lasts ?? Infinity);
}

function clash(a: GivenChange, b: GivenChange): boolean {
  return a.name === b.name && a.from <= (b.to ?? Infinity) && b.from <= (a.to ?? Infinity);
}

function contradictory(message: string, remedy: string): RoundtripError {
  return new RoundtripError("SCENARIO_CONTRADICTORY", message, { exit: exitCode.usage, remedy });
}

function unknownScenario(name: string): RoundtripError {
  const names = scenarioNames.map((one) => one.replace(":ID", ""));
  return new RoundtripError("SCENARIO_UNKNOWN", `There is no scenario "${name}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(name, names) || `Use one of: ${scenarioNames.join(", ")}.`,
  });
}

function unknownParty(id: string, { model }: Place): RoundtripError {
  const names = model.given.flatMap(({ name }) => /^fails (.+)$/u.exec(name)?.[1] ?? []);
  return new RoundtripError("UNKNOWN_PARTY", `No party is called "${id}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(id, names) || `Simulated are: ${listed(names)}.`,
  });
}

function wrongly(text: string, message: string, remedy: string): RoundtripError {
  return new RoundtripError("SCENARIO_WRITTEN", `"${text}" cannot be read: ${message}`, {
    exit: exitCode.usage,
    remedy,
  });
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.slice(0, 20).join(", ") + (names.length > 20 ? ", …" : "");
}
