// Where a dollar that a party has came from, in the end.

import { Fragment } from "react";
import { percent } from "../../report/circularity.ts";
import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { ShareFlow } from "../chart/share-flow.tsx";
import { useWidth } from "../chart/width.ts";
import type { Answered } from "../engine/message.ts";
import { FullAnswer } from "../part/full-answer.tsx";
import { useShortNames } from "../part/names.ts";
import { Asked } from "../part/states.tsx";
import { type OutsideJson, backwardParts } from "../read/dollar.ts";
import { type PartyQuestion, partsCsv } from "./dollar-forward.tsx";

/** Smaller shares are in the tables. */
const toldLeast = 5e-3;

export function Origin({ question }: { question: PartyQuestion }) {
  const asking = useAsk({ want: "answer", question: { verb: "outside", ...question } });
  return (
    <section>
      <h2>Where it came from</h2>
      <Asked of={asking}>{(answer) => <Drawn answer={answer} />}</Asked>
    </section>
  );
}

function Drawn({ answer }: { answer: Answered }) {
  const { here } = usePlace();
  const name = useShortNames();
  const [room, width] = useWidth();
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
      <div ref={room}>
        {width > 0 && (
          <ShareFlow
            parts={parts}
            way="in"
            width={width}
            link={(id) => here({ open: id })}
            dollar={`A dollar of ${who}`}
            label={`Where a dollar of ${who} came from`}
          />
        )}
      </div>
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
