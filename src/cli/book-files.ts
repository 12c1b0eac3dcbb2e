// The door to books on disk: which files, their bytes, their fingerprint, and the kept parse of the
// default book. A kept book is named by the hash of its files and of the program, so it is never stale.

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bookFromText, bookToText } from "../book/cache.ts";
import type { Book } from "../book/book.ts";
import { type SourceText, decode } from "../book/source-text.ts";
import { type Fault, RoundtripError, exitCode } from "../error/error.ts";

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));
const defaultFolder = join(packageFolder, "books", "circular");

/** Which books to read: the default one unless told otherwise, and others laid over it. */
export interface BookChoice {
  readonly folders: readonly string[];
  readonly withDefault: boolean;
}

interface RawFile {
  readonly file: string;
  readonly bytes: Buffer;
}

/** The files of the chosen books, layer by layer. @throws BOOK_FOLDER, BOOK_NO_FILES */
export function bookLayers(choice: BookChoice): { layers: RawFile[][]; hash: string } {
  const folders = [...(choice.withDefault ? [defaultFolder] : []), ...choice.folders];
  if (folders.length === 0) {
    throw new RoundtripError("BOOK_FOLDER", "No book is named.", {
      exit: exitCode.usage,
      remedy: "Give --book DIR with --no-default-book.",
    });
  }
  const layers = folders.map(readFolder);
  const hash = createHash("sha256");
  for (const layer of layers) {
    hash.update("layer\0");
    for (const { file, bytes } of layer)
      hash.update(`${relative(packageFolder, file)}\0${bytes.length}\0`).update(bytes);
  }
  return { layers, hash: hash.digest("hex") };
}

/** Texts of a layer; a file that is no UTF-8 is a fault of its own. */
export function textsOf(layer: readonly RawFile[]): { texts: SourceText[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const texts = layer.flatMap(({ file, bytes }) => {
    const read = decode(shown(file), bytes);
    if ("text" in read) return [read];
    faults.push(read.fault);
    return [];
  });
  return { texts, faults };
}

/** Reads and checks the chosen books; the default book alone is kept parsed beside the build. */
export async function openBook(choice: BookChoice): Promise<Book> {
  const { layers, hash } = bookLayers(choice);
  const alone = choice.withDefault && choice.folders.length === 0;
  const kept = alone ? keptBook(hash) : undefined;
  if (kept) return kept;
  const { loadBook } = await import("../book/load.ts");
  const read = layers.map(textsOf);
  const book = loadBook(
    read.map(({ texts }) => texts),
    hash,
    read.flatMap(({ faults }) => faults),
  );
  if (alone) keep(book, hash);
  return book;
}

function keptPath(hash: string): string {
  const program = statSync(fileURLToPath(import.meta.url));
  const build = createHash("sha256")
    .update(`${hash}\0${program.mtimeMs}\0${program.size}`)
    .digest("hex")
    .slice(0, 24);
  return join(packageFolder, "dist", "kept", `${build}.json`);
}

function keptBook(hash: string): Book | undefined {
  try {
    return bookFromText(readFileSync(keptPath(hash), "utf8"));
  } catch {
    return undefined; // nothing kept, or not readable: the book is parsed again
  }
}

function keep(book: Book, hash: string): void {
  const path = keptPath(hash);
  try {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, bookToText(book));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A folder that cannot be written costs the next start some time, and nothing else.
  }
}

function readFolder(folder: string): RawFile[] {
  if (!existsSync(folder)) {
    throw new RoundtripError("BOOK_FOLDER", `There is no folder "${folder}".`, {
      remedy: "Give the folder that holds the book's YAML files.",
    });
  }
  if (!statSync(folder).isDirectory()) {
    throw new RoundtripError("BOOK_FOLDER", `"${folder}" is no folder.`, {
      remedy: "Give the folder, not one of its files.",
    });
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/u.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .filter((file) => !statSync(file, { throwIfNoEntry: false })?.isDirectory());
  if (files.length === 0) {
    throw new RoundtripError("BOOK_NO_FILES", `The folder "${folder}" has no YAML file.`, {
      remedy: "Put the book's files there, with names that end in .yaml.",
    });
  }
  return files.map((file) => ({ file, bytes: bytesOf(file) }));
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new RoundtripError(
      "BOOK_FOLDER",
      `The file "${shown(file)}" cannot be read: ${(error as Error).message}.`,
      {
        remedy: "Remove it, or let it be read.",
      },
    );
  }
}

function shown(file: string): string {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith("..") ? file : fromHere;
}
