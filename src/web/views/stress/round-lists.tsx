// A round as lists: who hands what to whom, what each has lost by then; and what was chosen on the map, with its contracts.

import { usePlace } from "../../app/place.ts";
import { useLinks } from "../../part/answer-view.tsx";
import { dollars } from "../../../report/number.ts";
import { ArrowSums } from "../map/arrow-sums.tsx";
import { arrowId } from "../map/bands.ts";
import { RecordLink } from "../map/side-list.tsx";
import { Side } from "../map/side.tsx";
import { lostWords, stepName } from "./round-words.ts";
import { type HandedArrow, type Lost, type Step, wordsOfHanded } from "./steps.ts";
import { ListTable } from "../../part/list-table.tsx";

interface RoundListsProps {
  readonly step: Step;
  readonly lost: ReadonlyMap<string, Lost>;
  readonly picked: string | null;
  readonly name: (id: string) => string;
}

export function RoundLists({ step, lost, picked, name }: RoundListsProps) {
  return (
    <>
      {picked !== null && <Picked step={step} lost={lost} picked={picked} name={name} />}
      <details className="tables">
        <summary>{stepName(step)}, as lists</summary>
        <HandTable step={step} name={name} />
        <LostTable step={step} lost={lost} name={name} />
      </details>
    </>
  );
}

function Picked({ step, lost, picked, name }: RoundListsProps & { readonly picked: string }) {
  const { here } = usePlace();
  const link = useLinks();
  const arrow = step.arrows.find((one) => arrowId(one) === picked);
  const [payer = "", payee = ""] = picked.split(">");
  const isFlow = picked.includes(">");
  const record = isFlow ? undefined : link(picked);
  const own = lost.get(picked);
  return (
    <Side picked={picked} title={isFlow ? `${name(payer)} → ${name(payee)}` : name(picked)}>
      {isFlow && !arrow && <p>{stepName(step)}: nothing is handed on here.</p>}
      {arrow && <ArrowText arrow={arrow} name={name} />}
      {!isFlow && (
        <>
          <p>
            {stepName(step)}: {own ? lostWords(own) : "not reached yet"}.
          </p>
          {record !== undefined && (
            <p>
              <a href={here({ open: picked })}>All that the book knows of it</a>
            </p>
          )}
          <div className="side-columns">
            <Sum
              title="Is handed"
              arrows={step.arrows.filter((one) => one.payee === picked)}
              other={({ payer: from }) => name(from)}
            />
            <Sum
              title="Hands on"
              arrows={step.arrows.filter((one) => one.payer === picked)}
              other={({ payee: to }) => name(to)}
            />
          </div>
        </>
      )}
    </Side>
  );
}

function ArrowText({ arrow, name }: { readonly arrow: HandedArrow; readonly name: (id: string) => string }) {
  const { here } = usePlace();
  const { payer, payee, amount, kind, interval, legs } = arrow;
  return (
    <>
      <p>
        <strong>{dollars(amount)}</strong> {wordsOfHanded(kind)}
        {interval && `, in the mean; its 95 % interval is ${dollars(interval[0])} to ${dollars(interval[1])}`}
        .
      </p>
      <p>
        <a href={here({ pick: payer })}>{name(payer)}</a> · <a href={here({ pick: payee })}>{name(payee)}</a>
      </p>
      {legs.length > 0 && (
        <ul className="side-flows" aria-label="Contracts">
          {legs.map((leg) => (
            <li key={leg}>
              <RecordLink id={leg} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface SumProps {
  readonly title: string;
  readonly arrows: readonly HandedArrow[];
  readonly other: (arrow: HandedArrow) => string;
}

function Sum({ title, arrows, other }: SumProps) {
  return (
    <ArrowSums
      title={title}
      sum={dollars(arrows.reduce((all, { amount }) => all + amount, 0))}
      none="nothing"
      lines={arrows.map((arrow) => ({
        id: arrowId(arrow),
        amount: dollars(arrow.amount),
        other: other(arrow),
        note: wordsOfHanded(arrow.kind),
      }))}
    />
  );
}

function HandTable({ step, name }: Pick<RoundListsProps, "step" | "name">) {
  const { here } = usePlace();
  const caption = `${stepName(step)}: who hands what to whom`;
  if (step.arrows.length === 0) return <p>{caption}: nothing that is known.</p>;
  return (
    <ListTable name={caption} columns={["from", "to", { figures: "loss" }, "of what"]} className="map-list">
      {step.arrows.map((arrow) => (
        <tr key={arrowId(arrow)}>
          <td>{name(arrow.payer)}</td>
          <td>{name(arrow.payee)}</td>
          <td className="right">
            <a href={here({ pick: arrowId(arrow) })}>{dollars(arrow.amount)}</a>
          </td>
          <td>{wordsOfHanded(arrow.kind)}</td>
        </tr>
      ))}
    </ListTable>
  );
}

function LostTable({ step, lost, name }: Pick<RoundListsProps, "step" | "lost" | "name">) {
  const { here } = usePlace();
  const caption = `${stepName(step)}: what each has lost`;
  const rows = [...lost].toSorted(([, a], [, b]) => b.now + b.before - (a.now + a.before));
  return (
    <ListTable
      name={caption}
      columns={["party", { figures: "handed in the round" }, { figures: "handed before" }, "first hit"]}
      className="map-list"
    >
      {rows.map(([party, { now, before, hit }]) => (
        <tr key={party}>
          <td>
            <a href={here({ pick: party })}>{name(party)}</a>
          </td>
          <td className="right">{now > 0 ? dollars(now) : ""}</td>
          <td className="right">{before > 0 ? dollars(before) : ""}</td>
          <td>{hit ? `${hit.shown} ${hit.what}` : ""}</td>
        </tr>
      ))}
    </ListTable>
  );
}
