// How many records the book holds, in which states the amounts of its legs are known, and what is missing.

import { useAsk } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { lookOf } from "../../app/look.ts";
import { AnswerView, linked, useLinks } from "../../part/answer-view.tsx";
import { Asked } from "../../part/states.tsx";
import type { Answered } from "../../engine/message.ts";

interface Gap {
  readonly what: string;
  readonly neededFor: string;
}

export function CountTab() {
  const { place } = usePlace();
  const look = lookOf(place);
  const counts = useAsk({ want: "answer", question: { verb: "count", asOf: look.asOf } });
  const report = useAsk({ want: "answer", question: { verb: "report", ...look } });
  return (
    <>
      <Asked of={counts}>{(answer) => <AnswerView answer={answer} title="What the book holds" />}</Asked>
      <h2>What is missing</h2>
      <Asked of={report}>{(answer) => <Gaps answer={answer} />}</Asked>
    </>
  );
}

function Gaps({ answer }: { answer: Answered }) {
  const link = useLinks();
  const { gaps } = answer.json as { readonly gaps: readonly Gap[] };
  return (
    <ul>
      {gaps.map(({ what, neededFor }) => (
        <li key={what}>
          {linked(what, link)}
          <br />
          <span className="quiet">{neededFor}</span>
        </li>
      ))}
    </ul>
  );
}
