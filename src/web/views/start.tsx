// The first screen: what this is, the founding loop in a sentence and a picture, and the ways on.

import type { ReactNode } from "react";
import { useAsk } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { openingWanted } from "../app/answers.ts";
import { Asked, Empty } from "../part/states.tsx";
import type { Opening } from "../engine/opening.ts";
import { money } from "../../report/number.ts";
import { LoopPicture } from "./loop-picture.tsx";
import { pledgeYears, power, years } from "./loop-words.ts";
import { WaysOn } from "./ways-on.tsx";
import "./start.css";

export default function Start() {
  const { place } = usePlace();
  const asking = useAsk(openingWanted(place));
  return (
    <div className="start">
      <h1>Does AI’s money go in a circle?</h1>
      <p className="lede">
        Roundtrip is an open model of who funds, supplies and owes whom in AI. Follow the money, see what may
        come next, and find the source behind every figure.
      </p>
      <Asked of={asking}>
        {(opening) =>
          opening.loop ? (
            <>
              <Sentence opening={opening} />
              <LoopPicture opening={opening} />
            </>
          ) : (
            <Empty>This book names no loop to begin with.</Empty>
          )
        }
      </Asked>
      {asking.is === "got" && <WaysOn />}
    </div>
  );
}

/** One sentence; each figure opens the legs that it is made of. */
function Sentence({ opening }: { opening: Opening }) {
  const { here } = usePlace();
  const { loop, names, over, back } = opening;
  const long = pledgeYears(opening);
  const longest = back.find((part) => part.years === long);
  const gw = power(opening);
  const sized = back.find((part) => part.hasCapacity);
  const figure = (legs: readonly string[], shown: ReactNode) => (
    <a className="figure" href={here({ open: legs })}>
      {shown}
    </a>
  );
  return (
    <p className="loop-sentence">
      {names.investor} has put{" "}
      {figure(
        over.map(({ leg }) => leg),
        money(loop!.putInUsd),
      )}{" "}
      into {names.lab}; {names.lab} has pledged to spend{" "}
      {figure(
        back.filter(({ usd }) => usd !== null).map(({ leg }) => leg),
        money(loop!.pledgedUsd),
      )}{" "}
      with {names.investor}
      {long !== undefined && <> over {figure([longest!.leg], years(long))}</>}
      {gw !== undefined && sized && <>, for up to {figure([sized.leg], gw)} of computers</>}.
    </p>
  );
}
