// Networks as JSON: square tables and lists, read with every fault named by its path and place.

import { faultAt } from "../book/source-text.ts";
import { type Fault, RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { sparseFromRows } from "../matrix/sparse.ts";
import type { Debts } from "./clearing.ts";
import type { DebtRankInput } from "./debtrank.ts";
import type { SteadyState } from "./finn.ts";
import { type JsonPlace, jsonFault, jsonPlace } from "./json-place.ts";
import type { InputOutputTable } from "./look-through.ts";

/** A file as the user knows it, and its text. */
export interface InputText {
  readonly file: string;
  readonly text: string;
}

const faultsMax = 50;

/** Computes on an input; an error of what it says gets the place at which it says so. */
export function atInput<T>(source: InputText, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RoundtripError) || error.faults.length > 0) throw error;
    const { code, message, remedy, exit, about } = error;
    const place = about.path === undefined ? undefined : jsonPlace(source.text, about.path);
    const fault = place
      ? faultOf(source, place, code, message, remedy)
      : { code, file: source.file, message, remedy };
    throw new RoundtripError(code, message, { remedy, exit, faults: [fault] });
  }
}

/**
 * `{nodes, flows, boundaryInput, boundaryOutput?}`, flows[i][j] from i to j.
 *
 * @throws INPUT_JSON, INPUT_KEY, INPUT_SHAPE, INPUT_NUMBER, INPUT_VALUE: every fault in one error, whose
 *   code is that of the first. The same holds for the other inputs of this file.
 */
export function readSteadyState(source: InputText): SteadyState {
  const read = reader(source, ["nodes", "flows", "boundaryInput", "boundaryOutput"]);
  const nodes = read.names("nodes");
  const n = nodes.length;
  const flows = read.table("flows", n);
  const boundaryInput = read.list("boundaryInput", n);
  const boundaryOutput = read.has("boundaryOutput") ? read.list("boundaryOutput", n) : undefined;
  return read.done({ nodes, flows, boundaryInput, boundaryOutput });
}

/** `{sectors, coefficients}` or `{sectors, transactions, output}`, [i][j] is what j buys from i. */
export function readInputOutputTable(source: InputText): InputOutputTable {
  const read = reader(source, ["sectors", "coefficients", "transactions", "output"]);
  const sectors = read.names("sectors");
  const n = sectors.length;
  if (!read.has("transactions")) return read.done({ sectors, coefficients: read.table("coefficients", n) });
  if (read.has("coefficients")) {
    read.refuse(
      "coefficients",
      "INPUT_KEY",
      "Both coefficients and transactions are given.",
      "Keep one of them.",
    );
  }
  return read.done({ sectors, transactions: read.table("transactions", n), output: read.list("output", n) });
}

/** `{liabilities, externalAssets, externalLiabilities?, alpha?, beta?}`, [i][j] is what i owes j. */
export function readDebts(source: InputText): Debts {
  const read = reader(source, ["liabilities", "externalAssets", "externalLiabilities", "alpha", "beta"]);
  const n = read.length("liabilities");
  const owed = read.table("liabilities", n);
  const external = Float64Array.from(read.list("externalAssets", n));
  const externalOwed = read.has("externalLiabilities")
    ? Float64Array.from(read.list("externalLiabilities", n))
    : undefined;
  const alpha = read.has("alpha") ? read.share("alpha") : undefined;
  const beta = read.has("beta") ? read.share("beta") : undefined;
  read.faultless();
  return { owed: sparseFromRows(owed, n), external, externalOwed, alpha, beta };
}

/** `{exposures, equity, shock, variant, value?}`, [i][j] is what i loses if j fails. */
export function readExposures(source: InputText): DebtRankInput {
  const read = reader(source, ["exposures", "equity", "shock", "variant", "value"]);
  const n = read.length("exposures");
  const exposures = read.table("exposures", n);
  const equity = Float64Array.from(read.list("equity", n));
  const shock = Float64Array.from(read.list("shock", n));
  const variant = read.word("variant", ["2012", "linear"]);
  const value = read.has("value") ? Float64Array.from(read.list("value", n)) : undefined;
  read.faultless();
  return { exposures: sparseFromRows(exposures, n), equity, shock, variant, value };
}

