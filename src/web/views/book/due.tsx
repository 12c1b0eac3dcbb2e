// The maturity wall: commitments, leases and debts by the year in which they fall due.

import { useAsk, useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { lookOf } from "../../app/look.ts";
import { reading } from "../../app/choice.ts";
import { AnswerView } from "../../part/answer-view.tsx";
import { PartySelect } from "../../part/choices.tsx";
import { Asked, Empty, Notices } from "../../part/states.tsx";
import type { Due } from "../../../report/due.ts";
import { DueChart } from "./due-chart.tsx";

export function DueTab() {
  const { place, choose } = usePlace();
  const { parties } = useStage();
  const read = reading(place);
  const party = read.one("party", ["", ...parties.map(({ id }) => id)], "", "party");
  const asking = useAsk({
    want: "answer",
    question: { verb: "due", ...lookOf(place), ...(party === "" ? {} : { party }) },
  });
  return (
    <>
      <Notices wrong={read.wrong} />
      <PartySelect
        label="Who has to pay"
        all="all parties"
        value={party}
        parties={parties}
        choose={(to) => choose({ party: to })}
      />
      <Asked of={asking}>
        {(answer) => {
          const { years } = answer.json as Due;
          return (
            <>
              {years.length === 0 ? (
                <Empty>Nothing that the book can price and date falls due.</Empty>
              ) : (
                <DueChart
                  years={years}
                  finding={answer.sentence}
                  csv={answer.csvText}
                  citation={answer.citation}
                />
              )}
              <AnswerView answer={answer} title="What falls due" />
            </>
          );
        }}
      </Asked>
    </>
  );
}
