// A folder that is written whole or not at all: its files come into being beside it, and it takes its name at the end.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RoundtripError, exitCode } from "../error/error.ts";

/**
 * Refuses a folder that cannot be taken, before anything is computed for it.
 *
 * @throws OUT_NOT_EMPTY, OUT_NO_FOLDER, as wrong usage
 */
export function refuseTaken(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new RoundtripError("OUT_NO_FOLDER", `"${folder}" is no folder.`, {
      exit: exitCode.usage,
      remedy: "Name another with --out.",
    });
  }
  if (readdirSync(folder).length > 0) {
    throw new RoundtripError("OUT_NOT_EMPTY", `The folder "${folder}" is not empty.`, {
      exit: exitCode.usage,
      remedy: "Name another with --out, or empty it: nothing is written over.",
    });
  }
}

/**
 * Writes the files of a folder. Until the last is written the folder does not exist under its name; what was begun is
 * removed where something fails or the program is interrupted.
 *
 * @throws OUT_NOT_EMPTY, OUT_NO_FOLDER, OUT_WRITE
 */
export async function writeFolder(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: string | Uint8Array }[],
): Promise<void> {
  refuseTaken(folder);
  const place = resolve(folder);
  let begun: string | undefined;
  const remove = (): void => {
    // A write that is on its way at an interrupt may still put its file there.
    if (begun !== undefined) rmSync(begun, { recursive: true, force: true, maxRetries: 8, retryDelay: 20 });
  };
  process.once("exit", remove); // an interrupted program ends by way of it
  try {
    mkdirSync(dirname(place), { recursive: true });
    begun = mkdtempSync(join(dirname(place), `.${basename(place)}-`));
    chmodSync(begun, 0o777 & ~process.umask()); // it was made for nobody else to see
    for (const { name, bytes } of files) await writeFile(join(begun, name), bytes);
    refuseTaken(folder); // somebody else may have come first
    if (existsSync(place)) rmdirSync(place);
    renameSync(begun, place);
    begun = undefined;
  } catch (error) {
    if (error instanceof RoundtripError) throw error;
    throw new RoundtripError("OUT_WRITE", `"${folder}" cannot be written: ${(error as Error).message}.`, {
      remedy: "Name another folder with --out, or make room.",
    });
  } finally {
    remove();
    process.removeListener("exit", remove);
  }
}
