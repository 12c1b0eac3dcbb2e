// What a shock does: the cascade by quarter and round, who bears it, what becomes likelier, as charts, story and tables.

import { useAsk } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { knownOf } from "../../app/look.ts";
import type { Possible } from "../../engine/possible.ts";
import type { Answered } from "../../engine/message.ts";
import { AnswerView } from "../../part/answer-view.tsx";
import { Asked } from "../../part/states.tsx";
import { cascadeOfStress } from "./cascade.ts";
import { CascadeChart } from "./cascade-chart.tsx";
import { RoundsMap, usePlaceOf } from "./rounds-map.tsx";
import { handedClasses, stepsOfStress } from "./steps.ts";
import { ChancesChart } from "./chances-chart.tsx";
import { chancesOf } from "./chances.ts";
import { asSentence, shockWords } from "./choice.ts";
import { QuartersChart } from "./quarters-chart.tsx";
import type { StressJson } from "./stress-json.ts";
import { ClassLossChart, FailureChart } from "./waterfall-chart.tsx";

export function Stressed({
  scenario,
  party,
  possible,
}: {
  scenario: readonly string[];
  party: string | undefined;
  possible: Possible;
}) {
  const { place } = usePlace();
  const known = knownOf(place);
  const set = place.params.getAll("set");
  const asking = useAsk({ want: "answer", question: { verb: "stress", scenario, set, party, ...known } });
  return (
    <Asked of={asking}>
      {(answer) => <Result answer={answer} scenario={scenario} possible={possible} />}
    </Asked>
  );
}

function Result({
  answer,
  scenario,
  possible,
}: {
  answer: Answered;
  scenario: readonly string[];
  possible: Possible;
}) {
  const json = answer.json as StressJson;
  const name = (id: string): string => possible.names[id] ?? id;
  const cascade = cascadeOfStress(json);
  const placeOf = usePlaceOf();
  const failed = new Set(json.failures.map((failure) => placeOf(failure.party)));
  const horizon = json.quarters.at(-1) ?? "";
  const near = Object.values(json.events)[0]?.near.quarter;
  const against = "against the same futures without it, in the mean";
  return (
    <>
      <h2>{asSentence(scenario.map((text) => shockWords(text, possible)).join(" and "))}</h2>
      <RoundsMap
        steps={stepsOfStress(json, placeOf)}
        classes={handedClasses}
        placeOf={placeOf}
        name={name}
        failed={failed}
        what={`What parties hand on to one another since the round before, ${against}, where that is more than chance: claims and shares that are lost, sales that fall away, money that is not put in. A round is a quarter up to ${json.roundsUntil} in which somebody first loses.`}
        file="stress"
      />
      <CascadeChart
        cascade={cascade}
        name={name}
        what={`Who first loses in which quarter. A disc is the largest loss in dollars in it, ${against}; a round is a quarter up to ${json.roundsUntil} in which somebody first loses, by what is more than chance and counts for it.`}
        file="stress-cascade"
      />
      <QuartersChart
        rows={json.byQuarter}
        what={`By quarter, ${against}; paler bars are less than without it.`}
      />
      {json.failures.map((failure) => (
        <FailureChart key={failure.party} failure={failure} name={name} />
      ))}
      {json.lossesByClass.length > 0 && <ClassLossChart losses={json.lossesByClass} name={name} />}
      {near !== undefined && near !== horizon && (
        <ChancesChart chances={chancesOf(json, "near")} by={near} name={name} />
      )}
      <ChancesChart chances={chancesOf(json, "horizon")} by={horizon} name={name} />
      <section>
        <h2>The story</h2>
        <ol className="story">
          {json.story.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      <details className="tables">
        <summary>Every table, as the command line has it</summary>
        <AnswerView answer={answer} title={`Stress ${scenario.join(" ")}`} />
      </details>
      <p className="quiet">{answer.notes.join(" ")}</p>
    </>
  );
}
