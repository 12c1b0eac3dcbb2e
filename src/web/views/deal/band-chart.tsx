// Lines over quarters with the range of nine in ten futures around them, and lines without a range: what a deal asks for
// beside what comes.

import { useId, useMemo } from "react";
import { scaleLinear } from "d3-scale";
import { ValueAxis, YearAxis, yearsShown } from "../../chart/axes.tsx";
import { useWidth } from "../../chart/width.ts";
import { quartersApart } from "../futures/fan-layout.ts";
import type { Points } from "./shapes.ts";

export interface Line {
  readonly name: string;
  /** By quarter; undefined where it has no value. */
  readonly points: readonly (Points | undefined)[];
  /** Whether its range is drawn. */
  readonly isBand: boolean;
}

interface BandChartProps {
  /** In order of time; years are named at their fourth. */
  readonly quarters: readonly string[];
  readonly lines: readonly Line[];
  readonly show: (value: number) => string;
  readonly label: string;
  /** A level of meaning, such as a dollar for a dollar. */
  readonly level?: { readonly value: number; readonly name: string } | undefined;
  /** The chart ends here, and what is above goes out at the top; undefined: all is shown. */
  readonly most?: number | undefined;
}

const height = 300;

export function BandChart({ quarters, lines, show, label, level, most }: BandChartProps) {
  const [box, width] = useWidth();
  const clip = useId();
  const chart = useMemo(() => {
    if (width === 0) return undefined;
    const plot = { left: 56, right: width - 14, top: 12, bottom: height - 28 };
    const values = lines.flatMap(({ points, isBand }) =>
      points.flatMap((at) => (at ? (isBand ? [at.p5, at.p50, at.p95] : [at.p50]) : [])),
    );
    const times = quarters.map((quarter) => quartersApart(quarters[0]!, quarter));
    const x = scaleLinear([0, Math.max(1, ...times)], [plot.left, plot.right - 8]);
    const top = Math.min(most ?? Infinity, Math.max(...values, level?.value ?? 0));
    const y = scaleLinear([Math.min(0, ...values), top || 1], [plot.bottom, plot.top])
      .nice(5)
      .clamp(true);
    const at = (k: number, value: number): string => `${x(times[k]!).toFixed(1)},${y(value).toFixed(1)}`;
    const paths = lines.map(({ points, isBand }) => {
      const known = points.flatMap((point, k) => (point ? [{ k, point }] : []));
      const line = known.map(({ k, point }) => at(k, point.p50)).join("L");
      const above = known.map(({ k, point }) => at(k, point.p95));
      const below = known.map(({ k, point }) => at(k, point.p5)).toReversed();
      return {
        line: line === "" ? "" : `M${line}`,
        band: isBand && known.length > 0 ? `M${[...above, ...below].join("L")}Z` : "",
      };
    });
    const ends = quarters.flatMap((quarter, k) =>
      quarter.endsWith("Q4") ? [{ year: quarter.slice(0, 4), x: x(times[k]!) }] : [],
    );
    return { plot, y, paths, years: yearsShown(ends, width) };
  }, [quarters, lines, level, most, width]);
  return (
    <div ref={box}>
      {chart && (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          <ValueAxis plot={chart.plot} y={chart.y} count={5} show={show} />
          <YearAxis plot={chart.plot} years={chart.years} />
          <clipPath id={clip}>
            <rect
              x={chart.plot.left}
              y={chart.plot.top}
              width={chart.plot.right - chart.plot.left}
              height={chart.plot.bottom - chart.plot.top}
            />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            {chart.paths.map(({ band, line }, k) => (
              <g key={lines[k]!.name} className={`series-${k + 1}`}>
                <path className="band" d={band} />
                <path className={lines[k]!.isBand ? "event-line" : "event-before"} d={line} />
              </g>
            ))}
          </g>
          {level && (
            <g>
              <line
                className="level"
                x1={chart.plot.left}
                x2={chart.plot.right}
                y1={chart.y(level.value)}
                y2={chart.y(level.value)}
              />
              <text className="tick" textAnchor="end" x={chart.plot.right - 4} y={chart.y(level.value) - 5}>
                {level.name}
              </text>
            </g>
          )}
        </svg>
      )}
      <ul className="legend">
        {lines.map(({ name, isBand }, k) => (
          <li key={name} className={`series-${k + 1}`}>
            <span className={isBand ? "swatch" : "swatch dashed"} aria-hidden="true" /> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
