// A figure as people write it: `$5B`, `$60B to $100B`, `up to $20B`, `5 GW`, `35% per year`.
// Values are kept in base units (USD, W, tokens, fractions), shifted by powers of ten in decimal
// text and never by multiplication, so that what is printed reads back to the same number.

import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Atom, currencies, makeUnit, showUnit, unitNamed, unitWord, unitWords } from "./unit.ts";

/**
 * What the words around the numbers mean.
 *
 * - `point`: one number
 * - `interval`: a 90 % interval, low to high
 * - `cap`: up to; a probability that anything comes, then an amount below the cap
 * - `floor`: at least
 * - `conflict`: reports that contradict each other, equally likely until one is withdrawn
 */
export type Form = "point" | "interval" | "cap" | "floor" | "conflict";

/** A figure with its form and its unit. An interval has two values, a conflict two or more. */
export interface Quantity {
  readonly form: Form;
  readonly values: readonly number[];
  /** The unit's name, as in `USD per W-year`; `1` for a plain share. */
  readonly unit: string;
}

/** The least that a quantity can mean; of a cap, nothing at all. */
export function low(q: Quantity): number {
  return q.form === "cap" ? 0 : Math.min(...q.values);
}

/** The most that a quantity names; of a floor, the floor itself: nobody said how much more. */
export function high(q: Quantity): number {
  return Math.max(...q.values);
}

/**
 * The number to use where one is needed: the midpoint of an interval, a floor itself, the mean of
 * conflicting reports. Of a cap it is the cap: what may come of it is an assumption, made elsewhere.
 */
export function central(q: Quantity): number {
  return q.values.reduce((sum, value) => sum + value, 0) / q.values.length;
}

const number = String.raw`(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)`;
const symbol = String.raw`(?<symbol>[$€£¥₹]|(?:${currencies.join("|")})\s+)?`;
const scale = String.raw`(?:\s?(?<scale>[KMBT])(?![A-Za-z/])|\s+(?<word>thousand|million|billion|trillion)\b)?`;
const amount = new RegExp(String.raw`^(?<sign>[-−+])?${symbol}${number}${scale}\s*(?<unit>.*)$`, "u");
const symbols: Record<string, string> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR" };
const scales: Record<string, number> = {
  K: 3,
  M: 6,
  B: 9,
  T: 12,
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};

/** Exponents by which denominators are written: a price per million tokens, a cost per GW. */
const customary = new Map([
  ["token", 6],
  ["W", 9],
  ["Wh", 3],
  ["B", 9],
]);
const customaryName = new Map([
  ["token", "million tokens"],
  ["W", "GW"],
  ["Wh", "kWh"],
  ["B", "GB"],
]);

/**
 * Reads a quantity.
 *
 * @throws QUANTITY_UNREADABLE, QUANTITY_UNIT (an unknown word, with a suggestion),
 *   QUANTITY_MIXED (parts that measure different things), QUANTITY_RANGE (low above high)
 */
export function parseQuantity(text: string): Quantity {
  const trimmed = text.trim();
  const cap = /^up to\s+(.*)$/u.exec(trimmed);
  if (cap) return { form: "cap", ...parts([cap[1]!], text) };
  const floor = /^(?:at least|more than|over)\s+(.*)$/u.exec(trimmed);
  if (floor) return { form: "floor", ...parts([floor[1]!], text) };
  const reports = trimmed.split(/\s+or\s+/u);
  if (reports.length > 1) return { form: "conflict", ...parts(reports, text) };
  const ends = trimmed.split(/\s+to\s+/u);
  if (ends.length > 2) throw unreadable(text);
  if (ends.length === 1) return { form: "point", ...parts(ends, text) };
  const interval = parts(ends, text);
  if (interval.values[0]! > interval.values[1]!) {
    throw new RoundtripError("QUANTITY_RANGE", `"${text}" has its low end above its high end.`, {
      remedy: `Write the smaller figure first: "${ends[1]} to ${ends[0]}".`,
    });
  }
  return { form: "interval", ...interval };
}

