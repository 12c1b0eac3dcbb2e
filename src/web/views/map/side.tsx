// The card beside a map with what was chosen on it: it takes the focus when a choice is made, and Escape closes it.

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { usePlace } from "../../app/place.ts";

interface SideProps {
  /** What was chosen, as the address has it. */
  readonly picked: string;
  readonly title: string;
  readonly children: ReactNode;
}

export function Side({ picked, title, children }: SideProps) {
  const { choose } = usePlace();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A link that names a choice does not take the focus; a choice that is made does.
    if (hasChosen()) head.current?.focus({ preventScroll: true });
  }, [picked]);
  return (
    <aside
      className="map-side card"
      aria-label="What is chosen on the map"
      onKeyDown={(event) => {
        if (event.key === "Escape") choose({ pick: null });
      }}
    >
      <div className="panel-head">
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        <Button className="button small" onPress={() => choose({ pick: null })}>
          Close
        </Button>
      </div>
      {children}
    </aside>
  );
}

/** Before anything is chosen. */
export function Idle() {
  return (
    <aside className="map-side is-idle" aria-label="What is chosen on the map">
      <p className="quiet">Choose a party or an arrow to see its deals and who says so.</p>
    </aside>
  );
}

/** Whether something of the page has the focus: then the reader has been at work in it. */
function hasChosen(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}
