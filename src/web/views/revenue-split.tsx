// A revenue and a backlog by whose money they are, and what is missing for a number.

import { dollars } from "../../report/number.ts";
import { usePlace } from "../app/place.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { RangeBars } from "../chart/range-bars.tsx";
import { useWidth } from "../chart/width.ts";
import type { Answered } from "../engine/message.ts";
import { AnswerBlocks } from "../part/answer-view.tsx";
import { csvText } from "../part/csv-text.ts";
import { Keep } from "../part/keep.tsx";
import { useNames, useShortNames } from "../part/names.ts";
import { Sources } from "../part/sources.tsx";
import {
  type ClassRow,
  type RevenueJson,
  backlogRows,
  classMeaning,
  classRows,
  classWords,
  moneyClasses,
  panelsOf,
} from "../read/revenue.ts";

export function RevenueSplit({ answer }: { answer: Answered }) {
  const revenue = answer.json as RevenueJson;
  const name = useNames();
  return (
    <>
      <h2>The revenue and the backlog, by whose money</h2>
      <div className="grid">
        {revenue.classes && revenue.revenueUsd !== null ? (
          <OfRevenue answer={answer} revenue={revenue} whole={revenue.revenueUsd} />
        ) : (
          <NoNumber answer={answer} revenue={revenue} />
        )}
        <Backlog revenue={revenue} />
      </div>
      <dl className="meanings">
        {moneyClasses.map((each) => (
          <div key={each}>
            <dt>{classWords[each]}</dt>
            <dd>{classMeaning[each]}</dd>
          </div>
        ))}
      </dl>
      <h2>The figures, who told them, and what is missing</h2>
      <AnswerBlocks answer={answer} />
      <Keep
        name={`revenue of ${revenue.party} ${revenue.year}`}
        title={`Whose money is ${name(revenue.party)}'s revenue of ${revenue.year}`}
        csv={answer.csvText}
        citation={answer.citation}
      />
      <Sources sources={answer.sources} />
    </>
  );
}

function OfRevenue({ answer, revenue, whole }: { answer: Answered; revenue: RevenueJson; whole: number }) {
  const [room, width] = useWidth();
  const rows = classRows(revenue);
  return (
    <ChartFrame
      finding={answer.sentence}
      what={`Revenue of ${revenue.year}, USD, by whose money it was. Full colour: at least; pale: to at most; black mark: pro rata.`}
      name={`whose money ${revenue.party} ${revenue.year}`}
      csv={rowsCsv(rows)}
      citation={answer.citation}
      foot={<Missing of={revenue.missing} />}
    >
      <div ref={room}>
        {width > 0 && (
          <RangeBars
            panels={panelsOf(rows, whole)}
            width={width}
            whole={`the revenue of ${dollars(whole)}`}
            label={`${answer.sentence}. The figures are in the table below.`}
          />
        )}
      </div>
    </ChartFrame>
  );
}

function NoNumber({ answer, revenue }: { answer: Answered; revenue: RevenueJson }) {
  return (
    <div className="state empty">
      <p>
        <strong>{answer.sentence}.</strong>
      </p>
      <Missing of={revenue.missing} />
    </div>
  );
}

function Backlog({ revenue }: { revenue: RevenueJson }) {
  const { here } = usePlace();
  const name = useNames();
  const [room, width] = useWidth();
  const { backlogUsd, backlogFact, backlogClasses, party } = revenue;
  if (backlogUsd === null || backlogFact === null) {
    return (
      <div className="state empty">
        <p>No backlog of {name(party)} is told.</p>
      </div>
    );
  }
  const fact = <a href={here({ open: backlogFact })}>{backlogFact}</a>;
  if (!backlogClasses) {
    return (
      <div className="state empty">
        <p>
          Backlog {dollars(backlogUsd)} ({fact}): whose money will pay it cannot be said.
        </p>
      </div>
    );
  }
  const rows = backlogRows(revenue);
  return (
    <ChartFrame
      finding={`Of ${dollars(backlogUsd)} of backlog, ${dollars(backlogClasses.own)} would be its own group's money, and of ${dollars(backlogClasses.notKnown)} it is not known whose`}
      what="What is under contract and not billed yet, USD, by whose money would pay it: an extrapolation."
      name={`backlog of ${party}`}
      csv={rowsCsv(rows)}
      foot={<p>As told by {fact}.</p>}
    >
      <div ref={room}>
        {width > 0 && (
          <RangeBars
            panels={panelsOf(rows, backlogUsd)}
            width={width}
            whole={`the backlog of ${dollars(backlogUsd)}`}
            label={`The backlog of ${name(party)} by whose money would pay it. The figures are in the table below.`}
          />
        )}
      </div>
    </ChartFrame>
  );
}

/** Told in words of which some are ids of parties. */
function Missing({ of }: { of: readonly string[] }) {
  const name = useShortNames();
  if (of.length === 0) return null;
  const lines = of.map((words) => words.split(" ").map(name).join(" "));
  return (
    <>
      <p>What would have to be known:</p>
      <AnswerBlocks answer={{ blocks: [{ lines }] }} />
    </>
  );
}

function rowsCsv(rows: readonly ClassRow[]): string {
  return csvText(
    ["whose money", "at least, USD", "pro rata, USD", "at most, USD"],
    rows.map(({ name, atLeast, proRata, atMost }) => [classWords[name], atLeast, proRata, atMost]),
  );
}
