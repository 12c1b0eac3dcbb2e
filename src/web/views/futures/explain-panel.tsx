// Why a figure of the futures is what it is, beside the view: its equation, what stands in it, the assumptions and deals
// that it rests on, and their sources.

import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useAsk } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import type { Known } from "../../engine/question.ts";
import { AnswerView } from "../../part/answer-view.tsx";
import { Asked } from "../../part/states.tsx";
import { pathsFirst } from "./fan-runner.ts";

interface ExplainPanelProps {
  readonly series: string;
  readonly title: string;
  readonly quarter: string;
  readonly seed: number;
  readonly scenario: readonly string[];
  readonly set: readonly string[];
  readonly known: Known;
}

export function ExplainPanel({ series, title, quarter, known, ...futures }: ExplainPanelProps) {
  const { choose } = usePlace();
  const asking = useAsk({
    want: "answer",
    question: { verb: "explain", series: `${series}@${quarter}`, paths: pathsFirst, ...futures, ...known },
  });
  const head = useRef<HTMLHeadingElement>(null);
  const before = useRef(document.activeElement);
  useEffect(() => head.current?.focus(), []);
  const close = (): void => {
    choose({ explain: null });
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <aside
      className="panel"
      aria-label={`Why ${title} in ${quarter}`}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <div className="panel-head">
        <h2 ref={head} tabIndex={-1}>
          Why {title} is what it is in {quarter}
        </h2>
        <Button className="button small" onPress={close}>
          Close
        </Button>
      </div>
      <Asked of={asking}>{(answer) => <AnswerView answer={answer} title={`${title}, ${quarter}`} />}</Asked>
    </aside>
  );
}
