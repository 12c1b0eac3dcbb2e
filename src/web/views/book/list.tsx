// Records of one kind as a table, with filters by words, party, kind and date.

import { useAsk, useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { lookOf } from "../../app/look.ts";
import { reading } from "../../app/choice.ts";
import { recordKinds } from "../../../book/vocabulary.ts";
import { isPartialDate } from "../../../unit/date.ts";
import { TableView, useLinks } from "../../part/answer-view.tsx";
import { ChoiceButtons } from "../../part/choice-buttons.tsx";
import { PartySelect } from "../../part/choices.tsx";
import { Keep } from "../../part/keep.tsx";
import { More } from "../../part/more.tsx";
import { Asked, Empty, Notices } from "../../part/states.tsx";
import { TextFilter, filterOf } from "../../part/text-filter.tsx";
import type { Answered } from "../../engine/message.ts";

/** Kinds whose records name parties. */
const ofParties = ["deals", "legs", "facts"];

export function ListTab() {
  const { place, choose } = usePlace();
  const { records, parties } = useStage();
  const read = reading(place);
  const list = read.one("list", recordKinds, "deals", "kind of record");
  const hasParties = ofParties.includes(list);
  const party = hasParties ? read.one("party", ["", ...parties.map(({ id }) => id)], "", "party") : "";
  const [since = ""] = hasParties ? read.some("since", isPartialDate, "date such as 2026-04") : [];
  const asking = useAsk({
    want: "answer",
    question: {
      verb: "list",
      records: list,
      asOf: lookOf(place).asOf,
      ...(party === "" ? {} : { party }),
      ...(since === "" ? {} : { since }),
    },
  });
  const count = new Map<string, number>();
  for (const { kind } of records) count.set(kind, (count.get(kind) ?? 0) + 1);
  return (
    <>
      <Notices wrong={read.wrong} />
      <ChoiceButtons
        label="Kinds of records"
        name="list"
        chosen={list}
        choices={recordKinds.map((id) => ({ id, title: id, count: count.get(id) ?? 0 }))}
      />
      <div className="row">
        <TextFilter what={`Words in the ${list}`} />
        {hasParties && (
          <PartySelect
            label="Party"
            all="all"
            value={party}
            parties={parties}
            choose={(to) => choose({ party: to })}
          />
        )}
      </div>
      <Asked of={asking}>{(answer) => <Rows answer={answer} list={list} />}</Asked>
    </>
  );
}

function Rows({ answer, list }: { answer: Answered; list: string }) {
  const { place } = usePlace();
  const link = useLinks();
  const sought = place.params.get("q");
  const fits = filterOf(sought);
  const table = answer.blocks.flatMap((block) => ("table" in block ? [block.table] : []))[0];
  const rows = (table?.rows ?? []).filter((row) => fits(row.map(({ show }) => show).join(" ")));
  return (
    <>
      <p role="status">
        {rows.length.toLocaleString("en-US")} of {(table?.rows.length ?? 0).toLocaleString("en-US")} {list}
      </p>
      {rows.length === 0 && <Empty>No record answers all of that.</Empty>}
      {table && (
        <More of={rows} step={100} what={list} key={`${list} ${sought}`}>
          {(some) => <TableView table={{ ...table, title: undefined, rows: some }} link={link} />}
        </More>
      )}
      <Keep name={list} title={`${list} of the book`} csv={answer.csvText} citation={answer.citation} />
    </>
  );
}
