// A scenario as the command line writes it, `party-fails:openai@2028Q1`, taken apart for its controls and put together.

import type { ScenarioName } from "../../engine/prospect.ts";

export interface ChosenScenario {
  readonly id: string;
  /** The party or deal that it names. */
  readonly of: string | undefined;
  /** Undefined: the usual one. */
  readonly size: number | undefined;
  /** The quarter from which it holds; undefined: the usual one. */
  readonly from: string | undefined;
}

/** Undefined where the text is no scenario of the list. */
export function scenarioFrom(text: string, known: readonly ScenarioName[]): ChosenScenario | undefined {
  const found = /^(?<name>[^:=@]+)(?::(?<of>[^=@]+))?(?:=(?<size>[\d.]+))?(?:@(?<from>\d{4}Q[1-4]))?$/u.exec(
    text,
  )?.groups;
  if (!found) return undefined;
  const missed = /^plan-missed-(\d{1,2})$/u.exec(found["name"]!);
  const id = missed ? "plan-missed-30" : found["name"]!;
  const kind = known.find((one) => one.id === id);
  if (!kind || (kind.of === undefined) !== (found["of"] === undefined)) return undefined;
  if (found["size"] !== undefined && !kind.size) return undefined;
  const written = found["size"] === undefined ? undefined : Number(found["size"]);
  const size = written ?? (missed ? Number(missed[1]) / 100 : undefined);
  return { id, of: found["of"], size: size === kind.size?.usual ? undefined : size, from: found["from"] };
}

export function scenarioWritten({ id, of, size, from }: ChosenScenario): string {
  return `${id}${of === undefined ? "" : `:${of}`}${size === undefined ? "" : `=${size}`}${from === undefined ? "" : `@${from}`}`;
}

/** A kind of scenario as it is usually, with the first thing that it can name. */
export function usualScenario(kind: ScenarioName, of?: string): ChosenScenario {
  const named = kind.named.find((one) => one.id === of) ?? kind.named[0];
  return { id: kind.id, of: named?.id, size: undefined, from: undefined };
}

/** `funding winter`: the name as words. */
export function scenarioTitle(id: string): string {
  const words = id === "plan-missed-30" ? "plan missed" : id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
