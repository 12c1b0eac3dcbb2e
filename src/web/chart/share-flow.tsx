// Parts of a dollar that go out of it or came into it, and what of it nobody knows.

import { percent } from "../../report/circularity.ts";
import type { Part } from "../read/dollar.ts";
import { shareLayout } from "./share-layout.ts";
import "./money.css";

interface ShareFlowProps {
  readonly parts: readonly Part[];
  readonly way: "out" | "in";
  readonly width: number;
  readonly link: (party: string) => string;
  /** What stands above the dollar. */
  readonly dollar: string;
  readonly label: string;
}

export function ShareFlow({ parts, way, width, link, dollar, label }: ShareFlowProps) {
  const layout = shareLayout(
    parts.map(({ share }) => share),
    width,
    way,
  );
  const isOut = way === "out";
  const textX = layout.rowX + (isOut ? 10 : -10);
  return (
    <svg viewBox={`0 0 ${width} ${layout.height}`} role="group" aria-label={label} className="share-flow">
      <text x={isOut ? 0 : width} y={16} textAnchor={isOut ? "start" : "end"} className="share-dollar">
        {dollar}
      </text>
      <rect {...layout.dollar} className="sankey-bar" />
      {parts.map((part, k) => {
        const { path, row } = layout.rows[k]!;
        const words = (
          <>
            <path d={path} className={`share ${part.kind}`} />
            <text x={textX} y={row.y - 2} textAnchor={isOut ? "start" : "end"} className="share-figure">
              {percent(part.share)}
            </text>
            <text x={textX} y={row.y + 13} textAnchor={isOut ? "start" : "end"} className="share-name">
              {part.label}
            </text>
          </>
        );
        return part.party === undefined ? (
          <g key={part.label}>{words}</g>
        ) : (
          <a key={part.label} href={link(part.party)} aria-label={`${percent(part.share)} ${part.label}`}>
            {words}
          </a>
        );
      })}
    </svg>
  );
}
