// How the book is looked at, as the address says it, and the words for it.

import { type Counting, countings } from "../../book/count.ts";
import { type Layer, layers } from "../../network/book-flows.ts";
import { type Reading, reading } from "./choice.ts";
import type { Known } from "../engine/question.ts";
import type { Place } from "./place.ts";

export interface Looked {
  /** As written: the engine says what is wrong with it. */
  readonly asOf: string | undefined;
  readonly count: Counting;
  readonly level: "group" | "segment";
}

/** @param read where the view tells nonsense in the link */
export function lookOf(place: Place, read: Reading = reading(place)): Looked {
  const { params } = place;
  return {
    asOf: params.get("asOf") ?? undefined,
    count: read.one("count", countings, "firm", "way of counting") as Counting,
    level: read.one("level", ["group", "segment"], "group", "level") as Looked["level"],
  };
}

/** From where futures start, as written: the engine says what is wrong with it. */
export function knownOf({ params }: Place): Known {
  return { asOf: params.get("asOf") ?? undefined, from: params.get("from") ?? undefined };
}

export function layerOf(read: Reading): Layer {
  return read.one("layer", layers, "cash", "layer") as Layer;
}

export const countingChoices: readonly { readonly id: Counting; readonly words: string }[] = [
  { id: "firm", words: "firm: bound by contract" },
  { id: "expected", words: "expected: what is likely of it" },
  { id: "headline", words: "headline: as announced" },
];

export const layerChoices: readonly { readonly id: Layer; readonly words: string }[] = [
  { id: "cash", words: "cash" },
  { id: "in-kind", words: "in kind: computing, shares" },
];
