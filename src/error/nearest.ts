// "Did you mean": the known word nearest to what somebody typed.
// Restricted Damerau-Levenshtein distance: insertion, deletion, substitution, swap of neighbours.

/**
 * The candidate nearest to a word, or undefined when none is near enough.
 *
 * Near enough is one slip in every three letters, at least one and at most four, so that a
 * suggestion is worth reading: one letter in place of another is no slip of a word of one letter. Ties go to the candidate that comes first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.min(4, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const d = distance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (d < bestDistance && d < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/**
 * A sentence to end a remedy with, or nothing. An id that goes on after all that was typed, at least two parts of an id,
 * is meant first; one whose parts stand in another order, or that begins as the word does, when no word is near.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const near = begunWith(word, all) ?? nearest(word, all) ?? samePart(word, all);
  return near === undefined ? "" : `Did you mean "${near}"?`;
}

/** `anthropic-aws-2026-04` for `anthropic-aws-2026`: who typed so much of an id did not slip. */
function begunWith(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.includes(word) || !/^[^-]+-[^-]+/u.test(word)) return undefined;
  return candidates.find((id) => /^[-/.@]/u.test(id.slice(word.length)) && id.startsWith(word));
}

/** A candidate of the same parts in another order, or one that the word is the beginning of. */
function samePart(word: string, candidates: readonly string[]): string | undefined {
  const parts = (id: string): string =>
    id
      .split(/[-/@.]/u)
      .toSorted()
      .join(" ");
  const wanted = parts(word);
  const turned = word.includes("-") ? candidates.find((id) => parts(id) === wanted) : undefined;
  return (
    turned ??
    (word.length >= 5
      ? candidates.find((id) => id.startsWith(`${word}/`) || id.startsWith(`${word}-`))
      : undefined)
  );
}

/** Edit distance, given up as soon as it must reach `limit`. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) d = Math.min(d, beforeLast[j - 2]! + 1);
      row.push(d);
    }
    if (Math.min(...row) >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
