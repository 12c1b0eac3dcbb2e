// One loop: the ring, the way round leg by leg, and what each payment rests on.

import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { dollars } from "../../report/number.ts";
import { useAsks } from "../app/engine-context.tsx";
import { useStill } from "../app/motion.ts";
import { usePlace } from "../app/place.ts";
import { reading } from "../app/choice.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { RingDiagram } from "../chart/ring-diagram.tsx";
import { useWidth } from "../chart/width.ts";
import { csvText } from "../part/csv-text.ts";
import { useShortNames } from "../part/names.ts";
import { Notices } from "../part/states.tsx";
import type { Ring } from "../read/loops.ts";
import { type RecordJson, whenOf } from "../read/record.ts";
import { LegList } from "./loop-legs.tsx";

interface WalkProps {
  readonly ring: Ring;
  readonly view: { readonly year: number; readonly layer: string; readonly count: string };
}

/** How long a leg is shown while the loop plays. */
const legTime = 2200;

export function LoopWalk({ ring, view: { year, layer, count } }: WalkProps) {
  const { place, here, choose } = usePlace();
  const name = useShortNames();
  const [room, width] = useWidth();
  const isStill = useStill();
  const [isPlaying, setPlaying] = useState(false);
  const read = reading(place);
  const legs = ring.sides.length;
  const step = read.whole("step", 1, legs, 1, "leg of this loop") - 1;
  const when = useWhen(ring);
  useEffect(() => {
    if (!isPlaying) return;
    if (step === legs - 1) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => choose({ step: `${step + 2}` }, "replace"), legTime);
    return () => clearTimeout(timer);
  }, [isPlaying, step, legs, choose]);
  const goTo = (next: number): void => {
    setPlaying(false);
    choose({ step: `${next + 1}` }, "replace");
  };
  const play = (): void => {
    if (!isPlaying && step === legs - 1) choose({ step: "1" }, "replace");
    setPlaying(!isPlaying);
  };
  const way = [...ring.sides.map(({ payer }) => payer), ring.sides[0]!.payer].map(name).join(" → ");
  const now = ring.sides[step]!;
  return (
    <>
      <Notices wrong={read.wrong} />
      <ChartFrame
        finding={`${dollars(ring.throughput)} of ${year} can go all the way round: ${way}`}
        what={`What each party pays the next in ${year}, USD, ${layer}, ${count}. Strong line: what can go round.`}
        name={`loop ${ring.id} ${year}`}
        csv={legsCsv(ring, when)}
        foot={<LegList ring={ring} step={step} when={when} />}
      >
        <div ref={room}>
          {width > 0 && (
            <RingDiagram
              ring={ring}
              step={step}
              width={width}
              name={name}
              sideLink={(k) => here({ step: `${k + 1}` })}
              partyLink={(id) => here({ open: id })}
              isMoving={!isStill}
              label={`The loop ${way}`}
            />
          )}
        </div>
        <div className="walk">
          <Button className="button" isDisabled={step === 0} onPress={() => goTo(step - 1)}>
            ‹ Previous leg
          </Button>
          <Button className="button primary" onPress={play}>
            {isPlaying ? "Pause" : "Play"}
          </Button>
          <Button className="button" isDisabled={step === legs - 1} onPress={() => goTo(step + 1)}>
            Next leg ›
          </Button>
        </div>
        <p className="walk-now" role="status">
          <strong>
            Leg {step + 1} of {legs}:
          </strong>{" "}
          {name(now.payer)} {now.isFunding ? "puts" : "pays"} {dollars(now.amount)}{" "}
          {now.isFunding ? "into" : "to"} {name(now.payee)}, for{" "}
          {[...new Set(now.flows.map((flow) => flow.for))].join(" and ")}.
        </p>
      </ChartFrame>
    </>
  );
}

/** When each leg of the ring moves, by its id, as its records say; undefined while they are on their way. */
function useWhen(ring: Ring): ReadonlyMap<string, string> | undefined {
  const ids = [...new Set(ring.sides.flatMap(({ flows }) => flows.map(({ leg }) => leg)))];
  const asking = useAsks(ids.map((id) => ({ want: "answer", question: { verb: "show", id } }) as const));
  return asking.is === "got"
    ? new Map(ids.map((id, k) => [id, whenOf(asking.got[k]!.json as RecordJson, id)]))
    : undefined;
}

function legsCsv(ring: Ring, when: ReadonlyMap<string, string> | undefined): string {
  return csvText(
    ["step", "payer", "payee", "USD of the year", "for", "when", "leg", "deal", "can go round, USD"],
    ring.sides.flatMap(({ payer, payee, flows }, k) =>
      flows.map((flow) => [
        k + 1,
        payer,
        payee,
        flow.amountUsd,
        flow.for,
        when?.get(flow.leg) ?? null,
        flow.leg,
        flow.deal,
        ring.throughput,
      ]),
    ),
  );
}
