// Where a dollar that passes through a party goes.

import { ChartFrame } from "../chart/frame.tsx";
import type { Answered } from "../engine/message.ts";
import { csvText } from "../part/csv-text.ts";
import { FullAnswer } from "../part/full-answer.tsx";
import { useShortNames } from "../part/names.ts";
import { Empty } from "../part/states.tsx";
import { type Part, type TraceJson, fewer, forwardParts } from "../read/dollar.ts";
import { DollarParts, DollarSection, type PartyQuestion } from "./dollar-section.tsx";

const othersMax = 7;

export function Forward({ question }: { question: PartyQuestion }) {
  return (
    <DollarSection title="Where it goes" verb="trace" question={question}>
      {(answer) => <Drawn answer={answer} />}
    </DollarSection>
  );
}

function Drawn({ answer }: { answer: Answered }) {
  const name = useShortNames();
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
      <DollarParts parts={parts} way="out" who={who} verb="goes" />
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
