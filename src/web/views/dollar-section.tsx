// What the parts of "Follow a dollar" share: a question about a party's dollar, and its parts as a picture.

import type { ReactNode } from "react";
import type { Layer } from "../../network/book-flows.ts";
import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { ShareFlow } from "../chart/share-flow.tsx";
import { useWidth } from "../chart/width.ts";
import type { Answered } from "../engine/message.ts";
import type { Look } from "../engine/question.ts";
import { Asked } from "../part/states.tsx";
import type { Part } from "../read/dollar.ts";

/** The question of a party's dollar without its verb. */
export interface PartyQuestion extends Look {
  readonly party: string;
  readonly year: number;
  readonly layer: Layer;
}

interface SectionProps {
  readonly title: string;
  readonly verb: "trace" | "outside" | "look-through";
  readonly question: PartyQuestion;
  readonly children: (answer: Answered) => ReactNode;
}

export function DollarSection({ title, verb, question, children }: SectionProps) {
  const asking = useAsk({ want: "answer", question: { verb, ...question } });
  return (
    <section>
      <h2>{title}</h2>
      <Asked of={asking}>{children}</Asked>
    </section>
  );
}

interface PartsProps {
  readonly parts: readonly Part[];
  readonly way: "in" | "out";
  readonly who: string;
  readonly verb: string;
}

export function DollarParts({ parts, way, who, verb }: PartsProps) {
  const { here } = usePlace();
  const [room, width] = useWidth();
  return (
    <div ref={room}>
      {width > 0 && (
        <ShareFlow
          parts={parts}
          way={way}
          width={width}
          link={(id) => here({ open: id })}
          dollar={`A dollar of ${who}`}
          label={`Where a dollar of ${who} ${verb}`}
        />
      )}
    </div>
  );
}
