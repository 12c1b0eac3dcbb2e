// A shock as the address and the command line write it, `party-fails:openai=0.3@2027Q1`, and as its parts.

import type { Possible, PossibleScenario } from "../../engine/possible.ts";

export interface ShockParts {
  readonly id: string;
  /** The party or deal that it names. */
  readonly of: string;
  /** As written; empty for the usual size. */
  readonly size: string;
  /** Empty for the usual quarter. */
  readonly quarter: string;
}

export function partsOfShock(text: string): ShockParts {
  const found = /^(?<id>[^:=@]*)(?::(?<of>[^=@]*))?(?:=(?<size>[^@]*))?(?:@(?<quarter>.*))?$/su.exec(
    text.trim(),
  );
  const part = (name: string): string => found?.groups?.[name]?.trim() ?? "";
  return { id: part("id"), of: part("of"), size: part("size"), quarter: part("quarter") };
}

/** What is as usual is left out, so that one shock has one address. */
export function shockText({ id, of, size, quarter }: ShockParts, scenario: PossibleScenario): string {
  const own = (written: string, usual: string | undefined): boolean => written !== "" && written !== usual;
  return [
    id,
    scenario.of === undefined ? "" : `:${of}`,
    own(size, scenario.size && String(scenario.size.usual)) ? `=${size}` : "",
    own(quarter, scenario.begins) ? `@${quarter}` : "",
  ].join("");
}

/** What the shock does, as a sentence without its full stop. */
export function shockWords(text: string, { scenarios, names, legs }: Possible): string {
  const { id, of, size, quarter } = partsOfShock(text);
  const scenario = scenarios.find((one) => one.id === id);
  if (!scenario) return text;
  const when = `from ${quarter || scenario.begins}`;
  const name = names[of] ?? legs.find((leg) => leg.id === of)?.name ?? of;
  if (id === "party-fails") return `${name} fails, ${when}`;
  if (id === "deal-cancelled") return `${name}: ${scenario.does}, ${when}`;
  const sized = scenario.size ? ` (${size || scenario.size.usual}: ${scenario.size.counts})` : "";
  return `${scenario.does}${sized}, ${when}`;
}

/** With a capital letter. */
export function asSentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Whether a size is permitted; undefined where it is. */
export function sizeFault(written: string, { size }: PossibleScenario): string | undefined {
  if (!size || written.trim() === "") return undefined;
  const value = Number(written);
  if (value >= size.least && value <= size.most && (!size.isWhole || Number.isInteger(value)))
    return undefined;
  return `Write a ${size.isWhole ? "whole number" : "number"} from ${size.least} to ${size.most}: the ${size.counts}.`;
}
