// Numbers for names that come as bytes: each becomes text once, however often it comes.
// FNV-1a hashing (Fowler, Noll, Vo) with open addressing.

import type { CsvRecord } from "./csv.ts";

export interface NameTable {
  /** In the order in which they first came. */
  readonly names: readonly string[];
  /** The number of the name in a record's column; a new one is added. */
  number(record: CsvRecord, column: number): number;
}

/** An empty table. */
export function nameTable(): NameTable {
  const names: string[] = [];
  let slots = new Int32Array(2048); // number + 1, 0 where free
  let hashes = new Int32Array(1024); // FNV-1a
  let start = new Int32Array(1025); // each name's bytes stand in `arena` from start[i] to start[i + 1]
  let arena = new Uint8Array(16384);

  const grow = (): void => {
    hashes = wider(hashes, new Int32Array(hashes.length * 2));
    start = wider(start, new Int32Array(hashes.length + 1));
    slots = new Int32Array(slots.length * 2);
    for (let i = 0; i < names.length; i++) {
      let at = hashes[i]! & (slots.length - 1);
      while (slots[at] !== 0) at = (at + 1) & (slots.length - 1);
      slots[at] = i + 1;
    }
  };
  const same = (i: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const begin = start[i]!;
    if (start[i + 1]! - begin !== to - from) return false;
    for (let k = 0; k < to - from; k++) if (arena[begin + k] !== bytes[from + k]) return false;
    return true;
  };
  const number = (record: CsvRecord, column: number): number => {
    const plain = record.doubled[column] === 0;
    const bytes = plain ? record.bytes : new TextEncoder().encode(record.text(column));
    const from = plain ? record.from[column]! : 0;
    const to = plain ? record.to[column]! : bytes.length;
    let hash = 0x811c9dc5;
    for (let k = from; k < to; k++) hash = Math.imul(hash ^ bytes[k]!, 0x01000193);
    hash ^= hash >>> 15;
    let at = hash & (slots.length - 1);
    for (; slots[at] !== 0; at = (at + 1) & (slots.length - 1)) {
      const i = slots[at]! - 1;
      if (hashes[i] === hash && same(i, bytes, from, to)) return i;
    }
    const i = names.length;
    names.push(record.text(column));
    slots[at] = i + 1;
    hashes[i] = hash;
    while (start[i]! + to - from > arena.length) arena = wider(arena, new Uint8Array(arena.length * 2));
    arena.set(bytes.subarray(from, to), start[i]);
    start[i + 1] = start[i]! + to - from;
    if (names.length === hashes.length) grow();
    return i;
  };
  return { names, number };
}

function wider<T extends Int32Array | Uint8Array>(old: T, made: T): T {
  made.set(old);
  return made;
}
