// What the futures rest on: each assumption with its interval, reason and sources, and a field to set it.

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
import { type Assumption, settingOf, textOf } from "./assumptions/assumption.ts";
import { AssumptionCard } from "./assumptions/card.tsx";
import "./cards.css";
import "./assumptions.css";

const uses = {
  drawn: "Drawn anew in each future",
  fixed: "The same in all",
  "not used": "Not used",
} as const;

export default function Assumptions() {
  const { place } = usePlace();
  const asking = useAsk({ want: "answer", question: { verb: "assumptions", asOf: lookOf(place).asOf } });
  return (
    <>
      <h1>What the futures rest on</h1>
      <Asked of={asking}>{(answer) => <List answer={answer} />}</Asked>
    </>
  );
}

function List({ answer }: { answer: Answered }) {
  const { place } = usePlace();
  const read = reading(place);
  const rows = answer.json as readonly Assumption[];
  const set = place.params.getAll("set");
  const changed = new Set(rows.filter(({ id }) => settingOf(set, id) !== undefined).map(({ id }) => id));
  const kind = read.one("used", ["", "changed", ...Object.keys(uses)], "", "use of an assumption");
  const sought = place.params.get("q");
  const fits = filterOf(sought);
  const written = new Map(
    answer.blocks
      .flatMap((block) => ("table" in block ? block.table.rows : []))
      .map((row) => [row[0]!.show, { interval: row[2]!.show, central: row[3]!.show }] as const),
  );
  const shown = rows
    .filter(
      (row) =>
        (kind === "" || (kind === "changed" ? changed.has(row.id) : row.used === kind)) && fits(textOf(row)),
    )
    .toSorted((a, b) => Number(changed.has(b.id)) - Number(changed.has(a.id)));
  return (
    <>
      <Notices wrong={read.wrong} />
      <p className="finding">{answer.sentence}.</p>
      <div className="row">
        <TextFilter what="Words in the assumptions" />
        <ChoiceButtons
          label="Use"
          name="used"
          chosen={kind}
          choices={[
            { id: "", title: "All", count: rows.length },
            ...(changed.size > 0 ? [{ id: "changed", title: "Changed by you", count: changed.size }] : []),
            ...Object.entries(uses).map(([id, title]) => ({
              id,
              title,
              count: rows.filter(({ used }) => used === id).length,
            })),
          ]}
        />
      </div>
      <p className="quiet">
        The bar is the 90 % interval, on a scale from a tenth of the middle to ten times it; the tick is the
        middle.
      </p>
      {shown.length === 0 && <Empty>No assumption has these words.</Empty>}
      <More of={shown} step={60} what="assumptions" key={`${kind} ${sought}`}>
        {(some) => (
          <ul className="cards wide-cards">
            {some.map((row) => (
              <AssumptionCard key={row.id} row={row} shown={written.get(row.id)} />
            ))}
          </ul>
        )}
      </More>
      <Keep name="assumptions" title="Assumptions" csv={answer.csvText} citation={answer.citation} />
      <Sources sources={answer.sources} />
    </>
  );
}
