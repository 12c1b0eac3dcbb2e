// The chance of each event without the shock, hollow, and with it, filled, on one line from 0 to 100 %.

import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import { useLinks } from "../../part/answer-view.tsx";
import { round3 } from "../../../report/number.ts";
import { showValue } from "../../../unit/quantity.ts";
import { type Chance, chanceCsv, chanceFinding, eventWords } from "./chances.ts";

const row = 50;
const head = 26;
const shownMax = 12;

export function ChancesChart({
  chances,
  by,
  name,
}: {
  chances: readonly Chance[];
  /** The quarter by whose end. */
  by: string;
  name: (id: string) => string;
}) {
  const [box, room] = useWidth();
  const width = room || 800;
  const link = useLinks();
  const shown = chances.slice(0, shownMax);
  const x = (share: number): number => 8 + share * (width - 16);
  const percent = (share: number): string => showValue(share, "1", round3);
  const finding = chanceFinding(chances, name);
  const rest = chances.length - shown.length;
  return (
    <ChartFrame
      finding={finding}
      what={`Chance by ${by} without the shock (hollow) and with it (filled), where the 95 % interval of the change leaves out zero.${rest > 0 ? ` ${rest} smaller changes are in the CSV.` : ""}`}
      csv={chanceCsv(chances)}
      name={`stress-chances-${by}`}
    >
      <div ref={box}>
        <svg viewBox={`0 0 ${width} ${head + shown.length * row}`} role="group" aria-label={finding}>
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <g key={share}>
              <line
                className="grid-line"
                x1={x(share)}
                x2={x(share)}
                y1={head - 8}
                y2={head + shown.length * row}
              />
              <text
                className="chart-label quiet-text"
                x={x(share)}
                y={12}
                textAnchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
              >
                {percent(share)}
              </text>
            </g>
          ))}
          {shown.map(({ event, before, after, change, low, high }, k) => {
            const y = head + k * row;
            const words = eventWords(event, name);
            const told = `${percent(before)} to ${percent(after)} (change ${percent(low)} to ${percent(high)})`;
            const of = event.slice(0, event.lastIndexOf("."));
            const address = link(of);
            const label = (
              <text
                className={address === undefined ? "chart-label halo" : "chart-label halo link-text"}
                x={0}
                y={y + 13}
              >
                {width < 560 && words.length > 46 ? `${words.slice(0, 45)}…` : words}
              </text>
            );
            return (
              <g key={event}>
                {address === undefined ? (
                  label
                ) : (
                  <a href={address} aria-label={`${words}: ${told}`}>
                    {label}
                  </a>
                )}
                <line
                  className={change > 0 ? "change" : "change less"}
                  x1={x(before)}
                  x2={x(after)}
                  y1={y + 30}
                  y2={y + 30}
                />
                <circle className="chance before" cx={x(before)} cy={y + 30} r={6} />
                <circle className="chance" cx={x(after)} cy={y + 30} r={6}>
                  <title>{`${words}: ${told}`}</title>
                </circle>
                <text
                  className="chart-label halo"
                  x={
                    Math.max(x(before), x(after)) > width - 170
                      ? Math.min(x(before), x(after)) - 12
                      : Math.max(x(before), x(after)) + 12
                  }
                  y={y + 30}
                  dominantBaseline="central"
                  textAnchor={Math.max(x(before), x(after)) > width - 170 ? "end" : "start"}
                >
                  {percent(before)} → {percent(after)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </ChartFrame>
  );
}
