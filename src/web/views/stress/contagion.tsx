// Who falls with whom at once, on the network of a year: no future is run.

import { useAsk, useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { lookOf } from "../../app/look.ts";
import { reading } from "../../app/choice.ts";
import { AnswerView } from "../../part/answer-view.tsx";
import { Asked, Notices } from "../../part/states.tsx";
import { cascadeOfContagion } from "./cascade.ts";
import { CascadeChart } from "./cascade-chart.tsx";
import { RoundsMap, usePlaceOf } from "./rounds-map.tsx";
import { contagionClasses, stepsOfContagion } from "./steps.ts";
import type { ContagionJson } from "./stress-json.ts";

export function ContagionTab({ names, usual }: { names: Readonly<Record<string, string>>; usual: string }) {
  const { place, choose } = usePlace();
  const { parties, years, day } = useStage();
  const read = reading(place);
  const groups = parties
    .filter(({ id, group, kind }) => id === group && kind !== "aggregate")
    .map(({ id }) => id)
    .toSorted((a, b) => (names[a] ?? a).localeCompare(names[b] ?? b, "en"));
  const fail = read.one("fail", groups, groups.includes(usual) ? usual : groups[0]!, "party that can fail");
  const first = Number(day.slice(0, 4));
  const year = read.whole("year", years.first, years.last, Math.min(first + 1, years.last), "year");
  const asking = useAsk({
    want: "answer",
    question: { verb: "contagion", party: fail, year, ...lookOf(place) },
  });
  const placeOf = usePlaceOf();
  const name = (id: string): string => names[id] ?? id;
  return (
    <>
      <Notices wrong={read.wrong} />
      <div className="row card">
        <label className="field">
          Who fails
          <select
            value={fail}
            onChange={({ target }) => choose({ fail: target.value, round: null, pick: null })}
          >
            {groups.map((id) => (
              <option key={id} value={id}>
                {name(id)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          Sales of
          <select
            value={year}
            onChange={({ target }) => choose({ year: target.value, round: null, pick: null })}
          >
            {Array.from({ length: years.last - years.first + 1 }, (_, k) => years.first + k).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      </div>
      <Asked of={asking}>
        {(answer) => (
          <>
            <RoundsMap
              steps={stepsOfContagion(answer.json as ContagionJson, placeOf)}
              classes={contagionClasses}
              placeOf={placeOf}
              name={name}
              failed={new Set([placeOf(fail)])}
              what={`What each is known to lose if ${name(fail)} fails, and through whom: claims at cost, and sales of ${year}.`}
              file={`contagion-${fail}`}
            />
            <CascadeChart
              cascade={cascadeOfContagion(answer.json as ContagionJson)}
              name={name}
              what={`What each is known to lose if ${name(fail)} fails, at once: claims at cost, and sales of ${year}. A later round loses through orders that are cut.`}
              file={`contagion-${fail}`}
            />
            <AnswerView answer={answer} title={`Contagion ${fail} ${year}`} />
          </>
        )}
      </Asked>
    </>
  );
}
