// Chances by year, a bar for each shape of a minimum, with the interval of the simulation as a line.

import { useMemo } from "react";
import { scaleLinear } from "d3-scale";
import { ValueAxis, YearAxis, yearsShown } from "../../chart/axes.tsx";
import { useWidth } from "../../chart/width.ts";
import type { Chance } from "./shapes.ts";

interface ChanceBarsProps {
  readonly groups: readonly {
    readonly name: string;
    readonly bars: readonly (Chance & { readonly at: string })[];
  }[];
  readonly show: (value: number) => string;
}

const height = 220;

export function ChanceBars({ groups, show }: ChanceBarsProps) {
  const [box, width] = useWidth();
  const chart = useMemo(() => {
    if (width === 0) return undefined;
    const plot = { left: 56, right: width - 8, top: 10, bottom: height - 28 };
    const most = Math.max(0.01, ...groups.flatMap(({ bars }) => bars.map(({ high }) => high ?? 0)));
    const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(4);
    const years = groups[0]?.bars.map(({ at }) => at) ?? [];
    const wide = (plot.right - plot.left) / Math.max(1, years.length);
    const bar = Math.min(24, (wide * 0.8) / Math.max(1, groups.length));
    const x = (year: number, group: number): number =>
      plot.left + wide * (year + 0.5) + bar * (group - groups.length / 2);
    const named = years.map((year, k) => ({ year, x: plot.left + wide * (k + 0.5) }));
    return { plot, y, years: yearsShown(named, width), bar, x };
  }, [groups, width]);
  return (
    <div ref={box}>
      {chart && (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label="The same stands in the tables below.">
          <ValueAxis plot={chart.plot} y={chart.y} count={4} show={show} />
          <YearAxis plot={chart.plot} years={chart.years} />
          {groups.map(({ name, bars }, g) => (
            <g key={name} className={`series-${g + 1}`}>
              {bars.map(({ at, probability, low, high }, k) => {
                const x = chart.x(k, g);
                const y = chart.y(probability ?? 0);
                return (
                  <g key={at}>
                    <rect
                      className="chance-bar"
                      x={x}
                      width={chart.bar - 1}
                      y={y}
                      height={chart.plot.bottom - y}
                    />
                    <line
                      className="chance-range"
                      x1={x + chart.bar / 2}
                      x2={x + chart.bar / 2}
                      y1={chart.y(low ?? 0)}
                      y2={chart.y(high ?? 0)}
                    />
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
      <ul className="legend">
        {groups.map(({ name }, k) => (
          <li key={name} className={`series-${k + 1}`}>
            <span className="swatch" aria-hidden="true" /> minimum {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
