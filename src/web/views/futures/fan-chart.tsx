// A fan: of so many futures nine in ten lie in the wide band, half in the narrow one; the line is the middle. A click on a
// quarter asks why.

import { memo, useMemo, useState } from "react";
import { amountIn } from "../../../report/series-text.ts";
import { useWidth } from "../../chart/width.ts";
import { type FanInput, fanLayout } from "./fan-layout.ts";

interface FanChartProps extends Omit<FanInput, "width"> {
  readonly unit: string;
  readonly label: string;
  /** Words for a quarter that is pointed at. */
  readonly read: (at: number) => string;
  readonly chosen: string | undefined;
  readonly choose: (quarter: string) => void;
}

export function FanChart({ unit, label, read, chosen, choose, ...input }: FanChartProps) {
  const [box, width] = useWidth();
  const [pointed, setPointed] = useState<string>();
  const at = input.quarters.indexOf(pointed ?? chosen ?? "");
  return (
    <div ref={box} className="fan-box" onPointerLeave={() => setPointed(undefined)}>
      {width > 0 && (
        <Drawn
          {...input}
          unit={unit}
          label={label}
          width={width}
          mark={at}
          point={setPointed}
          choose={choose}
        />
      )}
      <p className="quiet fan-readout" aria-hidden="true">
        {at < 0 ? "Point at a quarter to read it; click to see why." : read(at)}
      </p>
    </div>
  );
}

interface DrawnProps extends FanInput {
  readonly unit: string;
  readonly label: string;
  readonly mark: number;
  readonly point: (quarter: string | undefined) => void;
  readonly choose: (quarter: string) => void;
}

const Drawn = memo(function Drawn({ unit, label, mark, point, choose, ...input }: DrawnProps) {
  const { start, quarters, fan, baseline, actuals, width, scale } = input;
  const chart = useMemo(
    () => fanLayout({ start, quarters, fan, baseline, actuals, width, scale }),
    [start, quarters, fan, baseline, actuals, width, scale],
  );
  const { plot, height } = chart;
  const endNames = { p95: "95 %", p50: "middle", p5: "5 %" } as const;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="fan">
      {chart.yTicks.map(({ value, y }) => (
        <g key={value}>
          <line className="grid-line" x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text className="quiet-text tick" x={plot.left - 6} y={y + 4} textAnchor="end">
            {amountIn(value, unit)}
          </text>
        </g>
      ))}
      {chart.xTicks.map(({ label: year, x }) => (
        <g key={year}>
          <line className="axis" x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 5} />
          <text className="quiet-text tick" x={x} y={plot.bottom + 19} textAnchor="middle">
            {year}
          </text>
        </g>
      ))}
      <path className="fan-90" d={chart.wide} />
      <path className="fan-50" d={chart.inner} />
      <path className="fan-baseline-wide" d={chart.baselineWide} />
      <path className="fan-baseline" d={chart.baselineMedian} />
      <path className="fan-median" d={chart.median} />
      <line className="axis fan-start" x1={chart.startX} x2={chart.startX} y1={plot.top} y2={plot.bottom} />
      <text className="quiet-text tick" x={chart.startX + 4} y={plot.top + 8}>
        known to {start}
      </text>
      <path className="fan-actual" d={chart.actual} />
      {chart.actualPoints.map(({ x, y, quarter }) => (
        <circle key={quarter} className="fan-actual-point" cx={x} cy={y} r="3" />
      ))}
      {chart.ends.map(({ point: name, value, y }) => (
        <text
          key={name}
          className={`tick ${name === "p50" ? "fan-end" : "quiet-text"}`}
          x={plot.right + 6}
          y={y + 4}
        >
          {amountIn(value, unit)}
          <title>{endNames[name]}</title>
        </text>
      ))}
      {mark >= 0 && (
        <g>
          <line
            className="fan-mark"
            x1={chart.x(mark + 1)}
            x2={chart.x(mark + 1)}
            y1={plot.top}
            y2={plot.bottom}
          />
          <circle className="fan-mark-point" cx={chart.x(mark + 1)} cy={chart.y(fan.p50[mark]!)} r="4" />
        </g>
      )}
      {chart.strips.map(({ quarter, x, width: wide }) => (
        <rect
          key={quarter}
          className="fan-strip"
          x={x}
          width={wide}
          y={plot.top}
          height={plot.bottom - plot.top}
          data-quarter={quarter}
          onPointerEnter={() => point(quarter)}
          onClick={() => choose(quarter)}
        />
      ))}
    </svg>
  );
});
