// Series of the simulation in words: what they are called, how their figures are written, which quarters are shown.

import type { Book } from "../book/book.ts";
import type { Economy, Series } from "../model/circular/economy.ts";
import type { Quarter } from "../model/circular/quarter.ts";
import { dimensionsOf, showUnit } from "../unit/unit.ts";
import type { Unit } from "../unit/unit.ts";
import { showValue } from "../unit/quantity.ts";
import { round3 } from "./number.ts";

/** The party or segment that a series or an event begins with, and the name after the dot. */
export function partsOf(id: string): { readonly owner: string; readonly name: string } {
  const dot = id.lastIndexOf(".");
  return { owner: id.slice(0, dot), name: id.slice(dot + 1) };
}

/** A figure as people read it: $93B, 5.2 GW, 18%. */
export function amount(value: number, unit: Unit): string {
  return amountIn(value, showUnit(unit));
}

/** The same, of a unit by its name in JSON. */
export function amountIn(value: number, name: string): string {
  // Power is counted in GW in the economy, and in W wherever units are read.
  const [over = "", under = ""] = name.split(" per ");
  const size = over.split("-").includes("GW") ? 1e9 : under.split("-").includes("GW") ? 1e-9 : 1;
  if (name === "GW" && Math.abs(value) < leastGw) return "0 GW";
  if (name === "USD" && Math.abs(value) < 0.5) return "$0";
  if (size !== 1) return showValue(value * size, name.replace("GW", "W"), round3);
  return showValue(value, name, round3);
}

/** A kilowatt is nothing where sites have gigawatts. */
const leastGw = 1e-6;
/** A share below a hundredth of a percent is told as none. */
const leastShare = 5e-5;

export function percent(share: number): string {
  return Math.abs(share) < leastShare ? "0%" : showValue(share, "1", round3);
}

/** Columns of the accounts that stand for many, which no book names. */
const many: Readonly<Record<string, string>> = {
  investors: "other investors",
  lenders: "lenders",
  others: "staff and other suppliers",
  "other-neoclouds": "other neoclouds",
  "other-labs": "other labs",
  "open-bloc": "open models",
  customers: "customers",
  market: "the market",
};

/** A party or a segment as people call it. */
export function nameOf(id: string, book: Book): string {
  return book.parties.get(id)?.name ?? many[id] ?? id;
}

/** A column of the accounts that only passes money on: what it receives is nobody's success or failure. */
export function isSector(id: string): boolean {
  return ["customers", "investors", "lenders", "others"].includes(id);
}

/** "loses" of one, "lose" of many. */
export function verbOf(id: string, one: string, more: string): string {
  return id in many && id !== "market" ? more : one;
}

/** `Anthropic: run rate, a year`. */
export function titleOf(series: Series, book: Book): string {
  const { owner } = partsOf(series.id);
  return [`${nameOf(owner, book)}: ${wordsOf(series)}`, perWhatOf(series)]
    .filter((part) => part !== "")
    .join(", ");
}

/** What the figures of a series are of. A lab's tokens are a part of the market's at the start. */
export function perWhatOf({ id, kind }: Pick<Series, "id" | "kind">): string {
  const { owner, name } = partsOf(id);
  return kind === "index" && name === "tokens" && owner !== "market"
    ? `market's ${perWhat.index}`
    : perWhat[kind];
}

const perWhat: Readonly<Record<Series["kind"], string>> = {
  flow: "a quarter",
  stock: "at the end",
  rate: "a year",
  share: "",
  index: "start = 100%",
};

/** The name of a series as words: `run rate`, `capacity`. */
export function wordsOf({ id }: Series): string {
  return partsOf(id)
    .name.replace(/Gw$/u, "")
    .replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}

/** Whether a party that can default is a lab, which pays its staff before others; else it is a neocloud. */
export function isLabIn({ model }: Pick<Economy, "model">, id: string): boolean {
  return model.variables.some(({ name }) => name === `share of staff paid ${id}`);
}

/** Periods of the last quarters of years, and the last of all; at most so many, spread evenly. */
export function yearEnds(quarters: readonly Quarter[], most = Infinity): number[] {
  const ends = quarters.flatMap((quarter, k) =>
    quarter.endsWith("Q4") || k === quarters.length - 1 ? [k + 1] : [],
  );
  if (ends.length <= most) return ends;
  return Array.from({ length: most }, (_, k) => ends[Math.round((k * (ends.length - 1)) / (most - 1))]!);
}

/** Whether a series counts dollars, power or tokens: what differences are told in. */
export function isAmount({ unit }: Series): boolean {
  return dimensionsOf(unit).size > 0;
}
