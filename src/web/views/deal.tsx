// A deal for computing as a whole: money put in, money pledged back, how it is used up, what comes back, and what must be
// true for the price, under scenarios and settings. The page begins with Amazon and Anthropic; other contracts of labs can be
// chosen.

import { useMemo } from "react";
import { openingWanted } from "../app/answers.ts";
import { reading } from "../app/choice.ts";
import { useCalm } from "../app/calm.ts";
import { useAsk } from "../app/engine-context.tsx";
import { knownOf } from "../app/look.ts";
import { usePlace } from "../app/place.ts";
import type { Opening } from "../engine/opening.ts";
import type { Prospect } from "../engine/prospect.ts";
import type { Known } from "../engine/question.ts";
import { Select } from "../part/choices.tsx";
import { StartChoice } from "../part/start-choice.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { Parts } from "./deal/parts.tsx";
import { PutIn } from "./deal/put-in.tsx";
import { conditionsFrom } from "./futures/chosen.ts";
import { groupsForDeal } from "./futures/groups.ts";
import { Scenarios } from "./futures/scenarios.tsx";
import { Sliders } from "./futures/sliders.tsx";
import { useSettings } from "./futures/use-settings.ts";
import "./futures.css";
import "./deal.css";

const paths = 2000;

export default function DealView() {
  const { place } = usePlace();
  const known = knownOf(place);
  const opening = useAsk(openingWanted(place));
  const prospect = useAsk({ want: "prospect", look: known });
  const chosenLeg = place.params.get("leg");
  return (
    <>
      <h1>The deal</h1>
      <p>
        A company puts money into a lab, and the lab pledges to buy computing from it. How much goes which
        way, when is the pledge used up, and what comes back?
      </p>
      <Asked of={opening}>{({ loop }) => <Case of={loop} chosenLeg={chosenLeg} />}</Asked>
      <StartChoice />
      <Asked of={prospect}>
        {(got) =>
          got.commitments.length === 0 ? (
            <Empty>The book has no contract of a lab for computing that can be simulated.</Empty>
          ) : (
            <Simulated prospect={got} known={known} />
          )
        }
      </Asked>
    </>
  );
}

/** The case of the report, where the contract that was chosen is part of it. */
function Case({ of, chosenLeg }: { of: Opening["loop"]; chosenLeg: string | null }) {
  if (!of || (chosenLeg !== null && !of.pledged.some(({ id }) => id === chosenLeg))) return null;
  return (
    <>
      <h2>What goes each way</h2>
      <PutIn of={of} />
    </>
  );
}

function Simulated({ prospect, known }: { prospect: Prospect; known: Known }) {
  const { place, choose } = usePlace();
  const { chosen, conditions, wrong } = useMemo(() => {
    const read = reading(place);
    const legs = prospect.commitments.map(({ leg }) => leg);
    const leg = read.one("leg", legs, legs[0]!, "contract of a lab that is simulated");
    return {
      chosen: prospect.commitments.find((one) => one.leg === leg)!,
      conditions: conditionsFrom(read, prospect),
      wrong: read.wrong,
    };
  }, [place.params.toString(), prospect]);
  const { scenarios, seed } = conditions;
  const futures = { paths, seed, set: conditions.set, scenario: scenarios, ...known };
  // A key that is held sets one value after another: only the last is worth a run.
  const calm = useCalm(futures, JSON.stringify(futures));
  const { settings, move, rest } = useSettings(conditions.set, prospect, choose);
  const groups = useMemo(() => groupsForDeal(chosen.lab, prospect), [chosen, prospect]);
  return (
    <>
      <Notices wrong={wrong} />
      <div className="choice-bar">
        <Select label="Which contract" value={chosen.leg} choose={(leg) => choose({ leg })}>
          {prospect.commitments.map(({ leg, words }) => (
            <option key={leg} value={leg}>
              {words} ({leg})
            </option>
          ))}
        </Select>
      </div>
      <Scenarios
        prospect={prospect}
        scenarios={scenarios}
        party={chosen.lab}
        choose={(scenario) => choose({ scenario })}
      />
      <p className="quiet">
        {paths.toLocaleString("en-US")} futures after {prospect.start}, seed {seed}, as known on{" "}
        {prospect.day}. Beyond the first quarters these are consequences of assumptions, not a forecast.
      </p>
      <div className="futures-columns">
        <div>
          <Parts key={chosen.leg} chosen={chosen} futures={calm} prospect={prospect} />
        </div>
        <div className="futures-sliders">
          <Sliders groups={groups} settings={settings} move={move} rest={rest} />
        </div>
      </div>
    </>
  );
}