/** The parts of one quantity. A currency, a unit or a scale that a part leaves out is its neighbour's. */
function parts(texts: readonly string[], whole: string): { values: number[]; unit: string } {
  const read = texts.map((text) => readPart(text, whole));
  const over = read.findLast((part) => part.over)?.over;
  const under = read.findLast((part) => part.under)?.under;
  if (!over && !under) throw withoutUnit(whole);
  refuseHiddenScale(read, whole);
  const unit = showUnit(makeUnit(over?.atoms ?? [], under?.atoms ?? []));
  const values = read.map((part) => {
    const own = showUnit(makeUnit((part.over ?? over)?.atoms ?? [], (part.under ?? under)?.atoms ?? []));
    if (own !== unit) {
      throw new RoundtripError("QUANTITY_MIXED", `"${whole}" mixes ${own} with ${unit}.`, {
        remedy: "Write every part of a quantity in the same unit.",
      });
    }
    const scale = part.over || part.scale !== 0 ? part.scale : read.at(-1)!.scale;
    return shift(
      part.digits,
      scale + ((part.over ?? over)?.exponent ?? 0) - ((part.under ?? under)?.exponent ?? 0),
    );
  });
  return { values, unit };
}

/** Atoms above or below the line of a unit, with the power of ten in which they are written. */
interface Side {
  readonly atoms: readonly Atom[];
  readonly exponent: number;
}

interface Part {
  readonly digits: string;
  /** Power of ten of the scale word: K, M, billion. */
  readonly scale: number;
  readonly over: Side | undefined;
  readonly under: Side | undefined;
  readonly hasSymbol: boolean;
}

/** `$60 to $100B` may mean sixty dollars or sixty billion: nobody is asked to guess. */
function refuseHiddenScale(read: readonly Part[], whole: string): void {
  const scaled = read.find((part) => part.scale > 0);
  const bare = read.find(
    (part) =>
      part.hasSymbol && part.scale === 0 && Math.abs(Number(part.digits)) < 1000 && Number(part.digits) !== 0,
  );
  if (!scaled || !bare) return;
  throw new RoundtripError("QUANTITY_SCALE", `"${whole}" has a scale on one figure and none on another.`, {
    remedy: 'Write the scale on every figure: "$60B to $100B".',
  });
}

function readPart(text: string, whole: string): Part {
  const found = amount.exec(text.trim())?.groups;
  if (!found) throw unreadable(whole);
  const sign = found["sign"] === "-" || found["sign"] === "−" ? "-" : "";
  const scaleWord = found["scale"] ?? found["word"];
  const currency = found["symbol"] === undefined ? [] : [currencyAtom(found["symbol"].trim())];
  const [above, ...below] = ` ${found["unit"]!}`.split(/\s+per\s+/u).map((part) => part.trim());
  const over = above === "" ? { atoms: [], exponent: 0 } : readSide(above!, whole);
  const under = below.map((part) => readSide(part, whole));
  return {
    digits: sign + found["number"]!.replaceAll(",", ""),
    scale: scaleWord === undefined ? 0 : scales[scaleWord]!,
    hasSymbol: found["symbol"] !== undefined,
    over:
      above === "" && currency.length === 0 ? undefined : { ...over, atoms: [...currency, ...over.atoms] },
    under:
      under.length === 0
        ? undefined
        : { atoms: under.flatMap((u) => u.atoms), exponent: under.reduce((sum, u) => sum + u.exponent, 0) },
  };
}

function currencyAtom(written: string): Atom {
  return unitWord(symbols[written] ?? written)!.atom!;
}

