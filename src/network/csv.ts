// Comma-separated records with a header: the columns that are needed, and every fault with its place.

import { type Fault, RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { faultAt } from "../book/source-text.ts";
import { type Scanner, isBlank, joined, recordBytesMax, scanner } from "./csv-scanner.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** How many faults are shown; what lies beyond is counted. */
const faultsMax = 50;

/** What a file has to hold. */
export interface CsvShape {
  readonly file: string;
  /** The beginning of every error code, such as EDGES. */
  readonly prefix: string;
  /** What a record is, in words: "payment". */
  readonly record: string;
  /** The columns that are needed. */
  readonly columns: readonly string[];
  /** Columns that are read where they are there; others are passed over. */
  readonly optional?: readonly string[];
}

/** The record just read. It is the same object every time; nothing of it may be kept. */
export interface CsvRecord {
  readonly bytes: Uint8Array;
  /** Where the field of each column begins and ends, without quotes and outer blanks; empty where it is not there. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where doubled quotes are still in the field. */
  readonly doubled: Uint8Array;
  /** A field as text. */
  text(column: number): string;
  /** Says what is wrong with the field of a column. */
  refuse(column: number, code: string, message: string, remedy: string): void;
}

/**
 * Reads every record and hands it over.
 *
 * @param chunks the bytes of the file, cut anywhere
 * @param take   called once a record
 * @throws PREFIX_EMPTY, PREFIX_HEADER, PREFIX_QUOTE, PREFIX_FIELDS, PREFIX_ENCODING, and what `take`
 *   refused: all faults of the file in one error, whose code is that of the first
 */
export function readCsv(
  chunks: Iterable<Uint8Array>,
  shape: CsvShape,
  take: (record: CsvRecord) => void,
): void {
  const faults = faultList(shape);
  const scan = scanner();
  let line = 1;
  let records = 0;
  let place: Place | undefined; // of the needed columns, once the header is read
  let record: Mutable | undefined;

  const one = (bytes: Uint8Array, from: number, to: number): boolean => {
    const at = { bytes, from, to, line };
    if (scan.fault !== undefined) {
      faults.at(at, scan.fault, to, "QUOTE", ...quoteFault);
      return place !== undefined;
    }
    if (isBlank(bytes, from, to)) return true;
    if (place === undefined) {
      place = headerOf(at, scan, shape, faults);
      if (place === undefined) return false;
      record = recordOf(place.of.length, faults);
    } else if (scan.count !== place.columns) {
      faults.at(at, from, to, "FIELDS", ...fieldsFault(scan.count, place.columns));
    } else {
      records++;
      for (let k = 0; k < place.of.length; k++) {
        const at = place.of[k]!;
        if (at < 0) continue;
        record!.from[k] = scan.from[at]!;
        record!.to[k] = scan.to[at]!;
        record!.doubled[k] = scan.doubled[at]!;
      }
      record!.bytes = bytes;
      record!.at = at;
      take(record!);
    }
    return true;
  };

  for (const { bytes, last } of joined(chunks, () => scan.rest)) {
    let from = 0;
    for (;;) {
      const to = scan.record(bytes, from, last);
      if (to < 0) break;
      if (!one(bytes, from, to)) throw faults.error();
      line += scan.lines;
      from = to;
      if (from >= bytes.length) break;
    }
    scan.rest = bytes.subarray(from);
  }
  if (place === undefined && faults.none()) {
    faults.add("EMPTY", "The file is empty.", `Begin it with the line ${shape.columns.join(",")}.`);
  } else if (records === 0 && faults.none()) {
    faults.add(
      "EMPTY",
      `The file has a header and no ${shape.record}.`,
      `Write one ${shape.record} a line under it.`,
    );
  }
  if (!faults.none()) throw faults.error();
}

interface Place {
  /** The number of each column in the file, −1 where an optional one is not there. */
  readonly of: readonly number[];
  readonly columns: number;
}

interface Stretch {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

type Mutable = { -readonly [key in keyof CsvRecord]: CsvRecord[key] } & { at: Stretch };

const quoteFault = [
  "A quote stands where none can, or is never closed.",
  'Put quotes around the whole field, and write a quote inside it twice: "Nimbus ""N"" Cloud".',
] as const;

function fieldsFault(found: number, columns: number): [string, string] {
  return [
    `This line has ${found} ${found === 1 ? "field" : "fields"}, and the header has ${columns}.`,
    found > columns
      ? "Put quotes around a name that has a comma in it; amounts have no thousands separators."
      : "Write every column; what is not known stays empty between commas.",
  ];
}

/** The places of the needed columns, by name in any case and order. */
function headerOf(at: Stretch, scan: Scanner, shape: CsvShape, faults: FaultList): Place | undefined {
  const names: string[] = [];
  for (let k = 0; k < scan.count; k++) {
    const name = decoded(at.bytes, scan.from[k]!, scan.to[k]!, scan.doubled[k] === 1);
    if (name === undefined) {
      faults.at(at, scan.from[k]!, scan.to[k]!, "ENCODING", ...encodingFault);
      return undefined;
    }
    names.push(name.toLowerCase());
  }
  const columns = [...shape.columns, ...(shape.optional ?? [])];
  for (const column of columns) {
    const first = names.indexOf(column);
    const isNeeded = shape.columns.includes(column);
    if (first < 0 ? !isNeeded : names.indexOf(column, first + 1) < 0) continue;
    const other = names.filter((name) => !shape.columns.includes(name));
    const [message, remedy] =
      first >= 0
        ? [`There are two columns "${column}".`, "Rename one of them."]
        : [`The header has no column "${column}".`, headerRemedy(column, other, shape)];
    faults.at(at, at.from, at.to, "HEADER", message, remedy);
  }
  if (!faults.none()) return undefined;
  return { of: columns.map((column) => names.indexOf(column)), columns: names.length };
}

function headerRemedy(column: string, others: readonly string[], { columns }: CsvShape): string {
  const first = `Begin the file with the line ${columns.join(",")}.`;
  if (others.length === 1 && /[;\t|]/u.test(others[0]!)) return `Separate the columns by commas. ${first}`;
  const near = others.find((name) => didYouMean(name, [column]) !== "");
  return near === undefined ? first : `${didYouMean(near, [column])} The header says "${near}".`;
}

const encodingFault = ["The text is not UTF-8.", "Save the file as UTF-8."] as const;

function decoded(bytes: Uint8Array, from: number, to: number, doubled: boolean): string | undefined {
  try {
    const text = strict.decode(bytes.subarray(from, to));
    return doubled ? text.replaceAll('""', '"') : text;
  } catch {
    return undefined;
  }
}

function recordOf(columns: number, faults: FaultList): Mutable {
  const record: Mutable = {
    bytes: new Uint8Array(0),
    at: { bytes: new Uint8Array(0), from: 0, to: 0, line: 1 },
    from: new Int32Array(columns),
    to: new Int32Array(columns),
    doubled: new Uint8Array(columns),
    text: (column) => {
      const text = decoded(
        record.bytes,
        record.from[column]!,
        record.to[column]!,
        record.doubled[column] === 1,
      );
      if (text === undefined)
        faults.at(record.at, record.from[column]!, record.to[column]!, "ENCODING", ...encodingFault);
      return text ?? "";
    },
    refuse: (column, code, message, remedy) =>
      faults.at(record.at, record.from[column]!, record.to[column]!, code, message, remedy),
  };
  return record;
}

type FaultList = ReturnType<typeof faultList>;

/** Faults as they are found; the first ones are kept with their place. */
function faultList({ file, prefix }: CsvShape) {
  const found: Fault[] = [];
  let more = 0;
  return {
    none: () => found.length === 0,
    /** A fault of the file as a whole. */
    add: (code: string, message: string, remedy: string) =>
      void found.push({ code: `${prefix}_${code}`, file, line: 1, column: 1, message, remedy }),
    /** A fault at a stretch of a record. */
    at: (
      { bytes, from, to, line }: Stretch,
      start: number,
      end: number,
      code: string,
      message: string,
      remedy: string,
    ) => {
      if (found.length === faultsMax) return void more++;
      const loose = (a: number, b: number): string => lenient.decode(bytes.subarray(a, b));
      const text = loose(from, Math.min(to, from + recordBytesMax)).replace(/\r?\n$/u, "");
      const offset = loose(from, start).length;
      const fault = faultAt(
        { file, text },
        offset,
        offset + loose(start, end).length,
        `${prefix}_${code}`,
        message,
        remedy,
      );
      found.push({ ...fault, line: line + fault.line! - 1 });
    },
    error: () => {
      const first = found[0]!;
      const beyond = {
        code: `${prefix}_MORE`,
        file,
        message: `${more} more faults are not shown.`,
        remedy: "Mend these first.",
      };
      const { length } = found;
      return new RoundtripError(
        first.code,
        length === 1 ? first.message : `The file has ${length + more} faults. The first: ${first.message}`,
        {
          remedy: first.remedy,
          faults: more > 0 ? [...found, beyond] : found,
        },
      );
    },
  };
}
