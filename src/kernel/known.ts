// Operations that were written, by what they do: a table of hashes, open addressing. It is asked some ten thousand
// times by a platform that is still cold, where maps with keys made for them cost several times as much.

/** Numbers of values by operation and operands. */
export class Known {
  #slots = new Int32Array(8192);
  /** Of each value four numbers: operation and operands. */
  #rows = new Int32Array(4 * 4096);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The value that an operation makes; −1 where it was not written. */
  find(op: number, x: number, y: number, z: number): number {
    const slots = this.#slots;
    const rows = this.#rows;
    const mask = slots.length - 1;
    for (let slot = hash(op, x, y, z) & mask; ; slot = (slot + 1) & mask) {
      const value = slots[slot]! - 1;
      if (value < 0) return -1;
      const at = 4 * value;
      if (rows[at] === op && rows[at + 1] === x && rows[at + 2] === y && rows[at + 3] === z) return value;
    }
  }

  /** Writes an operation down, to be found again where `isFound`. @returns the number of its value */
  add(op: number, x: number, y: number, z: number, isFound: boolean): number {
    const value = this.#count++;
    if (4 * value === this.#rows.length) this.#grow();
    const at = 4 * value;
    this.#rows[at] = op;
    this.#rows[at + 1] = x;
    this.#rows[at + 2] = y;
    this.#rows[at + 3] = z;
    if (isFound) this.#enter(value);
    return value;
  }

  /** Column 0 holds operations, 1 to 3 operands. */
  column(k: number): Int32Array {
    const column = new Int32Array(this.#count);
    for (let v = 0; v < column.length; v++) column[v] = this.#rows[4 * v + k]!;
    return column;
  }

  #enter(value: number): void {
    const slots = this.#slots;
    const rows = this.#rows;
    const mask = slots.length - 1;
    const at = 4 * value;
    let slot = hash(rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = value + 1;
  }

  /** Twice the rows, and slots that are at most half full. */
  #grow(): void {
    const rows = new Int32Array(2 * this.#rows.length);
    rows.set(this.#rows);
    this.#rows = rows;
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    for (const entry of before) if (entry > 0) this.#enter(entry - 1);
  }
}

function hash(op: number, x: number, y: number, z: number): number {
  let h = Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 1, 0x85ebca6b) ^ Math.imul(z + 1, 0xc2b2ae35) ^ op;
  h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f);
  return h ^ (h >>> 13);
}
