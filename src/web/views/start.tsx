// The first screen.

import { useAsk } from "../app/engine-context.tsx";
import { AnswerView } from "../part/answer-view.tsx";
import { Asked } from "../part/states.tsx";

const wanted = { want: "answer", question: { verb: "report" } } as const;

export default function Start() {
  const asking = useAsk(wanted);
  return (
    <>
      <h1>Who funds, supplies and owes whom in AI</h1>
      <Asked of={asking}>{(answer) => <AnswerView answer={answer} title="Report" />}</Asked>
    </>
  );
}
