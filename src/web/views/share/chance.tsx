// Whether the circular share is more than chance makes it: asked for, since it takes a while, in a worker of its own that ends
// when it is left.

import { Button } from "react-aria-components";
import { useAskAlone } from "../../app/own-engine.ts";
import { usePlace } from "../../app/place.ts";
import type { Look } from "../../engine/question.ts";
import { AnswerView } from "../../part/answer-view.tsx";
import { Asked } from "../../part/states.tsx";

interface ChanceProps {
  readonly year: number;
  readonly layer: "cash" | "in-kind";
  readonly look: Look;
  /** Whether the reader has asked for it. */
  readonly isAsked: boolean;
}

export function AgainstChance({ year, layer, look, isAsked }: ChanceProps) {
  const { choose } = usePlace();
  return (
    <section aria-labelledby="against-chance">
      <h2 id="against-chance">More than chance?</h2>
      <p>
        Some money goes round in any network. To tell whether this is more, it is compared with networks drawn
        at random in which every party pays as many others, is paid by as many, and pays and receives the same
        sums.
      </p>
      {isAsked ? (
        <>
          <Button className="button" onPress={() => choose({ chance: null })}>
            Leave it
          </Button>
          <Compared year={year} layer={layer} look={look} />
        </>
      ) : (
        <p className="row">
          <Button className="button primary" onPress={() => choose({ chance: "yes" })}>
            Compare {year} with chance
          </Button>
          <span className="quiet">It takes up to half a minute; the rest of the page answers meanwhile.</span>
        </p>
      )}
    </section>
  );
}

function Compared({ year, layer, look }: Omit<ChanceProps, "isAsked">) {
  const asking = useAskAlone({ want: "answer", question: { verb: "chance", year, layer, ...look } });
  return (
    <Asked of={asking}>
      {(answer) => (
        <>
          <p className="finding" role="status">
            {answer.sentence}.
          </p>
          <details className="sources">
            <summary>All figures, and what is compared</summary>
            <AnswerView answer={answer} title={`Against chance ${year}`} />
          </details>
        </>
      )}
    </Asked>
  );
}
