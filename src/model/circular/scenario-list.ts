// The scenarios by name: which numbers of the economy each of them changes, by how much, from when and for how long.
// Sizes are assumptions, each with its reason; docs/scenarios.md prints them.

import { log } from "../../elementary/elementary.ts";

/** Numbers of the economy that a scenario changes, each with its neutral value. */
export const shockNumbers = {
  /** Added to the log of demand in the quarter. */
  level: { name: "shock demand level", neutral: 0 },
  /** Added to the logs of the ceilings of demand in the quarter. */
  ceiling: { name: "shock ceiling", neutral: 0 },
  /** 1 while a funding winter holds. */
  winter: { name: "shock winter", neutral: 0 },
  /** Factor on the rate at which Amazon builds. */
  trainium: { name: "shock trainium", neutral: 1 },
  /** Factor on the rate at which all build. */
  permits: { name: "shock permits", neutral: 1 },
  /** Factor on the chips that may be bought. */
  chips: { name: "shock chips", neutral: 1 },
  /** Added to the log of the price of tokens in the quarter. */
  price: { name: "shock price", neutral: 0 },
  /** Added to the attractiveness of open weights in the quarter. */
  open: { name: "shock open", neutral: 0 },
  /** Added to the yearly base rate. */
  rate: { name: "shock base rate", neutral: 0 },
  /** Factor on the chance of a listing. */
  ipo: { name: "shock ipo", neutral: 1 },
  /** 1 where the plans of the labs are met. */
  plan: { name: "shock plan", neutral: 0 },
} as const;

