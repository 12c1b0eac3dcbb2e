// Beside the map: what is behind the party or the flow that was chosen, each line a link to its record.

import { usePlace } from "../../app/place.ts";
import { dollars } from "../../../report/number.ts";
import { sentence } from "../../../report/circularity.ts";
import { useLinks } from "../../part/answer-view.tsx";
import type { Arrow, YearFlows } from "../../engine/flows.ts";
import { BothSides, Contracts } from "./arrow-sides.tsx";
import { ArrowSums } from "./arrow-sums.tsx";
import { arrowId } from "./bands.ts";
import { type NameOf, plural } from "./finding.ts";
import { wordsOfKind } from "./kinds.ts";
import { Idle, Side } from "./side.tsx";

interface SideProps {
  readonly flows: YearFlows;
  readonly picked: string | null;
  readonly nameOf: NameOf;
}

export function SideList({ flows, picked, nameOf }: SideProps) {
  if (picked === null) return <Idle />;
  const arrow = flows.arrows.find((each) => arrowId(each) === picked);
  const isFlow = picked.includes(">");
  const [payer = "", payee = "", kind = ""] = picked.split(">");
  return (
    <Side picked={picked} title={isFlow ? `${nameOf(payer)} → ${nameOf(payee)}` : nameOf(picked)}>
      {!isFlow && <PartyList party={picked} flows={flows} nameOf={nameOf} />}
      {isFlow && arrow && <FlowList arrow={arrow} flows={flows} nameOf={nameOf} />}
      {isFlow && !arrow && (
        <p>
          No payment {wordsOfKind(kind)} is known in {flows.year} as it is counted here.
        </p>
      )}
    </Side>
  );
}

function PartyList({ party, flows, nameOf }: { party: string; flows: YearFlows; nameOf: NameOf }) {
  const { here, to } = usePlace();
  const pays = flows.arrows.filter(({ payer }) => payer === party);
  const gets = flows.arrows.filter(({ payee }) => payee === party);
  return (
    <>
      <p>
        <a href={here({ open: party })}>All that the book knows of it</a> ·{" "}
        <a href={to("dollar", { party, year: `${flows.year}` })}>Follow its dollar</a>
      </p>
      <div className="side-columns">
        <Sides title={`Pays in ${flows.year}`} arrows={pays} nameOf={({ payee }) => nameOf(payee)} />
        <Sides title={`Gets in ${flows.year}`} arrows={gets} nameOf={({ payer }) => nameOf(payer)} />
      </div>
    </>
  );
}

interface SidesProps {
  readonly title: string;
  readonly arrows: readonly Arrow[];
  readonly nameOf: (arrow: Arrow) => string;
}

function Sides({ title, arrows, nameOf }: SidesProps) {
  return (
    <ArrowSums
      title={title}
      sum={dollars(arrows.reduce((all, { amount }) => all + amount, 0))}
      lines={arrows.map((arrow) => ({
        id: arrowId(arrow),
        amount: dollars(arrow.amount),
        other: nameOf(arrow),
        note: `${wordsOfKind(arrow.kind)}${arrow.isInRing ? ", in a ring that closes" : ""}`,
      }))}
    />
  );
}

function FlowList({ arrow, flows, nameOf }: { arrow: Arrow; flows: YearFlows; nameOf: NameOf }) {
  const { kind, amount, isInRing, legs, amounts, deals, told, assumed, outlay, notes } = arrow;
  return (
    <>
      <p>
        <strong>{dollars(amount)}</strong> {wordsOfKind(kind)} in {flows.year}, counted as {flows.count}.{" "}
        {isInRing
          ? "It is a side of a ring that closes: money paid here can get back to the payer."
          : "It is in no ring that closes."}
      </p>
      <BothSides arrow={arrow} nameOf={nameOf} />
      <div className="side-columns">
        <Contracts count={legs.length}>
          {legs.map((leg, k) => (
            <li key={leg}>
              {dollars(amounts[k]!)} <RecordLink id={leg} />
            </li>
          ))}
        </Contracts>
        <Records title="Deals" ids={deals} />
        <Records title="Told by" ids={told} />
        <Records title="Limited by what the payer spends in all" ids={outlay} />
        <Records title="Rests on assumptions" ids={assumed} />
        {notes.length > 0 && (
          <div>
            <h3>{plural(notes.length, "thing")} to know</h3>
            <ul className="side-flows">
              {notes.map((note) => (
                <li key={note}>{sentence(note)}.</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
}

export function Records({ title, ids }: { title: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className="side-flows">
        {ids.map((id) => (
          <li key={id}>
            <RecordLink id={id} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A record by its id, a link where the book has it. */
export function RecordLink({ id }: { id: string }) {
  const address = useLinks()(id);
  return address === undefined ? id : <a href={address}>{id}</a>;
}

/** Records one after another. */
export function RecordLinks({ ids }: { ids: readonly string[] }) {
  return ids.map((id, k) => (
    <span key={id}>
      {k > 0 && ", "}
      <RecordLink id={id} />
    </span>
  ));
}
