// How the book is looked at, as the address says it: day, counting rule, level. Choices that hold in every view.

import type { Counting } from "../../book/count.ts";
import type { Look } from "../engine/question.ts";
import type { Place } from "./place.ts";

const countings: readonly Counting[] = ["firm", "expected", "headline"];

/** What the address does not say, or says wrongly, is as on the command line. */
export function lookOf({ params }: Pick<Place, "params">): Look {
  const count = countings.find((one) => one === params.get("count"));
  const level = (["group", "segment"] as const).find((one) => one === params.get("level"));
  return { asOf: params.get("asOf") ?? undefined, count, level };
}
