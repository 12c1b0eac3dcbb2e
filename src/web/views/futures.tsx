// Many futures of a party: a fan that follows the hand on a slider, and how likely the named events are.

import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import type { Prospect } from "../engine/prospect.ts";
import type { SeriesFan } from "../engine/watched.ts";
import { Asked, Empty, Loading, Notices, TroubleShown } from "../part/states.tsx";
import { csvText } from "../part/csv-text.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { Choices } from "./futures/choices.tsx";
import { type Chosen, chosenFrom, nameIn, settingsIn, watchOf } from "./futures/chosen.ts";
import { Events } from "./futures/events.tsx";
import { ExplainPanel } from "./futures/explain-panel.tsx";
import { FanChart } from "./futures/fan-chart.tsx";
import { fanFinding, quarterShown } from "./futures/finding.ts";
import { groupsFor } from "./futures/groups.ts";
import { QuarterTable, fanPoints } from "./futures/quarter-table.tsx";
import { Scenarios } from "./futures/scenarios.tsx";
import { withSetting } from "./futures/set-text.ts";
import { Sliders } from "./futures/sliders.tsx";
import type { Seen } from "./futures/fan-runner.ts";
import { useFan, usePaintMark } from "./futures/use-fan.ts";
import "./futures.css";

export default function FuturesView() {
  const { place } = usePlace();
  const asOf = place.params.get("asOf") ?? undefined;
  const asking = useAsk({ want: "prospect", look: { asOf } });
  return (
    <>
      <h1>Futures</h1>
      <p>
        Nobody knows what comes. So the economy of the book is run thousands of times, each time with other
        draws of what is not known. These are consequences of assumptions, not a forecast.
      </p>
      <Asked of={asking}>
        {(prospect) =>
          prospect.parties.length === 0 ? (
            <Empty>The book has no party that can be simulated.</Empty>
          ) : (
            <Futures prospect={prospect} asOf={asOf} />
          )
        }
      </Asked>
    </>
  );
}

function Futures({ prospect, asOf }: { prospect: Prospect; asOf: string | undefined }) {
  const { place, choose, here } = usePlace();
  const chosen = useMemo(() => chosenFrom(place, prospect), [place.params.toString(), prospect]);
  /** What the hand on a slider sets before it lets go. */
  const [held, setHeld] = useState<readonly string[]>();
  const set = held ?? chosen.set;
  const settings = useMemo(() => settingsIn(set, prospect), [set, prospect]);
  const isChanged = chosen.scenarios.length > 0 || set.length > 0;
  const { seen, again } = useFan({
    watch: watchOf(chosen, set, asOf),
    baseline: isChanged && chosen.compares ? watchOf({ ...chosen, scenarios: [] }, [], asOf) : undefined,
    isMoving: held !== undefined,
  });
  // Tables and files follow when the hand leaves time; the fan follows at once.
  const calm = useDeferredValue(seen);
  usePaintMark(seen.isOld ? undefined : seen.watched);
  const { settled, groups, names } = useMemo(
    () => ({
      names: chosen.party.events.flatMap((id) => prospect.events.find((event) => event.id === id) ?? []),
      settled: new Map(prospect.assumptions.map((one) => [one.id, one])),
      groups: groupsFor(chosen.party, nameIn(chosen.series.id), prospect),
    }),
    [prospect, chosen.party, chosen.series],
  );
  const latest = useRef(set);
  latest.current = set;
  const move = useCallback(
    (id: string, value: number) => {
      latest.current = withSetting(latest.current, settled.get(id)!, value);
      setHeld(latest.current);
    },
    [settled],
  );
  const rest = useCallback(
    (id: string, value: number | undefined) => {
      const next = withSetting(latest.current, settled.get(id)!, value);
      latest.current = next;
      setHeld(undefined);
      choose({ set: next }, "replace");
    },
    [settled, choose],
  );
  return (
    <>
      <Notices wrong={chosen.wrong} />
      <Choices prospect={prospect} chosen={chosen} choose={choose} />
      <Scenarios
        prospect={prospect}
        scenarios={chosen.scenarios}
        party={chosen.party.id}
        choose={(scenario) => choose({ scenario })}
      />
      <div className="futures-columns">
        <div className="futures-fan">
          <h2>
            {chosen.party.name}: {chosen.series.words}
          </h2>
          {seen.trouble && <TroubleShown trouble={seen.trouble} again={again} />}
          <Shown
            prospect={prospect}
            chosen={chosen}
            seen={seen}
            calm={calm}
            why={(quarter) => here({ explain: quarter })}
            explain={(quarter) => choose({ explain: quarter })}
            redraw={() => choose({ seed: String(chosen.seed + 1) })}
          />
        </div>
        <div className="futures-sliders">
          <Sliders groups={groups} settings={settings} move={move} rest={rest} />
        </div>
        {calm.watched && (
          <Events names={names} watched={calm.watched} baseline={calm.baseline} count={4 * chosen.years} />
        )}
      </div>
      {chosen.explained !== undefined && (
        <ExplainPanel
          key={`${chosen.series.id}@${chosen.explained}`}
          series={chosen.series.id}
          title={`${chosen.party.name}: ${chosen.series.words}`}
          quarter={chosen.explained}
          seed={chosen.seed}
          scenario={chosen.scenarios}
          set={chosen.set}
          asOf={asOf}
        />
      )}
    </>
  );
}

interface ShownProps {
  readonly prospect: Prospect;
  readonly chosen: Chosen;
  readonly seen: Seen;
  /** What was seen a moment ago, while the hand moves. */
  readonly calm: Seen;
  readonly why: (quarter: string) => string;
  readonly explain: (quarter: string) => void;
  readonly redraw: () => void;
}

function Shown({ prospect, chosen, seen, calm, why, explain, redraw }: ShownProps) {
  const stage = useStage();
  const { party, series, years, scale, seed } = chosen;
  const { watched } = seen;
  const fan = watched?.series[series.id];
  const quarters = useMemo(() => prospect.quarters.slice(0, 4 * years), [prospect, years]);
  const calmFan = calm.watched?.series[series.id];
  const calmBaseline = calm.baseline?.series[series.id];
  const csv = useMemo(
    () => (calmFan ? fanCsv(series.id, prospect.quarters, calmFan, calmBaseline) : ""),
    [series, prospect, calmFan, calmBaseline],
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
          chosen={chosen.explained}
          choose={explain}
        />
      </ChartFrame>
    </>
  );
}

const none: readonly never[] = [];

function fanCsv(id: string, quarters: readonly string[], fan: SeriesFan, baseline: SeriesFan | undefined) {
  return csvText(
    ["series", "unit", "quarter", ...fanPoints, "p50 without the changes"],
    quarters.map((quarter, k) => [
      id,
      fan.unit,
      quarter,
      ...fanPoints.map((point) => finite(fan[point][k]!)),
      baseline ? finite(baseline.p50[k]!) : null,
    ]),
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
