// What is simulated of a contract: how it is used up, what its lab has pledged in all, and what must be true for a price.

import { shortened } from "../../../report/short-name.ts";
import { useAsk, useStage } from "../../app/engine-context.tsx";
import type { Answered } from "../../engine/message.ts";
import type { CommitmentName, Prospect } from "../../engine/prospect.ts";
import type { Futures, Known } from "../../engine/question.ts";
import { AnswerBlocks } from "../../part/answer-view.tsx";
import { Sources } from "../../part/sources.tsx";
import { AskedAnew } from "../../part/states.tsx";
import { BurnDownCharts } from "./burn-down-charts.tsx";
import { UseChart } from "./use-chart.tsx";
import { WorthChart } from "./worth-chart.tsx";

interface PartsProps {
  readonly chosen: CommitmentName;
  readonly futures: Futures & Known;
  readonly prospect: Prospect;
}

export function Parts({ chosen, futures, prospect }: PartsProps) {
  const { parties } = useStage();
  const { leg, lab: labId, vendor: vendorId } = chosen;
  const name = (id: string): string =>
    prospect.parties.find((party) => party.id === id)?.name ??
    shortened(parties.find((party) => party.id === id)?.name ?? id);
  const [lab, vendor] = [name(labId), name(vendorId)];
  const burnDown = useAsk({ want: "answer", question: { verb: "burn-down", leg, ...futures } });
  const outlook = useAsk({ want: "answer", question: { verb: "outlook", party: labId, ...futures } });
  const worth = useAsk({ want: "answer", question: { verb: "worth", party: labId, ...futures } });
  return (
    <>
      <section aria-label="As it is used up">
        <h2>
          What {lab} owes {vendor}, as it is used up
        </h2>
        <AskedAnew of={burnDown}>
          {(answer) => (
            <>
              <BurnDownCharts answer={answer} lab={lab} vendor={vendor} />
              <Figures answer={answer} title="All figures of the contract" />
            </>
          )}
        </AskedAnew>
      </section>
      <section aria-label="Use and minimums">
        <h2>All that {lab} has pledged, and what it uses</h2>
        <AskedAnew of={outlook}>
          {(answer) => (
            <>
              <UseChart answer={answer} lab={lab} />
              <Figures answer={answer} title={`All figures of the outlook of ${lab}`} />
            </>
          )}
        </AskedAnew>
      </section>
      <section aria-label="What must be true">
        <h2>What must be true for the price of {lab}</h2>
        <AskedAnew of={worth}>
          {(answer) => (
            <>
              <WorthChart answer={answer} lab={lab} />
              <Figures answer={answer} title="All figures of the price" />
            </>
          )}
        </AskedAnew>
      </section>
    </>
  );
}

/** The answer as the command line prints it: the same figures for reading and hearing. */
function Figures({ answer, title }: { answer: Answered; title: string }) {
  return (
    <>
      {answer.notes.map((note) => (
        <p className="quiet" key={note}>
          {note}
        </p>
      ))}
      <details className="quarters">
        <summary>{title}</summary>
        <AnswerBlocks answer={answer} />
      </details>
      <Sources sources={answer.sources} />
    </>
  );
}
