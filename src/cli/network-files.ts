// The door to networks on disk: lists of payments and tables, plain or compressed, with word of progress.

import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { decode } from "../book/source-text.ts";
import { type ExitCode, RoundtripError, exitCode } from "../error/error.ts";
import { type CashList, readCash } from "../network/cash.ts";
import { type EdgeList, atParty, readEdges } from "../network/edges.ts";
import { type InputText, atInput } from "../network/input.ts";
import type { Progress } from "../question/door.ts";

const chunkBytes = 2 ** 22;
/** What a compressed file may grow to. */
const unpackedBytesMax = 2 ** 32 - 1;

/** The payments of a file. @throws FILE_MISSING, FILE_UNREADABLE, FILE_GZIP and the EDGES_… of readEdges */
export function edgesFrom(file: string, progress: Progress): EdgeList {
  return readEdges(file, chunksOf(file, progress));
}

/** Cash of the parties of a list of payments. @throws as above, with CASH_… */
export function cashFrom(file: string, parties: ReadonlySet<string>, progress: Progress): CashList {
  return readCash(file, chunksOf(file, progress), parties);
}

/** Computes on the payments of a file; an error about a party gets the line that names it first. */
export function onEdges<T>(file: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    const isPlaceless =
      error instanceof RoundtripError && error.about.party !== undefined && error.faults.length === 0;
    throw isPlaceless
      ? atParty(
          file,
          chunksOf(file, () => {}),
          error,
        )
      : error;
  }
}

/** Computes on a JSON file that is read first; errors get their place in it. */
export function onInput<I, T>(file: string, read: (source: InputText) => I, compute: (input: I) => T): T {
  const source = inputFrom(file);
  return atInput(source, () => compute(read(source)));
}

/** A text in UTF-8. @throws as above, INPUT_ENCODING */
export function inputFrom(file: string): InputText {
  const bytes = unpacked(
    file,
    atDoor(file, () => readFileSync(file)),
  );
  const read = decode(file, bytes);
  if (!("fault" in read)) return read;
  const fault = { ...read.fault, code: "INPUT_ENCODING" };
  throw new RoundtripError(fault.code, fault.message, { remedy: fault.remedy, faults: [fault] });
}

/** The bytes of a file, a few at a time; a compressed one is unpacked first. */
function* chunksOf(file: string, progress: Progress): Generator<Uint8Array> {
  const size = atDoor(file, () => statSync(file)).size;
  let done = 0;
  for (const chunk of isCompressed(file) ? pieces(unpacked(file, readFileSync(file))) : piecesOnDisk(file)) {
    yield chunk;
    done += chunk.length;
    progress(() => `read ${megabytes(done)}${done < size ? ` of ${megabytes(size)}` : ""}`);
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

function* piecesOnDisk(file: string): Generator<Uint8Array> {
  const open = atDoor(file, () => openSync(file, "r"));
  try {
    for (;;) {
      const chunk = new Uint8Array(chunkBytes);
      const length = atDoor(file, () => readSync(open, chunk));
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(open);
  }
}

/** By the magic bytes, whatever the file is called. What is no plain file (a pipe) is taken as it comes. */
function isCompressed(file: string): boolean {
  if (!atDoor(file, () => statSync(file)).isFile()) return false;
  const open = atDoor(file, () => openSync(file, "r"));
  const magic = new Uint8Array(2);
  readSync(open, magic);
  closeSync(open);
  return isGzip(magic);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unpacked(file: string, bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: unpackedBytesMax });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw ofFile(
        file,
        "FILE_GZIP",
        `"${file}" unpacks to more than 4 GB.`,
        "Unpack it first, and give the plain file.",
        exitCode.limit,
      );
    }
    throw ofFile(
      file,
      "FILE_GZIP",
      `"${file}" begins like gzip and cannot be unpacked.`,
      "It may have been cut off on its way: fetch it again.",
    );
  }
}

/** Does something with a file; what the disk says is the user's error, not ours. */
function atDoor<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") {
      throw ofFile(file, "FILE_MISSING", `There is no file "${file}".`, "Give the path of a file.");
    }
    const why = code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "reading is not allowed" : message;
    throw ofFile(
      file,
      "FILE_UNREADABLE",
      `"${file}" cannot be read: ${why}.`,
      "Give the path of a file that can be read.",
    );
  }
}

/** An error of a file as a whole. */
function ofFile(
  file: string,
  code: string,
  message: string,
  remedy: string,
  exit: ExitCode = exitCode.input,
): RoundtripError {
  return new RoundtripError(code, message, { remedy, exit, faults: [{ code, file, message, remedy }] });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
