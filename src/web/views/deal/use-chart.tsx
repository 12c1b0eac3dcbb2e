// What a lab uses of computing beside what its contracts ask it to pay for, by year.

import { useMemo } from "react";
import { amountIn } from "../../../report/series-text.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import type { Answered } from "../../engine/message.ts";
import { BandChart, type Line } from "./band-chart.tsx";
import { useFinding } from "./findings.ts";
import type { Outlook } from "./shapes.ts";

const usd = (value: number): string => amountIn(value, "USD");

export function UseChart({ answer, lab }: { answer: Answered; lab: string }) {
  const of = answer.json as Outlook;
  const rows = useMemo(() => of.rows.filter(({ quarter }) => quarter.endsWith("Q4")), [of]);
  const quarters = useMemo(() => rows.map(({ quarter }) => quarter), [rows]);
  const lines = useMemo(
    (): Line[] => [
      { name: "used", points: rows.map(({ used }) => used ?? undefined), isBand: true },
      {
        name: "minimums of all its contracts",
        points: rows.map(({ minimum }) => minimum ?? undefined),
        isBand: true,
      },
    ],
    [rows],
  );
  const finding = useFinding({ ...of, rows }, lab);
  const most =
    Math.max(...rows.map(({ used, minimum }) => Math.max(used?.p50 ?? 0, minimum?.p95 ?? 0))) * 1.6;
  return (
    <ChartFrame
      name={`use-${of.party}`}
      finding={finding}
      what={`Computing of ${lab} at its contracts' prices, USD a year: middle of the futures, and the range of nine in ten. What leaves the chart at the top goes on.`}
      csv={answer.csvText}
      citation={answer.citation}
    >
      <BandChart quarters={quarters} lines={lines} show={usd} label={finding} most={most} />
    </ChartFrame>
  );
}
