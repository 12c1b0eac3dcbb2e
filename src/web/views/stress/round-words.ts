// What a round of a cascade says, in sentences, and its arrows as a file.

import { csvOf } from "../../../report/csv.ts";
import { dollars } from "../../../report/number.ts";
import { asSentence } from "./choice.ts";
import type { Lost, Step } from "./steps.ts";
import { wordsOfHanded } from "./steps.ts";

type Name = (id: string) => string;

export function stepName({ round, when }: Pick<Step, "round" | "when">): string {
  const name = round === null ? "After the last round" : `Round ${round}`;
  return when === "" ? name : `${name}, ${when}`;
}

/** Who hands on most, and to whom. */
export function stepFinding(step: Step, name: Name): string {
  const { arrows, hits } = step;
  const [most] = arrows;
  if (!most) {
    const [hit] = hits;
    const own = hit ? `; ${name(hit.party)} loses ${hit.shown} of ${hit.what}` : "";
    return `${stepName(step)}: nobody is known to hand a loss on${own}`;
  }
  const byPayer = new Map<string, number>();
  for (const { payer, amount } of arrows) byPayer.set(payer, (byPayer.get(payer) ?? 0) + amount);
  const [giver, given] = [...byPayer].toSorted((a, b) => b[1] - a[1])[0]!;
  const own = arrows.filter(({ payer }) => payer === giver);
  const largest = own[0]!;
  const whom = `${name(largest.payee)} ${dollars(largest.amount)} ${wordsOfHanded(largest.kind)}`;
  const all = own.length === 1 ? "" : `, of ${dollars(given)} in all`;
  return `${stepName(step)}: most comes from ${name(giver)}, to ${whom}${all}`;
}

/** What is told of a party on the map. */
export function lostWords({ now, before, hit, isHitNow }: Lost): string {
  return asSentence(
    [
      now > 0 ? `is handed ${dollars(now)} in this round` : "is handed nothing in this round",
      ...(before > 0 ? [`${dollars(before)} before`] : []),
      ...(hit
        ? [
            `${isHitNow ? "now first loses" : "first lost"}${hit.shown === "" ? "" : ` ${hit.shown} of`} ${hit.what}`,
          ]
        : []),
    ].join("; "),
  );
}

/** All arrows of all rounds. */
export function csvOfSteps(steps: readonly Step[]): string {
  return csvOf({
    blocks: [],
    csv: {
      columns: ["round", "quarters", "from", "to", "kind", "usd", "low", "high", "legs"],
      rows: steps.flatMap(({ round, when, arrows }) =>
        arrows.map(({ payer, payee, kind, amount, interval, legs }) => [
          round,
          when,
          payer,
          payee,
          kind,
          amount,
          interval?.[0] ?? null,
          interval?.[1] ?? null,
          legs.join(" "),
        ]),
      ),
    },
  });
}