/** `GW-year`, `home`, `million tokens`: atoms and a power of ten. */
function readSide(text: string, whole: string): Side {
  const counted = /^(thousand|million|billion|trillion)\s+(.*)$/u.exec(text);
  let exponent = counted ? scales[counted[1]!]! : 0;
  const read: Atom[] = [];
  for (const written of (counted ? counted[2]! : text).split("-")) {
    const word = unitWord(written);
    if (!word) throw unknownUnit(written, whole);
    exponent += word.exponent;
    if (word.atom) read.push(word.atom);
  }
  return { atoms: read, exponent };
}

/**
 * The quantity as people write it, in its customary scale. Reading the text again gives the same
 * numbers to the last bit.
 */
export function showQuantity(q: Quantity, round?: (value: number) => number): string {
  const alone = q.values.map((value) => showValue(value, q.unit, round));
  const scaled = alone.some((value) => /^-?\D*[\d.,]+[MBT]/u.test(value));
  const values = shareUnit(scaled ? q.values.map((value) => showValue(value, q.unit, round, 3)) : alone);
  switch (q.form) {
    case "point":
      return values[0]!;
    case "interval":
      return values.join(" to ");
    case "cap":
      return `up to ${values[0]}`;
    case "floor":
      return `at least ${values[0]}`;
    case "conflict":
      return values.join(" or ");
  }
}

/**
 * "36 weeks", "52 weeks" → "36", "52 weeks": what all parts end with is written once. A part without
 * a scale keeps its unit beside one that has a scale, or it would be read in the other's.
 */
function shareUnit(values: readonly string[]): string[] {
  const tail = (value: string): string => /^(?:[A-Z]{3} )?\S+(\s.*)?$/u.exec(value)?.[1] ?? "";
  const last = tail(values.at(-1)!);
  const scaled = (value: string): boolean => /[KMBT]$/u.test(value.slice(0, value.length - last.length));
  if (last === "" || !values.every((value) => tail(value) === last)) return [...values];
  if (values.some((value) => !scaled(value)) && scaled(values.at(-1)!)) return [...values];
  return values.map((value, i) => (i === values.length - 1 ? value : value.slice(0, -last.length)));
}

/**
 * One number with its unit in customary scale: 1.25e9 USD is `$1.25B`.
 *
 * @param round       what is done to the digits that are shown; nothing unless given
 * @param leastScale  3 where the number stands beside one with a scale: $500 is then $0.5K
 */
export function showValue(
  value: number,
  unitName: string,
  round: (value: number) => number = identity,
  leastScale: 0 | 3 = 0,
): string {
  const unit = unitNamed(unitName);
  const currency = unit.over.find((atom) => (currencies as readonly string[]).includes(atom.name));
  const rest = unit.over.filter((atom) => atom !== currency);
  let below = 0;
  const under = unit.under.map((atom) => {
    const exponent = below === 0 ? customary.get(atom.name) : undefined;
    if (exponent === undefined) return atom.name;
    below = exponent;
    return customaryName.get(atom.name)!;
  });
  const per = under.length === 0 ? "" : ` per ${under.join("-")}`;
  const magnitude = value === 0 ? 0 : Number(Math.abs(value).toExponential().split("e")[1]) + below;
  const sign = value < 0 ? "-" : "";
  const digits = (exponent: number): string => {
    const shifted = shiftText(Math.abs(value), below - exponent);
    return separated(round === identity ? shifted : plain(round(Number(shifted))));
  };
  if (currency) {
    const mark = currency.name === "USD" ? "$" : currency.name === "EUR" ? "€" : `${currency.name} `;
    const small = leastScale === 3 && value !== 0 && magnitude < 3;
    const s = small ? { exponent: 3, letter: "K" } : scaleOf(magnitude);
    const over = rest.length === 0 ? "" : `-${rest.map((atom) => atom.name).join("-")}`;
    return `${sign}${mark}${digits(s.exponent)}${s.letter}${over}${per}`;
  }
  if (rest.length === 0 && unit.under.every((atom) => "time" in atom.dimensions))
    return `${sign}${digits(-2)}%${per}`;
  const [first, ...others] = rest;
  if (first && prefixed.has(first.name)) {
    const s = prefixOf(magnitude);
    return `${sign}${digits(s.exponent)} ${s.prefix}${[first.name, ...others.map((atom) => atom.name)].join("-")}${per}`;
  }
  const s = scaleOf(magnitude);
  const noun =
    rest.length === 1 && Math.abs(value) !== 1 ? plural(rest[0]!) : rest.map((atom) => atom.name).join("-");
  return `${sign}${digits(s.exponent)}${s.letter}${noun === "" ? "" : ` ${noun}`}${per}`;
}

