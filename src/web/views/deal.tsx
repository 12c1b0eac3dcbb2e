// A deal for computing as a whole: money put in, money pledged back, how it is used up, what comes back, and what must be
// true for the price. The page begins with Amazon and Anthropic; other contracts of labs can be chosen.

import { shortened } from "../../report/short-name.ts";
import { useMemo } from "react";
import { openingWanted } from "../app/answers.ts";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { reading } from "../app/choice.ts";
import { usePlace } from "../app/place.ts";
import type { Answered } from "../engine/message.ts";
import type { Opening } from "../engine/opening.ts";
import type { CommitmentName, Prospect } from "../engine/prospect.ts";
import type { Futures } from "../engine/question.ts";
import { AnswerBlocks } from "../part/answer-view.tsx";
import { Select } from "../part/choices.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { Sources } from "../part/sources.tsx";
import { BurnDownCharts } from "./deal/burn-down-charts.tsx";
import { PutIn } from "./deal/put-in.tsx";
import { UseChart } from "./deal/use-chart.tsx";
import { WorthChart } from "./deal/worth-chart.tsx";
import { settingFrom } from "./futures/set-text.ts";
import "./futures.css";
import "./deal.css";

const paths = 2000;

export default function DealView() {
  const { place } = usePlace();
  const asOf = place.params.get("asOf") ?? undefined;
  const opening = useAsk(openingWanted(place));
  const prospect = useAsk({ want: "prospect", look: { asOf } });
  const chosenLeg = place.params.get("leg");
  return (
    <>
      <h1>The deal</h1>
      <p>
        A company puts money into a lab, and the lab pledges to buy computing from it. How much goes which
        way, when is the pledge used up, and what comes back?
      </p>
      <Asked of={opening}>{({ loop }) => <Case of={loop} chosenLeg={chosenLeg} />}</Asked>
      <Asked of={prospect}>
        {(got) =>
          got.commitments.length === 0 ? (
            <Empty>The book has no contract of a lab for computing that can be simulated.</Empty>
          ) : (
            <Simulated prospect={got} asOf={asOf} />
          )
        }
      </Asked>
    </>
  );
}

/** The case of the report, where the contract that was chosen is part of it. */
function Case({ of, chosenLeg }: { of: Opening["loop"]; chosenLeg: string | null }) {
  if (!of || (chosenLeg !== null && !of.pledged.some(({ id }) => id === chosenLeg))) return null;
  return (
    <>
      <h2>What goes each way</h2>
      <PutIn of={of} />
    </>
  );
}

function Simulated({ prospect, asOf }: { prospect: Prospect; asOf: string | undefined }) {
  const { place, choose } = usePlace();
  const { chosen, futures, wrong } = useMemo(() => {
    const read = reading(place);
    const legs = prospect.commitments.map(({ leg }) => leg);
    const leg = read.one("leg", legs, legs[0]!, "contract of a lab that is simulated");
    const set = read.some(
      "set",
      (text) => settingFrom(text, prospect.assumptions) !== undefined,
      "setting of an assumption that the simulation uses",
    );
    const seed = read.whole("seed", 0, 2 ** 32 - 1, 1, "seed");
    return {
      chosen: prospect.commitments.find((one) => one.leg === leg)!,
      futures: { paths, seed, set, scenario: place.params.getAll("scenario"), asOf },
      wrong: read.wrong,
    };
  }, [place.params.toString(), prospect, asOf]);
  return (
    <>
      <Notices wrong={wrong} />
      <div className="choice-bar">
        <Select label="Which contract" value={chosen.leg} choose={(leg) => choose({ leg })}>
          {prospect.commitments.map(({ leg, words }) => (
            <option key={leg} value={leg}>
              {words} ({leg})
            </option>
          ))}
        </Select>
      </div>
      <p className="quiet">
        {paths.toLocaleString("en-US")} futures, seed {futures.seed}, as known on {prospect.day}. Beyond the
        first quarters these are consequences of assumptions, not a forecast.
      </p>
      <Parts chosen={chosen} futures={futures} prospect={prospect} />
    </>
  );
}

interface PartsProps {
  readonly chosen: CommitmentName;
  readonly futures: Futures & { readonly asOf: string | undefined };
  readonly prospect: Prospect;
}

function Parts({ chosen, futures, prospect }: PartsProps) {
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
        <Asked of={burnDown}>
          {(answer) => (
            <>
              <BurnDownCharts answer={answer} lab={lab} vendor={vendor} />
              <Figures answer={answer} title="All figures of the contract" />
            </>
          )}
        </Asked>
      </section>
      <section aria-label="Use and minimums">
        <h2>All that {lab} has pledged, and what it uses</h2>
        <Asked of={outlook}>
          {(answer) => (
            <>
              <UseChart answer={answer} lab={lab} />
              <Figures answer={answer} title={`All figures of the outlook of ${lab}`} />
            </>
          )}
        </Asked>
      </section>
      <section aria-label="What must be true">
        <h2>What must be true for the price of {lab}</h2>
        <Asked of={worth}>
          {(answer) => (
            <>
              <WorthChart answer={answer} lab={lab} />
              <Figures answer={answer} title="All figures of the price" />
            </>
          )}
        </Asked>
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
