// Units of measure: what a figure counts, and what can be added to or divided by what.
// A unit is a product of atoms over a product of atoms ("USD per GW-year"); an atom has a dimension
// and a size in that dimension's base, so that kWh per year is known to be a power.

/** One word of a unit. */
export interface Atom {
  /** The name in JSON and in programs: `USD`, `W`, `home`, `week`. */
  readonly name: string;
  /** Powers of the dimensions it is made of: energy is power × time. */
  readonly dimensions: Readonly<Record<string, number>>;
  /** Size in base units: a week is 7/365.25 years. */
  readonly size: number;
}

/** A product of atoms over a product of atoms, each in alphabetical order. */
export interface Unit {
  readonly over: readonly Atom[];
  readonly under: readonly Atom[];
}

/** How a word of a quantity is read: its atom, times ten to a power ("GW" is a watt and nine). */
export interface Word {
  readonly atom: Atom | undefined;
  readonly exponent: number;
}

export const currencies = ["USD", "EUR", "GBP", "INR", "CNY", "JPY", "KRW"] as const;

const countable = [
  "home",
  "GPU",
  "chip",
  "token",
  "country/countries",
  "model",
  "platform",
  "cloud",
  "user",
  "developer",
  "customer",
  "point",
  "engineer",
  "instance",
  "region",
  "request",
  "share",
  "session",
  "person/people",
  "parameter",
  "case",
  "prompt",
] as const;

const YEAR_DAYS = 365.25;

const atoms = new Map<string, Atom>();
const words = new Map<string, Word>();

for (const currency of currencies) define(currency, { [currency]: 1 });
define("W", { power: 1 });
define("Wh", { power: 1, time: 1 }, 1 / (YEAR_DAYS * 24));
define("year", { time: 1 }, 1, ["years"]);
define("quarter", { time: 1 }, 1 / 4, ["quarters"]);
define("month", { time: 1 }, 1 / 12, ["months"]);
define("week", { time: 1 }, 7 / YEAR_DAYS, ["weeks"]);
define("day", { time: 1 }, 1 / YEAR_DAYS, ["days"]);
define("hour", { time: 1 }, 1 / (YEAR_DAYS * 24), ["hours"]);
define("FLOP/s", { "FLOP/s": 1 });
define("B", { byte: 1 });
define("B/s", { "byte/s": 1 });
for (const name of ["ratio", "log", "correlation", "times"]) define(name, {});
for (const entry of countable) {
  const [one, many] = entry.split("/");
  define(one!, { [one!]: 1 }, 1, [many ?? `${one}s`]);
}
const prefixes: readonly [string, number][] = [
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
];
for (const name of ["W", "Wh", "FLOP/s", "B", "B/s"]) {
  for (const [prefix, exponent] of prefixes) words.set(prefix + name, { atom: atoms.get(name)!, exponent });
}
words.delete("B"); // "$5 B" would read as five dollar-bytes
words.set("%", { atom: undefined, exponent: -2 });
words.set("percent", { atom: undefined, exponent: -2 });

function define(
  name: string,
  dimensions: Record<string, number>,
  size = 1,
  spellings: readonly string[] = [],
): void {
  const atom: Atom = { name, dimensions, size };
  atoms.set(name, atom);
  for (const spelling of [name, ...spellings]) words.set(spelling, { atom, exponent: 0 });
}

/** The word of a unit as people write it, or undefined when there is no such word. */
export function unitWord(text: string): Word | undefined {
  return words.get(text);
}

/** Every word that a unit can be written with, for "did you mean". */
export function unitWords(): Iterable<string> {
  return words.keys();
}

/** The unit of a name such as `USD per W-year` or `1`. */
export function unitNamed(name: string): Unit {
  const [over, under] = name.split(" per ");
  const atomsOf = (part: string | undefined): Atom[] =>
    part === undefined || part === "1"
      ? []
      : part.split("-").map((atom) => atoms.get(atom) ?? unknownAtom(atom));
  return { over: atomsOf(over), under: atomsOf(under) };
}

function unknownAtom(name: string): never {
  throw new RangeError(`no unit is called "${name}"`);
}

/** A unit of atoms; what stands above and below cancels. */
export function makeUnit(over: readonly Atom[], under: readonly Atom[]): Unit {
  const above = [...over];
  const below: Atom[] = [];
  for (const atom of under) {
    const same = above.indexOf(atom);
    if (same >= 0) above.splice(same, 1);
    else below.push(atom);
  }
  const byName = (a: Atom, b: Atom): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  return { over: above.toSorted(byName), under: below.toSorted(byName) };
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  return makeUnit([...a.over, ...b.over], [...a.under, ...b.under]);
}

export function divideUnits(a: Unit, b: Unit): Unit {
  return makeUnit([...a.over, ...b.under], [...a.under, ...b.over]);
}

/** Powers of the dimensions of a unit, without those that cancel. */
export function dimensionsOf(unit: Unit): Map<string, number> {
  const powers = new Map<string, number>();
  const add = (atom: Atom, sign: number): void => {
    for (const [name, power] of Object.entries(atom.dimensions)) {
      const sum = (powers.get(name) ?? 0) + sign * power;
      if (sum === 0) powers.delete(name);
      else powers.set(name, sum);
    }
  };
  for (const atom of unit.over) add(atom, 1);
  for (const atom of unit.under) add(atom, -1);
  return powers;
}

/** Whether two units measure the same thing: a week and a year do, a home and a dollar do not. */
export function sameDimensions(a: Unit, b: Unit): boolean {
  if (a === b) return true;
  const left = dimensionsOf(a);
  const right = dimensionsOf(b);
  return left.size === right.size && [...left].every(([name, power]) => right.get(name) === power);
}

/** What a value in one unit must be multiplied by to stand in another of the same dimensions. */
export function conversion(from: Unit, to: Unit): number {
  return sizeOf(from) / sizeOf(to);
}

function sizeOf(unit: Unit): number {
  let size = 1;
  for (const atom of unit.over) size *= atom.size;
  for (const atom of unit.under) size /= atom.size;
  return size;
}

/** The unit's name for machines: `USD per W-year`; a plain number is `1`. */
export function showUnit(unit: Unit): string {
  const names = (part: readonly Atom[]): string => part.map((atom) => atom.name).join("-");
  if (unit.under.length === 0) return unit.over.length === 0 ? "1" : names(unit.over);
  return `${unit.over.length === 0 ? "1" : names(unit.over)} per ${names(unit.under)}`;
}
