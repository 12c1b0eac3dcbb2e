// The smallest shock of each kind that makes an event more likely than not, and the smallest of all.

import type { EconomyEvent } from "../model/circular/economy.ts";
import { type ScenarioKind, scenarioText } from "../model/circular/scenario-list.ts";
import type { BreakPoint } from "../paths/break-point.ts";
import type { EventProbability } from "../paths/event.ts";
import { type Answer, table, text } from "./answer.ts";
import { percent } from "./series-text.ts";
import { type Simulated, conditionLines, headingOf, probabilityText, runJson } from "./simulate.ts";

/** One kind of shock, and the least size at which the event breaks; undefined where none does. */
export interface Attempt {
  readonly kind: ScenarioKind;
  readonly found: BreakPoint | undefined;
  /** How likely the event is at every size that was tried. */
  readonly tried: ReadonlyMap<number, EventProbability>;
}

/** Sizes between which the least that breaks lies, told from one half by the 95 % interval; null where none was tried. */
interface Between {
  readonly from: number | null;
  readonly to: number | null;
}

/** The largest size tried at which it is surely less likely than not, and the smallest at which it is surely more so. */
function betweenOf({ tried }: Attempt): Between {
  const sizes = [...tried].toSorted(([a], [b]) => a - b);
  const from = sizes.findLast(([, { high }]) => (high ?? 1) < 0.5)?.[0];
  const to = sizes.find(([size, { low }]) => (low ?? 0) > 0.5 && size > (from ?? -Infinity))?.[0];
  return { from: from ?? null, to: to ?? null };
}

/**
 * The answer to `stress --break`.
 *
 * @param base the run without a shock
 */
export function breakAnswer(
  base: Simulated,
  event: EconomyEvent,
  before: EventProbability,
  attempts: readonly Attempt[],
): Answer {
  const rows = attempts.toSorted((a, b) => (a.found?.relative ?? Infinity) - (b.found?.relative ?? Infinity));
  const scenario = ({ kind, found }: Attempt): string | null =>
    found ? scenarioText(kind, { size: found.size }) : null;
  const smallest = rows[0]?.found ? rows[0] : undefined;
  const isBroken = (before.probability ?? 0) > 0.5;
  const sentence = isBroken
    ? `${event.id} is more likely than not without any shock: it happens in ${probabilityText(before)}`
    : smallest
      ? `The smallest shock that makes ${event.id} more likely than not is ${scenario(smallest)!}, ${smallest.found!.relative.toFixed(2)} times its usual size`
      : `No single shock makes ${event.id} more likely than not`;
  return {
    json: {
      ...runJson(base),
      event: event.id,
      before: before.probability,
      smallest: smallest ? scenario(smallest) : null,
      shocks: rows.map((row) => ({
        kind: row.kind.id,
        scenario: scenario(row),
        size: row.found?.size ?? null,
        relative: row.found?.relative ?? null,
        probability: row.found?.probability ?? null,
        low: atFound(row)?.low ?? null,
        high: atFound(row)?.high ?? null,
        sizeFrom: row.found ? betweenOf(row).from : null,
        sizeTo: row.found ? betweenOf(row).to : null,
      })),
    },
    blocks: [
      { heading: `What breaks: ${event.id}` },
      {
        lines: [
          `${headingOf(base)}. Without a shock it happens in ${probabilityText(before)}.`,
          ...conditionLines(base),
          `${sentence}.`,
        ],
      },
      table(
        "The least size of each kind of shock at which it is more likely than not",
        ["kind", "scenario", "its size", ">size", ">between", ">times the usual", ">then it happens in"],
        rows.map((row) => [
          text(row.kind.id),
          text(scenario(row) ?? "none"),
          text(row.kind.size?.counts),
          {
            show: row.found ? String(Number(row.found.size.toPrecision(3))) : "",
            value: row.found?.size ?? null,
          },
          text(row.found ? betweenText(betweenOf(row)) : undefined),
          { show: row.found ? row.found.relative.toFixed(2) : "", value: row.found?.relative ?? null },
          { show: happensText(atFound(row)), value: row.found?.probability ?? null },
        ]),
      ),
      {
        lines: [
          "Between are the sizes tried at which it can be told, at 95 %, that it is less likely than not, and more likely; within, the futures are too few to tell.",
        ],
      },
      { lines: ["A shock of a party or a deal has no size, and is not tried: ask with --scenario."] },
    ],
    sources: [],
    sentence,
  };
}

function atFound({ found, tried }: Attempt): EventProbability | undefined {
  return found && tried.get(found.size);
}

function happensText(happens: EventProbability | undefined): string {
  if (happens?.probability == null) return "";
  return `${percent(happens.probability)} (${percent(happens.low)} to ${percent(happens.high)})`;
}

function betweenText({ from, to }: Between): string {
  const shown = (size: number): string => String(Number(size.toPrecision(3)));
  if (from !== null && to !== null) return `${shown(from)} and ${shown(to)}`;
  if (from !== null) return `above ${shown(from)}`;
  return to !== null ? `up to ${shown(to)}` : "not told";
}
