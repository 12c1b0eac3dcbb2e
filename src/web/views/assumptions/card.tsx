// One assumption: what it stands for, its interval drawn, its reason, and a field to set it.

import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components";
import { troubleOf, useEngine } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { lookOf } from "../../app/look.ts";
import { type Assumption, placeOnScale, settingOf, settingsWith } from "./assumption.ts";

interface CardProps {
  readonly row: Assumption;
  /** The figures as people read them. */
  readonly shown: { readonly interval: string; readonly central: string } | undefined;
}

const usedWords = {
  drawn: "drawn",
  fixed: "the same in all futures",
  "not used": "not used by the equations",
};

export function AssumptionCard({ row, shown }: CardProps) {
  const { place, here } = usePlace();
  const { id, parameter, distribution, reason, used, uses, sources } = row;
  const setting = settingOf(place.params.getAll("set"), id);
  return (
    <li className={setting === undefined ? "card claim" : "card claim changed"}>
      {setting !== undefined && (
        <p className="verdict open">
          <span aria-hidden="true">✎</span> Changed by you to {setting}
        </p>
      )}
      <p className="said">{parameter}</p>
      <p>
        {shown?.interval}{" "}
        <span className="quiet">
          {distribution}, {usedWords[used]}
        </span>
      </p>
      <Interval row={row} />
      {reason !== null && <p>{reason}</p>}
      <p className="quiet">
        <a href={here({ open: id })}>{id}</a>
        {sources.length + uses.length > 0 &&
          `, with ${sources.length === 1 ? "1 source" : `${sources.length} sources`} and ${uses.length === 1 ? "1 figure" : `${uses.length} figures`} behind it`}
      </p>
      {used !== "not used" && (
        <SetField id={id} setting={setting} usual={shown?.central ?? ""} name={parameter} />
      )}
    </li>
  );
}

function Interval({ row: { low, high, central } }: { row: Assumption }) {
  const [from, to] = [placeOnScale(low, central), placeOnScale(high, central)];
  if (from === undefined || to === undefined) return null;
  return (
    <svg className="interval" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">
      <line className="axis" x1={0} x2={200} y1={8} y2={8} />
      <rect className="bar" x={from * 200} width={Math.max(1, (to - from) * 200)} y={4} height={8} />
      <line className="middle" x1={100} x2={100} y1={0} y2={16} />
    </svg>
  );
}

/** Sets one assumption; the engine says whether it can be. */
function SetField({
  id,
  setting,
  usual,
  name,
}: {
  id: string;
  setting: string | undefined;
  usual: string;
  name: string;
}) {
  const { place, choose } = usePlace();
  const engine = useEngine();
  const [text, setText] = useState(setting ?? "");
  const [fault, setFault] = useState("");
  const faultId = `fault-${id}`;
  const put = (value: string | undefined): void =>
    choose({ set: settingsWith(place.params.getAll("set"), id, value) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const value = text.trim();
    if (value === "") {
      put(undefined);
      return;
    }
    engine.ask({ want: "settings", set: [`${id}=${value}`], look: { asOf: lookOf(place).asOf } }).then(
      () => {
        setFault("");
        put(value);
      },
      (error: unknown) => {
        const { message, remedy } = troubleOf(error);
        setFault(`${message} ${remedy}`);
      },
    );
  };
  return (
    <form className="row set-field" onSubmit={submit}>
      <input
        type="text"
        aria-label={`Set ${name}`}
        aria-invalid={fault !== ""}
        aria-describedby={fault === "" ? undefined : faultId}
        placeholder={usual}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" className="button">
        Set
      </Button>
      {setting !== undefined && (
        <Button
          className="button"
          onPress={() => {
            setText("");
            put(undefined);
          }}
        >
          Take back
        </Button>
      )}
      {fault !== "" && (
        <p id={faultId} role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
