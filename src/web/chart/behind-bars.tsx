// Who stands behind a dollar that is spent: how much of it passes each party, and how much of it stays there.

import { percent } from "../../report/circularity.ts";
import type { Behind } from "../read/dollar.ts";
import "./money.css";

interface BehindProps {
  readonly rows: readonly Behind[];
  /** Share of the outlay; null where nobody knows how much. */
  readonly notKnown: number | null;
  readonly width: number;
  readonly name: (id: string) => string;
  readonly link: (id: string) => string | undefined;
  readonly label: string;
}

const rowHeight = 44;

export function BehindBars({ rows, notKnown, width, name, link, label }: BehindProps) {
  const rest = notKnown === 0 ? 0 : 1;
  const scale = width;
  return (
    <svg
      viewBox={`0 0 ${width} ${(rows.length + rest) * rowHeight + 4}`}
      role="group"
      aria-label={label}
      className="behind"
    >
      {rows.map(({ id, touches, endsAt }, k) => {
        const y = k * rowHeight;
        const address = link(id);
        const words = (
          <>
            <text x={0} y={y + 15} className="bar-name">
              {name(id)}: {percent(touches)} passes it, {percent(endsAt)} stays
            </text>
            <rect className="bar-touches" x={0} y={y + 21} width={touches * scale} height={14} />
            <rect className="bar-ends" x={0} y={y + 21} width={endsAt * scale} height={14} />
          </>
        );
        return address === undefined ? (
          <g key={id}>{words}</g>
        ) : (
          <a key={id} href={address}>
            {words}
          </a>
        );
      })}
      {rest === 1 && (
        <g>
          <text x={0} y={rows.length * rowHeight + 15} className="bar-name">
            {notKnown === null
              ? "the rest of its outlay: not known how much, nor to whom"
              : `not known to whom: ${percent(notKnown)}`}
          </text>
          {notKnown !== null && (
            <rect
              className="bar-open"
              x={1}
              y={rows.length * rowHeight + 21}
              width={notKnown * scale}
              height={14}
            />
          )}
        </g>
      )}
    </svg>
  );
}