/** What an input holds, value by value; what is wrong is kept until `done`. */
function reader(source: InputText, keys: readonly string[]) {
  const faults: Fault[] = [];
  const refuse = (path: string, code: string, message: string, remedy: string): void => {
    if (faults.length < faultsMax)
      faults.push(faultOf(source, jsonPlace(source.text, path), code, message, remedy));
  };
  const record = parsed(source);
  refuseMisspelt(record, keys, refuse);
  const missing = (key: string): boolean => {
    if (Object.hasOwn(record, key)) return false;
    refuse("", "INPUT_KEY", `The key "${key}" is missing.`, `The keys are ${keys.join(", ")}.`);
    return true;
  };
  const array = (
    value: unknown,
    path: string,
    length: number | undefined,
    what: string,
  ): readonly unknown[] => {
    if (!Array.isArray(value))
      refuse(path, "INPUT_SHAPE", `${path} is no list.`, `Write ${what} between [ and ].`);
    else if (length !== undefined && value.length !== length) {
      refuse(
        path,
        "INPUT_SHAPE",
        `${path} has ${value.length} entries where ${length} are needed.`,
        shapeRemedy,
      );
    } else return value;
    return [];
  };
  const number = (value: unknown, path: string): number => {
    if (typeof value === "number" && value >= 0 && value < Infinity) return value;
    refuse(
      path,
      "INPUT_NUMBER",
      `${path} is ${shown(value)}.`,
      "Write a finite number that is not negative.",
    );
    return 0;
  };
  const list = (value: unknown, path: string, length: number): readonly number[] =>
    array(value, path, length, "numbers").map((entry, k) => number(entry, `${path}[${k}]`));
  const faultless = (): void => {
    if (faults.length === 0) return;
    const first = faults[0]!;
    const several = `The input has ${faults.length === faultsMax ? "at least " : ""}${faults.length} faults. The first: `;
    throw new RoundtripError(first.code, `${faults.length > 1 ? several : ""}${first.message}`, {
      remedy: first.remedy,
      faults,
    });
  };
  return {
    refuse,
    faultless,
    has: (key: string): boolean => Object.hasOwn(record, key) && record[key] !== null,
    done: <T>(input: T): T => (faultless(), input),
    names: (key: string): readonly string[] => {
      if (missing(key)) return (faultless(), []);
      const names = array(record[key], key, undefined, "names");
      names.forEach((name, k) => {
        if (typeof name !== "string")
          refuse(`${key}[${k}]`, "INPUT_VALUE", `${key}[${k}] is ${shown(name)}.`, "Write a name in quotes.");
      });
      if (names.length === 0) refuse(key, "INPUT_SHAPE", `${key} has no entry.`, "Write at least one name.");
      faultless(); // without the number of parties, every other fault would follow from this one
      return names as readonly string[];
    },
    length: (key: string): number => {
      const length = missing(key) ? 0 : array(record[key], key, undefined, "rows").length;
      if (length === 0 && faults.length === 0) refuse(key, "INPUT_SHAPE", `${key} has no row.`, shapeRemedy);
      faultless();
      return length;
    },
    table: (key: string, n: number): readonly (readonly number[])[] =>
      missing(key) ? [] : array(record[key], key, n, "rows").map((row, i) => list(row, `${key}[${i}]`, n)),
    list: (key: string, n: number): readonly number[] => (missing(key) ? [] : list(record[key], key, n)),
    share: (key: string): number => {
      const value = number(record[key], key);
      if (value > 1) refuse(key, "INPUT_NUMBER", `${key} is ${value}.`, "Write a share from 0 to 1.");
      return value;
    },
    word: <W extends string>(key: string, words: readonly W[]): W => {
      const found = missing(key) ? words[0] : words.find((word) => word === String(record[key]));
      if (found === undefined) {
        const remedy =
          didYouMean(String(record[key]), words) ||
          `Write one of: ${words.map((word) => `"${word}"`).join(", ")}.`;
        refuse(key, "INPUT_VALUE", `${key} is ${shown(record[key])}.`, remedy);
      }
      return found ?? words[0]!;
    },
  };
}

const shapeRemedy =
  "Give one row, and one number in every row and list, for each party, all in the same order.";

function parsed(source: InputText): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(source.text);
  } catch {
    throw alone(notJson(source));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  const [message, remedy] = ["The input is no JSON object.", "Begin it with { and a key."];
  throw alone(faultOf(source, jsonPlace(source.text, ""), "INPUT_SHAPE", message, remedy));
}

function notJson(source: InputText): Fault {
  const place = jsonFault(source.text);
  const found = place && source.text.slice(place.offset, place.end);
  const where = place === undefined || place.path === "" ? "" : ` at ${place.path}`;
  if (found !== undefined && /^[+-]?(?:nan|inf(?:inity)?)$/iu.test(found)) {
    return faultOf(
      source,
      place,
      "INPUT_NUMBER",
      `The value${where} is ${found}.`,
      "Write a finite number that is not negative.",
    );
  }
  const what =
    found === undefined || found.trim() === "" ? "The text ends too early" : `"${found}" cannot stand here`;
  return faultOf(
    source,
    place,
    "INPUT_JSON",
    `This is not JSON: ${what}${where}.`,
    "Write JSON, with keys and names in double quotes.",
  );
}

function refuseMisspelt(
  record: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  refuse: (path: string, code: string, message: string, remedy: string) => void,
): void {
  const absent = keys.filter((key) => !Object.hasOwn(record, key));
  for (const key of Object.keys(record)) {
    const near = keys.includes(key) ? "" : didYouMean(key, absent);
    if (near !== "") refuse(key, "INPUT_KEY", `There is no key "${key}".`, near);
  }
}

function faultOf(
  { file, text }: InputText,
  place: JsonPlace | undefined,
  code: string,
  message: string,
  remedy: string,
): Fault {
  const { offset, end } = place ?? { offset: 0, end: 1 };
  return faultAt({ file, text }, offset, end, code, message, remedy);
}

function alone(fault: Fault): RoundtripError {
  return new RoundtripError(fault.code, fault.message, { remedy: fault.remedy, faults: [fault] });
}

function shown(value: unknown): string {
  if (typeof value === "number") return value === Infinity ? "more than a number can hold" : String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
}
