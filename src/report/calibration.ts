// Whether the model stands where the accounts stand: its figures of the last known quarter beside every figure that
// was reported of it.

import type { Economy, Series } from "../model/circular/economy.ts";
import type { Quarter } from "../model/circular/quarter.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
import { quantiles } from "../paths/quantile.ts";
import type { Paths } from "../paths/run.ts";
import type { Reported } from "../model/circular/start-reported.ts";
import { sourcesOf } from "./backtest-answer.ts";
import type { Day } from "../unit/date.ts";
import type { Book } from "../book/book.ts";
import { pathsOf } from "./backtest-target.ts";
import { percent } from "./circularity.ts";
import { baseSizeOf, baseUnitOf, valueCell } from "./series-value.ts";

/** A model's figure further from the reported one than this is listed. */
const offMax = 0.1;

export interface Calibrated {
  readonly series: string;
  readonly unit: ReturnType<typeof baseUnitOf>;
  readonly reported: number;
  /** The model's figure of the quarter; null where it has none. */
  readonly model: number | null;
  /** The model's figure over the reported one, less 1; null where there is no figure or the reported one is zero. */
  readonly off: number | null;
  readonly isWithin: boolean;
  /** Whether the simulation starts from this very report, or from what a rule or an assumption says. */
  readonly basis: "taken" | "derived";
}

/** A figure that was told as a floor: "at least", "more than". */
export interface ToldFloor extends Omit<Calibrated, "isWithin"> {
  /** The most that others told of the very same figure; null where there is no such end. */
  readonly upTo: number | null;
  /** Whether the model is not below it, and not above its upper end. */
  readonly isMet: boolean;
}

/** A figure that is reported by another definition than it is simulated by. */
export interface OtherDefinition extends Omit<Calibrated, "isWithin" | "basis"> {
  /** How they differ. */
  readonly definition: string;
}

export interface Calibration {
  readonly quarter: Quarter;
  /** By series, those reported of the quarter that the model simulates. */
  readonly figures: readonly Calibrated[];
  /** Told as a floor: how far the model is above it says nothing of the model. */
  readonly floors: readonly ToldFloor[];
  /** Reported by another definition than is simulated: how far both are apart says nothing of the model. */
  readonly otherDefinitions: readonly OtherDefinition[];
  /** Reported of the quarter, and not simulated: series, or `<party>.<metric>`. */
  readonly notSimulated: readonly string[];
  /** Ids of the facts that the reported figures are made of. */
  readonly facts: readonly string[];
}

/** The medians of period 0 over the paths of a run, by series, in base units; only those that have a value there. */
export function startValues(series: readonly Series[], run: Paths): ReadonlyMap<string, number> {
  return new Map(
    series.flatMap(({ id, variable, unit }): [string, number][] => {
      const values = pathsOf(run, variable, 0);
      if (!values || values.length === 0) return [];
      return [[id, quantiles(values, [0.5])[0]! * baseSizeOf(unit)]];
    }),
  );
}

/**
 * The model's figures of its first quarter, period 0, beside the reported ones.
 *
 * @param values  by series, in base units; absent where the model has no value in period 0
 * @param actuals reported figures, of any quarter; one of each series, definition and quarter
 */
export function calibrationOf(
  { start, series }: Pick<Economy, "start" | "series">,
  values: ReadonlyMap<string, number>,
  actuals: readonly Reported[],
): Calibration {
  const simulated = new Map(series.map((one) => [one.id, one]));
  const reported = actuals
    .filter(({ quarter }) => quarter === start)
    .toSorted((a, b) => (a.series < b.series ? -1 : 1));
  return {
    quarter: start,
    figures: reported.flatMap((actual) => {
      const one = simulated.get(actual.series);
      return one && actual.definition === undefined && !actual.floor
        ? [calibrated(actual, one, values.get(actual.series))]
        : [];
    }),
    floors: reported.flatMap((actual) => {
      const one = simulated.get(actual.series);
      return one && actual.definition === undefined && actual.floor
        ? [floored(actual, actual.floor.upTo, calibrated(actual, one, values.get(actual.series)))]
        : [];
    }),
    otherDefinitions: reported.flatMap((actual) => {
      const one = simulated.get(actual.series);
      if (!one || actual.definition === undefined) return [];
      const {
        series: id,
        unit,
        reported: told,
        model,
        off,
      } = calibrated(actual, one, values.get(actual.series));
      return [{ series: id, unit, reported: told, model, off, definition: actual.definition }];
    }),
    notSimulated: [...new Set(reported.map((actual) => actual.series).filter((id) => !simulated.has(id)))],
    facts: reported.flatMap(({ series: id, from }) => (simulated.has(id) ? from : [])),
  };
}

function calibrated(
  { series, value, isTaken = false }: Reported,
  one: Pick<Series, "unit">,
  model: number | undefined,
): Calibrated {
  const unit = baseUnitOf(one.unit);
  const basis = isTaken ? "taken" : "derived";
  if (model === undefined)
    return { series, unit, reported: value, model: null, off: null, isWithin: false, basis };
  const off = value === 0 ? null : (model - value) / Math.abs(value);
  const isWithin = off === null ? model === 0 : Math.abs(off) <= offMax;
  return { series, unit, reported: value, model, off, isWithin, basis };
}

