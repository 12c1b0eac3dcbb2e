// Assumptions that are ends of one thing, such as `price-gw-floor` and `price-gw-cap`: which of two is never above which.

/** Endings of ids, from the lower end to the upper one; an empty one is what the others bound. */
const ladders: readonly (readonly string[])[] = [
  ["-floor", "-cap"],
  ["-lo", "-hi"],
  ["-low", "-middle", "-high"],
  ["-least", "", "-most"],
];

/** The assumptions between which an assumption has to lie, among those that there are. */
export function boundsOf(
  id: string,
  others: readonly string[],
): { readonly notBelow: readonly string[]; readonly notAbove: readonly string[] } {
  const has = new Set(others);
  const found = ladders.flatMap((ladder) =>
    ladder.flatMap((ending, place) => {
      if (!id.endsWith(ending)) return [];
      const stem = id.slice(0, id.length - ending.length);
      return ladder.flatMap((other, at) =>
        at !== place && has.has(stem + other) ? [{ stem, other, at, place }] : [],
      );
    }),
  );
  const ids = (isBelow: boolean): string[] =>
    found.flatMap(({ stem, other, at, place }) => (at < place === isBelow ? [stem + other] : []));
  return { notBelow: ids(true), notAbove: ids(false) };
}
