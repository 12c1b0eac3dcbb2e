// The named events of a party: how likely each is by the end of every quarter, with its interval, and without the changes.

import { memo, useMemo } from "react";
import { scaleLinear } from "d3-scale";
import { csvText } from "../../part/csv-text.ts";
import { useLinks } from "../../part/answer-view.tsx";
import { percent } from "../../../report/series-text.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import { ValueAxis, YearAxis, yearsShown } from "../../chart/axes.tsx";
import { useWidth } from "../../chart/width.ts";
import type { EventName } from "../../engine/prospect.ts";
import type { EventShown, Fans, Watched } from "../../engine/watched.ts";
import { chance, eventsFinding } from "./finding.ts";

interface EventsProps {
  readonly names: readonly EventName[];
  readonly watched: Watched;
  readonly baseline: Fans | undefined;
  /** How many quarters are shown. */
  readonly count: number;
}

interface Row extends EventName {
  readonly is: EventShown;
  readonly before: EventShown | undefined;
}

/** Lines that can be told apart. */
const linesMax = 6;

export const Events = memo(function Events({ names, watched, baseline, count }: EventsProps) {
  const last = Math.min(count, watched.quarters.length);
  const quarters = watched.quarters.slice(0, last);
  const rows = names
    .flatMap((name): Row[] => {
      const is = watched.events[name.id];
      const before = baseline?.events[name.id];
      return is ? [{ ...name, is: by(last, is), before: before && by(last, before) }] : [];
    })
    .toSorted((a, b) => (b.is.probability ?? 0) - (a.is.probability ?? 0));
  if (rows.length === 0) return <p className="quiet">No event of the simulation concerns this party.</p>;
  const lines = rows.slice(0, linesMax);
  return (
    <section aria-labelledby="events-head">
      <h2 id="events-head">What may happen</h2>
      <ChartFrame
        name="events"
        finding={eventsFinding(rows, quarters.at(-1)!)}
        what={`Share of ${watched.paths.toLocaleString("en-US")} futures in which it has happened by the end of each quarter${rows.length > lines.length ? `, the ${lines.length} likeliest` : ""}.`}
        csv={csvText(
          ["event", "quarter", "probability", "without the changes"],
          rows.flatMap(({ id, is, before }) =>
            quarters.map((quarter, k) => [
              id,
              quarter,
              is.byQuarter[k] ?? null,
              before?.byQuarter[k] ?? null,
            ]),
          ),
        )}
      >
        <Lines rows={lines} quarters={quarters} />
      </ChartFrame>
      <EventTable rows={rows} quarters={quarters} />
    </section>
  );
});

/** How likely by the last quarter that is shown. */
function by(last: number, event: EventShown): EventShown {
  const { byQuarter, lowByQuarter, highByQuarter } = event;
  const at = last - 1;
  return {
    ...event,
    probability: byQuarter[at] ?? null,
    low: lowByQuarter[at] ?? null,
    high: highByQuarter[at] ?? null,
  };
}

function Lines({ rows, quarters }: { rows: readonly Row[]; quarters: readonly string[] }) {
  const [box, width] = useWidth();
  const chart = useMemo(() => {
    if (width === 0) return undefined;
    const height = 220;
    const plot = { left: 46, right: width - 8, top: 10, bottom: height - 26 };
    const most = Math.max(
      0.05,
      ...rows.flatMap(({ is }) => is.byQuarter.slice(0, quarters.length).map((p) => p ?? 0)),
    );
    const x = scaleLinear([0, quarters.length], [plot.left, plot.right]);
    const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(4);
    const path = (of: readonly (number | null)[]): string =>
      `M${plot.left},${plot.bottom}${of
        .slice(0, quarters.length)
        .map((p, k) => `L${x(k + 1).toFixed(1)},${y(p ?? 0).toFixed(1)}`)
        .join("")}`;
    const years = quarters.flatMap((quarter, k) =>
      quarter.endsWith("Q4") ? [{ year: quarter.slice(0, 4), x: x(k + 1) }] : [],
    );
    return { height, plot, y, path, years: yearsShown(years, width) };
  }, [rows, quarters, width]);
  return (
    <div ref={box}>
      {chart && (
        <svg
          viewBox={`0 0 ${width} ${chart.height}`}
          role="img"
          aria-label="The same stands in the table below."
        >
          <ValueAxis plot={chart.plot} y={chart.y} count={4} show={percent} />
          <YearAxis plot={chart.plot} years={chart.years} />
          {rows.map(({ id, is, before }, k) => (
            <g key={id} className={`series-${k + 1}`}>
              {before && <path className="event-before" d={chart.path(before.byQuarter)} />}
              <path className="event-line" d={chart.path(is.byQuarter)} />
            </g>
          ))}
        </svg>
      )}
      <ul className="legend">
        {rows.map(({ id, words }, k) => (
          <li key={id} className={`series-${k + 1}`}>
            <span className="swatch" aria-hidden="true" /> {words}
          </li>
        ))}
      </ul>
    </div>
  );
}

function EventTable({ rows, quarters }: { rows: readonly Row[]; quarters: readonly string[] }) {
  const link = useLinks();
  const hasBefore = rows.some(({ before }) => before);
  const years = quarters.flatMap((quarter, k) => (quarter.endsWith("Q4") ? [{ quarter, k }] : []));
  return (
    <div className="table-scroll events" role="region" aria-label="Events by year" tabIndex={0}>
      <table>
        <caption>How likely, with the 95 % interval of the simulation</caption>
        <thead>
          <tr>
            <th scope="col">event</th>
            <th scope="col" className="right">
              by {quarters.at(-1)}
            </th>
            {hasBefore && (
              <th scope="col" className="right">
                without the changes
              </th>
            )}
            {years.map(({ quarter }) => (
              <th key={quarter} scope="col" className="right">
                by {quarter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, words, deal, is, before }) => (
            <tr key={id} data-event={id}>
              <th scope="row">
                {words} {deal !== undefined && link(deal) !== undefined && <a href={link(deal)}>{deal}</a>}
              </th>
              <td className="right">{chance(is)}</td>
              {hasBefore && <td className="right">{before ? chance(before) : ""}</td>}
              {years.map(({ quarter, k }) => (
                <td key={quarter} className="right">
                  {is.byQuarter[k] == null ? "" : percent(is.byQuarter[k])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
