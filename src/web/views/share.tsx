// The circular share: how much of a year's money can go round, as a band and one plain sentence.

import { countings } from "../../book/count.ts";
import { layers } from "../../network/book-flows.ts";
import { circularSentence, percent } from "../../report/circularity.ts";
import { reading } from "../app/choice.ts";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { AnswerView } from "../part/answer-view.tsx";
import { LookChoices } from "../part/choices.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { YearSlider } from "../part/year-slider.tsx";
import { AgainstChance } from "./share/chance.tsx";
import { ByYear } from "./share/by-year-chart.tsx";
import { Loops } from "./share/loops.tsx";
import { type CircularityJson, type ShareRow, plainSentence, rowsOf } from "./share/rows.ts";
import "./share.css";

/** The first year of the chart: before it the book has a handful of payments. */
const firstYear = 2023;

export default function ShareView() {
  const stage = useStage();
  const { place, choose } = usePlace();
  const read = reading(place);
  const { last } = stage.years;
  const first = Math.min(last, Math.max(firstYear, stage.years.first));
  const now = Math.min(last, Math.max(first, Number(stage.day.slice(0, 4))));
  const year = read.whole("year", first, last, now, "year");
  const layer = read.one("layer", layers, "cash", "layer") as "cash" | "in-kind";
  const count = read.one("count", countings, "firm", "counting rule") as (typeof countings)[number];
  const level = read.one("level", ["group", "segment"], "group", "level") as "group" | "segment";
  const isCompared = read.one("chance", ["yes", "no"], "no", "wish to compare with chance") === "yes";
  const look = { asOf: place.params.get("asOf") ?? undefined, count, level };
  const ofYear = useAsk({
    want: "answer",
    question: { verb: "circularity", years: [year], layer, ...look },
  });
  return (
    <>
      <h1>How much of the money goes round</h1>
      <Notices wrong={read.wrong} />
      <div className="row share-controls">
        <YearSlider
          first={first}
          last={last}
          year={year}
          onYear={(to, how) => choose({ year: `${to}`, chance: null }, how)}
        />
        <LookChoices
          layer={layer}
          count={count}
          level={level}
          onChoose={(changes) => choose({ ...changes, chance: null })}
        />
      </div>
      <Asked of={ofYear}>
        {(answer) => <OfYear row={rowsOf(answer.json as CircularityJson, layer, count)[0]} year={year} />}
      </Asked>
      <ByYear first={first} last={last} near={year} layer={layer} look={look} />
      <AgainstChance year={year} layer={layer} look={look} isAsked={isCompared} />
      <Loops year={year} layer={layer} look={look} />
      <h2>What it rests on</h2>
      <Asked of={ofYear}>{(answer) => <AnswerView answer={answer} title={`Circular share ${year}`} />}</Asked>
    </>
  );
}

function OfYear({ row, year }: { row: ShareRow | undefined; year: number }) {
  const { to } = usePlace();
  if (!row) return <Empty>No payment of {year} is known in this layer as it is counted here.</Empty>;
  const { share, totalUsd, leftOut } = row;
  return (
    <section aria-label={`The share of ${year}`}>
      <p className="share-sentence">{plainSentence(row)}</p>
      <Gauge share={share} />
      <p>
        {circularSentence(row)}.{" "}
        <a href={to("map", { year: `${year}`, layer: row.layer, rings: "only" })}>
          See these rings on the map
        </a>
        .
      </p>
      <p className="quiet">
        {totalUsd > 0 && leftOut > 0
          ? `${leftOut} legs that could have moved money in the year have no price when counted as ${row.count}; they are left out, and are not zero.`
          : ""}
      </p>
    </section>
  );
}

/** All the money of the year as one bar, and the band in it. */
function Gauge({ share: { p5, p95, central } }: Pick<ShareRow, "share">) {
  const at = (part: number): string => `${part * 100}%`;
  return (
    <div
      className="gauge"
      role="img"
      aria-label={`${percent(p5)} to ${percent(p95)} of all money of the year`}
    >
      <div className="gauge-sure" style={{ width: at(p5) }} />
      <div className="gauge-band" style={{ left: at(p5), width: at(p95 - p5) }} />
      <div className="gauge-mark" style={{ left: at(central) }} />
      <span className="gauge-end quiet">all money of the year</span>
    </div>
  );
}
