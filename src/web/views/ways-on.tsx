// The ways on from the first screen, each with one finding that is quickly computed.

import type { ReactNode } from "react";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { lookOf } from "../app/look.ts";
import type { Want } from "../engine/message.ts";

export function WaysOn() {
  const { place, to } = usePlace();
  const { day, records } = useStage();
  const look = lookOf(place);
  const year = Number(day.slice(0, 4));
  const assumptions = records.filter(({ kind }) => kind === "assumptions").length;
  return (
    <section aria-labelledby="ways-on">
      <h2 id="ways-on">Where to go from here</h2>
      <ul className="ways">
        <Way to={to("map")} title="See the whole map">
          <Finding of={{ want: "answer", question: { verb: "circularity", years: [year], ...look } }} />
        </Way>
        <Way to={to("futures")} title="Move a slider">
          {assumptions.toLocaleString("en-US")} assumptions stand open, each with its interval and reason.
          Change one, and every future is computed anew.
        </Way>
        <Way to={to("stress")} title="Break something">
          <Finding of={{ want: "answer", question: { verb: "signals", ...look } }} />
        </Way>
        <Way to={to("claims")} title="Check a claim">
          <Finding of={{ want: "answer", question: { verb: "claims", ...look } }} />
        </Way>
      </ul>
    </section>
  );
}

function Way({ to, title, children }: { to: string; title: string; children: ReactNode }) {
  return (
    <li>
      <a className="way card" href={to}>
        <strong>
          {title} <span aria-hidden="true">→</span>
        </strong>
        <span>{children}</span>
      </a>
    </li>
  );
}

/** The sentence of an answer; the card stands without it where it does not come. */
function Finding({ of }: { of: Extract<Want, { readonly want: "answer" }> }) {
  const asking = useAsk(of);
  if (asking.is === "loading") return <span className="quiet">Computing …</span>;
  return asking.is === "got" ? `${asking.got.sentence}.` : null;
}
