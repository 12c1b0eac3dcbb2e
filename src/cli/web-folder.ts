// The files of the built web app by the paths under which they are served.

import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * The bytes under a path, or undefined where there is none.
 *
 * A path is looked up in the list of the folder's files and never joined to the folder, so none leads
 * out of it, however it is written. Links are no files of the folder, nor is what begins with a dot.
 *
 * @param path as asked for, such as "/assets/main-1a2b3c4d.js"; "/" is the page
 */
export async function webFile(
  folder: string,
  path: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const asked = path === "/" ? "/index.html" : path;
  const name = (await namesIn(folder, "")).find((known) => `/${known}` === asked);
  if (name === undefined) return undefined;
  // A file that became a link after it was listed is refused here.
  const file = await open(join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
    () => undefined,
  );
  if (!file) return undefined;
  try {
    return { name, bytes: new Uint8Array(await file.readFile()) };
  } finally {
    await file.close();
  }
}

/** Whether a file's name changes with what is in it, so that it may be kept for ever. */
export function isHashed(name: string): boolean {
  return /^assets\/[^/]+-[\w-]{8}\.\w+$/u.test(name);
}

async function namesIn(folder: string, under: string): Promise<string[]> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch(() => []);
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile()) names.push(`${under}${entry.name}`);
    if (entry.isDirectory()) names.push(...(await namesIn(folder, `${under}${entry.name}/`)));
  }
  return names;
}
