// What was put in and what was pledged back, leg by leg: one bar each, to one scale.

import { shortened } from "../../../report/short-name.ts";
import { useEffect } from "react";
import { amountIn } from "../../../report/series-text.ts";
import { useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import { csvText } from "../../part/csv-text.ts";
import { putInFinding } from "./findings.ts";
import type { LegAmounts, ReportCase } from "./shapes.ts";

interface Bar {
  readonly id: string;
  readonly way: "in" | "open" | "back";
  readonly usd: number;
  readonly words: string;
}

const usd = (value: number): string => amountIn(value, "USD");

/** A leg at what is known best of it: money that moved, else what is firm, else the headline. */
function barsOf({ putIn, openEnded, pledged }: ReportCase): Bar[] {
  const moved = ({ paidUsd, drawnUsd, firmUsd, headlineUsd }: LegAmounts): number =>
    (paidUsd ?? drawnUsd ?? firmUsd ?? headlineUsd)?.high ?? 0;
  return [
    ...putIn.map((leg): Bar => ({
      id: leg.id,
      way: "in",
      usd: moved(leg),
      words: `${usd(moved(leg))} put in`,
    })),
    ...openEnded.map((leg): Bar => {
      const most = leg.headlineUsd?.high ?? 0;
      return { id: leg.id, way: "open", usd: most, words: `up to ${usd(most)} promised beyond that` };
    }),
    ...pledged.map((leg): Bar => {
      const firm = leg.firmUsd?.low ?? leg.headlineUsd?.low ?? 0;
      const headline = leg.headlineUsd?.high ?? firm;
      const more = headline > firm ? `, headline ${usd(headline)}` : "";
      return { id: leg.id, way: "back", usd: firm, words: `${usd(firm)} pledged${more}` };
    }),
  ];
}

const row = 46;

export function PutIn({ of }: { of: ReportCase }) {
  const { parties } = useStage();
  const { here } = usePlace();
  const [box, width] = useWidth();
  const name = (id: string): string => shortened(parties.find((party) => party.id === id)?.name ?? id);
  const bars = barsOf(of);
  const most = Math.max(1, ...bars.map((bar) => bar.usd));
  useEffect(() => {
    // What a reader sees first of this page; the benchmark waits for it.
    if (width > 0) requestAnimationFrame(() => setTimeout(() => performance.mark("first-picture")));
  }, [width > 0]);
  const [investor, lab] = [name(of.investor), name(of.lab)];
  return (
    <ChartFrame
      name="deal-put-in"
      finding={putInFinding(of, investor, lab)}
      what={`Above: from ${investor} to ${lab}. Below: what ${lab} has pledged to spend with ${investor}. USD; a lighter bar is promised and not drawn.`}
      csv={csvText(
        ["leg", "way", "usd"],
        bars.map(({ id, way, usd: value }) => [id, way, value]),
      )}
      foot={
        <ul className="plain">
          {bars.map(({ id, words }) => (
            <li key={id}>
              {words}: <a href={here({ open: id })}>{id}</a>
            </li>
          ))}
        </ul>
      }
    >
      <div ref={box}>
        {width > 0 && (
          <svg
            viewBox={`0 0 ${width} ${bars.length * row}`}
            role="img"
            aria-label="The same stands in the list below."
          >
            {bars.map(({ id, way, usd: value, words }, k) => (
              <g key={id} className={`bar-${way}`}>
                <text className="tick" x="0" y={k * row + 14}>
                  {words}
                </text>
                <rect x="0" y={k * row + 20} height="16" width={Math.max(2, (value / most) * width)} rx="2" />
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
