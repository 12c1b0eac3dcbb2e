// What must be true for a price: the run-rates that it needs, each a mark, on the range of run-rates that come.

import { useMemo } from "react";
import { scaleLog } from "d3-scale";
import { amountIn, percent } from "../../../report/series-text.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import type { Answered } from "../../engine/message.ts";
import { worthFinding } from "./findings.ts";
import type { Worth } from "./shapes.ts";

const usd = (value: number): string => amountIn(value, "USD");
const row = 54;
const top = 56;

export function WorthChart({ answer, lab }: { answer: Answered; lab: string }) {
  const of = answer.json as Worth;
  const { needs, runRateThenUsd: then, runRateAtStartUsd: now, quarter, years } = of;
  const [box, width] = useWidth();
  const prices = useMemo(() => [...new Set(needs.map(({ priceUsd }) => priceUsd))], [needs]);
  const returns = useMemo(() => [...new Set(needs.map(({ yearlyReturn }) => yearlyReturn))], [needs]);
  const finding = worthFinding(of, lab);
  const x = useMemo(() => {
    const all = [then.p5, then.p95, now.p50, ...needs.map(({ runRateUsd }) => runRateUsd)];
    return scaleLog([Math.min(...all) * 0.9, Math.max(...all) * 1.1], [76, Math.max(77, width - 12)]);
  }, [then, now, needs, width]);
  const ticks = x.ticks(8).filter((value) => /^[125]/u.test(value.toExponential()));
  const height = top + prices.length * row + 24;
  return (
    <ChartFrame
      name={`worth-${lab}`}
      finding={finding}
      what={`Run-rate in ${quarter} that a price needs, USD a year, in logs: one mark for each multiple at which it is then sold, and each yearly return. Shaded: the run-rates of nine in ten futures; the line in it is the middle. An owner waits ${years} years.`}
      csv={answer.csvText}
      citation={answer.citation}
    >
      <div ref={box}>
        {width > 0 && (
          <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={finding}>
            <rect
              className="worth-range"
              x={x(then.p5)}
              width={x(then.p95) - x(then.p5)}
              y={top - 20}
              height={height - top - 4}
            />
            <line className="fan-median" x1={x(then.p50)} x2={x(then.p50)} y1={top - 20} y2={height - 24} />
            <text className="tick" x={x(then.p50)} y={top - 26} textAnchor="middle">
              middle {usd(then.p50)}
            </text>
            <line className="level" x1={x(now.p50)} x2={x(now.p50)} y1={top - 36} y2={height - 24} />
            <text className="quiet-text tick" x={x(now.p50)} y={14} textAnchor="middle">
              today {usd(now.p50)}
            </text>
            {ticks.map((value) => (
              <text key={value} className="quiet-text tick" x={x(value)} y={height - 6} textAnchor="middle">
                {usd(value)}
              </text>
            ))}
            {prices.map((price, k) => (
              <g key={price}>
                <line
                  className="grid-line"
                  x1="76"
                  x2={width - 12}
                  y1={top + k * row + 16}
                  y2={top + k * row + 16}
                />
                <text className="tick" x="0" y={top + k * row + 20}>
                  {usd(price)}
                </text>
                {needs
                  .filter(({ priceUsd }) => priceUsd === price)
                  .map(({ runRateUsd, multiple, yearlyReturn, delivered }) => {
                    const group = returns.indexOf(yearlyReturn);
                    const y = top + k * row + 8 + 16 * group;
                    return (
                      <g key={`${multiple}.${yearlyReturn}`} className={`series-${group + 1}`}>
                        <circle className="worth-mark" cx={x(runRateUsd)} cy={y} r="6">
                          <title>
                            {`${usd(price)}, ${percent(yearlyReturn)} a year, sold at ${multiple} times: ${usd(runRateUsd)}, in ${percent(delivered.probability ?? 0)} of the futures`}
                          </title>
                        </circle>
                      </g>
                    );
                  })}
              </g>
            ))}
          </svg>
        )}
        <ul className="legend">
          {returns.map((one, k) => (
            <li key={one} className={`series-${k + 1}`}>
              <span className="swatch" aria-hidden="true" /> for {percent(one)} a year
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}