/** What units may move the last digit of a figure from which the model starts. */
const rounding = 1e-9;

function floored(
  { value }: Reported,
  upTo: number | undefined,
  { isWithin: _, ...one }: Calibrated,
): ToldFloor {
  const { model } = one;
  const isAbove = model !== null && model >= value * (1 - rounding);
  const isBelow = upTo === undefined || (model !== null && model <= upTo * (1 + rounding));
  return { ...one, upTo: upTo ?? null, isMet: isAbove && isBelow };
}

/** The calibration as a table, the largest differences first. */
export function calibrationAnswer(book: Book, found: Calibration, day: Day): Answer {
  const { facts, ...data } = found;
  const { quarter, figures, floors, otherDefinitions, notSimulated } = data;
  const met = floors.filter(({ isMet }) => isMet).length;
  const within = figures.filter(({ isWithin }) => isWithin);
  const size = ({ off }: Calibrated): number => (off === null ? Infinity : Math.abs(off));
  const off = figures.filter(({ isWithin }) => !isWithin).toSorted((a, b) => size(b) - size(a));
  const derived = figures.filter(({ basis }) => basis === "derived");
  const derivedWithin = derived.filter(({ isWithin }) => isWithin);
  const share = `${within.length} of ${figures.length} figures of ${quarter} are within ${percent(offMax)} of the reported ones`;
  return {
    json: { asOf: day, within: within.length, ...data },
    blocks: [
      { heading: `Calibration: the model in ${quarter}, as known on ${day}` },
      {
        lines: [
          `${share}.`,
          `${figures.length - derived.length} are taken as given: the model starts from them. ${derivedWithin.length} of the ${derived.length} that it derives are within.`,
          ...(off.length > 0 ? [] : ["None is further off."]),
          ...(floors.length > 0
            ? [`Of ${floors.length} told as a floor, "at least", the model meets ${met}.`]
            : []),
        ],
      },
      ...(off.length > 0 ? [calibrationTable("Further off", off)] : []),
      ...(within.length > 0
        ? [
            calibrationTable(
              "Within",
              [...within].toSorted((a, b) => size(b) - size(a)),
            ),
          ]
        : []),
      ...(floors.length > 0 ? [floorTable(floors)] : []),
      ...(otherDefinitions.length > 0 ? [definitionTable(otherDefinitions)] : []),
      ...(notSimulated.length > 0
        ? [{ lines: [`Reported and not simulated: ${notSimulated.join(", ")}.`] }]
        : []),
    ],
    csv: {
      columns: [
        "series",
        "unit",
        "quarter",
        "model",
        "reported",
        "off",
        "within",
        "basis",
        "definition",
        "bound",
      ],
      rows: [
        ...figures.map((one) => [...cellsOf(one, quarter), one.isWithin, one.basis, null, null]),
        ...floors.map((one) => [...cellsOf(one, quarter), one.isMet, one.basis, null, "at least"]),
        ...otherDefinitions.map((one) => [...cellsOf(one, quarter), null, null, one.definition, null]),
      ],
    },
    sources: sourcesOf(book, facts),
    sentence: share,
  };
}

function cellsOf(
  { series, unit, model, reported, off }: Omit<Calibrated, "isWithin" | "basis">,
  of: Quarter,
) {
  return [series, unit, of, model, reported, off];
}

function floorTable(figures: readonly ToldFloor[]) {
  const hasEnd = figures.some(({ upTo }) => upTo !== null);
  return table(
    "Told as a floor",
    ["series", ">model", ">at least", ...(hasEnd ? [">at most"] : []), ">off", "met", "basis"],
    figures.map(({ series, unit, model, reported, upTo, off, isMet, basis }) => [
      text(series),
      valueCell(unit, model),
      valueCell(unit, reported),
      ...(hasEnd ? [valueCell(unit, upTo)] : []),
      offCell(off),
      text(isMet ? "yes" : "no"),
      text(basis),
    ]),
  );
}

function definitionTable(figures: readonly OtherDefinition[]) {
  return table(
    "Reported by another definition",
    ["series", ">model", ">reported", ">off", "definition"],
    figures.map(({ series, unit, model, reported, off, definition }) => [
      text(series),
      valueCell(unit, model),
      valueCell(unit, reported),
      offCell(off),
      text(definition),
    ]),
  );
}

function calibrationTable(title: string, figures: readonly Calibrated[]) {
  return table(
    title,
    ["series", ">model", ">reported", ">off", "basis"],
    figures.map(({ series, unit, model, reported, off, basis }) => [
      text(series),
      valueCell(unit, model),
      valueCell(unit, reported),
      offCell(off),
      text(basis),
    ]),
  );
}

function offCell(off: number | null): Cell {
  if (off === null) return { show: "", value: null };
  return { show: `${off < 0 ? "−" : "+"}${percent(Math.abs(off))}`, value: off };
}
