// Books that lie over one another: records are added, replaced or cancelled by id.

import type { Fault } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { idOf } from "./book.ts";
import { type Collection, type Written, collections } from "./format.ts";
import type { Entry, Records } from "./read.ts";
import { faultAt } from "./source-text.ts";
import { nodeAt } from "./tree.ts";

/** The entries of all layers by collection and id, in the order in which they first appeared. */
export type Joined = { readonly [C in Collection]: Map<string, Entry<C>> };

/**
 * Lays books over one another, the first at the bottom.
 *
 * A record whose id is new is added. `overlay: replace` puts a record in the place of the one
 * below; `overlay: cancel` takes it away. An id that is there already and says neither is a fault,
 * and so is an overlay of something that is not there: neither may happen by accident.
 */
export function joinLayers(layers: readonly Records[]): {
  joined: Joined;
  faults: Fault[];
  cancelled: ReadonlySet<string>;
} {
  const faults: Fault[] = [];
  const cancelled = new Set<string>();
  const joined = Object.fromEntries(
    Object.keys(collections).map((name) => [name, new Map()]),
  ) as unknown as Joined;
  layers.forEach((layer, depth) => {
    for (const name of Object.keys(collections) as Collection[]) {
      const below = joined[name] as Map<string, Entry>;
      const here = new Set<string>();
      for (const entry of layer.entries[name] as Entry[]) {
        const id = idOf(name, entry.record);
        const overlay = (entry.record as { overlay?: "replace" | "cancel" }).overlay;
        const fault = (code: string, message: string, remedy: string): void => {
          const at = nodeAt(entry.node, ["id"]).node;
          faults.push(faultAt(entry.source, at.start, at.end, code, message, remedy));
        };
        if (here.has(id)) {
          fault(
            "BOOK_DUPLICATE_ID",
            `The id "${id}" is taken by another of the ${name}.`,
            duplicateRemedy(name),
          );
        } else if (overlay === undefined && below.has(id)) {
          fault(
            "BOOK_DUPLICATE_ID",
            `The id "${id}" stands in a book below this one.`,
            "Add `overlay: replace` to put this record in its place.",
          );
        } else if (overlay !== undefined && (depth === 0 || !below.has(id))) {
          fault(
            "BOOK_OVERLAY",
            `There is no "${id}" among the ${name} below to ${overlay}.`,
            didYouMean(id, below.keys()) || "Remove the overlay key, or name a record of the book below.",
          );
        } else if (overlay === "cancel") {
          if (name === "deals")
            for (const leg of (below.get(id)!.record as WrittenDeal).legs) cancelled.add(leg.id ?? id);
          cancelled.add(id);
          below.delete(id);
        } else {
          below.set(id, entry);
        }
        here.add(id);
      }
    }
  });
  return { joined, faults, cancelled };
}

type WrittenDeal = Written<"deals">;

function duplicateRemedy(name: Collection): string {
  return name === "facts" || name === "prices"
    ? "Give one of the two a `variant`, a word that tells them apart."
    : "Give one of the two another id.";
}
