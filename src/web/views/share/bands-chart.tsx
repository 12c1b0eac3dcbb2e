// The circular share by year: for each counting a bar from the low to the high end of the band, and a mark at its middle.

import { percent } from "../../../report/circularity.ts";
import type { ShareRow } from "./rows.ts";

export interface Series {
  readonly count: string;
  readonly rows: readonly ShareRow[];
}

interface ChartProps {
  readonly series: readonly Series[];
  readonly years: { readonly first: number; readonly last: number };
  readonly chosen: number;
  readonly width: number;
  readonly label: string;
}

const height = 300;
const margin = { top: 24, right: 12, bottom: 34, left: 52 };

export function BandsChart({ series, years, chosen, width, label }: ChartProps) {
  const top = topOf(Math.max(...series.flatMap(({ rows }) => rows.map(({ share }) => share.p95)), 0));
  const step = (width - margin.left - margin.right) / (years.last - years.first + 1);
  const x = (year: number): number => margin.left + (year - years.first + 0.5) * step;
  const y = (share: number): number =>
    height - margin.bottom - (share / top) * (height - margin.top - margin.bottom);
  const apart = Math.min(14, step / (series.length + 1));
  const every = Math.ceil(44 / step);
  return (
    <svg className="share-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect
        className="share-chosen"
        x={x(chosen) - step / 2}
        y={margin.top}
        width={step}
        height={height - margin.top - margin.bottom}
      />
      {[0, 1, 2, 3, 4].map((k) => (
        <g key={k}>
          <line
            className="grid-line"
            x1={margin.left}
            x2={width - margin.right}
            y1={y((top * k) / 4)}
            y2={y((top * k) / 4)}
          />
          <text className="quiet-text" x={margin.left - 8} y={y((top * k) / 4) + 4} textAnchor="end">
            {percent((top * k) / 4)}
          </text>
        </g>
      ))}
      {Array.from({ length: years.last - years.first + 1 }, (_, k) => years.first + k)
        .filter((year) => (year - years.first) % every === 0)
        .map((year) => (
          <text className="quiet-text" key={year} x={x(year)} y={height - 12} textAnchor="middle">
            {year}
          </text>
        ))}
      {series.map(({ count, rows }, s) => (
        <g key={count} className={`share-series share-${count}`}>
          {rows.map(({ year, share }) => {
            const at = x(year) + (s - (series.length - 1) / 2) * apart;
            return (
              <g key={year}>
                <title>{`${year}, ${count}: ${percent(share.p5)} to ${percent(share.p95)}, middle ${percent(share.central)}`}</title>
                <line className="share-band" x1={at} x2={at} y1={y(share.p5)} y2={y(share.p95)} />
                <Mark count={count} x={at} y={y(share.central)} />
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}

/** A shape for each counting, so that colour is not all that tells them apart. */
export function Mark({ count, x, y }: { count: string; x: number; y: number }) {
  if (count === "firm") return <circle className="share-mark" cx={x} cy={y} r={4.5} />;
  if (count === "expected")
    return <path className="share-mark" d={`M${x - 5} ${y + 4}L${x} ${y - 5}L${x + 5} ${y + 4}Z`} />;
  return <rect className="share-mark" x={x - 4} y={y - 4} width={8} height={8} />;
}

/** The next round figure above. */
function topOf(share: number): number {
  if (share <= 0) return 0.01;
  const power = 10 ** Math.floor(Math.log10(share));
  return [1, 2, 4, 8, 10].map((step) => step * power).find((each) => each >= share)!;
}
