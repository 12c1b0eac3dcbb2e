// The door to networks on disk: lists of payments and tables, plain or compressed, with word of progress.

import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { RoundtripError, exitCode } from "../error/error.ts";
import { type CashList, type EdgeList, readCash, readEdges } from "../network/edges.ts";
import type { InputText } from "../network/input.ts";
import type { Progress } from "./progress.ts";

const chunkBytes = 2 ** 22;
/** What a compressed file may grow to. */
const unpackedBytesMax = 2 ** 32 - 1;

/** The payments of a file. @throws FILE_MISSING, FILE_UNREADABLE, FILE_GZIP and the EDGES_… of readEdges */
export function edgesFrom(file: string, progress: Progress): EdgeList {
  return readEdges(file, chunksOf(file, progress));
}

/** Cash by party. @throws as above, with CASH_… */
export function cashFrom(file: string, progress: Progress): CashList {
  return readCash(file, chunksOf(file, progress));
}

/** A text in UTF-8. @throws as above, INPUT_ENCODING */
export function inputFrom(file: string): InputText {
  const bytes = unpacked(
    file,
    atDoor(file, () => readFileSync(file)),
  );
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw new RoundtripError("INPUT_ENCODING", `"${file}" is not UTF-8 text.`, {
      remedy: "Save it as UTF-8.",
    });
  }
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
      throw new RoundtripError("FILE_GZIP", `"${file}" unpacks to more than 4 GB.`, {
        exit: exitCode.limit,
        remedy: "Unpack it first, and give the plain file.",
      });
    }
    throw new RoundtripError("FILE_GZIP", `"${file}" begins like gzip and cannot be unpacked.`, {
      remedy: "It may have been cut off on its way: fetch it again.",
    });
  }
}

/** Does something with a file; what the disk says is the user's error, not ours. */
function atDoor<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") {
      throw new RoundtripError("FILE_MISSING", `There is no file "${file}".`, {
        remedy: "Give the path of a file.",
      });
    }
    const why = code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "reading is not allowed" : message;
    throw new RoundtripError("FILE_UNREADABLE", `"${file}" cannot be read: ${why}.`, {
      remedy: "Give the path of a file that can be read.",
    });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
