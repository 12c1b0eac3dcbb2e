// The axes of a chart over time: lines across with their values, years along the foot.

import type { ScaleLinear } from "d3-scale";

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface ValuesProps {
  readonly plot: Plot;
  readonly y: ScaleLinear<number, number>;
  /** About how many lines. */
  readonly count: number;
  readonly show: (value: number) => string;
}

export function ValueAxis({ plot: { left, right }, y, count, show }: ValuesProps) {
  return y.ticks(count).map((value) => (
    <g key={value}>
      <line className="grid-line" x1={left} x2={right} y1={y(value)} y2={y(value)} />
      <text className="quiet-text tick" x={left - 6} y={y(value) + 4} textAnchor="end">
        {show(value)}
      </text>
    </g>
  ));
}

/** A year, and where its name stands. */
export interface YearAt {
  readonly year: string;
  readonly x: number;
}

export function YearAxis({ plot, years }: { readonly plot: Plot; readonly years: readonly YearAt[] }) {
  return years.map(({ year, x }) => (
    <text key={year} className="quiet-text tick" x={x} y={plot.bottom + 19} textAnchor="middle">
      {year}
    </text>
  ));
}

/** As many of the years as have room in a chart of this width, evenly. */
export function yearsShown<Y>(years: readonly Y[], width: number): readonly Y[] {
  const step = Math.ceil(years.length / (width < 520 ? 5 : 12));
  return years.filter((_, k) => k % step === 0);
}
