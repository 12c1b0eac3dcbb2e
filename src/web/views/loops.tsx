// Loops of a year: the list, one of them leg by leg, and all of the year's money with its way back.

import { didYouMean } from "../../error/nearest.ts";
import { dollars } from "../../report/number.ts";
import { type Reading, reading } from "../app/choice.ts";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { countingChoices, layerChoices, layerOf, lookOf } from "../app/look.ts";
import { usePlace } from "../app/place.ts";
import type { Answered } from "../engine/message.ts";
import { AnswerView } from "../part/answer-view.tsx";
import { Options, Select, YearChoice } from "../part/choices.tsx";
import { useShortNames } from "../part/names.ts";
import { Asked, Empty, Notices } from "../part/states.tsx";
import { type LoopsJson, type Ring, ringsOf } from "../read/loops.ts";
import { LoopWalk } from "./loop-walk.tsx";
import { WayBack } from "./way-back.tsx";
import "./money.css";

/** As the command line lists them. */
const asked = { maxLength: 5, limit: 20 };

export default function Loops() {
  const { place, choose } = usePlace();
  const { years, day } = useStage();
  const read = reading(place);
  const look = lookOf(place, read);
  const layer = layerOf(read);
  const year = read.whole("year", years.first, years.last, Number(day.slice(0, 4)), "year");
  const asking = useAsk({ want: "answer", question: { verb: "loops", ...look, ...asked, year, layer } });
  return (
    <>
      <h1>Loops</h1>
      <p>
        A loop is money that one party puts into another and that comes back to it as sales, directly or
        through others. What can go all the way round is the smallest payment on the way.
      </p>
      <div className="choice-bar">
        <YearChoice
          year={year}
          {...years}
          onChoose={(chosen) => choose({ year: `${chosen}`, loop: null, step: null })}
        />
        <Select
          label="Money"
          value={layer}
          choose={(chosen) => choose({ layer: chosen, loop: null, step: null })}
        >
          <Options of={layerChoices} />
        </Select>
        <Select
          label="Counting"
          value={look.count}
          choose={(chosen) => choose({ count: chosen, loop: null, step: null })}
        >
          <Options of={countingChoices} />
        </Select>
      </div>
      <Asked of={asking}>
        {(answer) => <Found answer={answer} read={read} view={{ ...look, year, layer }} />}
      </Asked>
    </>
  );
}

type LoopsView = ReturnType<typeof lookOf> & { readonly year: number; readonly layer: "cash" | "in-kind" };

function Found({ answer, read, view }: { answer: Answered; read: Reading; view: LoopsView }) {
  const { place } = usePlace();
  const rings = ringsOf(answer.json as LoopsJson);
  const wanted = place.params.get("loop");
  const ring = rings.find(({ id }) => id === wanted) ?? rings[0];
  const wrong =
    wanted === null || ring?.id === wanted
      ? read.wrong
      : [...read.wrong, unknownLoop(wanted, rings, view.year)];
  return (
    <>
      <Notices wrong={wrong} />
      {ring ? (
        <>
          <LoopList rings={rings} chosen={ring} year={view.year} />
          <h2>Once round, leg by leg</h2>
          <LoopWalk key={ring.id} ring={ring} view={view} />
        </>
      ) : (
        <Empty>
          {answer.sentence}, counting {countingChoices.find(({ id }) => id === view.count)?.words}. A loop
          needs money put in and sales that come back within the year: try a year beside it, or another way of
          counting.
        </Empty>
      )}
      <h2>The money of the year, and its way back</h2>
      <WayBack rings={rings} view={view} />
      <h2>The loops as a table</h2>
      <AnswerView answer={answer} title={`Loops of ${view.year}`} />
    </>
  );
}

function unknownLoop(wanted: string, rings: readonly Ring[], year: number): string {
  const remedy = didYouMean(
    wanted,
    rings.map(({ id }) => id),
  );
  return `The link asks for the loop ${wanted.slice(0, 60)}, which is none of ${year} as it is counted here. ${remedy}`;
}

function LoopList({ rings, chosen, year }: { rings: readonly Ring[]; chosen: Ring; year: number }) {
  const { here } = usePlace();
  const name = useShortNames();
  const largest = rings[0]!.throughput;
  return (
    <nav aria-label={`Loops of ${year}`}>
      <ol className="loop-list">
        {rings.map((ring) => (
          <li key={ring.id}>
            <a
              href={here({ loop: ring.id, step: null })}
              aria-current={ring.id === chosen.id ? "true" : undefined}
            >
              <span className="loop-way">{wayOf(ring, name)}</span>
              <span className="loop-most">
                <span
                  className="loop-bar"
                  aria-hidden="true"
                  style={{ inlineSize: `${(ring.throughput / largest) * 100}%` }}
                />
                <span>{dollars(ring.throughput)} can go round</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function wayOf({ sides }: Ring, name: (id: string) => string): string {
  return [...sides.map(({ payer }) => payer), sides[0]!.payer].map(name).join(" → ");
}
