// The smallest single shock that makes an event more likely than not. It takes many runs, in a worker of their own.

import { Button } from "react-aria-components";
import { usePlace } from "../../app/place.ts";
import { knownOf } from "../../app/look.ts";
import { reading } from "../../app/choice.ts";
import { type Bar, Bars } from "../../chart/bars.tsx";
import { ChartFrame } from "../../chart/frame.tsx";
import type { Answered } from "../../engine/message.ts";
import type { Possible } from "../../engine/possible.ts";
import { AnswerView } from "../../part/answer-view.tsx";
import { Asked, Notices } from "../../part/states.tsx";
import { round3 } from "../../../report/number.ts";
import { showValue } from "../../../unit/quantity.ts";
import { eventWords } from "./chances.ts";
import { useAskAlone } from "../../app/own-engine.ts";
import type { BreakJson } from "./stress-json.ts";

export function BreakTab({ possible }: { possible: Possible }) {
  const { place, choose } = usePlace();
  const read = reading(place);
  const { events, names } = possible;
  const name = (id: string): string => names[id] ?? id;
  const of = read.one("of", ["", ...events], "", "event of the simulation");
  return (
    <>
      <Notices wrong={read.wrong} />
      <div className="row card">
        <label className="field">
          What is to become more likely than not
          <select
            value={of}
            onChange={({ target }) => choose({ of: target.value === "" ? null : target.value })}
          >
            <option value="">Choose an event</option>
            {events.map((event) => (
              <option key={event} value={event}>
                {eventWords(event, name)}
              </option>
            ))}
          </select>
        </label>
        {of !== "" && (
          <Button className="button" onPress={() => choose({ of: null })}>
            Stop
          </Button>
        )}
      </div>
      <p className="quiet">
        Each kind of shock is made larger until the event happens in more than half of the futures. That takes
        many runs; the other views answer meanwhile.
      </p>
      {of !== "" && <Broken of={of} name={name} />}
    </>
  );
}

function Broken({ of, name }: { of: string; name: (id: string) => string }) {
  const { place } = usePlace();
  const asking = useAskAlone({
    want: "answer",
    question: { verb: "break", of, set: place.params.getAll("set"), ...knownOf(place) },
  });
  return <Asked of={asking}>{(answer) => <Result answer={answer} name={name} />}</Asked>;
}

function Result({ answer, name }: { answer: Answered; name: (id: string) => string }) {
  const { to } = usePlace();
  const json = answer.json as BreakJson;
  const found = json.shocks.filter(({ relative }) => relative !== null);
  const finding = answer.sentence.replace(json.event, eventWords(json.event, name));
  return (
    <>
      {found.length > 0 ? (
        <ChartFrame
          finding={finding}
          what="How many times its usual size each kind of shock has to be; a click runs it."
          csv={answer.csvText}
          citation={answer.citation}
          name={`break-${json.event}`}
        >
          <Bars
            label={finding}
            bars={found.map(({ kind, scenario, relative, probability }): Bar => ({
              key: kind,
              name: scenario ?? kind,
              value: relative!,
              shown: `${round3(relative!)} times, then in ${showValue(probability ?? 0, "1", round3)}`,
              href: scenario === null ? undefined : to("stress", { scenario }),
            }))}
          />
        </ChartFrame>
      ) : (
        <p>{finding}.</p>
      )}
      <AnswerView answer={answer} title={`Break ${json.event}`} />
    </>
  );
}
