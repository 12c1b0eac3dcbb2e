// What falls due as stacked columns, one a year.

import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import type { DueInYear } from "../../../report/due.ts";
import { dollars } from "../../../report/number.ts";
import "./due.css";

const parts = [
  { key: "commitmentsUsd", name: "commitments to buy", style: "first" },
  { key: "leasesUsd", name: "leases", style: "second" },
  { key: "debtUsd", name: "debt, in the year of its maturity", style: "third" },
] as const;

const high = 260;
const head = 24;
const foot = 26;

interface DueChartProps {
  readonly years: readonly DueInYear[];
  readonly finding: string;
  readonly csv: string;
  readonly citation: string;
}

export function DueChart({ years: known, finding, csv, citation }: DueChartProps) {
  const years = withoutGaps(known);
  const [box, room] = useWidth();
  const width = room || 800;
  const step = width / years.length;
  const sum = (year: DueInYear): number => parts.reduce((all, { key }) => all + year[key], 0);
  const most = Math.max(1, ...years.map(sum));
  const size = (usd: number): number => (usd / most) * (high - 20);
  const every = Math.ceil(44 / step);
  // Words in the middle of a bar at the edge stay within the drawing.
  const within = (x: number): number => Math.min(width - 22, Math.max(22, x));
  return (
    <ChartFrame
      finding={finding}
      what="Dollars by calendar year, as far as they have a price and a date."
      csv={csv}
      citation={citation}
      name="due"
      foot={
        <ul className="due-legend">
          {parts.map(({ key, name, style }) => (
            <li key={key}>
              <span className={`due-swatch due-${style}`} aria-hidden="true" /> {name}
            </li>
          ))}
        </ul>
      }
    >
      <div ref={box}>
        <svg viewBox={`0 0 ${width} ${head + high + foot}`} role="img" aria-label={finding}>
          {years.map((year, k) => {
            let y = head + high;
            return (
              <g key={year.year}>
                {parts.map(({ key, name, style }) => {
                  const tall = size(year[key]);
                  y -= tall;
                  return tall <= 0 ? null : (
                    <rect
                      key={key}
                      className={`due-${style}`}
                      x={k * step + step * 0.12}
                      y={y}
                      width={step * 0.76}
                      height={Math.max(0.5, tall - 1)}
                    >
                      <title>{`${year.year}, ${name}: ${dollars(year[key])}`}</title>
                    </rect>
                  );
                })}
                {sum(year) > 0 && (k % every === 0 || sum(year) === most) && (
                  <text className="chart-label" x={within((k + 0.5) * step)} y={y - 6} textAnchor="middle">
                    {step > 44 || sum(year) === most ? dollars(sum(year)) : ""}
                  </text>
                )}
                {k % every === 0 && (
                  <text
                    className="chart-label quiet-text"
                    x={within((k + 0.5) * step)}
                    y={head + high + 18}
                    textAnchor="middle"
                  >
                    {year.year}
                  </text>
                )}
              </g>
            );
          })}
          <line className="axis" x1={0} x2={width} y1={head + high} y2={head + high} />
        </svg>
      </div>
    </ChartFrame>
  );
}

/** Years in which nothing falls due stand in their places too. */
function withoutGaps(years: readonly DueInYear[]): DueInYear[] {
  const [first, last] = [years[0]!.year, years.at(-1)!.year];
  return Array.from(
    { length: last - first + 1 },
    (_, k) =>
      years.find(({ year }) => year === first + k) ?? {
        year: first + k,
        commitmentsUsd: 0,
        leasesUsd: 0,
        debtUsd: 0,
        legs: [],
      },
  );
}
