// The cascade on the map: round by round, who hands what to whom, and what each has lost by then.

import { reading } from "../../app/choice.ts";
import { useAsk, useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import type { Cast } from "../../engine/cast.ts";
import { Asked, Empty, Notices } from "../../part/states.tsx";
import type { Told } from "../map/drawing.tsx";
import type { KindClass } from "../map/kinds.ts";
import { Legend } from "../map/legend.tsx";
import { MeasuredMap } from "../map/measured-map.tsx";
import { dollars } from "../../../report/number.ts";
import { RoundChooser } from "./round-chooser.tsx";
import { membersOf } from "./round-members.ts";
import { RoundLists } from "./round-lists.tsx";
import { csvOfSteps, lostWords, stepFinding, stepName } from "./round-words.ts";
import { type HandedArrow, type PlaceOf, type Step, lossesIn, partiesIn, wordsOfHanded } from "./steps.ts";
import { ToneKey, toneOf } from "./tones.tsx";
import "../map.css";

interface RoundsMapProps {
  readonly steps: readonly Step[];
  readonly classes: readonly KindClass[];
  readonly placeOf: PlaceOf;
  readonly name: (id: string) => string;
  /** Who falls by the shock itself. */
  readonly failed: ReadonlySet<string>;
  /** What figures are, such as means of futures. */
  readonly what: string;
  readonly file: string;
}

/** A group stands for its segments. */
export function usePlaceOf(): PlaceOf {
  const { parties } = useStage();
  const groups = new Map(parties.map(({ id, group }) => [id, group]));
  return (party) => groups.get(party) ?? party;
}

export function RoundsMap(props: RoundsMapProps) {
  const cast = useAsk({ want: "cast", asked: { level: "group" } });
  if (props.steps.length === 0) return <Empty>Nobody is hit.</Empty>;
  return <Asked of={cast}>{(got) => <OfRounds {...props} cast={got} />}</Asked>;
}

/** How wide the widest arrow of a round is drawn, in pixels. */
const widest = 26;
/** On how many arrows their amount is written. */
const written = { wide: 12, narrow: 7 };
const narrow = 640;

function OfRounds({
  steps,
  classes,
  placeOf,
  name,
  failed,
  what,
  file,
  cast,
}: RoundsMapProps & { readonly cast: Cast }) {
  const { place, choose } = usePlace();
  const { parties } = useStage();
  const read = reading(place);
  const at = read.whole("round", 1, steps.length, 1, "round") - 1;
  const step = steps[at]!;
  const all = new Set([...partiesIn(steps, placeOf), ...failed]);
  const kinds = new Map(parties.map(({ id, kind }) => [id, kind]));
  const members = membersOf(steps, all, cast, (id) => kinds.get(id));
  const lost = lossesIn(steps, at, placeOf);
  const picked = pickedIn(place.params.get("pick"), all, steps);
  const wrong = picked === undefined ? ["The link chooses somebody who takes no part in this cascade."] : [];
  const most = Math.max(0, ...step.arrows.map(({ amount }) => amount));
  const scale = most > 0 ? widest / most : 0;
  const told = new Map(
    [...all].map((id): [string, Told] => {
      const one = lost.get(id);
      const words = [...(failed.has(id) ? ["Fails"] : []), ...(one ? [lostWords(one)] : [])];
      return [id, { words: words.join(". ") || "Not reached yet", tone: toneOf(one, failed.has(id)) }];
    }),
  );
  const finding = stepFinding(step, name);
  const scaled = most > 0 ? ` The widest arrow of this round is ${dollars(most)}.` : "";
  return (
    <>
      <Notices wrong={[...read.wrong, ...wrong]} />
      <RoundChooser
        steps={steps}
        at={at}
        onAt={(to, how) => choose({ round: to === 0 ? null : `${to + 1}` }, how)}
      />
      <ChartFrame
        finding={finding}
        what={`${what}${scaled}`}
        csv={csvOfSteps(steps)}
        name={`${file} ${stepName(step)}`}
        foot={
          <Legend scale={scale} classes={classes}>
            <ToneKey />
          </Legend>
        }
      >
        <MeasuredMap
          cast={{ ...cast, members }}
          arrows={step.arrows}
          scale={scale}
          classes={classes}
          wordsOf={(arrow) => arrowWords(arrow, name)}
          toldOf={told}
          written={(width) => (width < narrow ? written.narrow : written.wide)}
          picked={picked ?? null}
          // Who was chosen, else who hands on most.
          middle={picked?.split(">")[0] ?? step.arrows[0]?.payer ?? [...failed][0]}
          nameOf={name}
          label={finding}
        />
      </ChartFrame>
      <RoundLists step={step} lost={lost} picked={picked ?? null} name={name} />
    </>
  );
}

/** Undefined where the link chooses nobody of the cascade. */
function pickedIn(
  asked: string | null,
  all: ReadonlySet<string>,
  steps: readonly Step[],
): string | null | undefined {
  if (asked === null || all.has(asked)) return asked;
  const [payer = "", payee = "", kind = ""] = asked.split(">");
  const isOne = steps.some(({ arrows }) =>
    arrows.some((arrow) => arrow.payer === payer && arrow.payee === payee && arrow.kind === kind),
  );
  return isOne ? asked : undefined;
}

function arrowWords({ payer, payee, amount, kind }: HandedArrow, name: (id: string) => string): string {
  return `${name(payer)} hands ${name(payee)} a loss of ${dollars(amount)} ${wordsOfHanded(kind)}`;
}
