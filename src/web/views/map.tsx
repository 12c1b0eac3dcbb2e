// The map: who pays whom in a year, or who owes whom on a day; each party in its place for good, each arrow as wide as its
// money.

import { useEffect, useState } from "react";
import { countings } from "../../book/count.ts";
import { layers } from "../../network/book-flows.ts";
import { shortened } from "../../report/short-name.ts";
import { reading } from "../app/choice.ts";
import { type Asking, useAsk, useStage } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import type { Cast } from "../engine/cast.ts";
import type { FlowsAsked } from "../engine/flows.ts";
import { Choices, CountingChoices, LookChoices } from "../part/choices.tsx";
import { Asked, Notices } from "../part/states.tsx";
import { YearSlider } from "../part/year-slider.tsx";
import { DayField } from "./map/day-field.tsx";
import { ClaimsMap } from "./map/claims.tsx";
import { Payments } from "./map/payments.tsx";
import { PartySearch } from "./map/party-search.tsx";
import "./map.css";

const tops = ["10", "20", "40", "80", "all"];
/** Fewer arrows, and choices folded away, where the screen is narrow. */
const narrow = 640;

export default function MapView() {
  const stage = useStage();
  const { place, choose } = usePlace();
  const read = reading(place);
  const { first, last } = stage.years;
  const now = Math.min(last, Math.max(first, Number(stage.day.slice(0, 4))));
  const isOfClaims = read.one("draw", ["payments", "claims"], "payments", "drawing") === "claims";
  const year = read.whole("year", first, last, now, "year");
  const layer = read.one("layer", layers, "cash", "layer") as FlowsAsked["layer"];
  const count = read.one("count", countings, "firm", "counting rule") as FlowsAsked["count"];
  const level = read.one("level", ["group", "segment"], "group", "level") as FlowsAsked["level"];
  const isNarrow = innerWidth < narrow;
  const top = read.one("top", tops, isNarrow ? "20" : "40", "number of flows");
  const isOnlyRings = read.one("rings", ["only", "all"], "all", "choice of rings") === "only";
  const asOf = place.params.get("asOf") ?? undefined;
  const cast = useAsk({ want: "cast", asked: { level } });
  const pickedAsked = place.params.get("pick");
  const isPickKnown = cast.is !== "got" || isOnMap(pickedAsked, cast.got);
  const wrong = isPickKnown
    ? read.wrong
    : [...read.wrong, `The link chooses "${pickedAsked!.slice(0, 40)}", which is nobody on the map.`];
  const drawn = {
    most: top === "all" ? Infinity : Number(top),
    picked: isPickKnown ? pickedAsked : null,
  };
  const chooseLook = (changes: Readonly<Record<string, string>>): void =>
    choose("level" in changes ? { ...changes, pick: null } : changes);
  const choices = (
    <>
      {isOfClaims ? (
        <CountingChoices count={count} level={level} onChoose={chooseLook} />
      ) : (
        <LookChoices layer={layer} count={count} level={level} onChoose={chooseLook} />
      )}
      <Choices
        label="Largest arrows drawn"
        value={top}
        options={tops.map((each) => [each, each] as const)}
        onChoose={(value) => choose({ top: value })}
      />
      {!isOfClaims && (
        <Choices
          label="Rings"
          value={isOnlyRings ? "only" : "all"}
          options={[
            ["all", "all flows"],
            ["only", "rings only"],
          ]}
          onChoose={(value) => choose({ rings: value === "all" ? null : value })}
        />
      )}
    </>
  );
  return (
    <>
      <h1>{isOfClaims ? "Who owes whom" : "Who pays whom"}</h1>
      <p>
        {isOfClaims
          ? "An arrow leads from who owes or has promised to whom it is owed or promised. Parties keep their places."
          : "An arrow is money that one party pays another in the year. Parties keep their places."}
      </p>
      <Notices wrong={wrong} />
      <div className="map-controls">
        <Choices
          label="Drawn"
          value={isOfClaims ? "claims" : "payments"}
          options={[
            ["payments", "payments of a year"],
            ["claims", "claims on a day"],
          ]}
          onChoose={(to) => choose({ draw: to === "payments" ? null : to, pick: null })}
        />
        {isOfClaims ? (
          <DayField asOf={asOf} newest={stage.day} />
        ) : (
          <YearSlider
            first={first}
            last={last}
            year={year}
            onYear={(to, how) => choose({ year: `${to}` }, how)}
          />
        )}
        {isNarrow ? (
          <details className="map-more">
            <summary>
              Shown: {isOfClaims ? "" : `${layer}, `}
              {count}, {level}s, {top} arrows
            </summary>
            <div className="map-controls">{choices}</div>
          </details>
        ) : (
          choices
        )}
        {cast.is === "got" && <PartySearch cast={cast.got} onPick={(party) => choose({ pick: party })} />}
      </div>
      <Asked of={cast}>
        {(members) =>
          isOfClaims ? (
            <OfClaims cast={members} asked={{ count, level, asOf }} {...drawn} />
          ) : (
            <OfYear
              cast={members}
              asked={{ year, layer, count, level, asOf }}
              isOnlyRings={isOnlyRings}
              {...drawn}
            />
          )
        }
      </Asked>
    </>
  );
}

function isOnMap(picked: string | null, { members }: Cast): boolean {
  const known = new Set(members.map(({ id }) => id));
  return (
    picked === null ||
    picked
      .split(">")
      .slice(0, 2)
      .every((id) => known.has(id))
  );
}

interface DrawnProps {
  readonly cast: Cast;
  readonly most: number;
  readonly picked: string | null;
}

function OfYear({
  asked,
  ...drawn
}: DrawnProps & { readonly asked: FlowsAsked; readonly isOnlyRings: boolean }) {
  const flows = useKept(useAsk({ want: "flows", asked }));
  return (
    <Asked of={flows}>{(got) => <Payments {...drawn} flows={got} nameOf={namesIn(drawn.cast)} />}</Asked>
  );
}

function OfClaims({ asked, ...drawn }: DrawnProps & { readonly asked: Omit<FlowsAsked, "year" | "layer"> }) {
  const claims = useKept(useAsk({ want: "claims", asked }));
  return (
    <Asked of={claims}>{(got) => <ClaimsMap {...drawn} claims={got} nameOf={namesIn(drawn.cast)} />}</Asked>
  );
}

function namesIn({ members }: Cast): (party: string) => string {
  const names = new Map(members.map(({ id, name }) => [id, shortened(name)]));
  return (party) => names.get(party) ?? party;
}

/** What was shown stays until the next has come, so that the map does not flicker from year to year. */
function useKept<T>(asking: Asking<T>): Asking<T> {
  const [kept, setKept] = useState<Asking<T>>();
  useEffect(() => {
    if (asking.is === "got") setKept(asking);
  }, [asking]);
  return asking.is === "loading" && kept ? kept : asking;
}
