// Given numbers in a text model: `20`, or `{ value: 20, 5: 25, "10 to 12": 30 }`.

import type { Entry, Node } from "../book/tree.ts";
import { periodsMax } from "./bounds.ts";
import type { Change } from "./model.ts";
import type { Reading } from "./reading.ts";

/** A figure and its changes. Those of a stretch of periods stand over those from a period on. */
export interface Figure {
  readonly value: number;
  readonly changes: readonly Change[];
}

export function readFigure(reading: Reading, node: Node): Figure | undefined {
  if (!(node.value instanceof Map)) {
    const value = reading.figure(node, "a number");
    return value === undefined ? undefined : { value, changes: [] };
  }
  const entries = node.value as ReadonlyMap<string, Entry>;
  const first = entries.get("value");
  if (!first) {
    reading.report(
      node,
      "MODEL_CHANGE",
      "A number that changes has no value to begin with.",
      "Write { value: 20, 5: 25 }: 20 at first, and 25 from period 5 on.",
    );
  }
  const value = first && reading.figure(first.node, "a number");
  const changes: Change[] = [];
  for (const [key, entry] of entries) {
    if (key === "value") continue;
    const stretch = readStretch(reading, key, entry);
    const changed = reading.figure(entry.node, "a number");
    if (stretch && changed !== undefined) {
      refuseOverlap(reading, entry, stretch, changes);
      changes.push({ ...stretch, value: changed });
    }
  }
  if (value === undefined) return undefined;
  const lasting = changes.filter(({ to }) => to === undefined).toSorted((a, b) => a.from - b.from);
  return { value, changes: [...lasting, ...changes.filter(({ to }) => to !== undefined)] };
}

/** `5` (from 5 on) or `10 to 12`. */
function readStretch(reading: Reading, key: string, entry: Entry): Omit<Change, "value"> | undefined {
  const match = /^(\d+)(?:\s+to\s+(\d+))?$/u.exec(key.trim());
  const from = Number(match?.[1]);
  const to = match?.[2] === undefined ? undefined : Number(match[2]);
  if (match && from <= (to ?? from) && (to ?? from) <= periodsMax) return { from, to };
  reading.report(
    entry.key,
    "MODEL_CHANGE",
    `"${key}" says no periods.`,
    match && from > (to ?? from)
      ? `Write the earlier period first: "${to} to ${from}".`
      : 'Write 5: for from period 5 on, "10 to 12": for periods 10, 11 and 12.',
  );
  return undefined;
}

function refuseOverlap(
  reading: Reading,
  entry: Entry,
  { from, to }: Omit<Change, "value">,
  before: readonly Change[],
): void {
  const clash = before.find((other) =>
    to === undefined || other.to === undefined
      ? to === other.to && from === other.from
      : from <= other.to && other.from <= to,
  );
  if (!clash) return;
  reading.report(
    entry.key,
    "MODEL_CHANGE",
    `Period ${Math.max(from, clash.from)} is given two values.`,
    "Let stretches of periods not overlap.",
  );
}
