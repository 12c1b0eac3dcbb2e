// Who stands behind a dollar that a party spends.

import { ChartFrame } from "../chart/frame.tsx";
import { BehindBars } from "../chart/behind-bars.tsx";
import { useWidth } from "../chart/width.ts";
import { dollars } from "../../report/number.ts";
import type { Answered } from "../engine/message.ts";
import { useLinks } from "../part/answer-view.tsx";
import { csvText } from "../part/csv-text.ts";
import { FullAnswer } from "../part/full-answer.tsx";
import { useShortNames } from "../part/names.ts";
import { type LookThroughJson, behindOf } from "../read/dollar.ts";
import { DollarSection, type PartyQuestion } from "./dollar-section.tsx";

export function Behind({ question }: { question: PartyQuestion }) {
  return (
    <DollarSection title="Who stands behind a dollar that it spends" verb="look-through" question={question}>
      {(answer) => <Drawn answer={answer} />}
    </DollarSection>
  );
}

function Drawn({ answer }: { answer: Answered }) {
  const name = useShortNames();
  const link = useLinks();
  const [room, width] = useWidth();
  const through = answer.json as LookThroughJson;
  const full = <FullAnswer answer={answer} title={answer.sentence} />;
  if (through.spentUsd === undefined) {
    return (
      <div className="state empty">
        <p>{answer.sentence}: none of what it buys has a price in this year and view.</p>
        {full}
      </div>
    );
  }
  const rows = behindOf(through);
  return (
    <ChartFrame
      finding={answer.sentence}
      what={`Of the ${dollars(through.spentUsd)} that the book sees ${name(through.party)} spend in ${through.year}: pale, what passes a party; strong, what stays there. What passes adds to more than all, since a dollar passes several.`}
      name={`behind a dollar of ${through.party} ${through.year}`}
      csv={csvText(
        ["party", "passes it", "stays there"],
        [
          ...rows.map(({ id, touches, endsAt }) => [id, touches, endsAt]),
          ["not known", null, through.notKnown],
        ],
      )}
      citation={answer.citation}
      foot={full}
    >
      <div ref={room}>
        {width > 0 && (
          <BehindBars
            rows={rows}
            notKnown={through.notKnown}
            width={width}
            name={name}
            link={link}
            label={answer.sentence}
          />
        )}
      </div>
    </ChartFrame>
  );
}
