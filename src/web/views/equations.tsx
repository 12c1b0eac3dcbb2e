// The equations of the simulation: searchable, by whom they are about, with what they rest on.

import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { lookOf } from "../app/look.ts";
import { reading } from "../app/choice.ts";
import { useLinks } from "../part/answer-view.tsx";
import { Keep } from "../part/keep.tsx";
import { More } from "../part/more.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { TextFilter, filterOf } from "../part/text-filter.tsx";
import type { Answered } from "../engine/message.ts";
import type { Possible } from "../engine/possible.ts";
import { type Equation, isAbout, mechanismsIn, namesIn, plainName } from "./equation-text.ts";
import "./equations.css";

interface Mechanism {
  readonly id: string;
  readonly does: string;
}

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
  const { equations } = answer.json as { readonly equations: readonly Equation[] };
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
  return (
    <>
      <Notices wrong={read.wrong} />
      <p className="finding">
        {answer.sentence}. They are solved in each quarter of each future, in this order.
      </p>
      <div className="row">
        <TextFilter what="Words in the equations" />
        <label className="field">
          About
          <select
            value={about}
            onChange={({ target }) => choose({ about: target.value === "" ? null : target.value })}
          >
            <option value="">everybody</option>
            <option value="market">the market as a whole</option>
            {owners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="status">
        {shown.length.toLocaleString("en-US")} of {equations.length.toLocaleString("en-US")} equations
      </p>
      {shown.length === 0 && <Empty>No equation has these words.</Empty>}
      <More of={shown} step={40} what="equations" key={`${about} ${sought}`}>
        {(some) => (
          <ol className="equations">
            {some.map((one) => (
              <EquationShown key={one.name} equation={one} mechanisms={mechanisms} />
            ))}
          </ol>
        )}
      </More>
      <Keep
        name="equations"
        title="Equations of the simulation"
        csv={answer.csvText}
        citation={answer.citation}
      />
    </>
  );
}

function sectorsIn({ names }: Possible): { id: string; name: string }[] {
  return ["other-labs", "other-neoclouds", "investors", "lenders"].flatMap((id) =>
    names[id] === undefined ? [] : [{ id, name: names[id] }],
  );
}

function EquationShown({ equation, mechanisms }: { equation: Equation; mechanisms: readonly Mechanism[] }) {
  const { here } = usePlace();
  const link = useLinks();
  const { name, unit, equation: written, initial } = equation;
  const within = mechanismsIn(written);
  return (
    <li className="equation">
      <p>
        <strong>{plainName(name)}</strong>{" "}
        {unit !== null && unit !== "1" && <span className="quiet">{unit}</span>}
      </p>
      <p className="formula">
        <code>
          {namesIn(written).map(({ text, isName }, k) => {
            if (!isName) return text;
            const address = link(text) ?? here({ q: text, about: null });
            return (
              <a key={k} href={address}>
                {text}
              </a>
            );
          })}
        </code>
      </p>
      {initial !== null && (
        <p className="quiet">
          at the start <code>{initial.replaceAll("`", "")}</code>
        </p>
      )}
      {mechanisms
        .filter(({ id }) => within.includes(id))
        .map(({ id, does }) => (
          <p className="quiet" key={id}>
            why: {id}, {does}
          </p>
        ))}
    </li>
  );
}
