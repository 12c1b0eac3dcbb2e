// Who stands on the map of a cascade: the parties that take part in it, each where it stands on the map of payments.

import type { Cast, Member } from "../../engine/cast.ts";
import type { Step } from "./steps.ts";

/** What the simulation has beside the parties of the book stands where its like does. */
const likes: Readonly<Record<string, string>> = {
  investors: "investor",
  lenders: "lender",
  customers: "enterprise",
  others: "enterprise",
  "other-neoclouds": "neocloud",
  "other-labs": "lab",
};

/** In the order of the cast; boxes are sized by what is handed on in all rounds, so that they hold from one to the next. */
export function membersOf(
  steps: readonly Step[],
  parties: ReadonlySet<string>,
  { members }: Cast,
  kindOf: (party: string) => string | undefined,
): Member[] {
  const sums = new Map<string, { pays: number; paid: number }>();
  for (const { payer, payee, amount } of steps.flatMap(({ arrows }) => arrows)) {
    for (const [party, side] of [
      [payer, "pays"],
      [payee, "paid"],
    ] as const) {
      const sum = sums.get(party) ?? { pays: 0, paid: 0 };
      sums.set(party, { ...sum, [side]: sum[side] + amount });
    }
  }
  const known = new Set(members.map(({ id }) => id));
  const sized = (member: Member): Member => ({ ...member, ...(sums.get(member.id) ?? { pays: 0, paid: 0 }) });
  return [
    ...members.filter(({ id }) => parties.has(id)).map(sized),
    ...[...parties]
      .filter((id) => !known.has(id))
      .toSorted()
      .map((id) =>
        sized({
          id,
          name: id,
          kind: likes[id] ?? kindOf(id) ?? "enterprise",
          isBoundary: id in likes,
          pays: 0,
          paid: 0,
        }),
      ),
  ];
}
