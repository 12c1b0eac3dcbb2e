// What to watch: indicator, latest value, threshold, crossed or not.

import { useAsk } from "../app/engine-context.tsx";
import { AnswerView } from "../part/answer-view.tsx";
import { Asked } from "../part/states.tsx";

const wanted = { want: "answer", question: { verb: "signals" } } as const;

export default function Signals() {
  const asking = useAsk(wanted);
  return (
    <>
      <h1>Signals</h1>
      <Asked of={asking}>{(answer) => <AnswerView answer={answer} title="Signals" />}</Asked>
    </>
  );
}