const identity = (v: number): number => v;
const prefixed = new Set(["W", "Wh", "FLOP/s", "B", "B/s"]);

function scaleOf(magnitude: number): { exponent: number; letter: string } {
  if (magnitude >= 12) return { exponent: 12, letter: "T" };
  if (magnitude >= 9) return { exponent: 9, letter: "B" };
  if (magnitude >= 6) return { exponent: 6, letter: "M" };
  return { exponent: 0, letter: "" };
}

function prefixOf(magnitude: number): { exponent: number; prefix: string } {
  const steps: readonly [number, string][] = [
    [18, "E"],
    [15, "P"],
    [12, "T"],
    [9, "G"],
    [6, "M"],
    [3, "k"],
  ];
  for (const [exponent, prefix] of steps) if (magnitude >= exponent) return { exponent, prefix };
  return { exponent: 3, prefix: "k" };
}

/** The plural by which the unit's word can be read again. */
function plural(atom: Atom): string {
  for (const written of [
    `${atom.name}s`,
    atom.name.replace(/y$/u, "ies"),
    atom.name === "person" ? "people" : "",
  ]) {
    if (unitWord(written)?.atom === atom) return written;
  }
  return atom.name;
}

/** Decimal digits times a power of ten, correctly rounded: no multiplication takes part. */
function shift(digits: string, exponent: number): number {
  return Number(`${digits}e${exponent}`);
}

/** The shortest decimal text of a number times a power of ten, without exponent notation. */
function shiftText(value: number, exponent: number): string {
  if (value === 0) return "0";
  const [mantissa, power] = value.toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const place = Number(power) + exponent + 1;
  if (place <= 0) return `0.${"0".repeat(-place)}${digits}`.replace(/^0\.0*$/u, "0");
  if (place >= digits.length) return digits + "0".repeat(place - digits.length);
  return `${digits.slice(0, place)}.${digits.slice(place)}`;
}

/** 38,000: from five digits on, thousands are set apart. */
function separated(digits: string): string {
  const [whole, part] = digits.split(".") as [string, string | undefined];
  const set = whole.length < 5 ? whole : whole.replace(/\B(?=(?:\d{3})+$)/gu, ",");
  return part === undefined ? set : `${set}.${part}`;
}

function plain(value: number): string {
  return shiftText(value, 0);
}

function unreadable(text: string): RoundtripError {
  return new RoundtripError("QUANTITY_UNREADABLE", `"${text}" is not a quantity.`, {
    remedy:
      'Write a figure with its unit, such as "$5B", "$60B to $100B", "up to $20B", "5 GW" or "35% per year".',
  });
}

function withoutUnit(text: string): RoundtripError {
  return new RoundtripError("QUANTITY_UNIT", `"${text}" has no unit.`, {
    remedy: /[KMBT]$/u.test(text)
      ? `Say what is counted: "$${text}", "${text} users".`
      : `Say what is counted: "$${text}", "${text} GW", "${text}%", "${text} years".`,
  });
}

function unknownUnit(word: string, whole: string): RoundtripError {
  const spelled = word.split(/\s+/u)[0]!;
  return new RoundtripError("QUANTITY_UNIT", `"${whole}" has a unit that is not known: "${word}".`, {
    remedy:
      didYouMean(spelled, [...Object.keys(scales), ...unitWords()]) ||
      'Write amounts of money as "$5B", power as "5 GW", rates as "35% per year".',
  });
}
