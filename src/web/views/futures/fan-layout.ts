// Where a fan lies in its chart: quarters from left to right, values from below, areas and lines as SVG paths.

import { scaleLinear, scaleLog } from "d3-scale";
import type { ActualPoint } from "../../engine/prospect.ts";
import type { SeriesFan } from "../../engine/watched.ts";

export interface FanInput {
  /** The last known quarter. */
  readonly start: string;
  readonly quarters: readonly string[];
  readonly fan: SeriesFan;
  readonly baseline: SeriesFan | undefined;
  readonly actuals: readonly ActualPoint[];
  readonly width: number;
  readonly scale: "linear" | "log";
}

export interface FanLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly wide: string;
  readonly inner: string;
  readonly median: string;
  readonly baselineWide: string;
  readonly baselineMedian: string;
  readonly actual: string;
  readonly actualPoints: readonly { readonly x: number; readonly y: number; readonly quarter: string }[];
  readonly yTicks: readonly { readonly value: number; readonly y: number }[];
  readonly xTicks: readonly { readonly label: string; readonly x: number }[];
  readonly startX: number;
  /** By quarter shown: the strip on which a pointer asks for it. */
  readonly strips: readonly { readonly quarter: string; readonly x: number; readonly width: number }[];
  /** Heights of the labels at the right end, apart from one another. */
  readonly ends: readonly {
    readonly point: "p5" | "p50" | "p95";
    readonly value: number;
    readonly y: number;
  }[];
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

const labelGap = 15;
/** A chart in logs goes down to this part of its top at most: money that is gone would take all room. */
const leastOfTop = 1e-5;

export function fanLayout(input: FanInput): FanLayout {
  const { fan, baseline, quarters, start, width, scale } = input;
  const count = quarters.length;
  const isNarrow = width < 520;
  const height = Math.round(Math.min(440, Math.max(260, width * 0.5)));
  const plot = {
    left: isNarrow ? 46 : 60,
    right: width - (isNarrow ? 58 : 76),
    top: 12,
    bottom: height - 28,
  };
  const actuals = input.actuals.map(({ quarter, value }) => ({
    at: quartersApart(start, quarter),
    value,
    quarter,
  }));
  const shownActuals = actuals.filter(({ at }) => at >= -Math.max(4, Math.round(count / 3)));
  const first = Math.min(0, ...shownActuals.map(({ at }) => at));
  const x = scaleLinear([first, count], [plot.left, plot.right]);
  const values = [fan, ...(baseline ? [baseline] : [])].flatMap((one) =>
    (["p5", "p95"] as const).flatMap((point) => [...one[point].subarray(0, count)]),
  );
  const all = [...values, ...shownActuals.map(({ value }) => value)].filter(Number.isFinite);
  const y = yScale(all, scale, plot);
  const yOf = (value: number): number => round(Math.min(plot.bottom, Math.max(plot.top, y(value))));
  const points = (of: Float64Array): Point[] =>
    [...of.subarray(0, count)].flatMap((value, k) =>
      Number.isFinite(value) ? [[round(x(k + 1)), yOf(value)] as const] : [],
    );
  const last = shownActuals.findLast(({ at }) => at === 0);
  const anchor: Point[] = last ? [[round(x(0)), yOf(last.value)]] : [];
  const area = (low: Float64Array, high: Float64Array): string =>
    closed([...anchor, ...points(high)], [...anchor, ...points(low)]);
  const strip = x(1) - x(0);
  return {
    width,
    height,
    plot,
    wide: area(fan.p5, fan.p95),
    inner: area(fan.p25, fan.p75),
    median: line([...anchor, ...points(fan.p50)]),
    baselineWide: baseline ? `${line(points(baseline.p95))}${line(points(baseline.p5))}` : "",
    baselineMedian: baseline ? line([...anchor, ...points(baseline.p50)]) : "",
    actual: line(shownActuals.map(({ at, value }) => [round(x(at)), yOf(value)])),
    actualPoints: shownActuals.map(({ at, value, quarter }) => ({ x: round(x(at)), y: yOf(value), quarter })),
    yTicks: ticksOf(y, scale, isNarrow ? 4 : 6).map((value) => ({ value, y: yOf(value) })),
    xTicks: yearTicks(start, first, count, isNarrow ? 5 : 10).map(({ at, label }) => ({
      label,
      x: round(x(at)),
    })),
    startX: round(x(0)),
    strips: quarters.map((quarter, k) => ({ quarter, x: round(x(k + 1) - strip / 2), width: round(strip) })),
    ends: apart(
      (["p95", "p50", "p5"] as const).flatMap((point) => {
        const value = fan[point][count - 1]!;
        return Number.isFinite(value) ? [{ point, value, y: yOf(value) }] : [];
      }),
      plot,
    ),
    x: (at) => round(x(at)),
    y: yOf,
  };
}

