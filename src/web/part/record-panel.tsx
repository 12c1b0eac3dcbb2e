// Records of the book beside the view: all that is known of them, and who says so. `open` in the address names one or
// several.

import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { lookOf } from "../app/look.ts";
import { Keep } from "./keep.tsx";
import { RecordView } from "./record-view.tsx";
import { SourceList } from "./source-list.tsx";
import { Asked } from "./states.tsx";
import "./record-panel.css";

/** How many are shown at once; a link may ask for more. */
const shownMax = 20;

export function RecordPanel() {
  const { place } = usePlace();
  const ids = [...new Set(place.params.getAll("open"))].slice(0, shownMax);
  return ids.length === 0 ? null : <Panel ids={ids} />;
}

function Panel({ ids }: { ids: readonly string[] }) {
  const { choose } = usePlace();
  const panel = useRef<HTMLElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  const names = ids.join(" ");
  useEffect(() => {
    const active = document.activeElement;
    // A link within the panel leads to another record; where the reader came from stays.
    if (!panel.current?.contains(active)) before.current = active;
    head.current?.focus();
    panel.current?.scrollTo(0, 0);
  }, [names]);
  useEffect(
    () => () => {
      const from = before.current;
      if (from instanceof HTMLElement && from.isConnected && from !== document.body) from.focus();
      else if (from instanceof SVGElement && from.isConnected) from.focus();
      else document.getElementById("main")?.focus();
    },
    [],
  );
  const close = (): void => choose({ open: null });
  return (
    <aside
      ref={panel}
      className="panel"
      aria-labelledby="panel-title"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        if (event.key === "Tab") keepWithin(event, panel.current!);
      }}
    >
      <div className="panel-head">
        <h2 id="panel-title" ref={head} tabIndex={-1}>
          {ids.length === 1 ? "From the book" : `From the book: ${ids.length} records`}
        </h2>
        <Button className="button" onPress={close}>
          Close
        </Button>
      </div>
      {ids.map((id) => (
        <Shown key={id} id={id} />
      ))}
    </aside>
  );
}

function Shown({ id }: { id: string }) {
  const { place } = usePlace();
  const asking = useAsk({ want: "answer", question: { verb: "show", id, asOf: lookOf(place).asOf } });
  return (
    <Asked of={asking}>
      {(answer) => (
        <article className="record">
          <RecordView id={id} json={answer.json} />
          <SourceList sources={answer.sources} />
          <Keep name={id} title={id} csv={answer.csvText} citation={answer.citation} />
        </article>
      )}
    </Asked>
  );
}

/** Where the panel covers the page, the keyboard stays in it. */
function keepWithin(event: KeyboardEvent, panel: HTMLElement): void {
  if (panel.clientWidth < document.documentElement.clientWidth - 1) return;
  const all = [...panel.querySelectorAll<HTMLElement>("a[href], button, [tabindex='0'], summary")];
  const [first, last] = [all[0], all.at(-1)];
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === panel.querySelector("h2"))) {
    last?.focus();
    event.preventDefault();
  } else if (!event.shiftKey && active === last) {
    first?.focus();
    event.preventDefault();
  }
}
