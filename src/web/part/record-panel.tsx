// A record of the book beside the view: all that is known of it, and who says so. `open` in the address names it.

import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { AnswerView } from "./answer-view.tsx";
import { Asked } from "./states.tsx";

export function RecordPanel() {
  const { place } = usePlace();
  const id = place.params.get("open");
  return id === null ? null : <Panel id={id} key={id} />;
}

function Panel({ id }: { id: string }) {
  const { choose } = usePlace();
  const asking = useAsk({ want: "answer", question: { verb: "show", id } });
  const head = useRef<HTMLHeadingElement>(null);
  const before = useRef(document.activeElement);
  const close = (): void => {
    choose({ open: null });
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  useEffect(() => head.current?.focus(), []);
  return (
    <aside
      className="panel"
      aria-label={`Record ${id}`}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <div className="panel-head">
        <h2 ref={head} tabIndex={-1}>
          {id}
        </h2>
        <Button className="button small" onPress={close}>
          Close
        </Button>
      </div>
      <Asked of={asking}>{(answer) => <AnswerView answer={answer} title={id} />}</Asked>
    </aside>
  );
}
