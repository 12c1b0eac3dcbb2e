// Names in a box: broken between words, and cut where there is no room. The whole name is told beside.

/** How wide a text is, in pixels. */
export type WidthOf = (text: string) => number;

/** The lines of a name in a box: broken between words, the last one cut where it does not fit. */
export function linesOf(name: string, room: number, linesMost: number, widthOf: WidthOf): string[] {
  const lines: string[] = [];
  let rest = name.split(" ");
  while (rest.length > 0 && lines.length < linesMost - 1) {
    let take = rest.length;
    while (take > 1 && widthOf(rest.slice(0, take).join(" ")) > room) take--;
    lines.push(cut(rest.slice(0, take).join(" "), room, widthOf));
    rest = rest.slice(take);
  }
  return rest.length > 0 ? [...lines, cut(rest.join(" "), room, widthOf)] : lines;
}

function cut(text: string, room: number, widthOf: WidthOf): string {
  if (widthOf(text) <= room) return text;
  let length = text.length - 1;
  while (length > 1 && widthOf(`${text.slice(0, length).trimEnd()}…`) > room) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}
