// The cascade drawn: a column for each round, a row for each party that is hit, a disc as large as the loss.

import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import { usePlace } from "../../app/place.ts";
import { useLinks } from "../../part/answer-view.tsx";
import { type Cascade, cascadeCsv, cascadeFinding } from "./cascade.ts";

const row = 30;
const head = 46;
/** How far rounds stand apart where each can have its quarter above it. */
const quarterRoom = 44;

export function CascadeChart({
  cascade,
  name,
  what,
  file,
}: {
  cascade: Cascade;
  name: (id: string) => string;
  what: string;
  file: string;
}) {
  const [box, room] = useWidth();
  const width = room || 800;
  const { here } = usePlace();
  const link = useLinks();
  const { columns, rows } = cascade;
  const isNarrow = width < 560;
  const left = isNarrow ? 118 : 210;
  const right = isNarrow ? 8 : 150;
  const step = (width - left - right) / Math.max(1, columns.length);
  const height = head + rows.length * row + 8;
  const most = Math.max(1, ...rows.map(({ usd }) => usd));
  const radius = (usd: number): number => Math.max(2.5, Math.sqrt(usd / most) * 26);
  const at = (column: number): number => left + step * (column + 0.5);
  const finding = cascadeFinding(cascade, name);
  return (
    <ChartFrame finding={finding} what={what} csv={cascadeCsv(cascade)} name={file}>
      <div ref={box}>
        <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={finding}>
          {columns.map(({ round, when }, k) => (
            <g key={round}>
              <line className="grid-line" x1={at(k)} x2={at(k)} y1={head - 6} y2={height} />
              <text className="chart-label" x={at(k)} y={16} textAnchor="middle">
                {isNarrow ? round : `Round ${round}`}
              </text>
              {step >= quarterRoom && (
                <text className="chart-label quiet-text" x={at(k)} y={34} textAnchor="middle">
                  {isNarrow ? when.slice(2) : when}
                </text>
              )}
            </g>
          ))}
          {rows.map(({ party, column, usd, what: lost, shown }, k) => {
            const y = head + k * row + row / 2;
            const r = radius(usd);
            const address = link(party);
            const label = `${name(party)}, round ${columns[column]!.round}: ${shown} of ${lost}`;
            const text = isNarrow ? shown : `${shown} ${lost}`;
            // Where there is no room to the right of the disc.
            const isLeft = column > 0 && (column > columns.length / 2 || isNarrow);
            return (
              <g key={`${party} ${column}`}>
                <line className="grid-line" x1={left} x2={at(column)} y1={y} y2={y} />
                <a href={address ?? here({})} aria-label={label}>
                  <text className="chart-label link-text" x={0} y={y} dominantBaseline="central">
                    {short(name(party), isNarrow ? 15 : 28)}
                  </text>
                  <circle className="hit" cx={at(column)} cy={y} r={r}>
                    <title>{label}</title>
                  </circle>
                </a>
                <text
                  className="chart-label halo"
                  x={isLeft ? at(column) - r - 6 : at(column) + r + 6}
                  y={y}
                  textAnchor={isLeft ? "end" : "start"}
                  dominantBaseline="central"
                >
                  {text}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </ChartFrame>
  );
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
