// What the address chooses of the futures: party, series, scenarios, settings, and how far is shown.

import type { Place } from "../../app/place.ts";
import { type Reading, reading } from "../../app/choice.ts";
import type { Prospect, SeriesName, SimulatedParty } from "../../engine/prospect.ts";
import type { Known } from "../../engine/question.ts";
import { scenarioFrom } from "./scenario-text.ts";
import type { Wish } from "./fan-runner.ts";
import { type Settings, settingFrom } from "./set-text.ts";

export interface Chosen {
  readonly party: SimulatedParty;
  readonly series: SeriesName;
  readonly scenarios: readonly string[];
  /** As the address has them. */
  readonly set: readonly string[];
  readonly seed: number;
  readonly years: number;
  readonly scale: "linear" | "log";
  readonly compares: boolean;
  /** The quarter that is explained. */
  readonly explained: string | undefined;
  readonly wrong: readonly string[];
}

/**
 * What is shown where the address chooses nothing: the lab of the first commitment, and what it sells; of who has no
 * such figure its cash.
 */
const usual = { party: "anthropic", series: ["runRate", "cash"], years: 5 } as const;
export const yearsShown = [3, 5, 10];

export function chosenFrom(place: Place, prospect: Prospect): Chosen {
  const read = reading(place);
  const ids = prospect.parties.map(({ id }) => id);
  const usualParty = ids.includes(usual.party) ? usual.party : ids[0]!;
  const partyId = read.one("party", ids, usualParty, "party that is simulated");
  const party = prospect.parties.find(({ id }) => id === partyId)!;
  const names = party.series.map((id) => nameIn(id));
  const usualSeries = usual.series.find((one) => names.includes(one)) ?? names[0]!;
  const name = read.one("series", names, usualSeries, `series of ${party.name}`);
  const series = prospect.series.find(({ id }) => id === `${party.id}.${name}`)!;
  return {
    party,
    series,
    ...conditionsFrom(read, prospect),
    years: Number(read.one("years", yearsShown.map(String), String(usual.years), "number of years")),
    scale: read.one("scale", ["linear", "log"], "linear", "scale") as Chosen["scale"],
    compares: read.one("compare", ["yes", "no"], "yes", "answer") === "yes",
    explained: read.one("explain", ["", ...prospect.quarters], "", "simulated quarter") || undefined,
    wrong: read.wrong,
  };
}

/** Under which scenarios and settings the futures are run, and on which random numbers. */
export function conditionsFrom(
  read: Reading,
  prospect: Prospect,
): Pick<Chosen, "scenarios" | "set" | "seed"> {
  return {
    scenarios: read
      .some("scenario", (text) => text === "baseline" || isScenario(text, prospect), "scenario")
      .filter((text) => text !== "baseline"),
    set: read.some(
      "set",
      (text) => settingFrom(text, prospect.assumptions) !== undefined,
      "setting of an assumption that the simulation uses",
    ),
    seed: read.whole("seed", 0, 2 ** 32 - 1, 1, "seed"),
  };
}

export function settingsIn(set: readonly string[], { assumptions }: Pick<Prospect, "assumptions">): Settings {
  return new Map(
    set.flatMap((text) => {
      const found = settingFrom(text, assumptions);
      return found ? [[found.id, found.value] as const] : [];
    }),
  );
}

function isScenario(text: string, { scenarios }: Prospect): boolean {
  const chosen = scenarioFrom(text, scenarios);
  const kind = scenarios.find(({ id }) => id === chosen?.id);
  if (!chosen || !kind) return false;
  // A deal may be named for its legs: the engine knows.
  return kind.of !== "party" || kind.named.some(({ id }) => id === chosen.of);
}

/** The name of a series after its party. */
export function nameIn(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

/**
 * What is watched: at rest every series of the party, so that another of them needs no other run; while the hand moves the
 * one that is shown, as far as it is shown, and not path by path against what it would be without the changes.
 */
export function wishOf(chosen: Chosen, set: readonly string[], known: Known): Omit<Wish, "isMoving"> {
  const { party, series, seed, scenarios, years, compares } = chosen;
  const isChanged = scenarios.length > 0 || set.length > 0;
  const against = isChanged && compares ? { scenario: [], set: [] } : undefined;
  const resting = { series: party.series, events: party.events, seed, ...known };
  const onScreen = { ...resting, series: [series.id], quarters: 4 * years };
  const changes = { scenario: scenarios, set };
  return { watch: { ...resting, ...changes, against }, moving: { ...onScreen, ...changes }, ahead: onScreen };
}
