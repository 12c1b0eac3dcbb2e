// The book itself: its records with filters, what falls due when, how much it holds, what is missing; and all of it as a
// file.

import { usePlace } from "../app/place.ts";
import { reading } from "../app/choice.ts";
import { Notices } from "../part/states.tsx";
import { Tabs } from "../part/tabs.tsx";
import { DueTab } from "./book/due.tsx";
import { CountTab } from "./book/counts.tsx";
import { KeepTab } from "./book/keep-book.tsx";
import { ListTab } from "./book/list.tsx";
import "./cards.css";

const tabs = {
  records: "Records",
  due: "What falls due",
  counts: "What it holds, and lacks",
  keep: "Take it away",
} as const;

export default function BookView() {
  const { place } = usePlace();
  const read = reading(place);
  const tab = read.one("tab", Object.keys(tabs), "records", "part of this view") as keyof typeof tabs;
  const Part = { records: ListTab, due: DueTab, counts: CountTab, keep: KeepTab }[tab];
  return (
    <>
      <h1>The book: every figure with its source</h1>
      <Tabs tabs={tabs} chosen={tab} name="tab" usual="records" label="Parts of the book" />
      <Notices wrong={read.wrong} />
      <Part />
    </>
  );
}
