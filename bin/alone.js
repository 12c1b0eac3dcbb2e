// Lets one process of a clone build at a time: tests and commands that run side by side would else put
// their builds in one another's way.
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What `build` returns, in one process at a time: whoever comes second waits, and then finds it built.
 *
 * @template T
 * @param {string} root the folder of the clone
 * @param {() => T} build
 * @returns {T}
 */
export function alone(root, build) {
  const lock = join(root, "node_modules", ".roundtrip-building");
  while (!taken(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    return build();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock) {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Whether who holds it has gone, or has held it longer than any build takes. */
function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > 300_000) return true;
    const holder = Number(readFileSync(lock, "utf8"));
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH" || error.code === "ENOENT";
  }
}
