// A commitment as it is used up, how likely a minimum is missed, and what comes back for a dollar put in.

import { useMemo } from "react";
import { amountIn, percent } from "../../../report/series-text.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import type { Answered } from "../../engine/message.ts";
import { csvText } from "../../part/csv-text.ts";
import { BandChart, type Line } from "./band-chart.tsx";
import { ChanceBars } from "./chance-bars.tsx";
import { burnDownFinding, missFinding, perDollar, returnFinding, shapeName } from "./findings.ts";
import type { BurnDown, Points } from "./shapes.ts";

const usd = (value: number): string => amountIn(value, "USD");

interface ChartsProps {
  readonly answer: Answered;
  readonly lab: string;
  readonly vendor: string;
}

export function BurnDownCharts({ answer, lab, vendor }: ChartsProps) {
  const of = answer.json as BurnDown;
  const { amountUsd, shapes } = of;
  const main = shapes[0]!;
  const quarters = useMemo(() => [of.start, ...main.years.map(({ quarter }) => quarter)], [of.start, main]);
  const burn = useMemo((): Line[] => {
    const rest = ({ p5, p50, p95 }: Points): Points => ({
      p5: Math.max(0, amountUsd - p95),
      p50: Math.max(0, amountUsd - p50),
      p95: Math.max(0, amountUsd - p5),
    });
    // Contracts that run already had more behind them at the start than their first year tells.
    const whole = of.term.from >= of.start ? { p5: amountUsd, p50: amountUsd, p95: amountUsd } : undefined;
    return [
      {
        name: "left, as it is used",
        points: [whole, ...main.years.map(({ left }) => left)],
        isBand: true,
      },
      ...shapes.map(({ shape, years }) => ({
        name: `left, were only the minimum paid: ${shapeName(shape)}`,
        points: [whole, ...years.map(({ dueSoFar }) => rest(dueSoFar))],
        isBand: false,
      })),
    ];
  }, [of, amountUsd, main, shapes]);
  const missed = useMemo(
    () =>
      shapes.map(({ shape, missedByYear }) => ({
        name: shapeName(shape),
        bars: missedByYear.map(({ yearEnds, ...chance }) => ({ at: yearEnds, ...chance })),
      })),
    [shapes],
  );
  const note = `From ${of.term.from} to ${of.term.to}; middle of the futures, and the range of nine in ten.`;
  return (
    <>
      <ChartFrame
        name={`burn-down-${of.leg}`}
        finding={burnDownFinding(of, lab)}
        what={`What is left of ${usd(amountUsd)} of ${lab} at ${vendor}, USD. ${note}`}
        csv={answer.csvText}
        citation={answer.citation}
      >
        <BandChart quarters={quarters} lines={burn} show={usd} label={burnDownFinding(of, lab)} />
      </ChartFrame>
      <ChartFrame
        name={`missed-${of.leg}`}
        finding={missFinding(of)}
        what="Share of futures in which what is used in a contract year is below its minimum; thin lines: the 95 % interval."
        csv={csvText(
          ["shape", "year ends", "probability", "low", "high"],
          shapes.flatMap(({ shape, missedByYear }) =>
            missedByYear.map(({ yearEnds, probability, low, high }) => [
              shape,
              yearEnds,
              probability,
              low,
              high,
            ]),
          ),
        )}
      >
        <ChanceBars groups={missed} show={percent} />
      </ChartFrame>
      {main.returns.length > 0 && <Returns of={of} vendor={vendor} />}
    </>
  );
}

/** Dollars for a dollar, above which a chart shows no more. */
const dollarsShown = 12;

function Returns({ of, vendor }: { of: BurnDown; vendor: string }) {
  const { returns, shape } = of.shapes[0]!;
  const quarters = useMemo(() => returns.map(({ quarter }) => quarter), [returns]);
  const lines = useMemo(
    (): Line[] => [
      {
        name: "all that it is paid",
        points: returns.map(({ paidPerDollar }) => paidPerDollar),
        isBand: true,
      },
      {
        name: "what is left after the cost of owning the computers",
        points: returns.map(({ afterOwningPerDollar }) => afterOwningPerDollar ?? undefined),
        isBand: true,
      },
    ],
    [returns],
  );
  const finding = returnFinding(of, vendor);
  return (
    <ChartFrame
      name={`returns-${of.leg}`}
      finding={finding}
      what={`Money back for a dollar that ${vendor} has put in, since ${of.start}; minimum ${shapeName(shape)}. What leaves the chart at the top goes on.`}
      csv={csvText(
        ["quarter", "what", "p5", "p50", "p95"],
        returns.flatMap(({ quarter, paidPerDollar, afterOwningPerDollar: after }) => [
          [quarter, "paid back per dollar", paidPerDollar.p5, paidPerDollar.p50, paidPerDollar.p95],
          ...(after ? [[quarter, "after owning, per dollar", after.p5, after.p50, after.p95]] : []),
        ]),
      )}
    >
      <BandChart
        quarters={quarters}
        lines={lines}
        show={perDollar}
        label={finding}
        level={dollar}
        most={dollarsShown}
      />
    </ChartFrame>
  );
}

const dollar = { value: 1, name: "a dollar for a dollar" };
