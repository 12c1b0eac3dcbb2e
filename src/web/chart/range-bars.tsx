// Ranges of money by class: from what it must be to what it can be, with a mark for what it is when money mixes.

import { dollars, round3 } from "../../report/number.ts";
import { type ClassRow, type Panel, classMeaning, classWords } from "../read/revenue.ts";
import "./money.css";

interface RangeBarsProps {
  readonly panels: readonly Panel[];
  readonly width: number;
  readonly label: string;
  /** What a scale ends with: the revenue, the backlog. */
  readonly whole: string;
}

const rowHeight = 74;
const headHeight = 40;
const barHeight = 16;

export function RangeBars({ panels, width, label, whole }: RangeBarsProps) {
  const { placed, height } = placedBelow(panels);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="ranges">
      {placed.map(({ panel: { rows, max, times }, top }) => (
        <g key={times}>
          <text x={0} y={top + 18} className="bar-name quiet-text">
            {times === 1 ? `Scale: from $0 to ${whole}` : `Drawn ${round3(times)} times larger:`}
          </text>
          <text x={width} y={top + 18} textAnchor="end" className="bar-name quiet-text">
            {dollars(max)}
          </text>
          <line x1={0} x2={width} y1={top + 26} y2={top + 26} className="axis" />
          {rows.map((row, k) => (
            <Row key={row.name} row={row} y={top + headHeight + k * rowHeight} scale={(width - 4) / max} />
          ))}
        </g>
      ))}
    </svg>
  );
}

function placedBelow(panels: readonly Panel[]) {
  let height = 0;
  const placed = panels.map((panel) => {
    const top = height;
    height += headHeight + panel.rows.length * rowHeight;
    return { panel, top };
  });
  return { placed, height };
}

function Row({ row, y, scale }: { row: ClassRow; y: number; scale: number }) {
  const { name, atLeast, proRata, atMost } = row;
  const isOne = atLeast === atMost;
  const x = (value: number): number => 2 + value * scale;
  return (
    <g>
      <title>{classMeaning[name]}</title>
      <text x={0} y={y + 14} className="range-name">
        {classWords[name]}
      </text>
      <line x1={2} x2={2} y1={y + 20} y2={y + 24 + barHeight} className="axis" />
      {isOne ? (
        <rect
          className={`range-least ${name}`}
          x={2}
          y={y + 22}
          width={Math.max(0, x(atMost) - 2)}
          height={barHeight}
        />
      ) : (
        <>
          <rect
            className={`range-least ${name}`}
            x={2}
            y={y + 22}
            width={x(atLeast) - 2}
            height={barHeight}
          />
          <rect
            className={`range ${name}`}
            x={x(atLeast)}
            y={y + 22}
            width={Math.max(1, x(atMost) - x(atLeast))}
            height={barHeight}
          />
          <line
            className="range-middle"
            x1={x(proRata)}
            x2={x(proRata)}
            y1={y + 19}
            y2={y + 25 + barHeight}
          />
        </>
      )}
      <text x={0} y={y + 26 + barHeight + 13} className="bar-name">
        {isOne
          ? dollars(proRata)
          : `at least ${dollars(atLeast)}, pro rata ${dollars(proRata)}, at most ${dollars(atMost)}`}
      </text>
    </g>
  );
}
