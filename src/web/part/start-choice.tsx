// From the end of which quarter futures start: the newest that most parties have told, or an earlier or later one.

import { useAsk } from "../app/engine-context.tsx";
import { knownOf } from "../app/look.ts";
import { type Changes, usePlace } from "../app/place.ts";
import { Options, Select } from "./choices.tsx";

/** @param own choices of the view that hold for one start and for no other: they are taken back */
export function StartChoice({ own = [] }: { readonly own?: readonly string[] }) {
  const { place, choose } = usePlace();
  const { asOf, from = "" } = knownOf(place);
  const asking = useAsk({ want: "starts", look: { asOf } });
  const { usual, quarters } =
    asking.is === "got" ? asking.got : { usual: undefined, quarters: [] as readonly string[] };
  const others = quarters.filter((quarter) => quarter !== usual);
  // What no simulation can start from stands there too: what is wrong with it is told beneath.
  const all = from === "" || from === usual || others.includes(from) ? others : [from, ...others];
  const taken: Changes = Object.fromEntries(own.map((name) => [name, null]));
  return (
    <Select
      label="Starts after"
      isInline
      value={from === usual ? "" : from}
      choose={(quarter) => choose({ from: quarter === "" ? null : quarter, ...taken })}
    >
      <option value="">
        {usual === undefined ? "the newest quarter" : `${usual}, the newest that most have told`}
      </option>
      <Options of={all.map((id) => ({ id, words: id }))} />
    </Select>
  );
}
