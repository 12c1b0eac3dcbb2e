// Stress: what a shock does to whom and when; who falls at once; and how large a shock must be to break something.

import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { knownOf } from "../app/look.ts";
import { reading } from "../app/choice.ts";
import { PartySelect } from "../part/choices.tsx";
import { StartChoice } from "../part/start-choice.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { Tabs } from "../part/tabs.tsx";
import { BreakTab } from "./stress/break.tsx";
import { Chooser } from "./stress/chooser.tsx";
import { ContagionTab } from "./stress/contagion.tsx";
import { asSentence, partsOfShock, shockWords } from "./stress/choice.ts";
import { Stressed } from "./stress/stress.tsx";
import type { Possible } from "../engine/possible.ts";
import "./stress.css";

const tabs = {
  cascade: "A shock and what follows",
  contagion: "Who falls at once",
  break: "What would break it",
} as const;

/** What is chosen of one cascade, and of no other. */
const roundChoices = ["round", "pick"];

export default function Stress() {
  const { place } = usePlace();
  const read = reading(place);
  const tab = read.one("tab", Object.keys(tabs), "cascade", "part of this view") as keyof typeof tabs;
  const { asOf, from } = knownOf(place);
  // Who falls at once is read from the book: no start is chosen there.
  const asking = useAsk({ want: "possible", look: { asOf, from: tab === "contagion" ? undefined : from } });
  return (
    <>
      <h1>Break something, and see who falls with it</h1>
      <Tabs tabs={tabs} chosen={tab} name="tab" usual="cascade" label="Parts of Stress" own={roundChoices} />
      <Notices wrong={read.wrong} />
      {tab !== "contagion" && <StartChoice own={roundChoices} />}
      <Asked of={asking}>
        {(possible) =>
          tab === "cascade" ? (
            <CascadeTab possible={possible} />
          ) : tab === "contagion" ? (
            <ContagionTab names={possible.names} usual={possible.parties[0]?.id ?? ""} />
          ) : (
            <BreakTab possible={possible} />
          )
        }
      </Asked>
    </>
  );
}

function CascadeTab({ possible }: { possible: Possible }) {
  const { place, choose, here } = usePlace();
  const read = reading(place);
  const scenario = read.some(
    "scenario",
    (text) =>
      possible.scenarios.some(
        ({ id }) => id === partsOfShock(text).id || /^plan-missed-\d+$/u.test(partsOfShock(text).id),
      ),
    "shock",
  );
  const party = read.one(
    "party",
    ["", ...possible.owners.map(({ id }) => id)],
    "",
    "party that is simulated",
  );
  return (
    <>
      <Notices wrong={read.wrong} />
      <Chooser key={scenario.join(" ")} possible={possible} chosen={scenario[0]} />
      {scenario.length > 1 && (
        <p className="row">
          {scenario.map((text) => (
            <a
              key={text}
              className="button small"
              href={here({ scenario: scenario.filter((other) => other !== text), round: null, pick: null })}
            >
              without {text}
            </a>
          ))}
        </p>
      )}
      {scenario.length === 0 ? (
        <>
          <Empty>Choose a shock above, or begin with one of these.</Empty>
          <ul className="ways shocks">
            {suggested(possible).map((text) => (
              <li key={text}>
                <a className="way card" href={here({ scenario: text })}>
                  <strong>{asSentence(shockWords(text, possible))}</strong>
                  <code>{text}</code>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <PartySelect
            label="Only what concerns"
            all="everybody"
            isInline
            value={party}
            parties={possible.owners}
            choose={(to) => choose({ party: to, round: null, pick: null })}
          />
          <Stressed scenario={scenario} party={party === "" ? undefined : party} possible={possible} />
        </>
      )}
    </>
  );
}

/** Every shock that needs no choice, and the failure of each party. */
function suggested({ scenarios, parties }: Possible): string[] {
  return [
    ...parties.slice(0, 3).map(({ id }) => `party-fails:${id}`),
    ...scenarios.flatMap(({ id, of }) => (of === undefined ? [id] : [])),
  ];
}
