// The map: who pays whom in a year, each party in its place for good, each arrow as wide as its money.

import { useEffect, useRef, useState } from "react";
import { countings } from "../../book/count.ts";
import { layers } from "../../network/book-flows.ts";
import { reading } from "../app/choice.ts";
import { type Asking, useAsk, useStage } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { useWidth } from "../chart/width.ts";
import type { Cast } from "../engine/cast.ts";
import type { Arrow, YearFlows } from "../engine/flows.ts";
import { dollars } from "../../report/number.ts";
import { Choices, LookChoices } from "../part/choices.tsx";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { YearSlider } from "../part/year-slider.tsx";
import { scaleOf } from "./map/bands.ts";
import { Drawing } from "./map/drawing.tsx";
import { type NameOf, chosenArrows, csvOfFlows, findingOf, hiddenLine, leftOutLine } from "./map/finding.ts";
import { FlowTable, LeftOut, PartyTable } from "./map/flow-tables.tsx";
import { mapLayout } from "./map/layout.ts";
import { Legend, RingKey } from "./map/legend.tsx";
import { kindClasses, wordsOfKind } from "./map/kinds.ts";
import { useScrollTo } from "./map/scroll-to.ts";
import { PartySearch } from "./map/party-search.tsx";
import { SideList } from "./map/side-list.tsx";
import { shortened } from "../../report/short-name.ts";
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
  const year = read.whole("year", first, last, now, "year");
  const layer = read.one("layer", layers, "cash", "layer") as YearFlows["layer"];
  const count = read.one("count", countings, "firm", "counting rule") as YearFlows["count"];
  const level = read.one("level", ["group", "segment"], "group", "level") as YearFlows["level"];
  const isNarrow = innerWidth < narrow;
  const usual = isNarrow ? "20" : "40";
  const top = read.one("top", tops, usual, "number of flows");
  const isOnlyRings = read.one("rings", ["only", "all"], "all", "choice of rings") === "only";
  const asOf = place.params.get("asOf") ?? undefined;
  const cast = useAsk({ want: "cast", asked: { level } });
  const flows = useKept(useAsk({ want: "flows", asked: { year, layer, count, level, asOf } }));
  const pickedAsked = place.params.get("pick");
  const known = new Set(cast.is === "got" ? cast.got.members.map(({ id }) => id) : []);
  const isPickKnown =
    pickedAsked
      ?.split(">")
      .slice(0, 2)
      .every((id) => known.has(id)) ?? true;
  const wrong =
    cast.is === "got" && !isPickKnown
      ? [...read.wrong, `The link chooses "${pickedAsked!.slice(0, 40)}", which is nobody on the map.`]
      : read.wrong;
  const choices = (
    <>
      <LookChoices
        layer={layer}
        count={count}
        level={level}
        onChoose={(changes) => choose("level" in changes ? { ...changes, pick: null } : changes)}
      />
      <Choices
        label="Largest flows drawn"
        value={top}
        options={tops.map((each) => [each, each] as const)}
        onChoose={(value) => choose({ top: value })}
      />
      <Choices
        label="Rings"
        value={isOnlyRings ? "only" : "all"}
        options={[
          ["all", "all flows"],
          ["only", "rings only"],
        ]}
        onChoose={(value) => choose({ rings: value === "all" ? null : value })}
      />
    </>
  );
  return (
    <>
      <h1>Who pays whom</h1>
      <p>An arrow is money that one party pays another in the year. Parties keep their places.</p>
      <Notices wrong={wrong} />
      <div className="map-controls">
        <YearSlider
          first={first}
          last={last}
          year={year}
          onYear={(to, how) => choose({ year: `${to}` }, how)}
        />
        {isNarrow ? (
          <details className="map-more">
            <summary>
              Shown: {layer}, {count}, {level}s, {top} flows
            </summary>
            <div className="map-controls">{choices}</div>
          </details>
        ) : (
          choices
        )}
        {cast.is === "got" && <PartySearch cast={cast.got} onPick={(party) => choose({ pick: party })} />}
      </div>
      <Asked of={cast}>
        {(members) => (
          <Asked of={flows}>
            {(got) => (
              <Shown
                cast={members}
                flows={got}
                most={top === "all" ? Infinity : Number(top)}
                isOnlyRings={isOnlyRings}
                picked={isPickKnown ? pickedAsked : null}
              />
            )}
          </Asked>
        )}
      </Asked>
    </>
  );
}