type Point = readonly [x: number, y: number];
type Plot = FanLayout["plot"];

function yScale(all: readonly number[], scale: "linear" | "log", plot: Plot) {
  const top = Math.max(...all, 0) || 1;
  const least = Math.min(...all);
  // What arithmetic leaves below zero is no debt.
  const bottom = least > -1e-6 * top && least < 0 ? 0 : least;
  if (scale === "log") {
    const positive = all.filter((value) => value > 0);
    const from = Math.max(Math.min(...positive, top), top * leastOfTop);
    return scaleLog([from === top ? top / 10 : from, top], [plot.bottom, plot.top]).nice();
  }
  // What never comes near zero need not show it; money does.
  const from = bottom < 0 ? bottom : bottom > top * 0.6 ? bottom - (top - bottom) * 0.2 : 0;
  return scaleLinear([from, top === from ? from + 1 : top], [plot.bottom, plot.top]).nice(6);
}

function ticksOf(y: ReturnType<typeof yScale>, scale: "linear" | "log", most: number): number[] {
  if (scale === "linear") return y.ticks(most);
  const powers = y.ticks(most).filter((value) => Math.abs(Math.log10(value) % 1) < 1e-9);
  return powers.length >= 2 ? powers : y.ticks(most).slice(0, most);
}

/** Fourth quarters as years, as many as there is room for. */
function yearTicks(start: string, first: number, last: number, most: number) {
  const ticks: { at: number; label: string }[] = [];
  for (let at = Math.ceil(first); at <= last; at++) {
    const { year, quarter } = quarterAfter(start, at);
    if (quarter === 4) ticks.push({ at, label: String(year) });
  }
  const step = Math.ceil(ticks.length / most);
  return ticks.filter((_, k) => k % step === 0);
}

function quarterAfter(start: string, by: number): { year: number; quarter: number } {
  const index = 4 * Number(start.slice(0, 4)) + Number(start.slice(5)) - 1 + by;
  return { year: Math.floor(index / 4), quarter: (index % 4) + 1 };
}

export function quartersApart(from: string, to: string): number {
  const index = (quarter: string): number => 4 * Number(quarter.slice(0, 4)) + Number(quarter.slice(5));
  return index(to) - index(from);
}

/** Labels from the top down that do not lie on one another. */
function apart<T extends { readonly y: number }>(labels: readonly T[], { top, bottom }: Plot): T[] {
  const placed: T[] = [];
  let least = top;
  for (const label of labels) {
    const y = Math.max(label.y, least);
    placed.push({ ...label, y });
    least = y + labelGap;
  }
  const over = Math.max(0, least - labelGap - bottom);
  return placed.map((label) => ({ ...label, y: label.y - over }));
}

function line(points: readonly Point[]): string {
  return points.length === 0 ? "" : `M${points.map((point) => point.join(",")).join("L")}`;
}

function closed(above: readonly Point[], below: readonly Point[]): string {
  return above.length === 0 ? "" : `${line([...above, ...below.toReversed()])}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
