// The given numbers of a program with some of them changed: another scenario needs no other program.

import type { Program } from "../kernel/program.ts";

/** Another value of a given number, in periods from one to another, both included; to the end where none is named. */
interface RowChange {
  readonly name: string;
  readonly from: number;
  readonly to: number | undefined;
  readonly value: number;
}

/**
 * `Program.givenDefault` with changes, the later over the earlier. A given number that equations read some periods
 * later (`G[-1]`) is one of its own in a program, and changes along.
 *
 * @returns (N + 1) × given
 */
export function givenRows(program: Program, changes: readonly RowChange[]): Float64Array {
  const rows = program.givenDefault.slice();
  const width = program.given.length;
  const columns = program.given.map((name) => {
    const [, base = name, lag = "0"] = /^(.*)\[-(\d+)\]$/u.exec(name) ?? [];
    return { base, lag: Number(lag) };
  });
  for (const { name, from, to = program.periods, value } of changes) {
    if (!program.given.includes(name)) throw new Error(`the program has no given number "${name}"`);
    columns.forEach(({ base, lag }, k) => {
      if (base !== name) return;
      for (let t = 0; t <= program.periods; t++) {
        const then = Math.max(0, t - lag);
        if (then >= from && then <= to) rows[t * width + k] = value;
      }
    });
  }
  return rows;
}
