// What to watch: an indicator, its latest value, and whether it has crossed the threshold that would
// change a conclusion.

import type { Book, Signal } from "../book/book.ts";
import { recordKnown } from "../book/known.ts";
import type { Day } from "../unit/date.ts";
import { type Measure, convert, measureOf } from "../unit/measure.ts";
import { type Quantity, central } from "../unit/quantity.ts";
import { type Answer, table, text } from "./answer.ts";
import { evaluate } from "./evaluate.ts";
import { figure } from "./number.ts";

export interface ReadSignal {
  readonly id: string;
  readonly signal: string;
  readonly indicator: string;
  readonly unit: string | null;
  /** In base units; the middle where only a range is known, which `range` then gives. */
  readonly latest: number | null;
  readonly range: { readonly low: number; readonly high: number } | null;
  readonly latestDate: string;
  readonly threshold: string | null;
  /** Null where the threshold is in words that no figure can decide. */
  readonly crossed: boolean | null;
}

/** Every signal with its latest value. */
export function readSignals(book: Book, day: Day): ReadSignal[] {
  return [...book.signals.values()].map((signal) => {
    const latest = latestOf(book, signal, day);
    return {
      id: signal.id,
      signal: signal.signal,
      indicator: signal.indicator,
      unit: latest?.unit ?? null,
      latest: latest?.central ?? null,
      range: latest ? { low: latest.low, high: latest.high } : null,
      latestDate: signal.latestDate,
      threshold: signal.threshold?.words ?? null,
      crossed: latest ? crossed(signal, latest) : null,
    };
  });
}

function latestOf(book: Book, signal: Signal, day: Day): Measure | undefined {
  if (signal.expression === undefined) {
    const known = recordKnown(book, signal.latestDate, signal) <= day;
    return known && signal.latest ? measureOf(signal.latest) : undefined;
  }
  const result = evaluate(book, signal.expression, day);
  return "value" in result ? result.value : undefined;
}

/** Crossed only when the whole of the latest value lies beyond; not crossed only when none of it does. */
function crossed(signal: Signal, latest: Measure): boolean | null {
  const { above, below } = signal.threshold ?? {};
  const limit = (q: Quantity): number =>
    convert({ ...measureOf(q), central: central(q) }, latest.unit).central;
  if (above) return decide(latest.low > limit(above), latest.high <= limit(above));
  if (below) return decide(latest.high < limit(below), latest.low >= limit(below));
  return null;
}

function decide(surely: boolean, surelyNot: boolean): boolean | null {
  return surely ? true : surelyNot ? false : null;
}

/** The signals as a table and as data. */
export function signalsAnswer(book: Book, day: Day): Answer {
  const signals = readSignals(book, day);
  const rows = signals.map((signal) => [
    text(signal.id),
    text(signal.indicator),
    { show: shown(signal), value: signal.latest },
    text(signal.latestDate),
    text(signal.threshold ?? undefined),
    {
      show: signal.crossed === null ? "" : signal.crossed ? "crossed" : "not crossed",
      value: signal.crossed,
    },
  ]);
  const over = signals.filter((signal) => signal.crossed === true).length;
  return {
    json: signals,
    blocks: [
      { lines: [`${signals.length} signals, ${over} beyond their threshold.`] },
      table(undefined, ["id", "indicator", ">latest", "on", "threshold", "state"], rows),
    ],
    sources: [...new Set([...book.signals.values()].flatMap((signal) => signal.sources))],
    sentence: `${over} of ${signals.length} signals on AI's circular economy have crossed their threshold`,
  };
}

function shown({ range, unit }: ReadSignal): string {
  if (!range || unit === null) return "unknown";
  return range.low === range.high
    ? figure({ form: "point", values: [range.low], unit })
    : figure({ form: "interval", values: [range.low, range.high], unit });
}
