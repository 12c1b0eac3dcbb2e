// What the changes do: path by path the futures with them less the same futures without, so that what both share by chance
// falls away.

import { memo, useMemo } from "react";
import { amountIn, percent } from "../../../report/series-text.ts";
import { useStage } from "../../app/engine-context.tsx";
import { ChartFrame } from "../../chart/frame.tsx";
import type { Prospect } from "../../engine/prospect.ts";
import type { ChangeFan, SeriesFan, Watched } from "../../engine/watched.ts";
import type { Chosen } from "./chosen.ts";
import { FanChart } from "./fan-chart.tsx";
import { changeCsv } from "./fan-csv.ts";
import { changeFinding, changeReadout, quarterShown } from "./finding.ts";
import { ListTable } from "../../part/list-table.tsx";

interface ChangeFigureProps {
  readonly prospect: Prospect;
  readonly chosen: Chosen;
  /** Of the last rest of the hand. */
  readonly watched: Watched;
  /** Whether the hand is further. */
  readonly isOld: boolean;
  readonly explain: (quarter: string) => void;
}

export const ChangeFigure = memo(function ChangeFigure({
  prospect,
  chosen,
  watched,
  isOld,
  explain,
}: ChangeFigureProps) {
  const stage = useStage();
  const { party, series, years, seed } = chosen;
  const change = watched.against?.changes[series.id];
  const quarters = useMemo(() => prospect.quarters.slice(0, 4 * years), [prospect, years]);
  const fan = useMemo(() => change && fanOfChange(change), [change]);
  const csv = useMemo(
    () => (change ? changeCsv(series.id, watched.quarters, change) : ""),
    [series, watched, change],
  );
  if (!change || !fan) return null;
  const at = quarterShown(quarters);
  const finding = changeFinding({ party: party.name, series, quarter: quarters[at]!, at, change });
  const count = watched.paths.toLocaleString("en-US");
  return (
    <section aria-labelledby="changes-head" className={isOld ? "old" : undefined}>
      <h2 id="changes-head">What the changes do</h2>
      <ChartFrame
        name={`changes-${series.id}`}
        finding={finding}
        what={`${party.name}: ${[series.words, series.per].filter((part) => part !== "").join(", ")}, with the changes less without, in each of ${count} futures on the same random numbers (seed ${seed}). Line: the mean, in its 95 % interval; wide band: nine of ten futures.`}
        citation={`${finding} (${count} simulated futures, seed ${seed}; ${stage.attribution}, ${stage.title} ${stage.version}, as known on ${prospect.day}, ${stage.licence}).`}
        csv={csv}
        foot={<ChangeTable quarters={quarters} change={change} />}
      >
        <FanChart
          start={prospect.start}
          quarters={quarters}
          fan={fan}
          baseline={undefined}
          actuals={none}
          scale="linear"
          unit={change.unit}
          label={finding}
          read={(k) => changeReadout(change, k, quarters[k]!)}
          chosen={chosen.explained}
          choose={explain}
        />
      </ChartFrame>
    </section>
  );
});

const none: readonly never[] = [];

/** As a fan: the mean in the middle, its interval within, nine of ten futures around. */
function fanOfChange({ unit, mean, low, high, p5, p95 }: ChangeFan): SeriesFan {
  return { unit, kind: "change", mean, p5, p25: low, p50: mean, p75: high, p95 };
}

const columns = [
  ["mean", "mean"],
  ["from", "low"],
  ["to", "high"],
  ["5 % below", "p5"],
  ["middle", "p50"],
  ["95 % below", "p95"],
] as const;

function ChangeTable({ quarters, change }: { quarters: readonly string[]; change: ChangeFan }) {
  const show = (value: number, as: (value: number) => string): string =>
    Number.isFinite(value) ? as(value) : "";
  return (
    <details className="quarters">
      <summary>The changes by quarter</summary>
      <ListTable
        name={"Changes by quarter"}
        isNamed
        columns={[
          "quarter",
          ...[...columns.map(([name]) => name), "higher in", "lower in"].map((figures) => ({ figures })),
        ]}
      >
        {quarters.map((quarter, k) => (
          <tr key={quarter}>
            <th scope="row">{quarter}</th>
            {columns.map(([name, point]) => (
              <td key={name} className="right">
                {show(change[point][k]!, (value) => amountIn(value, change.unit))}
              </td>
            ))}
            <td className="right">{show(change.up[k]!, percent)}</td>
            <td className="right">{show(change.down[k]!, percent)}</td>
          </tr>
        ))}
      </ListTable>
    </details>
  );
}
