// What the articles claim, what the book computes, and the verdict: in words and with a mark, never by colour alone.

import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { lookOf } from "../app/look.ts";
import { reading } from "../app/choice.ts";
import { ChoiceButtons } from "../part/choice-buttons.tsx";
import { Keep } from "../part/keep.tsx";
import { More } from "../part/more.tsx";
import { Sources } from "../part/sources.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { TextFilter, filterOf } from "../part/text-filter.tsx";
import type { Answered } from "../engine/message.ts";
import type { JudgedClaim } from "../../report/claims.ts";
import { verdictMarks, verdictWords, verdictsIn } from "./verdicts.ts";
import "./cards.css";

export default function Claims() {
  const { place } = usePlace();
  const asking = useAsk({ want: "answer", question: { verb: "claims", asOf: lookOf(place).asOf } });
  return (
    <>
      <h1>What the articles claim, and what the book computes</h1>
      <Asked of={asking}>{(answer) => <Judged answer={answer} />}</Asked>
    </>
  );
}

function Judged({ answer }: { answer: Answered }) {
  const { place } = usePlace();
  const read = reading(place);
  const claims = answer.json as readonly JudgedClaim[];
  const found = verdictsIn(claims);
  const verdict = read.one("verdict", ["", ...found.map(({ verdict: one }) => one)], "", "verdict");
  const fits = filterOf(place.params.get("q"));
  const shown = claims.filter(
    (claim) =>
      (verdict === "" || claim.verdict === verdict) &&
      fits(`${claim.id} ${claim.article} ${claim.claim} ${claim.reason}`),
  );
  const figures = figuresOf(answer);
  return (
    <>
      <Notices wrong={read.wrong} />
      <p className="finding">{answer.sentence}.</p>
      <div className="row">
        <TextFilter what="Words in the claims" />
        <ChoiceButtons
          label="Verdicts"
          name="verdict"
          chosen={verdict}
          choices={[
            { id: "", title: "All", count: claims.length },
            ...found.map(({ verdict: id, count }) => ({ id, title: verdictWords[id], count })),
          ]}
        />
      </div>
      {shown.length === 0 && <Empty>No claim has these words and this verdict.</Empty>}
      <More of={shown} step={80} what="claims" key={`${verdict} ${place.params.get("q")}`}>
        {(some) => (
          <ul className="cards">
            {some.map((claim) => (
              <ClaimCard key={claim.id} claim={claim} figures={figures.get(claim.id)} />
            ))}
          </ul>
        )}
      </More>
      <Keep name="claims" title="Claims" csv={answer.csvText} citation={answer.citation} />
      <Sources sources={answer.sources} />
    </>
  );
}

interface Figures {
  readonly claimed: string;
  readonly computed: string;
}

/** The figures as the table for people has them. */
function figuresOf({ blocks }: Answered): Map<string, Figures> {
  const rows = blocks.flatMap((block) => ("table" in block ? block.table.rows : []));
  return new Map(
    rows.map((row) => [row[0]!.show, { claimed: row[3]!.show, computed: row[4]!.show }] as const),
  );
}

function ClaimCard({ claim, figures }: { claim: JudgedClaim; figures: Figures | undefined }) {
  const { here } = usePlace();
  return (
    <li className="card claim">
      <p className={`verdict ${claim.verdict}`}>
        <span aria-hidden="true">{verdictMarks[claim.verdict]}</span> {verdictWords[claim.verdict]}
      </p>
      <p className="said">“{claim.claim}”</p>
      {claim.claimed && (
        <dl className="pair">
          <dt>claimed</dt>
          <dd>{figures?.claimed}</dd>
          <dt>computed</dt>
          <dd>{claim.computed ? <a href={here({ open: claim.id })}>{figures?.computed}</a> : "unknown"}</dd>
        </dl>
      )}
      {claim.reason !== "" && <p>{claim.reason}</p>}
      {claim.expression !== null && (
        <p className="quiet">
          computed as <code>{claim.expression}</code>
        </p>
      )}
      <p className="quiet">
        <a href={here({ open: claim.id })}>{claim.id} and its sources</a>, in {claim.article}
      </p>
    </li>
  );
}
