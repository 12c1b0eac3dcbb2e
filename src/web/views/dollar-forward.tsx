// Where a dollar that passes through a party goes.

import type { Layer } from "../../network/book-flows.ts";
import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { ShareFlow } from "../chart/share-flow.tsx";
import { useWidth } from "../chart/width.ts";
import type { Answered } from "../engine/message.ts";
import type { Look } from "../engine/question.ts";
import { csvText } from "../part/csv-text.ts";
import { FullAnswer } from "../part/full-answer.tsx";
import { useShortNames } from "../part/names.ts";
import { Asked, Empty } from "../part/states.tsx";
import { type Part, type TraceJson, fewer, forwardParts } from "../read/dollar.ts";

/** The question of a party's dollar without its verb. */
export interface PartyQuestion extends Look {
  readonly party: string;
  readonly year: number;
  readonly layer: Layer;
}

const othersMax = 7;

export function Forward({ question }: { question: PartyQuestion }) {
  const asking = useAsk({ want: "answer", question: { verb: "trace", ...question } });
  return (
    <section>
      <h2>Where it goes</h2>
      <Asked of={asking}>{(answer) => <Drawn answer={answer} />}</Asked>
    </section>
  );
}

function Drawn({ answer }: { answer: Answered }) {
  const { here } = usePlace();
  const name = useShortNames();
  const [room, width] = useWidth();
  const trace = answer.json as TraceJson;
  const all = forwardParts(trace, name);
  if (!all)
    return (
      <Empty>{answer.sentence}: what it pays and is paid is not public, or begins in another year.</Empty>
    );
  const parts = fewer(all, othersMax);
  const who = name(trace.from);
  return (
    <ChartFrame
      finding={answer.sentence}
      what={`Parts of a dollar that passes through ${who} in ${trace.year}, to where it first comes back, or to the party where it ends.`}
      name={`a dollar of ${trace.from} ${trace.year}`}
      csv={partsCsv(all)}
      citation={answer.citation}
      foot={<FullAnswer answer={answer} title={`A dollar of ${who}, ${trace.year}`} />}
    >
      <p className="sum-up">{sentences(answer)}</p>
      <div ref={room}>
        {width > 0 && (
          <ShareFlow
            parts={parts}
            way="out"
            width={width}
            link={(id) => here({ open: id })}
            dollar={`A dollar of ${who}`}
            label={`Where a dollar of ${who} goes`}
          />
        )}
      </div>
    </ChartFrame>
  );
}

/** The answer's own sentence about the way. */
function sentences({ blocks }: Answered): string {
  const first = blocks.find((block) => "lines" in block);
  return first && "lines" in first ? first.lines.join(" ") : "";
}

export function partsCsv(parts: readonly Part[]): string {
  return csvText(
    ["part of a dollar", "kind", "party", "share"],
    parts.map(({ label, kind, party, share }) => [label, kind, party ?? null, share]),
  );
}
