// Bars that lie, each with its name above it and its figure beside it; what it is a part of stands behind it in outline.

import { useWidth } from "./width.ts";

export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly shown: string;
  /** The whole of which the value is a part. */
  readonly whole?: number | undefined;
  readonly href?: string | undefined;
  /** A heading above this bar and those after it. */
  readonly group?: string | undefined;
}

const barHigh = 16;
const groupHigh = 30;
/** Room for a figure beside a bar. */
const figureWide = 170;
/** From here on names stand beside their bars. */
const wideFrom = 640;

/** @param label what the bars are, for those who do not see them */
export function Bars({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const [box, room] = useWidth();
  const width = room || 800;
  const isWide = width >= wideFrom;
  const left = isWide ? 250 : 0;
  const nameHigh = isWide ? 0 : 20;
  const most = Math.max(1e-12, ...bars.map(({ value, whole }) => Math.max(Math.abs(value), whole ?? 0)));
  const size = (value: number): number => (Math.abs(value) / most) * Math.max(80, width - left - figureWide);
  const { placed, height } = placedIn(bars, nameHigh + barHigh + 10);
  return (
    <div ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
        {placed.map(({ bar, at }) => {
          const top = at + nameHigh;
          const middle = top + barHigh / 2;
          const name = (
            <text
              className={bar.href === undefined ? "chart-label" : "chart-label link-text"}
              x={0}
              y={isWide ? middle : at + 10}
              dominantBaseline="central"
            >
              {isWide && bar.name.length > 36 ? `${bar.name.slice(0, 35)}…` : bar.name}
            </text>
          );
          const long = Math.max(size(bar.value), size(bar.whole ?? 0));
          return (
            <g key={bar.key}>
              {bar.group !== undefined && (
                <text className="chart-group" x={0} y={at - 10}>
                  {bar.group}
                </text>
              )}
              {bar.href === undefined ? (
                name
              ) : (
                <a href={bar.href} aria-label={`${bar.name}: ${bar.shown}`}>
                  {name}
                </a>
              )}
              {bar.whole !== undefined && (
                <rect
                  className="bar-whole"
                  x={left + 0.5}
                  y={top + 0.5}
                  width={size(bar.whole)}
                  height={barHigh - 1}
                />
              )}
              <rect
                className={bar.value < 0 ? "bar less" : "bar"}
                x={left}
                y={top}
                width={Math.max(1, size(bar.value))}
                height={barHigh}
              />
              <text className="chart-label" x={left + long + 8} y={middle} dominantBaseline="central">
                {bar.shown}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Where each bar begins, from the top, with room for headings. */
function placedIn(
  bars: readonly Bar[],
  step: number,
): { placed: { bar: Bar; at: number }[]; height: number } {
  const placed: { bar: Bar; at: number }[] = [];
  let y = 0;
  for (const bar of bars) {
    if (bar.group !== undefined) y += groupHigh;
    placed.push({ bar, at: y });
    y += step;
  }
  return { placed, height: Math.max(1, y) };
}
