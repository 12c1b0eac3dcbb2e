// Names that fit a box: without what a register adds, and cut where there is no room. The whole name is told beside.

const form =
  "Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|L\\.P|LP|plc|PLC|PBC|S\\.?A|SE|AG|ASA|N\\.?V|B\\.?V|GmbH|Holdings?|Group|Technologies";
const atEnd = new RegExp(`,?\\s+(?:${form})\\.?$`, "u");
const before = new RegExp(`,?\\s+(?:${form})\\.?(?= / )`, "gu");

export function shortName(name: string): string {
  let short = name
    .replaceAll(/\s*\([^)]*\)/gu, "")
    .replaceAll(before, "")
    .trim();
  for (;;) {
    const next = short.replace(atEnd, "").replace(/\.com$/u, "");
    if (next === short || next === "") return short === "" ? name : short;
    short = next;
  }
}

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
