// What a stress takes away by quarter: dollars, power, tokens, each with its own scale, one under the other.

import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import { dollars, round3 } from "../../../report/number.ts";
import { showValue } from "../../../unit/quantity.ts";
import type { StressJson } from "./stress-json.ts";

type Row = StressJson["byQuarter"][number];

const measures: readonly {
  readonly title: string;
  readonly of: (row: Row) => number | null;
  readonly show: (value: number) => string;
}[] = [
  { title: "lost by creditors and owners", of: ({ lostUsd }) => lostUsd, show: dollars },
  {
    title: "power that stands idle",
    of: ({ idleW }) => idleW,
    show: (value) => showValue(value, "W", round3),
  },
  {
    title: "change of tokens sold",
    of: ({ tokens }) => tokens,
    show: (value) => showValue(value, "1", round3),
  },
];

const panel = 104;
const head = 22;
const foot = 26;

export function QuartersChart({ rows, what }: { rows: readonly Row[]; what: string }) {
  const [box, room] = useWidth();
  const width = room || 800;
  const step = width / Math.max(1, rows.length);
  const finding = quartersFinding(rows);
  const every = Math.max(1, Math.ceil(58 / step));
  return (
    <ChartFrame finding={finding} what={what} csv={quartersCsv(rows)} name="stress-by-quarter">
      <div ref={box}>
        <svg
          viewBox={`0 0 ${width} ${measures.length * (panel + head) + foot}`}
          role="img"
          aria-label={finding}
        >
          {measures.map(({ title, of, show }, k) => {
            const values = rows.map(of);
            const known = values.filter((value) => value !== null);
            const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
            const most = values.reduce<number>(
              (best, value, i) =>
                value !== null && Math.abs(value) > Math.abs(values[best] ?? 0) ? i : best,
              0,
            );
            const top = k * (panel + head) + head;
            const y = (value: number): number =>
              top + 18 + ((high - value) / (high - low || 1)) * (panel - 36);
            return (
              <g key={title}>
                <text className="chart-label" x={0} y={top - 4}>
                  {title}
                </text>
                <line className="axis" x1={0} x2={width} y1={y(0)} y2={y(0)} />
                {values.map((value, i) =>
                  value === null ? null : (
                    <rect
                      key={rows[i]!.quarter}
                      className={value < 0 ? "bar less" : "bar"}
                      x={i * step + step * 0.15}
                      width={step * 0.7}
                      y={Math.min(y(0), y(value))}
                      height={Math.max(0.5, Math.abs(y(value) - y(0)))}
                    >
                      <title>{`${rows[i]!.quarter}: ${show(value)}`}</title>
                    </rect>
                  ),
                )}
                {values[most] !== null && values[most] !== undefined && (
                  <text
                    className="chart-label halo"
                    x={Math.min(width - 30, Math.max(30, (most + 0.5) * step))}
                    y={values[most] < 0 ? y(values[most]) + 15 : y(values[most]) - 5}
                    textAnchor="middle"
                  >
                    {show(values[most])}
                  </text>
                )}
              </g>
            );
          })}
          {rows.map(
            ({ quarter }, i) =>
              i % every === 0 && (
                <text
                  key={quarter}
                  className="chart-label quiet-text"
                  x={(i + 0.5) * step}
                  y={measures.length * (panel + head) + 16}
                  textAnchor="middle"
                >
                  {quarter}
                </text>
              ),
          )}
        </svg>
      </div>
    </ChartFrame>
  );
}

function quartersFinding(rows: readonly Row[]): string {
  const worst = rows.toSorted((a, b) => b.lostUsd - a.lostUsd)[0];
  if (!worst || worst.lostUsd <= 0) return "Creditors and owners lose no more than without it";
  const idle = rows.toSorted((a, b) => b.idleW - a.idleW)[0]!;
  const power =
    idle.idleW > 0
      ? `; at most ${showValue(idle.idleW, "W", round3)} more stand idle, in ${idle.quarter}`
      : "; no more power stands idle";
  return `Most is lost in ${worst.quarter}: ${dollars(worst.lostUsd)}${power}`;
}

function quartersCsv(rows: readonly Row[]): string {
  return [
    "quarter,round,parties,lostUsd,idleW,tokens\r\n",
    ...rows.map(
      ({ quarter, round, parties, lostUsd, idleW, tokens }) =>
        `${quarter},${round ?? ""},${parties.join(" ")},${lostUsd},${idleW},${tokens ?? ""}\r\n`,
    ),
  ].join("");
}
