// The fan of a series with its title, its figures and its files.

import { useMemo } from "react";
import { Button } from "react-aria-components";
import { useStage } from "../../app/engine-context.tsx";
import { ChartFrame } from "../../chart/frame.tsx";
import type { Prospect } from "../../engine/prospect.ts";
import { Loading } from "../../part/states.tsx";
import type { Chosen } from "./chosen.ts";
import { FanChart } from "./fan-chart.tsx";
import { fanCsv } from "./fan-csv.ts";
import type { Seen } from "./fan-runner.ts";
import { fanFinding, fanReadout, quarterShown } from "./finding.ts";
import { QuarterTable } from "./quarter-table.tsx";

interface FanFigureProps {
  readonly prospect: Prospect;
  readonly chosen: Chosen;
  readonly seen: Seen;
  /** What was seen a moment ago, while the hand moves. */
  readonly calm: Seen;
  readonly why: (quarter: string) => string;
  readonly explain: (quarter: string) => void;
  readonly redraw: () => void;
}

export function FanFigure({ prospect, chosen, seen, calm, why, explain, redraw }: FanFigureProps) {
  const stage = useStage();
  const { party, series, years, scale, seed } = chosen;
  const { watched } = seen;
  const fan = watched?.series[series.id];
  const quarters = useMemo(() => prospect.quarters.slice(0, 4 * years), [prospect, years]);
  const calmFan = calm.watched?.series[series.id];
  const calmBaseline = calm.baseline?.series[series.id];
  const csv = useMemo(
    () => (calmFan ? fanCsv(series.id, calm.watched.quarters, calmFan, calmBaseline) : ""),
    [series, calm.watched, calmFan, calmBaseline],
  );
  if (!watched || !fan)
    return seen.trouble ? null : <Loading words="Running the first futures in your browser …" />;
  const baseline = seen.baseline?.series[series.id];
  const at = quarterShown(quarters);
  const finding = fanFinding({ party: party.name, series, quarter: quarters[at]!, at, fan, baseline });
  const count = watched.paths.toLocaleString("en-US");
  const what = `${party.name}: ${[series.words, series.per].filter((part) => part !== "").join(", ")}. ${count} futures, seed ${seed}, as known on ${prospect.day}: nine of ten lie in the wide band, half in the narrow one.${baseline ? " Dashed: without the changes, on the same random numbers." : ""}`;
  return (
    <>
      <ChartFrame
        name={`futures-${series.id}`}
        finding={finding}
        what={what}
        citation={`${finding} (${count} simulated futures, seed ${seed}; ${stage.attribution}, ${stage.title} ${stage.version}, as known on ${prospect.day}, ${stage.licence}).`}
        csv={csv}
        foot={
          <>
            <p className="quiet" role="status" data-paths={watched.paths} data-old={seen.isOld}>
              {count} futures
              {watched.failedPaths > 0 && `, ${watched.failedPaths} of them failed and left out`}, run in{" "}
              {Math.round(watched.runMs)} ms{seen.isRunning ? "; more are running …" : "."}
            </p>
            {watched.notes.map((note) => (
              <p className="quiet" key={note}>
                {note}
              </p>
            ))}
            <p>
              <Button className="button small" onPress={redraw}>
                Draw other futures (seed {seed + 1})
              </Button>
            </p>
            {calmFan && (
              <QuarterTable
                quarters={quarters}
                unit={calmFan.unit}
                fan={calmFan}
                baseline={calmBaseline}
                why={why}
              />
            )}
          </>
        }
      >
        <FanChart
          start={prospect.start}
          quarters={quarters}
          fan={fan}
          baseline={baseline}
          actuals={prospect.actuals[series.id] ?? none}
          scale={scale}
          unit={fan.unit}
          label={finding}
          read={(k) => fanReadout(fan, baseline, k, quarters[k]!)}
          chosen={chosen.explained}
          choose={explain}
        />
      </ChartFrame>
    </>
  );
}

const none: readonly never[] = [];
