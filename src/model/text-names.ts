// The names that a text model defines: in parameters, exogenous and equations, each once, with its unit.

import type { Entry } from "../book/tree.ts";
import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type MaybeUnit, constant } from "../expression/expression.ts";
import { isName, namePattern, reservedWords } from "../expression/grammar.ts";
import { unitFault } from "./check.ts";
import type { Reading } from "./reading.ts";
import type { Scope } from "./scope.ts";
import { readUnit } from "./unit-text.ts";

export type Section = "parameters" | "exogenous" | "equations";

/** A name with what stands behind its colon. */
export interface Named {
  readonly name: string;
  readonly section: Section;
  readonly unit: MaybeUnit;
  readonly entry: Entry;
}

/** `H` or `H [USD]`. */
const keyPattern = new RegExp(`^(${namePattern})\\s*(?:\\[([^\\]]*)\\])?$`, "u");

/** Reads a key; reports what is wrong with it. */
function readKey(reading: Reading, key: string, entry: Entry): { name: string; unit: MaybeUnit } | undefined {
  const match = keyPattern.exec(key.trim());
  const name = match?.[1]!.normalize("NFC");
  if (name === undefined || !isName(name)) {
    reading.report(entry.key, "MODEL_NAME", `Nothing can be called "${key}".`, nameRemedy(key));
    return undefined;
  }
  const unit = match![2];
  if (unit === undefined) return { name, unit: undefined };
  try {
    return { name, unit: readUnit(unit) };
  } catch (error) {
    if (!(error instanceof RoundtripError)) throw error;
    const isLag = /^[-+]?\d+$/u.test(unit.trim());
    const at = { start: entry.key.start + key.lastIndexOf("["), end: entry.key.end };
    reading.report(
      at,
      error.code,
      error.message,
      isLag ? "An equation says what a variable is in every period: write the name alone." : error.remedy,
    );
    return { name, unit: undefined };
  }
}

function nameRemedy(key: string): string {
  if (reservedWords.has(key)) return `"${key}" is a word of equations: choose another name.`;
  if (/[()]/u.test(key)) return 'Inside { } a text that has commas stands in quotation marks: "max(1, 2)".';
  return "A name begins with a letter or _, and has letters, digits, _ and dots: H_s, bank.cash.";
}

/** The names of a section, those that an earlier section has left out. */
export function readNames(
  reading: Reading,
  section: Section,
  entries: readonly (readonly [string, Entry])[],
  names: Map<string, Named>,
): Named[] {
  const found: Named[] = [];
  for (const [key, entry] of entries) {
    if (reading.isFull) break;
    const read = readKey(reading, key, entry);
    if (!read) continue;
    const other = names.get(read.name);
    if (other) {
      reading.report(
        entry.key,
        "MODEL_DUPLICATE_NAME",
        `"${read.name}" stands under ${other.section} already.`,
        "Give each name once.",
      );
      continue;
    }
    const named = { ...read, section, entry };
    names.set(read.name, named);
    found.push(named);
  }
  return found;
}

/** What expressions of the model may read. */
export function scopeOf(
  kind: Scope["kind"],
  names: ReadonlyMap<string, Named>,
  initial: ReadonlyMap<string, Entry>,
): Scope {
  return {
    kind,
    names: () => names.keys(),
    resolve: (name) => {
      const found = names.get(name);
      if (!found) return undefined;
      return { unit: found.unit, hasStart: found.section !== "equations" || initial.has(name) };
    },
  };
}

/** The initial values by name; names that are none, and units that are others, are reported. */
export function readInitialNames(
  reading: Reading,
  entries: readonly (readonly [string, Entry])[],
  names: ReadonlyMap<string, Named>,
): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const [key, entry] of entries) {
    if (reading.isFull) break;
    const read = readKey(reading, key, entry);
    if (!read) continue;
    const of = names.get(read.name);
    if (!of) {
      reading.report(
        entry.key,
        "MODEL_UNKNOWN_NAME",
        `Nothing is called "${read.name}", so it has no initial value.`,
        didYouMean(read.name, names.keys()) || "Give it an equation, or leave out its initial value.",
      );
      continue;
    }
    for (const { code, message, remedy } of unitFault(read.name, of.unit, constant(0, read.unit)))
      reading.report(entry.key, code, message, remedy);
    found.set(read.name, entry);
  }
  return found;
}
