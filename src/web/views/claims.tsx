// What the articles claim, what the book computes, and the verdict.

import { useAsk } from "../app/engine-context.tsx";
import { AnswerView } from "../part/answer-view.tsx";
import { Asked } from "../part/states.tsx";

const wanted = { want: "answer", question: { verb: "claims" } } as const;

export default function Claims() {
  const asking = useAsk(wanted);
  return (
    <>
      <h1>Claims</h1>
      <Asked of={asking}>{(answer) => <AnswerView answer={answer} title="Claims" />}</Asked>
    </>
  );
}
