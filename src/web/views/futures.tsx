// Many futures of a party: a fan that follows the hand on a slider, what the changes do, and how likely the named events
// are.

import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useAsk } from "../app/engine-context.tsx";
import { knownOf } from "../app/look.ts";
import { usePlace } from "../app/place.ts";
import type { Prospect } from "../engine/prospect.ts";
import type { Known } from "../engine/question.ts";
import { StartChoice } from "../part/start-choice.tsx";
import { Asked, Empty, Notices, TroubleShown } from "../part/states.tsx";
import { ChangeFigure } from "./futures/change-figure.tsx";
import { Choices } from "./futures/choices.tsx";
import { chosenFrom, nameIn, wishOf } from "./futures/chosen.ts";
import { Events } from "./futures/events.tsx";
import { ExplainPanel } from "./futures/explain-panel.tsx";
import { FanFigure } from "./futures/fan-figure.tsx";
import { groupsFor } from "./futures/groups.ts";
import { Scenarios } from "./futures/scenarios.tsx";
import { Sliders } from "./futures/sliders.tsx";
import { useFan, usePaintMark } from "./futures/use-fan.ts";
import { useSettings } from "./futures/use-settings.ts";
import "./futures.css";

export default function FuturesView() {
  const { place } = usePlace();
  const known = knownOf(place);
  const asking = useAsk({ want: "prospect", look: known });
  return (
    <>
      <h1>Futures</h1>
      <p>
        Nobody knows what comes. So the economy of the book is run thousands of times, each time with other
        draws of what is not known. These are consequences of assumptions, not a forecast.
      </p>
      <StartChoice own={["explain"]} />
      <Asked of={asking}>
        {(prospect) =>
          prospect.parties.length === 0 ? (
            <Empty>The book has no party that can be simulated.</Empty>
          ) : (
            <Futures prospect={prospect} known={known} />
          )
        }
      </Asked>
    </>
  );
}

function Futures({ prospect, known }: { prospect: Prospect; known: Known }) {
  const { place, choose, here } = usePlace();
  const chosen = useMemo(() => chosenFrom(place, prospect), [place.params.toString(), prospect]);
  const { set, settings, isMoving, move, rest } = useSettings(chosen.set, prospect, choose);
  const { seen, again } = useFan({ ...wishOf(chosen, set, known), isMoving });
  // Chances follow when the hand leaves time, the fan at once; tables, files and what the changes do when it rests.
  const calm = useDeferredValue(seen);
  const [atRest, setAtRest] = useState(seen);
  // A run of the moving hand is compared with nothing, and soon replaced.
  const isOfMove = seen.baseline !== undefined && seen.watched?.against === undefined;
  if (!isMoving && !seen.isOld && !isOfMove && atRest !== seen) setAtRest(seen);
  usePaintMark(seen.watched);
  const { groups, names } = useMemo(
    () => ({
      names: chosen.party.events.flatMap((id) => prospect.events.find((event) => event.id === id) ?? []),
      groups: groupsFor(chosen.party, nameIn(chosen.series.id), prospect),
    }),
    [prospect, chosen.party, chosen.series],
  );
  const explain = useCallback((quarter: string) => choose({ explain: quarter }), [choose]);
  const chooseScenario = useCallback((scenario: readonly string[]) => choose({ scenario }), [choose]);
  return (
    <>
      <Notices wrong={chosen.wrong} />
      <Choices prospect={prospect} chosen={chosen} choose={choose} />
      <Scenarios
        prospect={prospect}
        scenarios={chosen.scenarios}
        party={chosen.party.id}
        choose={chooseScenario}
      />
      <div className="futures-columns">
        <div className="futures-fan">
          <h2>
            {chosen.party.name}: {chosen.series.words}
          </h2>
          {seen.trouble && <TroubleShown trouble={seen.trouble} again={again} />}
          <FanFigure
            prospect={prospect}
            chosen={chosen}
            seen={seen}
            calm={atRest}
            why={(quarter) => here({ explain: quarter })}
            explain={explain}
            redraw={() => choose({ seed: String(chosen.seed + 1) })}
          />
          {atRest.watched?.against && (
            <ChangeFigure
              prospect={prospect}
              chosen={chosen}
              watched={atRest.watched}
              isOld={atRest.watched !== seen.watched}
              explain={explain}
            />
          )}
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
          known={known}
        />
      )}
    </>
  );
}
