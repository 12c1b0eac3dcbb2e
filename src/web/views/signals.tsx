// What to watch: indicator, latest value, threshold, crossed or not; what is crossed comes first.

import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { lookOf } from "../app/look.ts";
import { reading } from "../app/choice.ts";
import { ChoiceButtons } from "../part/choice-buttons.tsx";
import { Keep } from "../part/keep.tsx";
import { Sources } from "../part/sources.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { TextFilter, filterOf } from "../part/text-filter.tsx";
import type { Answered } from "../engine/message.ts";
import type { ReadSignal } from "../../report/signals.ts";
import "./cards.css";

const states = { crossed: "Crossed", not: "Not crossed", open: "No figure decides it" } as const;
type State = keyof typeof states;
const marks: Readonly<Record<State, string>> = { crossed: "▲", not: "○", open: "?" };

function stateOf({ crossed }: ReadSignal): State {
  return crossed === null ? "open" : crossed ? "crossed" : "not";
}

export default function Signals() {
  const { place } = usePlace();
  const asking = useAsk({ want: "answer", question: { verb: "signals", asOf: lookOf(place).asOf } });
  return (
    <>
      <h1>What to watch</h1>
      <Asked of={asking}>{(answer) => <Watched answer={answer} />}</Asked>
    </>
  );
}

function Watched({ answer }: { answer: Answered }) {
  const { place, here } = usePlace();
  const read = reading(place);
  const signals = answer.json as readonly ReadSignal[];
  const order = Object.keys(states) as State[];
  const counted = order.map((id) => ({ id, count: signals.filter((one) => stateOf(one) === id).length }));
  const state = read.one("state", ["", ...order], "", "state of a signal");
  const fits = filterOf(place.params.get("q"));
  const latest = new Map(
    answer.blocks
      .flatMap((block) => ("table" in block ? block.table.rows : []))
      .map((row) => [row[0]!.show, row[2]!.show] as const),
  );
  const shown = signals
    .filter(
      (one) =>
        (state === "" || stateOf(one) === state) &&
        fits(`${one.id} ${one.signal} ${one.indicator} ${one.threshold}`),
    )
    .toSorted((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)));
  return (
    <>
      <Notices wrong={read.wrong} />
      <p className="finding">{answer.sentence}.</p>
      <div className="row">
        <TextFilter what="Words in the signals" />
        <ChoiceButtons
          label="States"
          name="state"
          chosen={state}
          choices={[
            { id: "", title: "All", count: signals.length },
            ...counted
              .filter(({ count }) => count > 0)
              .map(({ id, count }) => ({ id, title: states[id], count })),
          ]}
        />
      </div>
      {shown.length === 0 && <Empty>No signal has these words and this state.</Empty>}
      <ul className="cards">
        {shown.map((signal) => (
          <li key={signal.id} className="card claim">
            <p className={`verdict ${stateOf(signal)}`}>
              <span aria-hidden="true">{marks[stateOf(signal)]}</span> {states[stateOf(signal)]}
            </p>
            <p className="said">{signal.signal}</p>
            <p>{signal.indicator}</p>
            <dl className="pair">
              <dt>latest</dt>
              <dd>
                <a href={here({ open: signal.id })}>{latest.get(signal.id)}</a>{" "}
                <span className="quiet">{signal.latestDate}</span>
              </dd>
              <dt>would change a conclusion</dt>
              <dd>{signal.threshold ?? "not said"}</dd>
            </dl>
            <p className="quiet">
              <a href={here({ open: signal.id })}>{signal.id} and its sources</a>
            </p>
          </li>
        ))}
      </ul>
      <Keep name="signals" title="Signals" csv={answer.csvText} citation={answer.citation} />
      <Sources sources={answer.sources} />
    </>
  );
}