/** How large a scenario is, where it can be larger or smaller. */
export interface Size {
  /** What the figure counts. */
  readonly counts: string;
  readonly usual: number;
  /** The size at which nothing happens. */
  readonly none: number;
  /** Both permitted. */
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

export interface ScenarioKind {
  readonly id: string;
  /** What it names after a colon. */
  readonly of: "party" | "deal" | undefined;
  readonly does: string;
  readonly size: Size | undefined;
  /** The numbers that it changes, with their values, at a size. */
  readonly sets: (size: number, of: string) => readonly (readonly [name: string, value: number])[];
  /** How many quarters it lasts; undefined to the end. */
  readonly lasts: (size: number) => number | undefined;
  /** From which quarter unless told otherwise. */
  readonly begins: "the first quarter" | "the next calendar year";
  /** Why so large and so long. */
  readonly reason: string;
}

const n = shockNumbers;
const share = (counts: string, usual: number, most = 1): Size => ({
  counts,
  usual,
  none: 0,
  least: 0.01,
  most,
  isWhole: false,
});

export const scenarioKinds: readonly ScenarioKind[] = [
  {
    id: "plan-met",
    of: undefined,
    does: "demand grows faster, as OpenAI's plan asks",
    size: undefined,
    sets: () => [[n.plan.name, 1]],
    lasts: () => undefined,
    begins: "the first quarter",
    reason:
      "OpenAI planned $100B of revenue in 2028, which this comes near; Anthropic's median path is above its own plan already (assumption plan-growth).",
  },
  {
    id: "plan-missed-30",
    of: undefined,
    does: "demand and its ceilings fall by a share in one quarter",
    size: share("share that is missed", 0.3, 0.95),
    sets: (size) => [
      [n.level.name, log(1 - size)],
      [n.ceiling.name, log(1 - size)],
    ],
    lasts: () => 1,
    begins: "the next calendar year",
    reason:
      "A fall of demand alone mends itself, since the ceiling stays: so both fall. That it is three tenths is a judgement.",
  },
  {
    id: "funding-winter",
    of: undefined,
    does: "a funding winter holds: rounds shrink, spreads widen",
    size: { counts: "quarters that it lasts", usual: 6, none: 0, least: 1, most: 20, isWhole: true },
    sets: () => [[n.winter.name, 1]],
    lasts: (size) => size,
    begins: "the next calendar year",
    reason: "Past winters lasted four to eight quarters (assumption winter-end).",
  },
  {
    id: "trainium-slips-a-year",
    of: undefined,
    does: "Amazon builds at a part of its rate for four quarters",
    size: share("share that waits", 0.5),
    sets: (size) => [[n.trainium.name, 1 - size]],
    lasts: () => 4,
    begins: "the first quarter",
    reason:
      "Half of Amazon's systems are its own silicon (assumption own-silicon), and that half waits for a year.",
  },
  {
    id: "permits-freeze",
    of: undefined,
    does: "everybody builds at a part of the rate for eight quarters",
    size: share("share that is not permitted", 0.5),
    sets: (size) => [[n.permits.name, 1 - size]],
    lasts: () => 8,
    begins: "the next calendar year",
    reason:
      "A judgement without a measurement: what is under way goes on, and little is begun for two years.",
  },
  {
    id: "export-control",
    of: undefined,
    does: "a part of the chips may not be bought, to the end",
    size: share("share that may not be bought", 0.2, 0.9),
    sets: (size) => [[n.chips.name, 1 - size]],
    lasts: () => undefined,
    begins: "the next calendar year",
    reason: "A judgement without a measurement; 0.1 to 0.4 was considered.",
  },
  {
    id: "price-war",
    of: undefined,
    does: "prices of tokens fall by a share in one quarter, beyond their usual decline",
    size: share("share by which they fall", 0.5, 0.95),
    sets: (size) => [[n.price.name, log(1 - size)]],
    lasts: () => 1,
    begins: "the next calendar year",
    reason:
      "About a quarter of the usual decline at equal ability, tenfold in a year (infrastructure price-decline-a16z), comes on top of it.",
  },
  {
    id: "open-weights-catch-up",
    of: undefined,
    does: "open weights become as much more attractive, as odds against closed models",
    size: { counts: "factor on the odds", usual: 2, none: 1, least: 1.05, most: 20, isWhole: false },
    sets: (size) => [[n.open.name, log(size)]],
    lasts: () => 1,
    begins: "the next calendar year",
    reason:
      "A judgement without a measurement: a doubling is some four years of the usual movement of shares (assumption share-sigma).",
  },
  {
    id: "rates-up",
    of: undefined,
    does: "the base rate is higher, to the end",
    size: {
      counts: "added to the yearly rate",
      usual: 0.02,
      none: 0,
      least: 0.001,
      most: 0.15,
      isWhole: false,
    },
    sets: (size) => [[n.rate.name, size]],
    lasts: () => undefined,
    begins: "the next calendar year",
    reason: "Most of the width of the interval that the book has for it (assumption base-rate).",
  },
  {
    id: "ipo-window-shut",
    of: undefined,
    does: "listings become less likely for eight quarters",
    size: share("share of the chance that is lost", 1),
    sets: (size) => [[n.ipo.name, 1 - size]],
    lasts: () => 8,
    begins: "the next calendar year",
    reason: "A judgement: no listing for two years, the longer end of past funding winters.",
  },
  {
    id: "party-fails",
    of: "party",
    does: "the party defaults",
    size: undefined,
    sets: (_, party) => [[`fails ${party}`, 1]],
    lasts: () => 1,
    begins: "the next calendar year",
    reason: "It is asked what follows, not how likely it is.",
  },
  {
    id: "deal-cancelled",
    of: "deal",
    does: "the minimum of the deal or the leg ends, and use may go on at market prices; money and backing still promised do not come",
    size: undefined,
    sets: (_, leg) => [[`cancelled ${leg}`, 1]],
    lasts: () => undefined,
    begins: "the next calendar year",
    reason: "It is asked what follows, not how likely it is.",
  },
];

/** How a scenario is written, with what it names and its size. */
export function scenarioText(kind: ScenarioKind, { of, size }: { of?: string; size?: number }): string {
  const argument = of === undefined ? "" : `:${of}`;
  if (size === undefined || size === kind.size?.usual) return `${kind.id}${argument}`;
  return kind.id === "plan-missed-30" && Number.isInteger(round(100 * size))
    ? `plan-missed-${round(100 * size)}`
    : `${kind.id}${argument}=${round(size)}`;
}

/** Twelve digits: what halving left of a decimal figure is not shown. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
