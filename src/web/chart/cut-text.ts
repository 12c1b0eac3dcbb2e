// Text that a chart has no room for.

/** A text cut to a width in pixels, by what letters of small text take on average. */
export function cutTo(text: string, width: number): string {
  const letters = Math.floor(width / letterWidth);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}

const letterWidth = 7;
