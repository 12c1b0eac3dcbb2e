// The way round a loop in words: every payment with its amount, dates, deal, and what it rests on.

import { Fragment } from "react";
import { sentence } from "../../report/circularity.ts";
import { dollars } from "../../report/number.ts";
import { usePlace } from "../app/place.ts";
import { useStage } from "../app/engine-context.tsx";
import { useShortNames } from "../part/names.ts";
import type { LoopFlow, Ring, Side } from "../read/loops.ts";

interface LegListProps {
  readonly ring: Ring;
  readonly step: number;
  /** Undefined while it is on its way. */
  readonly when: ReadonlyMap<string, string> | undefined;
}

export function LegList({ ring, step, when }: LegListProps) {
  return (
    <ol className="leg-list">
      {ring.sides.map((side, k) => (
        <li key={side.payer} aria-current={k === step ? "step" : undefined}>
          <SideTold side={side} when={when} isLeast={side.amount === ring.throughput} />
        </li>
      ))}
    </ol>
  );
}

function SideTold({
  side: { payer, payee, amount, isFunding, flows },
  when,
  isLeast,
}: {
  side: Side;
  when: LegListProps["when"];
  isLeast: boolean;
}) {
  const name = useShortNames();
  return (
    <>
      <p>
        <strong>
          {name(payer)} {isFunding ? "puts" : "pays"} {dollars(amount)} {isFunding ? "into" : "to"}{" "}
          {name(payee)}
        </strong>
        {isLeast && <span className="quiet"> the smallest payment: no more can go round</span>}
      </p>
      <ul>
        {flows.map((flow) => (
          <li key={flow.leg}>
            <FlowTold flow={flow} when={when === undefined ? "…" : (when.get(flow.leg) ?? "")} />
          </li>
        ))}
      </ul>
    </>
  );
}

function FlowTold({ flow, when }: { flow: LoopFlow; when: string }) {
  const { here } = usePlace();
  const { records } = useStage();
  const title = records.find(({ id }) => id === flow.deal)?.name;
  return (
    <>
      <a href={here({ open: flow.leg })}>{dollars(flow.amountUsd)}</a> for {flow.for}
      {flow.deal !== null && (
        <>
          , deal <a href={here({ open: flow.deal })}>{title ?? flow.deal}</a>
        </>
      )}
      {when !== "" && <>; {when}</>}
      <RestsOn words="as told by" ids={flow.told} />
      <RestsOn words="held to the payer's outlay," ids={flow.outlay} />
      <RestsOn words="assumed:" ids={flow.assumed} />
      {flow.note !== null && <p className="quiet">{sentence(flow.note)}.</p>}
    </>
  );
}

function RestsOn({ words, ids }: { words: string; ids: readonly string[] }) {
  const { here } = usePlace();
  if (ids.length === 0) return null;
  return (
    <>
      ; {words}{" "}
      {ids.map((id, k) => (
        <Fragment key={id}>
          {k > 0 && ", "}
          <a href={here({ open: id })}>{id}</a>
        </Fragment>
      ))}
    </>
  );
}
