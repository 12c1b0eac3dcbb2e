// Where a dollar that a party has came from, in the end.

import { Fragment } from "react";
import { percent } from "../../report/circularity.ts";
import { usePlace } from "../app/place.ts";
import { ChartFrame } from "../chart/frame.tsx";
import type { Answered } from "../engine/message.ts";
import { FullAnswer } from "../part/full-answer.tsx";
import { useShortNames } from "../part/names.ts";
import { type OutsideJson, backwardParts } from "../read/dollar.ts";
import { partsCsv } from "./dollar-forward.tsx";
import { DollarParts, DollarSection, type PartyQuestion } from "./dollar-section.tsx";

/** Smaller shares are in the tables. */
const toldLeast = 5e-3;

export function Origin({ question }: { question: PartyQuestion }) {
  return (
    <DollarSection title="Where it came from" verb="outside" question={question}>
      {(answer) => <Drawn answer={answer} />}
    </DollarSection>
  );
}

function Drawn({ answer }: { answer: Answered }) {
  const name = useShortNames();
  const outside = answer.json as OutsideJson;
  const who = name(outside.party);
  const parts = backwardParts(outside);
  const full = <FullAnswer answer={answer} title={`Where the money of ${who} came from`} />;
  const missing = <Missing of={outside.missing} hasShares={parts !== null} />;
  if (!parts) {
    return (
      <div className="state empty">
        <p>{answer.sentence}.</p>
        {missing}
        {full}
      </div>
    );
  }
  return (
    <ChartFrame
      finding={answer.sentence}
      what={`Parts of a dollar that ${who} has in ${outside.year}, by where it entered the ring: at ${who} itself, or at others who passed it on.`}
      name={`whose money ${outside.party} has ${outside.year}`}
      csv={partsCsv(parts)}
      citation={answer.citation}
      foot={
        <>
          <CustomersOf shares={outside.customersOf} />
          {missing}
          {full}
        </>
      }
    >
      <DollarParts parts={parts} way="in" who={who} verb="came from" />
    </ChartFrame>
  );
}

/** Whose customers the customers of others are. */
function CustomersOf({ shares }: { shares: OutsideJson["customersOf"] }) {
  const { here } = usePlace();
  const name = useShortNames();
  const told = Object.entries(shares).filter(([, share]) => share >= toldLeast);
  if (told.length === 0) return null;
  return (
    <p>
      Customers of others, by whose they are:{" "}
      {told.map(([id, share], k) => (
        <Fragment key={id}>
          {k > 0 && ", "}
          <a href={here({ open: id })}>{name(id)}</a> {percent(share)}
        </Fragment>
      ))}
      .
    </p>
  );
}

function Missing({ of, hasShares }: { of: readonly string[]; hasShares: boolean }) {
  if (of.length === 0) return null;
  return (
    <p>
      {hasShares ? "Not public, and so in none of the parts: " : "What would have to be known: "}
      {of.join("; ")}.
    </p>
  );
}