interface ShownProps {
  readonly cast: Cast;
  readonly flows: YearFlows;
  readonly most: number;
  readonly isOnlyRings: boolean;
  readonly picked: string | null;
}

function Shown({ cast, flows, most, isOnlyRings, picked }: ShownProps) {
  const { choose } = usePlace();
  const [measured, width] = useWidth();
  const box = useRef<HTMLDivElement>(null);
  const names = new Map(cast.members.map(({ id, name }) => [id, shortened(name)]));
  const nameOf: NameOf = (party) => names.get(party) ?? party;
  const layout = mapLayout(cast, width);
  const drawn = chosenArrows(flows, { most, ringsOnly: isOnlyRings });
  const boundaries = new Set(cast.members.filter(({ isBoundary }) => isBoundary).map(({ id }) => id));
  const finding = findingOf(flows, nameOf, (party) => boundaries.has(party));
  const what = `USD in ${flows.year}, ${flows.layer === "cash" ? "paid in cash" : "paid in kind"}, counted as ${flows.count}, ${flows.level === "group" ? "groups" : "segments"}. ${hiddenLine(flows, drawn)}`;
  useScrollTo(box, picked === null ? undefined : layout.spots.get(picked.split(">")[0]!)?.x);
  return (
    <>
      <h2 className="visually-hidden">The map of {flows.year}</h2>
      <ChartFrame
        finding={finding}
        what={what}
        csv={csvOfFlows(flows)}
        name={`map ${flows.year} ${flows.layer} ${flows.count}`}
        foot={
          <>
            <Legend scale={scaleOf(cast)} classes={kindClasses}>
              <RingKey />
            </Legend>
            <p className="quiet">{leftOutLine(flows)}</p>
          </>
        }
      >
        <a className="skip-map" href="#map-list" onClick={toList}>
          Past the map to its list
        </a>
        <div ref={measured} />
        <div className="map-box" ref={box}>
          {width > 0 && (
            <Drawing
              layout={layout}
              arrows={drawn}
              scale={scaleOf(cast)}
              classes={kindClasses}
              wordsOf={(arrow) => wordsOfArrow(arrow, nameOf)}
              picked={picked}
              onPick={(id) => choose({ pick: id === picked ? null : id })}
              nameOf={nameOf}
              label={finding}
            />
          )}
        </div>
        {drawn.length === 0 && (
          <Empty>
            {flows.arrows.length === 0
              ? `Nothing is known to be paid ${flows.layer === "cash" ? "in cash" : "in kind"} in ${flows.year}, counted as ${flows.count}.`
              : `No ring closes in ${flows.year}, counted as ${flows.count}.`}
          </Empty>
        )}
      </ChartFrame>
      <SideList flows={flows} picked={picked} nameOf={nameOf} />
      <section id="map-list" tabIndex={-1} aria-label="The map as lists">
        <h2>The same as lists</h2>
        <FlowTable flows={flows} nameOf={nameOf} />
        <PartyTable flows={flows} nameOf={nameOf} />
        <LeftOut flows={flows} />
      </section>
    </>
  );
}

function wordsOfArrow({ payer, payee, amount, kind, isInRing }: Arrow, nameOf: NameOf): string {
  const ring = isInRing ? ", in a ring that closes" : "";
  return `${nameOf(payer)} pays ${nameOf(payee)} ${dollars(amount)} ${wordsOfKind(kind)}${ring}`;
}

function toList(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("map-list")?.focus();
}

/** What was shown stays until the next has come, so that the map does not flicker from year to year. */
function useKept<T>(asking: Asking<T>): Asking<T> {
  const [kept, setKept] = useState<Asking<T>>();
  useEffect(() => {
    if (asking.is === "got") setKept(asking);
  }, [asking]);
  return asking.is === "loading" && kept ? kept : asking;
}
