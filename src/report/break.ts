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
        ["kind", "scenario", "its size is the", ">size", ">times the usual", ">then it happens in"],
        rows.map((row) => [
          text(row.kind.id),
          text(scenario(row) ?? "none"),
          text(row.kind.size?.counts),
          {
            show: row.found ? String(Number(row.found.size.toPrecision(3))) : "",
            value: row.found?.size ?? null,
          },
          { show: row.found ? row.found.relative.toFixed(2) : "", value: row.found?.relative ?? null },
          { show: row.found ? percent(row.found.probability) : "", value: row.found?.probability ?? null },
        ]),
      ),
      { lines: ["A shock of a party or a deal has no size, and is not tried: ask with --scenario."] },
    ],
    sources: [],
    sentence,
  };
}
