// Why the number of loops is no headline: one book, and a count for every length at which one stops to look.

import { useAsk, useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import type { Look } from "../../engine/question.ts";
import { Asked } from "../../part/states.tsx";
import { shortened } from "../../../report/short-name.ts";
import { type LoopsJson, linesOfLoops, lengthsSought } from "./loop-count.ts";

interface LoopsProps {
  readonly year: number;
  readonly layer: "cash" | "in-kind";
  readonly look: Look;
}

export function Loops({ year, layer, look }: LoopsProps) {
  const { to } = usePlace();
  const { parties } = useStage();
  const nameOf = (id: string): string => shortened(parties.find((party) => party.id === id)?.name ?? id);
  const asking = useAsk({
    want: "answer",
    question: { verb: "loops", year, layer, maxLength: lengthsSought, limit: 1, ...look },
  });
  return (
    <section aria-labelledby="why-no-count">
      <h2 id="why-no-count">Why not count loops?</h2>
      <Asked of={asking}>
        {(answer) => (
          <>
            {linesOfLoops(answer.json as LoopsJson, year, nameOf).map((line) => (
              <p key={line}>{line}</p>
            ))}
            <p>
              <a href={to("loops", { year: `${year}`, layer })}>See the loops, each with its money</a>
            </p>
          </>
        )}
      </Asked>
    </section>
  );
}
