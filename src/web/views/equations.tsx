// The equations of the simulation: searchable, by whom they are about and by part, each part with its reason.

import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { lookOf } from "../app/look.ts";
import { reading } from "../app/choice.ts";
import { PartySelect } from "../part/choices.tsx";
import { Keep } from "../part/keep.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { TextFilter, filterOf } from "../part/text-filter.tsx";
import type { Answered } from "../engine/message.ts";
import type { Possible } from "../engine/possible.ts";
import { type Equation, type Part, groupsOf, isAbout } from "./equation-text.ts";
import { Group, type Mechanism } from "./equations/group.tsx";
import "./equations.css";

export default function Equations() {
  const { place } = usePlace();
  const { asOf } = lookOf(place);
  const equations = useAsk({ want: "answer", question: { verb: "equations", asOf } });
  const mechanisms = useAsk({ want: "answer", question: { verb: "mechanisms", asOf } });
  const possible = useAsk({ want: "possible", look: { asOf } });
  return (
    <>
      <h1>The equations behind the futures</h1>
      <Asked of={equations}>
        {(answer) => (
          <Asked of={mechanisms}>
            {(told) => (
              <Asked of={possible}>
                {(names) => (
                  <List
                    answer={answer}
                    mechanisms={(told.json as { mechanisms: readonly Mechanism[] }).mechanisms}
                    possible={names}
                  />
                )}
              </Asked>
            )}
          </Asked>
        )}
      </Asked>
    </>
  );
}

function List({
  answer,
  mechanisms,
  possible,
}: {
  answer: Answered;
  mechanisms: readonly Mechanism[];
  possible: Possible;
}) {
  const { place, choose } = usePlace();
  const read = reading(place);
  const { equations, parts } = answer.json as {
    readonly equations: readonly Equation[];
    readonly parts: readonly Part[];
  };
  const owners = [...possible.owners, ...sectorsIn(possible)];
  const about = read.one(
    "about",
    ["", "market", ...owners.map(({ id }) => id)],
    "",
    "party of the equations",
  );
  const sought = place.params.get("q");
  const fits = filterOf(sought);
  const ids = owners.map(({ id }) => id);
  const shown = equations.filter(
    (one) =>
      (about === "" || (about === "market" ? !ids.some((id) => isAbout(one, id)) : isAbout(one, about))) &&
      fits(`${one.name} ${one.equation}`),
  );
  // Of one party all of its equations, also those that name another first.
  const groups = groupsOf(shown, ids.includes(about) ? [about] : ids, parts);
  return (
    <>
      <Notices wrong={read.wrong} />
      <p className="finding">
        {answer.sentence}. They are solved in each quarter of each future, part by part.
      </p>
      <div className="row">
        <TextFilter what="Words in the equations" />
        <PartySelect
          label="About"
          all="everybody"
          others={<option value="market">the market as a whole</option>}
          value={about}
          parties={owners}
          choose={(to) => choose({ about: to })}
        />
      </div>
      <p role="status">
        {shown.length.toLocaleString("en-US")} of {equations.length.toLocaleString("en-US")} equations
      </p>
      {shown.length === 0 && <Empty>No equation has these words.</Empty>}
      {groups.map((group) => (
        <Group
          key={`${group.owner} ${about} ${sought}`}
          title={owners.find(({ id }) => id === group.owner)?.name ?? "The market as a whole"}
          group={group}
          isOpen={groups.length === 1 || shown.length <= openMost}
          mechanisms={mechanisms}
        />
      ))}
      <Keep
        name="equations"
        title="Equations of the simulation"
        csv={answer.csvText}
        citation={answer.citation}
      />
    </>
  );
}

/** Few equations are shown at once, many when their party is opened. */
const openMost = 40;

function sectorsIn({ names }: Possible): { id: string; name: string }[] {
  return ["other-labs", "other-neoclouds", "investors", "lenders"].flatMap((id) =>
    names[id] === undefined ? [] : [{ id, name: names[id] }],
  );
}
